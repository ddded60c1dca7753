// Opens the built pages in a headless Chromium over the fixture and takes pictures of each
// at the sizes people use, so that they can be looked at. Pictures go to ../target/ui.
// Usage: node tests/look.mjs [name …]; needs `npm run build` first and a Chromium.
import { createServer } from "node:http";
import { mkdirSync, readFileSync, existsSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { fixtureData, installFixture } from "./fixture.mjs";
import { ATTACHMENT_VIEWS, installAttachments } from "./fixture-attachments.mjs";
import { CARE_VIEWS, installCare } from "./fixture-care.mjs";
import { installPapers, PAPER_VIEWS } from "./fixture-papers.mjs";
import { installPeople, PEOPLE_VIEWS } from "./fixture-people.mjs";
import { installSafeguards, SAFEGUARD_VIEWS } from "./fixture-safeguards.mjs";
import { installRoster, ROSTER_VIEWS } from "./fixture-roster.mjs";
import { installToday, TODAY_VIEWS } from "./fixture-today.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const out = fileURLToPath(new URL("../../target/ui", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const file = join(dist, path === "/" ? "index.html" : path);
  if (!file.startsWith(dist) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Security-Policy": CSP });
  response.end(readFileSync(file));
});

const press = (name) => (page) => page.getByRole("button", { name, exact: false }).first().click();
const go = (hash) => async (page) => {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.waitForTimeout(250);
};

/** Each picture: what home it starts from, and the steps to it. */
const VIEWS = {
  "01-first": { home: "none" },
  "02-first-errors": { home: "none", steps: [async (p) => { await p.fill("#school-code", "123"); await p.fill("#password", "短"); }, press("建立本校数据")] },
  "03-recovery": { home: "none", steps: [firstStart] },
  "04-recovery-check": { home: "none", steps: [firstStart, press("已经抄好")] },
  "05-login": { home: "locked", steps: [async (p) => { await p.fill("#login-password", "错"); }, press("登录")] },
  "06-damaged": { home: "damaged" },
  "10-today": { home: "open" },
  "11-concerns": { home: "open", steps: [go("/concerns")] },
  "12-concern-drawer": { home: "open", steps: [go("/concerns?open=GZ-2026-024")] },
  "13-concern-case": { home: "open", steps: [go("/concerns/GZ-2026-024")] },
  "13-case-determination": { home: "open", steps: [go("/concerns/GZ-2026-024/enter/step:handling")] },
  "13-concern-case-low": { home: "open", steps: [go("/concerns/GZ-2026-024"), async (p) => { await p.getByText("以前的调查、认定").scrollIntoViewIfNeeded(); }] },
  "13-case-entry": { home: "open", steps: [go("/concerns/GZ-2026-024/enter/communication")] },
  "14-concern-form": { home: "open", steps: [go("/concerns/new")] },
  "15-concern-form-filled": { home: "open", steps: [go("/concerns/new"), async (p) => {
    await p.getByText("疑似欺凌事件").click();
    await p.fill("#concern-pupil", "康"); await p.keyboard.press("Enter");
    await p.fill("#concern-pupil", "王"); await p.waitForTimeout(150);
    await p.locator("#concern-pupil").scrollIntoViewIfNeeded();
  }] },
  "16-concern-form-errors": { home: "open", steps: [go("/concerns/new"), async (p) => { await p.fill("#concern-narrative", "太短"); }, press("登记关注记录")] },
  "17-masked": { home: "open", steps: [go("/concerns?open=GZ-2026-024"), async (p) => { await p.keyboard.press("Control+h"); }] },
  "20-ledger": { home: "open", steps: [go("/ledger")] },
  "21-ledger-drawer": { home: "open", steps: [go("/ledger?open=ZG-2026-008")] },
  "22-ledger-form": { home: "open", steps: [go("/ledger/new"), async (p) => { await p.locator("#ledger-area").click(); }] },
  "30-pacts": { home: "open", steps: [go("/pacts")] },
  "31-pact-drawer": { home: "open", steps: [go("/pacts?open=GY-01")] },
  "32-pact-form": { home: "open", steps: [go("/pacts/new")] },
  "40-june": { home: "open", steps: [go("/reports/june")] },
  "41-june-confirm": { home: "open", steps: [go("/reports/june"), press("生成六月汇报")] },
  "42-june-made": { home: "open", profile: true, steps: [go("/reports/june"), press("生成六月汇报"), press("确认生成六月汇报"), (p) => p.waitForTimeout(900)] },
  "42-june-names": { home: "open", names: true, steps: [go("/reports/june"), press("生成六月汇报"), press("确认生成六月汇报"), (p) => p.waitForTimeout(300)] },
  "42-june-not-signer": { home: "open", session: { rights: ["read_records", "read_own"], posts: ["deputy_principal"] }, steps: [go("/reports/june")] },
  "43-outbox": { home: "open", profile: true, steps: [make, go("/reports/outbox?open=0197a9d2-4b1c-7c3e-8f65-1b2a3c4d5e6f"), press("发送")] },
  "44-outbox-receipt": { home: "open", profile: true, steps: [make, go("/reports/outbox"), press("导入回执")] },
  "45-outbox-empty": { home: "open", steps: [go("/reports/outbox")] },
  "50-pupils": { home: "open", steps: [go("/roster/pupils")] },
  "51-pupil-add": { home: "open", steps: [go("/roster/pupils"), press("登记学生"), async (p) => { await p.fill("#pupil-name", "a"); }, async (p) => { await p.locator("form button[type=submit]").click(); }] },
  "52-classes": { home: "open", steps: [go("/roster/classes")] },
  "60-bureau": { home: "open", steps: [go("/settings/bureau")] },
  "61-bureau-compare": { home: "open", steps: [go("/settings/bureau"), press("导入教育局档案")] },
  "62-data": { home: "open", steps: [go("/settings/data")] },
  ...PEOPLE_VIEWS({ go, press }),
  ...SAFEGUARD_VIEWS({ go, press }),
  ...CARE_VIEWS({ go, press }),
  ...ATTACHMENT_VIEWS({ go, press }),
  ...PAPER_VIEWS({ go, press }),
  ...ROSTER_VIEWS({ go, press }),
  ...TODAY_VIEWS({ go, press }),
};

