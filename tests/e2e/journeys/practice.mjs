// The sample school: a home of its own under a permanent mark, and a picture of every page with much on it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { nothingLeft } from "../residue.mjs";
import { ROOT } from "../world.mjs";
import { KEY } from "../webdriver.mjs";

const PASSWORD = "先拿示例学校练一练手";

/** Names, numbers and narratives of the sample school. */
async function words() {
  const sample = JSON.parse(await readFile(join(ROOT, "assets/sample/school.json"), "utf8"));
  const names = [...sample.students, ...sample.staff].map((person) => person.name);
  const numbers = sample.students.map((pupil) => pupil.student_no ?? pupil.studentNo).filter(Boolean);
  const narratives = sample.concerns.map((concern) => concern.narrative).filter(Boolean);
  assert.ok(names.length > 300 && numbers.length > 300 && narratives.length > 20, "the sample has lost its words");
  return [...new Set([...names, ...numbers, ...narratives.map((text) => text.slice(0, 24))])];
}

export async function practice(world, step) {
  const { page } = world;

  await step("the sample school opens under the mark 演练", async () => {
    await world.start();
    await page.fill("practice-password", "短");
    await page.press("载入示例学校");
    await page.see("密码至少 10 位");
    await page.fill("practice-password", PASSWORD);
    await page.press("载入示例学校");
    await page.see("今日待办");
    await page.see("演练");
    await world.picture("20-today-sample");
  });

  await step("every page shows the sample school", async () => {
    for (const [route, seen, name] of PAGES) {
      await page.go(route, seen);
      await page.see("演练");
      await world.picture(name);
    }
  });

  await step("遮屏 blanks the names at once", async () => {
    await page.go("/concerns?open=GZ-2026-024", "基本情况");
    await page.session.keys("h", [KEY.control]);
    await page.see("已遮屏");
    await world.picture("38-masked");
    await page.session.keys("h", [KEY.control]);
    await page.seeNot("已遮屏");
  });

  await step("its June report is made and marked", async () => {
    await page.go("/reports/june", "生成前检查");
    await page.press("生成六月汇报");
    await page.see("不能撤回");
    await world.picture("39-june-question");
    await page.press("确认生成六月汇报");
    await page.until("the first page", async () => (await page.texts(".sheet__image")).length > 0);
    await world.picture("40-june-sample");
    await page.press("学生欺凌防治整改台账");
    await page.until("the ledger", async () => (await page.text()).includes("1 / "));
    await world.picture("41-june-ledger");
  });

  await step("small windows hold every page too", async () => {
    await world.resize(1280, 720);
    for (const [route, seen, name] of PAGES) {
      await page.go(route, seen);
      await world.picture(`${name}-1280`);
    }
    await world.resize(1366, 768);
  });

  await step("locked, nothing of it lies open on the disk", async () => {
    await page.press("锁定");
    await page.see("建立本校数据");
    await page.see("进入示例学校");
    await nothingLeft(world, await words());
    await world.picture("42-practice-again");
    await page.fill("practice-password", PASSWORD);
    await page.press("进入示例学校");
    await page.see("今日待办");
  });
}

const PAGES = [
  ["/concerns", "关注记录", "21-concerns"],
  ["/concerns?open=GZ-2026-024", "基本情况", "22-concern-drawer"],
  ["/concerns/GZ-2026-024", "GZ-2026-024", "23-concern"],
  ["/concerns/new", "当场处理", "24-concern-form"],
  ["/ledger", "整改台账", "25-ledger"],
  ["/ledger?open=ZG-2026-008", "整改措施", "26-ledger-drawer"],
  ["/ledger/ZG-2026-008", "ZG-2026-008", "27-ledger-item"],
  ["/ledger/new", "登记整改事项", "28-ledger-form"],
  ["/pacts", "公约", "29-pacts"],
  ["/pacts?open=GY-01", "条款", "30-pact-drawer"],
  ["/pacts/new", "登记公约", "31-pact-form"],
  ["/reports/june", "生成前检查", "32-june"],
  ["/reports/outbox", "发件箱", "33-outbox"],
  ["/roster/pupils", "名册 · 学生", "34-pupils"],
  ["/roster/classes", "名册 · 班级", "35-classes"],
  ["/roster/staff", "名册 · 教职工", "36-staff"],
  ["/settings/data", "设置 · 本校数据", "37-data"],
];
