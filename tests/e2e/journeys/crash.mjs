// A first start that a power cut ends between the recovery code and its confirmation, and a school whose certificate is its own.
import assert from "node:assert/strict";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { found } from "../bureau.mjs";
import { answer } from "../dialog.mjs";
import { nothingLeft } from "../residue.mjs";
import { beginFirstStart, confirmRecovery, recoveryGroups } from "./first-start.mjs";
import { trust } from "./trust.mjs";

const SCHOOL = { name: "云岭县白石沟乡教学点", code: "9953000007", person: "沈怀谷", password: "梯田里的水镜照着云朵" };

export async function crash(world, step) {
  const { page } = world;

  await step("an unknown category of school is only warned of", async () => {
    await world.start();
    await beginFirstStart(page, SCHOOL);
    await page.see("学校标识码的前两位不是常见的学校类别");
    await world.picture("92-recovery-warned");
  });

  let first;
  await step("killed before the code is confirmed, the first start begins again", async () => {
    first = await recoveryGroups(page);
    await world.kill();
    await nothingLeft(world, [SCHOOL.person, SCHOOL.name, SCHOOL.password, ...first]);
    await world.start();
    await page.see("上次建到一半没有完成");
    await world.picture("93-unfinished");
    assert.ok(!(await page.texts("button")).includes("登录"), "a half home can be logged into");
  });

  await step("the second time gives another code and a usable home", async () => {
    await beginFirstStart(page, SCHOOL);
    const second = await recoveryGroups(page);
    assert.notDeepEqual(second, first);
    await confirmRecovery(page, second);
    await page.see("今日待办");
    await nothingLeft(world, [SCHOOL.person, SCHOOL.name, SCHOOL.password, ...first, ...second]);
  });

  const bureau = {};
  await step("a self-signed school's packet is accepted, and its certificate called unconfirmed", async () => {
    Object.assign(bureau, { made: await found(join(world.folder, "bureau")) });
    await trust(world, bureau.made);
    await page.go("/reports/june", "生成前检查");
    await page.press("生成六月汇报");
    await page.press("确认生成六月汇报");
    await page.see("已生成并封装");
    await page.press("到发件箱送出");
    const stick = join(world.folder, "stick");
    await mkdir(stick);
    await page.press("保存到U盘");
    await answer(world, "folder", stick);
    await page.see("已拷出（待回执）");
    const [name] = (await readdir(stick)).filter((entry) => entry.endsWith(".anmiao"));
    const sealed = join(stick, name);
    const keys = bureau.made.keys;
    const judged = await bureau.made.anmiao("verify", sealed, "--key", join(keys, "age.key"), "--profile", join(keys, "profile.jws"));
    assert.equal(judged.code, 2, judged.said);
    const receipt = join(world.folder, "回执.jws");
    assert.equal((await bureau.made.anmiao("receipt", sealed, "--bureau", keys, "--out", receipt)).code, 0);
    await copyFile(receipt, join(stick, "回执.jws"));
    await page.press("导入回执");
    await answer(world, "receipt", join(stick, "回执.jws"));
    await page.see("已回执");
    await page.see("回执已核对");
  });
}
