// A finished record is never changed: what was wrong stays readable beside what is right, and what must not count is void with its reason.
import assert from "node:assert/strict";
import { nothingLeft } from "../residue.mjs";
import { beginFirstStart, confirmRecovery, recoveryGroups } from "./first-start.mjs";

const SCHOOL = { name: "云岭县青石桥乡中心学校", code: "3153000812", person: "沈怀谷", password: "梯田里的水镜照着云朵" };
const PACT = {
  scope: "全校",
  title: "青石桥星火公约",
  preamble: "为了让每个人都敢来上学，我们一起商量并约定：",
  articles: ["不起侮辱性的外号。", "不打人、不推搡、不堵门。", "不抢、不藏别人的东西。", "不发别人的丑照和坏话。", "不孤立任何一个同学。", "看见欺凌马上报告老师。"],
  adoption: "升旗仪式上全体举手通过",
};
const RIGHT = "教代会和家长代表大会先后表决通过";
const WHY = "表决记录本上写的是两次大会，登记时写成了升旗仪式";
const AGAIN = "教代会、家长代表大会和学生代表大会先后表决通过";
const WHY_AGAIN = "补上学生代表大会，会议记录第三页可证";
const VOID_WHY = "与年级公约重复登记，教导处已核对";
const SEEN = "午休时两名同学在器材室门口堵住一名同学讨要零花钱，被值日老师叫停。";
const VOID_SEEN = "同一件事昨天已由值日老师登记过";

export async function correct(world, step) {
  const { page } = world;

  await step("a pact that takes effect today is finished", async () => {
    await world.start();
    await beginFirstStart(page, SCHOOL);
    await confirmRecovery(page, await recoveryGroups(page));
    await page.see("今日待办");
    await page.go("/pacts/new", "通过与生效");
    await page.tick("校级");
    await page.fill("pact-scope", PACT.scope);
    await page.fill("pact-title", PACT.title);
    await page.fill("pact-preamble", PACT.preamble);
    for (const [index, article] of PACT.articles.entries()) await page.fill(`pact-article-${index + 1}`, article);
    await page.fill("pact-adoption", PACT.adoption);
    await page.press("登记公约");
    await page.see("已保存 GY-");
    await page.go("/pacts/GY-01", "更正与作废");
    await page.see("没有更正过");
    await page.see(PACT.adoption);
  });

  await step("a correction needs another value and a reason", async () => {
    await page.press("更正一项");
    await page.choose("correct-field", "通过方式");
    await page.until("the present value", async () => (await page.value("correct-value")) === PACT.adoption);
    await page.press("提交更正");
    for (const fault of ["和现在的内容一样", "必填"]) await page.see(fault);
    await world.picture("correct-01-faults");
  });

  await step("corrected, the old value stays readable beside the new", async () => {
    await page.fill("correct-value", RIGHT);
    await page.fill("correct-reason", WHY);
    await page.press("提交更正");
    await page.until("the old value, struck out", async () => (await page.texts(".corrections del")).includes(PACT.adoption));
    assert.deepEqual(await page.texts(".corrections ins"), [RIGHT]);
    await page.see(WHY);
    await page.until("the new value among the facts", async () => (await page.texts(".case__side")).join(" ").includes(RIGHT));
    await world.picture("correct-02-corrected");
  });

  await step("corrected once more, both steps are there, newest first", async () => {
    await page.press("更正一项");
    await page.choose("correct-field", "通过方式");
    await page.until("the present value", async () => (await page.value("correct-value")) === RIGHT);
    await page.fill("correct-value", AGAIN);
    await page.fill("correct-reason", WHY_AGAIN);
    await page.press("提交更正");
    await page.until("two corrections", async () => (await page.texts(".corrections del")).length === 2);
    assert.deepEqual(await page.texts(".corrections del"), [RIGHT, PACT.adoption]);
    assert.deepEqual(await page.texts(".corrections ins"), [AGAIN, RIGHT]);
  });

  await step("killed, all of it is still there", async () => {
    await world.kill();
    await nothingLeft(world, [PACT.adoption, RIGHT, WHY, AGAIN, WHY_AGAIN]);
    await world.start();
    await page.fill("login-password", SCHOOL.password);
    await page.press("登录");
    await page.see("今日待办");
    await page.go("/pacts/GY-01", "更正与作废");
    await page.until("both corrections", async () => (await page.texts(".corrections del")).length === 2);
  });

  await step("a void needs a reason and is asked once more", async () => {
    await page.press("作废这条记录");
    await page.fill("void-reason", "重复");
    await page.press("作废这条记录");
    await page.see("太短，至少 4 个字");
    await page.fill("void-reason", VOID_WHY);
    await page.press("作废这条记录");
    await page.see("作废 GY-01？");
    await world.picture("correct-03-void-question");
    await page.press("取消");
    await page.until("the question to be gone", async () => (await page.texts(".el-dialog")).length === 0);
    assert.equal(await page.value("void-reason"), VOID_WHY, "what was typed is gone");
    await page.press("作废这条记录");
    await page.press("作废");
    await page.see("GY-01 已作废");
  });

  await step("voided, the record and its corrections stay and say why they do not count", async () => {
    await page.see("它不计入任何数字");
    await page.see(VOID_WHY);
    await page.until("both corrections", async () => (await page.texts(".corrections del")).length === 2);
    const offered = await page.texts("button");
    for (const word of ["更正一项", "作废这条记录"]) assert.ok(!offered.includes(word), `${word} is still offered`);
    await world.picture("correct-04-voided");
    await page.go("/pacts", "GY-01");
    await page.see("已作废");
    await page.go("/today", "今日待办");
    await page.see("公约 0 学生");
  });

  await step("an open record is not corrected but worked on; entered twice, it is voided", async () => {
    await page.go("/concerns/new", "当场处理");
    await page.tick("隐患点");
    await page.choose("concern-place-type", "教室");
    await page.fill("concern-place", "器材室门口");
    await page.choose("concern-channel", "值周巡查");
    await page.fill("concern-narrative", SEEN);
    await page.fill("concern-action", "已叫停，并护送回教室");
    await page.press("登记关注记录");
    await page.see("已保存 GZ-");
    const [id] = /GZ-\d{4}-001/.exec(await page.text());
    await page.go(`/concerns/${id}`, "这条记录还没有办结");
    assert.ok(!(await page.texts("button")).includes("更正一项"), "an open record is offered for correction");
    await page.press("作废这条记录");
    await page.fill("void-reason", VOID_SEEN);
    await page.press("作废这条记录");
    await page.see(`作废 ${id}？`);
    await page.press("作废");
    await page.see(`${id} 已作废`);
    await page.see(VOID_SEEN);
  });

  await step("the audit log names each act with its reason, and verifies", async () => {
    await page.go("/settings/audit", "核验审计链");
    for (const why of [WHY, WHY_AGAIN, VOID_WHY, VOID_SEEN]) {
      await page.openRow(why.slice(0, 6));
      await page.see(why);
      await page.press("关闭");
    }
    await page.press("核验审计链");
    await page.see("审计链完好");
    await page.press("锁定");
    await page.see("忘记密码");
    await nothingLeft(world, [PACT.adoption, RIGHT, AGAIN, WHY, WHY_AGAIN, VOID_WHY, SEEN, VOID_SEEN, SCHOOL.person, SCHOOL.password]);
  });
}
