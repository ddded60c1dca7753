// Nothing is lost: a draft outlives a kill, the audit chain is verified, a backup is read back, and a home that is gone or damaged comes back from it.
import assert from "node:assert/strict";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { answer } from "../dialog.mjs";
import { nothingLeft } from "../residue.mjs";
import { beginFirstStart, confirmRecovery, recoveryGroups } from "./first-start.mjs";

const SCHOOL = { name: "云岭县白石沟乡中心小学", code: "3153000723", person: "沈怀谷", password: "梯田里的水镜照着云朵" };
const LATER = "山那边的雪化成了溪水";
const TYPED = "午休时两名同学在器材室门口堵住一名同学，讨要零花钱，被值日老师叫停。";
const SEALED = "来访者自述近两周睡不好，上学前肚子疼，约定每天中午来坐十分钟。";
const WHY = "家长到校反映情况，需要了解辅导的经过";

export async function keep(world, step) {
  const { page } = world;
  const stick = join(world.folder, "stick");
  const logIn = async (password) => {
    await page.fill("login-password", password);
    await page.press("登录");
    await page.see("今日待办");
  };
  const kept = () => page.until("the line of a kept draft", async () => (await page.texts(".form__draft")).some((line) => /^草稿已保存 \d\d:\d\d:\d\d$/.test(line)));

  let groups;
  await step("what is being typed is kept without being asked for", async () => {
    await mkdir(stick);
    await world.start();
    await beginFirstStart(page, SCHOOL);
    groups = await recoveryGroups(page);
    await confirmRecovery(page, groups);
    await page.see("今日待办");
    await page.go("/concerns/new", "当场处理");
    await page.fill("concern-place", "器材室门口");
    await page.fill("concern-narrative", TYPED);
    // That it takes no longer than two seconds is shown on a clock of the test's own, in ui/src/shared/draft-clock.test.ts.
    await kept();
    await world.picture("keep-01-draft-kept");
  });

  await step("killed, it is offered with its time, and nothing of it lies open on the disk", async () => {
    await world.kill();
    await nothingLeft(world, [TYPED, SCHOOL.person, SCHOOL.password]);
    await world.start();
    await logIn(SCHOOL.password);
    await page.see("没填完的内容");
    await world.picture("keep-02-drafts");
    await page.go("/concerns/new", "有一份没填完的内容");
    await world.picture("keep-03-draft-offered");
    await page.press("接着填");
    assert.equal(await page.value("concern-narrative"), TYPED);
    assert.equal(await page.value("concern-place"), "器材室门口");
    await world.picture("keep-04-draft-taken");
  });

  await step("what is being typed at the lock is kept too", async () => {
    await page.fill("concern-action", "已叫停，并护送回教室");
    await page.press("锁定");
    await page.see("登录");
    await logIn(SCHOOL.password);
    await page.go("/concerns/new", "有一份没填完的内容");
    await page.press("接着填");
    assert.equal(await page.value("concern-action"), "已叫停，并护送回教室");
  });

  await step("handed in, the record is there and the draft is gone", async () => {
    await page.tick("隐患点");
    await page.choose("concern-place-type", "教室");
    await page.choose("concern-channel", "值周巡查");
    await page.press("登记关注记录");
    await page.see("GZ-2026-001");
    await page.go("/today", "今日待办");
    await page.seeNot("没填完的内容");
    await page.go("/concerns/new", "当场处理");
    await page.field("concern-narrative");
    assert.equal(await page.value("concern-narrative"), "");
    await page.press("稍后再填");
  });

  await step("a sealed text is written, and opened only with a reason", async () => {
    await page.go("/concerns/GZ-2026-001", "密件");
    await page.press("写一份密件");
    await page.fill("sealed-label", "第1次辅导");
    await page.fill("sealed-text", SEALED);
    await page.press("加密保存");
    await page.until("the sealed text in its list", async () => (await page.texts(".sealed__label")).includes("第1次辅导"));
    await page.seeNot(SEALED);
    await page.press("打开");
    await page.fill("sealed-reason", WHY);
    await page.press("写明理由，打开");
    await page.see(SEALED);
    await world.picture("keep-05-sealed");
    await page.session.keys("h", ["\uE009"]);
    await page.see("密件已收起");
    await page.session.keys("h", ["\uE009"]);
    await page.seeNot(SEALED);
  });

  await step("the audit page names it with its reason, and verifies", async () => {
    await page.go("/settings/audit", "核验审计链");
    await page.openRow(WHY.slice(0, 4));
    await page.see("链值");
    await page.see(WHY);
    await world.picture("keep-06-audit");
    await page.press("关闭");
    await page.press("核验审计链");
    await page.see("审计链完好");
    await world.picture("keep-07-audit-whole");
  });

  let backup;
  await step("a backup is written to a folder, read back and opened", async () => {
    await page.go("/settings/backup", "还没有可用的U盘备份");
    await world.picture("keep-08-backup-none");
    await page.press("备份到U盘");
    await answer(world, "backupFolder", stick);
    await page.see("可以拔出U盘");
    await page.see("最近一次可用的U盘备份：今天");
    await world.picture("keep-09-backup");
    [backup] = (await readdir(stick)).filter((name) => name.endsWith(".anmiaobak"));
    assert.ok(backup, "no backup on the stick");
  });

  await step("the drill opens its copy and says so item by item", async () => {
    await page.press("选一份备份试一试");
    await answer(world, "backupFile", join(stick, backup));
    await page.see(`${backup} 能恢复`);
    assert.ok((await page.texts(".checked__one")).every((line) => line.startsWith("通过")), "an item did not pass");
    await page.session.run("document.querySelector('.drill').scrollIntoView();");
    await world.picture("keep-10-drill");
  });

  await step("the log agrees with the backup, and its spreadsheet is written", async () => {
    await page.go("/settings/audit", "核验审计链");
    await page.press("与报送包或备份核对");
    await answer(world, "compare", join(stick, backup));
    await page.see(`与 ${backup} 一致`);
    const sheet = join(world.folder, "审计.xlsx");
    await page.press("导出");
    await answer(world, "log", sheet);
    await page.see("已导出到");
    assert.equal((await readFile(sheet)).subarray(0, 2).toString(), "PK");
  });

  await step("on an empty machine the recovery code brings the school back", async () => {
    await page.press("锁定");
    await page.see("登录");
    await world.close();
    await rename(world.folders.home, join(world.folder, "lost"));
    await mkdir(world.folders.home, { mode: 0o700 });
    await world.start();
    await page.see("建立本校数据");
    await world.picture("keep-10-empty");
    await page.press("从备份恢复");
    await page.press("选U盘里的备份");
    await answer(world, "backupFile", join(stick, backup));
    await page.see("恢复会做什么");
    await page.see(SCHOOL.code);
    await world.picture("keep-11-restore");
    await page.tick("用恢复码");
    for (const [index, group] of groups.entries()) await page.fill(`restore-code-${index}`, group);
    await page.press("恢复这份备份");
    await page.see("已从备份恢复");
    await world.picture("keep-12-restored");
    await page.press("设新密码");
    await page.session.click(await page.find("account 01", "[role=radio]", "01"));
    await page.fill("recover-password", LATER);
    await page.fill("recover-again", LATER);
    await page.press("设新密码并换新恢复码");
    await page.see("请抄下恢复码");
    groups = await recoveryGroups(page);
    await confirmRecovery(page, groups);
    await page.see("今日待办");
    await page.go("/concerns/GZ-2026-001", TYPED);
    await page.see("第1次辅导");
  });

  await step("a damaged page is found at the login, and what can be read is saved", async () => {
    await page.press("锁定");
    await page.see("登录");
    await world.close();
    const [name] = (await readdir(world.folders.home)).filter((entry) => /^school.*\.db$/.test(entry));
    const database = join(world.folders.home, name);
    for (const end of ["-wal", "-shm"]) await rm(`${database}${end}`, { force: true });
    const file = await open(database, "r+");
    const { size } = await stat(database);
    await file.write(Buffer.alloc(64, 0x5a), 0, 64, Math.floor(size / 2 / 4096) * 4096 + 512);
    await file.close();
    await world.start();
    await page.fill("login-password", LATER);
    await page.press("登录");
    await page.see("数据库有损坏的地方");
    await world.picture("keep-14-damaged");
    await page.press("抢救");
    await page.see("抢救会做什么");
    await page.fill("salvage-password", LATER);
    await page.press("开始抢救");
    await page.see("抢救完成");
    await world.picture("keep-15-salvaged");
    await page.press("去登录");
    await logIn(LATER);
    await page.go("/concerns/GZ-2026-001", TYPED);
  });

  await step("chosen by hand, a backup takes the place of what is here, which is kept", async () => {
    await page.go("/settings/backup", "放到一旁的旧数据");
    await page.press("选一份备份来恢复");
    await answer(world, "backupFile", join(stick, backup));
    await page.see("恢复会做什么");
    await page.fill("restore-password", "不是这个密码吧一二三");
    await page.press("恢复这份备份");
    await page.see("密码不对");
    await page.fill("restore-password", SCHOOL.password);
    await page.press("恢复这份备份");
    await page.see("没有删除");
    await page.press("去登录");
    await logIn(SCHOOL.password);
    await page.go("/settings/backup", "放到一旁的旧数据");
    assert.ok((await readdir(world.folders.home)).filter((entry) => entry.startsWith("aside-")).length >= 2, "what was here is gone");
    await page.press("锁定");
    await page.see("登录");
    await nothingLeft(world, [TYPED, SEALED, WHY, SCHOOL.person, SCHOOL.password, LATER, ...groups]);
  });
}
