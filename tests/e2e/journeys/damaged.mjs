// A home of which a part is missing: the window says what happened, what is safe and what to do, and never offers to start over it.
import { cp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import assert from "node:assert/strict";
import { found } from "../bureau.mjs";


export async function damaged(world, step) {
  const home = world.folders.home;
  const away = join(world.folder, "away");
  const offers = async (...wanted) => {
    const buttons = await world.page.texts("button");
    assert.deepEqual(buttons, wanted, "the page offers something else");
  };

  await step("a home without its keys is shown as damaged", async () => {
    await found(join(world.folder, "bureau"));
    await cp(join(world.folder, "bureau/home"), home, { recursive: true });
    await cp(home, away, { recursive: true });
    for (const name of ["keys.json", "keys.json.bak"]) await rename(join(home, name), join(world.folder, name));
    await world.start();
    await world.page.see("密钥文件不见了");
    for (const part of ["密钥文件：没有找到", "什么是安全的", "请这样做"]) await world.page.see(part);
    await world.picture("90-damaged");
    await offers("用备份恢复", "重新检查");
  });

  await step("a home without its database is shown as damaged", async () => {
    for (const name of ["keys.json", "keys.json.bak"]) await rename(join(world.folder, name), join(home, name));
    await rename(join(home, "school.db"), join(world.folder, "school.db"));
    await world.page.press("重新检查");
    await world.page.see("数据库文件不见了");
    await offers("用备份恢复", "重新检查");
    await world.page.press("用备份恢复");
    await world.page.see("选一份备份");
    await world.picture("91-restore");
    await world.page.press("返回");
    await world.page.see("数据库文件不见了");
  });

  await step("a database cut short is shown as such, and can be saved from", async () => {
    const database = join(home, "school.db");
    const whole = await readFile(join(world.folder, "school.db"));
    await writeFile(database, whole.subarray(0, 5000));
    await world.page.press("重新检查");
    await world.page.see("数据库文件短了一截");
    await offers("抢救", "用备份恢复");
    await world.picture("92-truncated");
    await writeFile(database, "");
    await world.page.press("用备份恢复");
    await world.page.press("返回");
    await world.page.see("数据库文件是空的");
    await offers("用备份恢复", "重新检查");
    await rm(database);
  });

  await step("put back whole, it can be opened again", async () => {
    await rename(join(world.folder, "school.db"), join(home, "school.db"));
    await world.page.press("重新检查");
    await world.page.see("登录");
    await world.page.field("login-password");
  });
}