/** Two pupils of the sample as if their names were ordinary words. */
const NAMES = [
  { studentIds: ["s1"], word: "安全", kind: "name", mayConfirm: true, places: [
    { file: "ledger.pdf", record: "ZG-2026-008", field: "measures", text: "加装走廊照明四盏；把安全教育列入每周班会，由班主任负责", digest: "a" },
    { file: "pacts.pdf", record: "GY-01", field: "articles", text: "看见不安全的事马上报告老师。", digest: "b" },
    { file: "report.pdf", record: "", field: "", text: "完善校园安全管理制度", digest: "c" },
  ] },
  { studentIds: ["s2"], word: "高兴", kind: "name", mayConfirm: false, places: [{ file: "records.json", record: "", field: "", text: "高兴", digest: "d" }] },
];

async function firstStart(page) {
  await page.fill("#school-name", "青坪县石湾子乡九年一贯制学校");
  await page.fill("#school-code", "3114999901");
  await page.fill("#person-name", "梁守义");
  await page.fill("#password", "三月杏花开满坡2026");
  await page.fill("#password-again", "三月杏花开满坡2026");
  await press("建立本校数据")(page);
  await page.waitForTimeout(200);
}

async function make(page) {
  await go("/reports/june")(page);
  await press("生成六月汇报")(page);
  await press("确认生成六月汇报")(page);
  await page.waitForTimeout(300);
}

/** Runs in the page: where a person's name stands outside what 遮屏 blanks; the switch itself is only a style. */
function unmasked(people) {
  const named = (text) => people.find((person) => text.includes(person));
  const open = (element) => element.closest(".is-private") === null;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (named(node.data) && open(node.parentElement)) found.push(`${node.parentElement.className || node.parentElement.tagName}: ${node.data.trim().slice(0, 20)}`);
  }
  for (const field of document.querySelectorAll("input, textarea")) {
    if ((named(field.value) || named(field.placeholder)) && open(field)) found.push(`#${field.id}`);
  }
  for (const element of document.querySelectorAll("[title], [alt]")) {
    if (named(`${element.getAttribute("title") ?? ""} ${element.getAttribute("alt") ?? ""}`)) found.push(`title of ${element.className}`);
  }
  if (named(document.title)) found.push("the title of the window");
  return [...new Set(found)].slice(0, 6);
}

