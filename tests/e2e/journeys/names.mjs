// A pupil who is called by an ordinary word: the packet is held back, every text is shown, and whoever signs says with a reason that it means nobody.
import assert from "node:assert/strict";
import { beginFirstStart, confirmRecovery, recoveryGroups } from "./first-start.mjs";

const SCHOOL = { name: "云岭县老鹰嘴乡中心学校", code: "3153000655", person: "沈怀谷", password: "梯田里的水镜照着云朵" };
const PUPIL = { name: "安全", no: "LYZ20250101", birth: `${new Date().getFullYear() - 12}-03` };
const ARTICLE = "看见不安全的事，马上报告老师或拨打公示电话。";
const PACT = {
  title: "老鹰嘴星火公约",
  preamble: "为了让每个人都敢来上学，我们一起商量并约定：",
  articles: ["不起侮辱性的外号。", "不打人、不推搡、不堵门。", "不抢、不藏别人的东西。", "不发别人的丑照和坏话。", "不孤立任何一个同学。", ARTICLE],
  adoption: "教代会和家长代表大会先后表决通过",
};
const WHY = "指“不安全的事”，是普通的词，不是学生姓名";

export async function names(world, step) {
  const { page } = world;
  /** Hands in the form of the open drawer and waits for its entry in the list. */
  const send = async (shown) => {
    await page.session.click(await page.until("the form's button", () => page.session.run("return document.querySelector('form button[type=submit]:not([disabled])');")));
    await page.until(`${shown} in the list`, async () => (await page.texts("[role=gridcell]")).some((cell) => cell.includes(shown)));
  };
  const make = async () => {
    await page.press("生成六月汇报");
    await page.see("不能撤回");
    await page.press("确认生成六月汇报");
  };

  await step("a pupil is called 安全, and a pact speaks of what is not safe", async () => {
    await world.start();
    await beginFirstStart(page, SCHOOL);
    await confirmRecovery(page, await recoveryGroups(page));
    await page.see("今日待办");
    await page.go("/roster/classes", "名册 · 班级");
    await page.press("登记班级");
    await page.fill("class-name", "六年级1班");
    await send("六年级1班");
    await page.go("/roster/pupils", "名册 · 学生");
    await page.press("登记学生");
    await page.fill("pupil-name", PUPIL.name);
    await page.fill("pupil-no", PUPIL.no);
    await page.choose("pupil-class", "六年级1班");
    await page.fill("pupil-birth", PUPIL.birth);
    await send(PUPIL.name);
    await page.go("/pacts/new", "通过与生效");
    await page.tick("校级");
    await page.fill("pact-scope", "全校");
    await page.fill("pact-title", PACT.title);
    await page.fill("pact-preamble", PACT.preamble);
    for (const [index, article] of PACT.articles.entries()) await page.fill(`pact-article-${index + 1}`, article);
    await page.fill("pact-adoption", PACT.adoption);
    await page.press("登记公约");
    await page.see("已保存 GY-");
  });

  await step("the packet is held back, and every text with the word is shown", async () => {
    await page.go("/reports/june", "生成前检查");
    await make();
    await page.see("文件里出现了学生的姓名或学号");
    await page.see(ARTICLE);
    await page.see("公约 · GY-01 · 条款");
    assert.ok(!(await page.text()).includes("已生成并封装"), "a packet was made");
    await world.picture("names-01-found");
  });

  await step("that it is no name needs a reason", async () => {
    await page.press("确认是普通词");
    await page.see("必填，请填写");
    await page.fill("name-0-reason", WHY);
    await page.press("确认是普通词");
    await page.see("找到的词都确认过了");
    await world.picture("names-02-explained");
  });

  await step("then the packet is made, and the log keeps the reason", async () => {
    await make();
    await page.see("待上传 1");
    await page.go("/settings/audit", "核验审计链");
    await page.openRow(WHY.slice(0, 8));
    await page.see(WHY);
    await world.picture("names-03-audit");
  });
}
