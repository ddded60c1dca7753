// Nobody at the desk: the window says that it is about to lock, locks by itself, blanks what it showed, and keeps what was being typed.
import assert from "node:assert/strict";
import { nothingLeft } from "../residue.mjs";
import { KEY } from "../webdriver.mjs";
import { beginFirstStart, confirmRecovery, recoveryGroups } from "./first-start.mjs";

const SCHOOL = { name: "云岭县黑龙潭乡教学点", code: "3153000931", person: "沈怀谷", password: "梯田里的水镜照着云朵" };
const TYPED = "晚自习后有三名同学在校门外路口等人，被值班老师劝回，已电话联系家长来接。";

export async function idle(world, step) {
  const { page } = world;
  const logIn = async () => {
    await page.fill("login-password", SCHOOL.password);
    await page.press("登录");
    await page.see("今日待办");
  };
  /** Seconds to the lock that the window tells, or nothing while it tells none. */
  const left = async () => {
    const told = /(\d+) 秒后自动锁定/.exec(await page.text());
    return told === null ? null : Number(told[1]);
  };

  await step("the time is set in the settings and stays", async () => {
    await world.start();
    await beginFirstStart(page, SCHOOL);
    await confirmRecovery(page, await recoveryGroups(page));
    await page.see("今日待办");
    await page.go("/settings/data", "无人操作时自动锁定");
    await page.tick("2 分钟");
    await page.see("已改为 2 分钟");
    await world.picture("idle-01-settings");
    // One minute is the shortest time that the program takes from any school; the page offers it to nobody.
    await page.session.run("void window.__TAURI_INTERNALS__.invoke('settings_set', { request: { lockAfterMinutes: 1 } });");
    await page.press("锁定");
    await page.see("登录");
    await logIn();
    await page.go("/settings/data", "无人操作时自动锁定");
    await page.until("one minute among the choices", async () => (await page.texts("label.el-radio.is-checked")).includes("1 分钟"));
  });

  await step("the last minute is announced, and somebody at the desk begins it anew", async () => {
    await page.go("/concerns/new", "当场处理");
    await page.fill("concern-narrative", TYPED);
    await page.until("the last minute", async () => (await left()) !== null, 90_000);
    await world.picture("idle-02-announced");
    await page.until("less than 45 seconds", async () => ((await left()) ?? 99) < 45, 90_000);
    // At the very end of the field, so that nothing of what was typed changes.
    await page.session.keys(KEY.end);
    await page.until("more time again", async () => ((await left()) ?? 99) > 45);
    assert.equal(await page.value("concern-narrative"), TYPED);
  });

  await step("nobody comes: it locks by itself and says so", async () => {
    await page.see("有一会儿没有人操作，已自动锁定", 180_000);
    await page.field("login-password");
    assert.ok(!(await page.text()).includes(TYPED), "what was typed still stands there");
    await world.picture("idle-03-locked");
  });

  await step("the file is locked too, not only its pages", async () => {
    await page.session.run(
      "window.refused = null; window.__TAURI_INTERNALS__.invoke('concern_list', { request: {} }).then(() => { window.refused = 'open'; }, (why) => { window.refused = why.code ?? String(why); });",
    );
    const refused = await page.until("the answer of the program", () => page.session.run("return window.refused;"));
    assert.equal(refused, "not_logged_in");
    await nothingLeft(world, [TYPED, SCHOOL.person, SCHOOL.name, SCHOOL.password]);
  });

  await step("what was being typed is offered with its time", async () => {
    await logIn();
    await page.see("没填完的内容");
    await page.go("/concerns/new", "有一份没填完的内容");
    await page.press("接着填");
    assert.equal(await page.value("concern-narrative"), TYPED);
    await world.picture("idle-04-draft");
  });
}
