// The longer acts of the journey: filling the roster and the three forms, making the report.
import { CLASSES, CONCERN, LEDGER, PACT, PUPILS, SCHOOL, STAFF } from "./june-words.mjs";

export async function logIn(page, password) {
  await page.fill("login-password", password);
  await page.press("登录");
}

export async function addRoster(world) {
  const { page } = world;
  await page.go("/roster/staff", "名册 · 教职工");
  await page.press("登记教职工");
  for (const person of STAFF) {
    await page.fill("staff-name", person.name);
    await page.fill("staff-post", person.post);
    await send(page, person.name);
  }
  await world.picture("09-staff");

  await page.go("/roster/classes", "名册 · 班级");
  await page.press("登记班级");
  await page.fill("class-name", "火箭班");
  await submit(page);
  await page.see("班级名看不懂");
  for (const { typed, shown, homeroom } of CLASSES) {
    await page.fill("class-name", typed);
    if (homeroom !== undefined) await page.choose("class-homeroom", homeroom);
    await send(page, shown);
  }

  await page.go("/roster/pupils", "名册 · 学生");
  await page.press("登记学生");
  for (const pupil of PUPILS) {
    await page.fill("pupil-name", pupil.name);
    await page.fill("pupil-no", pupil.no);
    await page.choose("pupil-class", pupil.class);
    await page.fill("pupil-birth", pupil.birth);
    await send(page, pupil.name);
  }
  await world.picture("10-pupils");
}

/** Hands in the form of the open drawer. */
async function submit(page) {
  const button = await page.until("the form's button", () => page.session.run("return document.querySelector('form button[type=submit]:not([disabled])');"));
  await page.session.click(button);
}

/** Hands in the form of the open drawer and waits until the list beside it has the entry and the form is empty. */
async function send(page, name) {
  await submit(page);
  await page.until(`${name} in the list`, async () => (await page.texts("[role=gridcell]")).some((cell) => cell.includes(name)));
  await page.until("an empty form", async () => (await page.session.run("return document.querySelector('form input').value;")) === "");
}

export async function recordConcern(world) {
  const { page } = world;
  await page.go("/concerns", "登记关注记录");
  await world.picture("11-concerns-empty");
  await page.press("登记关注记录");
  await page.see("什么情况");
  await page.tick("疑似欺凌事件");
  await page.fill("concern-narrative", "太短了");
  await page.press("登记关注记录");
  for (const fault of ["请至少勾选一种形式", "至少登记一名学生", "20"]) await page.see(fault);
  await world.picture("12-concern-faults");
  await page.tick("财物");
  await page.choose("concern-place-type", "操场");
  await page.fill("concern-place", CONCERN.place);
  await page.choose("concern-channel", "任课教师报告");
  for (const part of CONCERN.pupils) {
    const field = await page.field("concern-pupil");
    await page.session.type(field, part);
    await page.find("the pupil", "[role=option]", part);
    await page.session.type(field, "\uE007");
  }
  for (const pupil of PUPILS.slice(0, 2)) await page.see(pupil.name);
  await page.fill("concern-narrative", CONCERN.narrative);
  await page.fill("concern-action", CONCERN.action);
  await world.picture("13-concern-filled");
  await page.press("登记关注记录");
  await page.see("已保存 GZ-");
  await page.see(CONCERN.narrative);
}

export async function recordLedger(world) {
  const { page } = world;
  await page.go("/ledger", "登记整改事项");
  await page.press("登记整改事项");
  await page.see("完成时限");
  await page.fill("ledger-problem", LEDGER.problem);
  await page.choose("ledger-area", LEDGER.area);
  await page.choose("ledger-level", LEDGER.level);
  await page.choose("ledger-source", LEDGER.source);
  await page.fill("ledger-measures", LEDGER.measures);
  await page.choose("ledger-owner", STAFF[1].name);
  await page.choose("ledger-leader", SCHOOL.person);
  await page.choose("ledger-verifier", STAFF[1].name);
  await page.fill("ledger-deadline", inDays(30));
  await page.press("登记整改事项");
  await page.see("验收人不能是责任人本人");
  await page.choose("ledger-verifier", STAFF[0].name);
  await world.picture("14-ledger-filled");
  await page.press("登记整改事项");
  await page.see("已保存 ZG-");
  await page.see(LEDGER.measures);
}

export async function recordPact(world) {
  const { page } = world;
  await page.go("/pacts", "登记公约");
  await page.press("登记公约");
  await page.see("通过与生效");
  await page.tick("班级");
  await page.choose("pact-class", CLASSES[0].shown);
  await page.fill("pact-title", PACT.title);
  await page.fill("pact-preamble", PACT.preamble);
  for (const [index, article] of PACT.articles.slice(0, 5).entries()) await page.fill(`pact-article-${index + 1}`, article);
  await page.fill("pact-adoption", PACT.adoption);
  await page.fill("pact-adopted", inDays(0));
  await page.fill("pact-effective", inDays(1));
  await page.press("登记公约");
  await page.see("6 到 30 条");
  await page.fill("pact-article-6", PACT.articles[5]);
  await world.picture("19-pact-filled");
  await page.press("登记公约");
  await page.see("已保存 GY-");
  await page.see(PACT.articles[5]);
}

/** A civil date so many days from today, in Chinese civil time. */
function inDays(days) {
  return new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" }).format(Date.now() + days * 86_400_000);
}

/** Makes the report and waits until its first page stands in the window. */
export async function makeJune(page) {
  await page.press("生成六月汇报");
  await page.see("不能撤回");
  await page.press("确认生成六月汇报");
  await page.see("正在生成");
  await page.see("已生成并封装");
  await page.until("the first page", async () => (await page.texts(".sheet__image")).length > 0);
}
