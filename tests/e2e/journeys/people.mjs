// Several people at one computer: an account with a first password, a change of person, wrong passwords, a forgotten one, and the code of the safe.
import assert from "node:assert/strict";
import { nothingLeft } from "../residue.mjs";
import { beginFirstStart, confirmRecovery, recoveryGroups } from "./first-start.mjs";

const SCHOOL = { name: "云岭县红石岩乡小学", code: "3153000456", person: "沈怀谷", password: "梯田里的水镜照着云朵" };
const TEACHER = { name: "陆听泉", post: "班主任", first: "先用这个密码登录一次吧", own: "屋檐下的燕子飞回来了" };
const LATER = "山那边的雪化成了小溪水";

export async function people(world, step) {
  const { page } = world;
  const number = (account) => page.find(`account ${account}`, "[role=radio]", account).then((button) => page.session.click(button));
  const logIn = async (account, password) => {
    if (account !== null) await number(account);
    await page.fill("login-password", password);
    await page.press("登录");
  };

  let groups;
  await step("a principal gives a teacher an account with a first password", async () => {
    await world.start();
    await beginFirstStart(page, SCHOOL);
    groups = await recoveryGroups(page);
    await confirmRecovery(page, groups);
    await page.see("今日待办");
    await page.go("/roster/staff", "名册 · 教职工");
    await page.press("登记教职工");
    await page.fill("staff-name", TEACHER.name);
    await page.fill("staff-post", TEACHER.post);
    await page.session.click(await page.until("the form's button", () => page.session.run("return document.querySelector('form button[type=submit]:not([disabled])');")));
    await page.until("the teacher in the list", async () => (await page.texts("[role=gridcell]")).includes(TEACHER.name));
    await page.go("/settings/people", "岗位权限表");
    await page.press("新增账号");
    await page.choose("people-person", TEACHER.name);
    await page.tick("班主任");
    await page.fill("people-password", "1234567890");
    await page.fill("people-again", "1234567890");
    await world.picture("60-account-new");
    await page.session.click(await page.find("the form's button", "form button[type=submit]", "新增账号"));
    await page.see("这个密码太常见");
    await page.fill("people-password", TEACHER.first);
    await page.fill("people-again", TEACHER.first);
    await page.session.click(await page.find("the form's button", "form button[type=submit]", "新增账号"));
    await page.see("初始密码，登录时要改");
    await world.picture("61-account");
    await page.press("关闭");
    await page.press("岗位权限表");
    await page.see("督学、督查没有账号");
    await world.picture("62-rights");
  });

  await step("换人 leads to the accounts by number and post, and to no name", async () => {
    await page.press("换人");
    await page.see("请下一位选自己的账号登录");
    const said = await page.text();
    assert.ok(said.includes("01") && said.includes("02") && !said.includes(TEACHER.name) && !said.includes(SCHOOL.person), said);
    await world.picture("63-login");
  });

  await step("a first password must be changed before anything else can be reached", async () => {
    await logIn("02", TEACHER.first);
    await page.see("请先改掉初始密码");
    await page.session.run("location.hash = '/concerns';");
    await page.see("请先改掉初始密码");
    await world.picture("64-must-change");
    await page.fill("must-old", TEACHER.first);
    await page.fill("must-password", TEACHER.own);
    await page.fill("must-again", TEACHER.own);
    await page.press("改好密码");
    await page.see("今日待办");
  });

  await step("a teacher finds no page for people, keys or the bureau", async () => {
    await page.go("/settings", "设置 · 我的密码");
    const stops = await page.texts(".sub__stop");
    for (const hidden of ["人员与权限", "恢复码", "教育局", "审计", "备份"]) assert.ok(!stops.includes(hidden), `${hidden} is offered`);
    assert.ok(!(await page.texts(".rail__label")).includes("报告上报"), "packets are offered");
    await page.go("/ledger", "整改台账");
    assert.ok(!(await page.texts("button")).includes("登记整改事项"), "an entry that would be refused is offered");
    await page.session.run("location.hash = '/settings/people';");
    await page.see("您的岗位不能打开这一页");
    await page.see("由校长或政教主任办理");
    await world.picture("65-no-right");
    // A form that would be refused in the end is not even shown.
    for (const form of ["/ledger/new", "/reports/june", "/settings/backup/restore"]) {
      await page.session.run("location.hash = arguments[0];", form);
      await page.until(`${form} to be refused`, async () => (await page.text()).includes("您的岗位不能打开这一页") && (await page.session.run("return location.hash;")) === `#${form}`);
      assert.deepEqual(await page.texts("main input, main textarea, main form"), [], `${form} shows its fields`);
    }
    await page.press("回到今日");
    await page.see("今日待办");
  });

  await step("wrong passwords are counted and must wait", async () => {
    await page.press("锁定");
    // Each wrong one after the third doubles the wait, so that even a slow hand is told to wait in the end.
    for (let tries = 0; !/连续输错，请等一等.*请等 \d/.test(await page.text()); tries += 1) {
      assert.ok(tries < 8, "wrong passwords are not slowed down");
      await logIn(tries === 0 ? "02" : null, `不是这个密码${tries}`);
      await page.until("the refusal", async () => /密码不对|请等一等/.test(await page.text()));
      await page.until("the form to rest", async () => !(await page.text()).includes("正在核对密码"));
    }
    await world.picture("66-wait");
    await page.see("可以再试了");
    await logIn(null, TEACHER.own);
    await page.see("今日待办");
  });

  await step("the code of the safe gives the principal a new password and asks for a new code", async () => {
    await page.press("锁定");
    await page.press("忘记密码");
    for (const [index, group] of groups.entries()) await page.fill(`recover-${index}`, index === 0 ? "000012" : group);
    await page.see("这一组抄错了");
    await world.picture("67-code");
    await page.fill("recover-0", groups[0]);
    await page.press("用恢复码打开");
    await page.see("设新密码");
    await world.picture("68-new-password");
    await page.fill("recover-password", LATER);
    await page.fill("recover-again", LATER);
    await page.press("设新密码并换新恢复码");
    await page.see("请抄下恢复码");
    await world.picture("69-new-code");
    const next = await recoveryGroups(page);
    assert.notDeepEqual(next, groups, "the old code is shown again");
    await confirmRecovery(page, next);
    await page.see("今日待办");
    groups = next;
  });

  await step("the yearly try opens a copy of a backup with the new code and says so", async () => {
    await page.go("/settings/recovery", "每年试一次恢复码");
    for (const [index, group] of groups.entries()) await page.fill(`rehearse-${index}`, group);
    await page.press("试一次恢复码");
    await page.see("这张恢复码真的能恢复数据");
    await world.picture("70-rehearsal");
  });

  await step("removed for cause: everything under new keys, everybody else without a password", async () => {
    await page.go("/settings/people/02/remove", "点下去会发生什么");
    await world.picture("71-remove");
    await page.fill("remove-reason", "把数据拷给了别人，校务会已决定");
    await page.fill("remove-password", LATER);
    await page.press("因故移除 02 号账号");
    await page.see("请抄下恢复码");
    groups = await recoveryGroups(page);
    await confirmRecovery(page, groups);
    await page.see("已移除，全部数据已换新密钥");
    await page.press("去设初始密码");
    await page.see("已停用");
    await world.picture("72-removed");
  });

  await step("locked, no name and no password lies open on the disk", async () => {
    await page.press("锁定");
    await page.see("忘记密码");
    assert.ok(!(await page.texts("[role=radio]")).some((row) => row.startsWith("02")), "the removed account is still offered");
    await nothingLeft(world, [SCHOOL.person, TEACHER.name, SCHOOL.password, TEACHER.first, TEACHER.own, LATER, ...groups]);
    await logIn(null, LATER);
    await page.see("今日待办");
  });
}