/** Runs in the page: controls that a screen reader could not name, and text that is cut off without a sign of it. */
function unreadable() {
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
  const named = (element) =>
    element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.labels?.length > 0 || element.innerText?.trim() || element.getAttribute("title");
  const nameless = [...document.querySelectorAll("button, a, input, textarea, select, [role=radio], [role=grid]")].filter((e) => seen(e) && !e.closest("[aria-hidden=true]") && !named(e));
  const cut = [...document.querySelectorAll("button, .mark, h1, h2, h3, label, .sub__stop, .rail__label")].filter((e) => seen(e) && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline");
  return [...nameless.map((e) => `no name: ${e.tagName} ${e.className} #${e.id}`), ...cut.map((e) => `cut off: ${e.innerText.slice(0, 20)}`)].slice(0, 6);
}

const SIZES = [
  { name: "1280x720", width: 1280, height: 720, zoom: 1 },
  { name: "1366x768", width: 1366, height: 768, zoom: 1 },
  { name: "1280x720-150", width: 1280, height: 720, zoom: 1.5 },
  { name: "1366x768-150", width: 1366, height: 768, zoom: 1.5 },
];

const wanted = process.argv.slice(2);
const sizes = SIZES.filter((size) => !process.env.SIZE || process.env.SIZE.split(",").includes(size.name));
mkdirSync(out, { recursive: true });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
const data = fixtureData();
const profile = { name: data.school.bureau.name, code: "140000", url: "https://bao.qingping.example/anmiao", fingerprint: "0472958316208847351902665473821905526614", serial: 1, issuedAt: "2026-06-01T09:00:00+08:00" };
const names = [...data.school.students, ...data.school.staff].map((person) => person.name);
let faults = 0;
try {
  for (const size of sizes) {
    const context = await browser.newContext({
      viewport: { width: Math.floor(size.width / size.zoom), height: Math.floor(size.height / size.zoom) },
      deviceScaleFactor: size.zoom, locale: "zh-CN",
    });
    for (const [name, view] of Object.entries(VIEWS)) {
      if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue;
      const page = await context.newPage();
      page.on("pageerror", (error) => { faults += 1; console.error(name, String(error)); });
      page.on("console", (message) => { if (["error", "warning"].includes(message.type())) { faults += 1; console.error(name, message.text()); } });
      await page.addInitScript(installPeople);
      await page.addInitScript(installSafeguards);
      await page.addInitScript(installCare);
      await page.addInitScript(installAttachments);
      await page.addInitScript(installPapers);
      await page.addInitScript(installRoster);
      await page.addInitScript(installToday);
      await page.addInitScript(installFixture, { data, options: { home: view.home, profile: view.profile ? profile : null, practice: view.practice ?? true, session: view.session ?? {}, care: view.care ?? {}, guard: view.guard ?? {}, state: view.state ?? {}, names: view.names ? NAMES : null } });
      await page.goto(address);
      await page.waitForTimeout(250);
      try {
        for (const step of view.steps ?? []) await step(page);
      } catch (error) { faults += 1; console.error(name, String(error).split("\n")[0]); }
      await page.waitForTimeout(250);
      const sideways = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => e.scrollWidth > e.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(e).overflowX)).map((e) => e.className));
      if (sideways.length > 0) console.error(`${name} ${size.name}: scrolls sideways: ${sideways}`);
      const bare = await page.evaluate(unmasked, names);
      if (bare.length > 0) { faults += 1; console.error(`${name}: names that 遮屏 leaves readable: ${bare.join(" | ")}`); }
      const poor = await page.evaluate(unreadable);
      if (poor.length > 0) { faults += 1; console.error(`${name} ${size.name}: ${poor.join(" | ")}`); }
      await page.screenshot({ path: join(out, `${name}-${size.name}.png`) });
      await page.close();
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = faults > 0 ? 1 : 0;
