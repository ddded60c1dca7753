// A whole year's first use: the first start, the bureau, the roster, three records, a power cut, and the June report to its receipt.
import assert from "node:assert/strict";
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { found } from "../bureau.mjs";
import { answer } from "../dialog.mjs";
import { nothingLeft, wordsIn } from "../residue.mjs";
import { KEY } from "../webdriver.mjs";
import { confirmRecovery, recoveryGroups } from "./first-start.mjs";
import { CLASSES, CONCERN, LEDGER, PACT, PUPILS, SCHOOL, STAFF, TYPED } from "./june-words.mjs";
import { addRoster, logIn, makeJune, recordConcern, recordLedger, recordPact } from "./june-acts.mjs";

export async function june(world, step) {
  const { page } = world;
  const stick = join(world.folder, "资料U盘");
  const paper = join(world.folder, "paper");
  let bureau;

  await step("the bureau stands", async () => {
    bureau = await found(join(world.folder, "bureau"));
    for (const folder of [stick, paper]) await mkdir(folder);
    // The system viewer of a machine that has none: it only notes what it was asked to open.
    const viewer = join(world.folder, "bin");
    await mkdir(viewer);
    await writeFile(join(viewer, "xdg-open"), `#!/bin/sh\nprintf '%s' "$1" > '${join(paper, "opened")}'\n`);
    await chmod(join(viewer, "xdg-open"), 0o755);
    world.environment.PATH = `${viewer}:${world.environment.PATH}`;
  });

  await step("the first start says what is wrong beside each field", async () => {
    await world.start();
    await page.see("载入示例学校");
    await world.picture("01-first-start");
    await page.fill("school-name", SCHOOL.name);
    await page.fill("school-code", "314");
    await page.fill("person-name", SCHOOL.person);
    await page.fill("password", "短");
    await page.fill("password-again", "长");
    await page.press("建立本校数据");
    for (const fault of ["应为 10 位数字", "密码至少 10 位", "两次输入的密码不一样"]) await page.see(fault);
    await world.picture("02-first-start-faults");
    await page.fill("school-code", "3199000123");
    await page.fill("password", SCHOOL.password);
    await page.fill("password-again", SCHOOL.password);
    await page.press("建立本校数据");
    await page.see("第 3、4 位不是省级代码");
    assert.deepEqual(await readdir(world.folders.home), [], "a refused first start left something");
  });

  let groups;
  await step("the recovery code must be typed back", async () => {
    await page.fill("school-code", SCHOOL.code);
    await page.press("建立本校数据");
    await page.see("请抄下恢复码");
    groups = await recoveryGroups(page);
    await world.picture("03-recovery");
    await confirmRecovery(page, groups, (group) => group.replace(/./, (digit) => String((Number(digit) + 1) % 10)));
    await page.see("与恢复码不一致");
    await world.picture("04-recovery-wrong");
    await confirmRecovery(page, groups);
    await page.see("今日待办");
    await world.picture("05-today-empty");
  });

  await step("a bureau is trusted only after its fingerprint was compared", async () => {
    await page.go("/settings/bureau", "还没有教育局档案");
    await world.picture("06-bureau-none");
    await page.press("导入教育局档案");
    await answer(world, "profile", null);
    await page.press("导入教育局档案");
    await answer(world, "profile", join(bureau.keys, "ca.pem"));
    await page.see("这不是有效的教育局档案");
    await page.press("导入教育局档案");
    await answer(world, "profile", bureau.profile);
    await page.see("核对指纹");
    const told = await bureau.fingerprint();
    assert.equal((await page.texts(".compare .code-figure")).join(" "), told, "the window shows another fingerprint");
    await page.press("信任这份档案");
    await page.see("请先核对");
    await page.fill("bureau-typed", told.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)));
    await page.press("信任这份档案");
    await page.see("与文件的指纹不一致");
    await world.picture("07-bureau-compare");
    await page.fill("bureau-typed", told);
    await page.press("信任这份档案");
    await page.see("已信任");
  });

  await step("the school's certificate is asked for and taken", async () => {
    const request = join(stick, "证书申请.pem");
    await page.press("导出证书申请");
    await answer(world, "request", request);
    await page.see("证书申请已保存到");
    await page.press("导入学校证书");
    await answer(world, "certificate", join(bureau.keys, "ca.pem"));
    await page.see("这张证书不是发给本校的");
    const certificate = join(stick, "学校证书.pem");
    await bureau.issue(request, certificate);
    await page.press("导入学校证书");
    await answer(world, "certificate", certificate);
    await page.see("已换用教育局签发的证书");
    await world.picture("08-bureau-trusted");
  });

  await step("staff, classes and pupils are added", () => addRoster(world));

  await step("a concern is recorded", () => recordConcern(world));
  await step("a ledger item is recorded", () => recordLedger(world));
  await step("a pact is recorded", () => recordPact(world));

  await step("the power goes: nothing of it lies open on the disk", async () => {
    await page.go(`/concerns?open=GZ-${YEAR}-001`, CONCERN.narrative);
    await world.kill();
    const secrets = [...TYPED, ...groups];
    await nothingLeft(world, secrets);
    // The search finds what it is meant to find: the same words, planted.
    for (const [spelling, bytes] of Object.entries(planted(CONCERN.narrative))) {
      assert.deepEqual(wordsIn(bytes, secrets), [CONCERN.narrative], `the search does not read ${spelling}`);
    }
    const strange = join(world.folders.cache, "planted");
    await writeFile(strange, "");
    await assert.rejects(nothingLeft(world, secrets), /unknown kind: cache\/planted/);
    await rm(strange);
    const known = join(world.folders.home, "keys.json.bak");
    const whole = await readFile(known);
    await writeFile(known, Buffer.concat([whole, Buffer.from(PUPILS[0].name, "utf16le")]));
    await assert.rejects(nothingLeft(world, secrets), new RegExp(`keys.json.bak holds ${PUPILS[0].name}`));
    await writeFile(known, whole);
  });

  await step("after the power cut a wrong password is refused, the right one opens", async () => {
    await world.start();
    await page.field("login-password");
    await world.picture("15-login");
    await logIn(page, "这不是那个密码呀呀");
    await page.see("密码不对");
    await world.picture("16-login-wrong");
    await logIn(page, SCHOOL.password);
    await page.see("今日待办");
  });

  await step("the records are there", async () => {
    await page.go("/concerns", `GZ-${YEAR}-001`);
    await page.openRow(`GZ-${YEAR}-001`);
    await page.see(CONCERN.narrative);
    await page.see(CONCERN.action);
    await page.see(PUPILS[0].name);
    await world.picture("17-concern-again");
    await page.go("/ledger", `ZG-${YEAR}-001`);
    await page.openRow(`ZG-${YEAR}-001`);
    await page.see(LEDGER.measures);
    await page.see(STAFF[1].name);
    await page.go("/pacts", PACT.title);
    await page.openRow(PACT.title);
    for (const article of PACT.articles) await page.see(article);
    await world.picture("18-pact-again");
    await page.go("/roster/pupils", PUPILS[0].name);
    for (const pupil of PUPILS) await page.see(pupil.name);
    await page.go("/roster/classes", CLASSES[0].shown);
    await page.go("/roster/staff", STAFF[0].name);
  });

  await step("the June report is made and its pages are drawn", async () => {
    await page.go("/reports/june", "生成前检查");
    await world.picture("50-june");
    await makeJune(page);
    await world.picture("51-june-report");
    await page.press("复制文字");
    await page.until("the words of the page", async () => (await page.session.run("return document.querySelector('textarea')?.value ?? '';")).replace(/\s/g, "").includes(SCHOOL.name));
    await world.picture("52-june-text");
    await page.press("关闭");
    for (const [title, pages] of [["学生欺凌防治整改台账", 1], ["反欺凌公约", 2]]) {
      await page.press(title);
      await page.until(`${title} drawn`, () => drawn(page));
      const count = Number((await page.texts(".viewer__page [role=status]"))[0].split(" / ")[1].split(" ")[0]);
      assert.ok(count >= pages, `${title} has ${count} pages`);
      await world.picture(title === "反欺凌公约" ? "54-june-pacts" : "53-june-ledger");
    }
  });

  await step("a printed paper lies only in the runtime folder, until the window is locked", async () => {
    await page.press("打印");
    await page.see("已交给系统阅读器");
    const opened = await page.until("the viewer", () => readFile(join(paper, "opened"), "utf8").catch(() => ""));
    assert.ok(opened.startsWith(join(world.folders.runtime, "anmiao/")), `opened ${opened}`);
    assert.equal((await readFile(opened)).subarray(0, 5).toString(), "%PDF-");
    await page.session.keys("l", [KEY.control]);
    await page.field("login-password");
    await page.until("the runtime folder to be empty", async () => (await readdir(join(world.folders.runtime, "anmiao"))).length === 0);
    await nothingLeft(world, [...TYPED, ...groups]);
    await logIn(page, SCHOOL.password);
    await page.see("今日待办");
    await page.see("报包还没有送出");
  });

  let sealed;
  await step("a stick that cannot take the packet is told apart", async () => {
    await page.go("/reports/outbox", "待上传");
    await page.openRow("待上传");
    await page.press("保存到U盘");
    await answer(world, "folder", "/sys/kernel");
    await page.see("U盘是只读的");
    await world.picture("55-outbox-read-only");
    const [name] = await page.texts(".packet__state + .fingerprint");
    const taken = join(world.folder, "旧U盘");
    await mkdir(taken);
    await writeFile(join(taken, name), "another file");
    await page.press("保存到U盘");
    await answer(world, "folder", taken);
    await page.see("U盘上有同名的另一个文件");
    assert.equal(await readFile(join(taken, name), "utf8"), "another file");
    await page.see("待上传");
    sealed = join(stick, name);
  });

  await step("saved to a stick it waits for its receipt", async () => {
    await page.press("保存到U盘");
    await answer(world, "folder", stick);
    await page.see("已拷出到");
    await page.see("已拷出（待回执）");
    await world.picture("56-outbox-carried");
    const judged = await bureau.anmiao("verify", sealed, "--key", join(bureau.keys, "age.key"), "--profile", bureau.profile);
    assert.equal(judged.code, 0, judged.said);
  });

  await step("only the bureau's own receipt counts", async () => {
    await page.press("导入回执");
    await answer(world, "receipt", join(bureau.keys, "ca.pem"));
    await page.see("这不是回执文件");
    const stranger = await found(join(world.folder, "stranger"));
    // Another bureau cannot open what was sealed for this one, so it answers its own packet.
    const [theirs] = (await readdir(stranger.folder)).filter((name) => name.endsWith(".anmiao"));
    await stranger.anmiao("receipt", join(stranger.folder, theirs), "--bureau", stranger.keys, "--out", join(stick, "别处.jws"));
    await page.press("导入回执");
    await answer(world, "receipt", join(stick, "别处.jws"));
    await page.see("没有采用");
    await page.see("已拷出（待回执）");
    const receipt = join(paper, "回执.jws");
    const answered = await bureau.anmiao("receipt", sealed, "--bureau", bureau.keys, "--out", receipt);
    assert.equal(answered.code, 0, answered.said);
    await copyFile(receipt, join(stick, "回执.jws"));
    await page.press("导入回执");
    await answer(world, "receipt", join(stick, "回执.jws"));
    await page.see("教育局已签回执");
    await page.see("回执已核对");
    await world.picture("57-outbox-receipted");
  });

  await step("with the bureau's server off a packet stays, with it on it is sent and receipted", async () => {
    await page.go("/reports/june", "生成前检查");
    await makeJune(page);
    await page.press("到发件箱送出");
    await page.press("发送");
    await page.see("现在连不上教育局的服务器");
    await world.picture("58-outbox-unreachable");
    // The sending that is still trying reaches the server as soon as there is one.
    const server = await bureau.serve();
    await page.see("教育局已签回执");
    await world.picture("59-outbox-sent");
    await server.end();
    await page.go("/today", "今日待办");
    await world.picture("60-today");
  });

  await step("closed, nothing of it lies open on the disk", async () => {
    await world.close();
    await nothingLeft(world, [...TYPED, ...groups]);
  });
}

/** The year that numbers of records carry: that of Chinese civil time. */
const YEAR = new Intl.DateTimeFormat("en", { timeZone: "Asia/Shanghai", year: "numeric" }).format(new Date());

/** Whether the first page in sight is a picture with ink on it. */
async function drawn(page) {
  return page.session.run(`
    const image = document.querySelector(".sheet__image");
    if (!image?.complete || image.naturalWidth < 400) return false;
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
    const brush = canvas.getContext("2d");
    brush.drawImage(image, 0, 0);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] < 128) ink += 1;
    return ink > data.length / 4 / 500;`);
}

/** A text in every spelling that the search must read. */
function planted(text) {
  const wide = Buffer.from(text, "utf16le");
  const around = (bytes) => Buffer.concat([Buffer.from("\u0000before"), bytes, Buffer.from("after")]);
  return { "UTF-8": around(Buffer.from(text)), "UTF-16LE": around(wide), "UTF-16BE": around(Buffer.from(wide).swap16()), gzip: gzipSync(text), "gzip inside": around(gzipSync(text)) };
}
