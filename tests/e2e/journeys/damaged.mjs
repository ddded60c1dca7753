// A home of which a part is missing: the window says what it found and never offers to start over it.
import { cp, rename } from "node:fs/promises";
import { join } from "node:path";
import assert from "node:assert/strict";
import { found } from "../bureau.mjs";

const TITLE = "数据文件夹里的文件不完整";

export async function damaged(world, step) {
  const home = world.folders.home;
  const away = join(world.folder, "away");
  const offersNothing = async () => {
    const buttons = await world.page.texts("button");
    assert.deepEqual(buttons, ["重新检查"], "the page offers more than another look");
  };

  await step("a home without its keys is shown as damaged", async () => {
    await found(join(world.folder, "bureau"));
    await cp(join(world.folder, "bureau/home"), home, { recursive: true });
    await cp(home, away, { recursive: true });
    for (const name of ["keys.json", "keys.json.bak"]) await rename(join(home, name), join(world.folder, name));
    await world.start();
    await world.page.see(TITLE);
    await world.page.see("密钥文件：没有找到");
    await world.picture("90-damaged");
    await offersNothing();
  });

  await step("a home without its database is shown as damaged", async () => {
    for (const name of ["keys.json", "keys.json.bak"]) await rename(join(world.folder, name), join(home, name));
    await rename(join(home, "school.db"), join(world.folder, "school.db"));
    await world.page.press("重新检查");
    await world.page.see("数据库文件：没有找到");
    await offersNothing();
  });

  await step("put back whole, it can be opened again", async () => {
    await rename(join(world.folder, "school.db"), join(home, "school.db"));
    await world.page.press("重新检查");
    await world.page.see("登录");
    await world.page.field("login-password");
  });
}
