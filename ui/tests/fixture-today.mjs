// The stand-in's answers for today's duties, the list of concerns, the intake, the search and the school's own numbers, and
// the pictures of those pages. Like fixture.mjs it is only used to look at them.

/** Runs inside the page, before `installFixture`. */
export function installToday() {
  (window.__fixtures ??= []).push(({ school, fail, options }) => {
    const today = "2026-06-26";
    const staff = (id) => school.staff.find((s) => s.id === id)?.name ?? "";
    const named = school.students.map((s) => ({ ...s, room: school.classes.find((c) => c.id === s.class_id)?.name ?? "" }));
    const concernRow = (c) => ({
      id: c.id, kind: c.kind, kindLabel: c.kind_label, title: c.title, discoveredAt: c.discovered_at, place: c.place,
      status: c.status, statusLabel: c.status_label, people: c.involved.length, owner: staff(c.owner_id), voided: false,
    });
    const duty = (more) => ({ kind: "concern", title: "", text: "", due: null, dueAt: null, extended: null, basis: "", overdue: false, who: "", mine: false, entry: "", ...more });
    const of = (id) => school.concerns.find((c) => c.id === id);
    const late = (l) => l.completed_on === null && l.deadline < today;
    const duties = () => [
      ...school.ledger.filter(late).map((l) => duty({ kind: "ledger", id: l.id, title: l.problem, reason: "ledger_deadline", text: "完成整改", due: l.deadline, extended: l.extension?.new_deadline ?? null, basis: "专项治理行动工作方案三（二）", overdue: true, who: staff(l.owner_id) })),
      duty({ id: "GZ-2026-024", title: of("GZ-2026-024")?.title, reason: "phone_report", text: "电话初报县教育行政部门", due: "2026-06-25", dueAt: "2026-06-25T17:40:00+08:00", basis: "专项治理行动工作方案三（四）；《未成年人保护法》第三十九条；本校设定", overdue: true, who: "政教主任、校长", mine: true, entry: "report_phone" }),
      duty({ kind: "campaign", id: "3", title: "集中整治：整改销号、书面整治情况报告（6月底前）", reason: "campaign_phase", due: "2026-06-30", basis: "notice_4", who: "校长、政教主任", mine: true }),
      duty({ id: "GZ-2026-026", title: of("GZ-2026-026")?.title, reason: "investigation", text: "完成调查", due: "2026-06-29", extended: "2026-07-04", basis: "《加强中小学生欺凌综合治理方案》（教督〔2017〕10号）；《未成年人学校保护规定》第二十三条", who: `${staff(of("GZ-2026-026")?.owner_id)}、政教主任`, mine: true, entry: "step:pending_determination" }),
      duty({ id: "GZ-2026-021", title: of("GZ-2026-021")?.title, reason: "counselling", text: "安排心理辅导，或者记下谢绝", basis: "《未成年人保护法》第三十九条；专项治理行动工作方案三（三）", who: "心理教师" }),
      duty({ kind: "pact", id: school.pacts[0].id, title: school.pacts[0].title, reason: "pact_unsigned", text: "请未签名的学生补签公约", basis: "专项治理行动工作方案三（六）", who: "班主任" }),
      duty({ id: "GZ-2026-027", title: of("GZ-2026-027")?.title, reason: "next_counselling", text: "进行下一次心理辅导", due: "2026-07-12", basis: "《未成年人保护法》第三十九条", who: "心理教师" }),
    ];
    const contains = (text, words) => text.includes(words);
    const piece = (text, words) => {
      const at = text.indexOf(words);
      if (at < 0) return [];
      return [{ text: `${at > 20 ? "…" : ""}${text.slice(Math.max(0, at - 20), at)}`, hit: false }, { text: words, hit: true }, { text: `${text.slice(at + words.length, at + words.length + 24)}…`, hit: false }];
    };
    const view = (rows) => ({ rows, next: null, total: rows.length, more: false, open: rows.filter((r) => !["closed", "struck_off"].includes(r.status)).length });
    let views = [{ id: "v1", name: "三年级未办结的", query: "state=open&class=c03" }];
    const numbers = { phoneReportMinutes: [60, 60, 10, 1440], writtenReportHours: [12, 24, 1, 168], followUpDays: [1, 1, 1, 30], internalReportHours: [24, 24, 1, 168], disciplineMinGrade: [5, 5, 4, 7], noticeDays: [3, 3, 1, 30], appealDecisionDays: [15, 15, 1, 60], extensionMaxDays: [10, 10, 1, 30], verifyDays: [1, 1, 1, 30], duplicateDays: [3, 3, 0, 30] };
    return {
      today_board: () => ({
        duties: options.quiet ? [] : duties(),
        counts: {
          concerns: school.concerns.length, openConcerns: school.concerns.filter((c) => c.closed_on === null).length, ledger: school.ledger.length,
          ledgerOpen: school.ledger.filter((l) => l.status !== "closed").length, ledgerOverdue: school.ledger.filter(late).length,
          pacts: school.pacts.length, students: school.students.length, classes: school.classes.length, staff: school.staff.length,
        },
        clockBack: options.state.clockBack ? { last: "2026-06-26T16:58:00+08:00", now: "2026-06-19T08:02:00+08:00" } : null,
      }),
      concern_list: ({ text, kind, state }) => {
        if (options.empty) return view([]);
        const finished = (c) => ["closed", "struck_off"].includes(c.status);
        const all = school.concerns.filter((c) => (!text || contains(`${c.id}${c.title}${c.place}${c.narrative}`, text)) && (!kind || c.kind === kind) && (!state || (state === "open" ? !finished(c) : state === "closed" ? finished(c) : c.status === state)));
        return view(all.map(concernRow).reverse());
      },
      concern_check: ({ narrative, immediateAction, involved }) => ({
        warnings: [
          ...(/1\d{10}/.test(narrative) ? [{ field: "narrative", text: "文字里好像有电话号码，请删去。" }] : []),
          ...(/罚跪/.test(immediateAction) ? [{ field: "immediateAction", text: "文字里有不允许的惩戒方式，请核对：罚跪。" }] : []),
        ],
        duplicates: involved.length === 0 ? [] : [{ id: "GZ-2026-026", title: of("GZ-2026-026")?.title, kindLabel: "疑似欺凌事件", occurredFrom: of("GZ-2026-026")?.occurred.from, place: of("GZ-2026-026")?.place, statusLabel: "调查中", owner: staff(of("GZ-2026-026")?.owner_id) }],
      }),
      search: ({ text, kinds, kind, state }) => {
        if (text === "") return { hits: [], next: null, counts: [] };
        const wants = (one) => kinds.length === 0 || kinds.includes(one);
        const only = Boolean(kind || state);
        const people = named.filter((s) => contains(s.name, text)).map((s) => ({ kind: "pupil", id: s.id, title: s.name, meta: s.room, status: "", statusLabel: "", place: "name", snippet: piece(s.name, text), voided: false }));
        const adults = school.staff.filter((s) => contains(s.name, text)).map((s) => ({ kind: "staff", id: s.id, title: s.name, meta: s.post, status: "", statusLabel: "", place: "name", snippet: piece(s.name, text), voided: false }));
        const concerns = school.concerns.filter((c) => contains(c.narrative, text) || contains(c.title, text)).map((c) => ({
          kind: "concern", id: c.id, title: c.title, meta: `${c.kind_label} · ${c.discovered_at.slice(0, 10)}`, status: c.status, statusLabel: c.status_label, place: contains(c.title, text) ? "title" : "narrative", snippet: piece(contains(c.title, text) ? c.title : c.narrative, text), voided: false,
        }));
        const ledger = school.ledger.filter((l) => contains(l.problem, text)).map((l) => ({ kind: "ledger", id: l.id, title: l.problem, meta: l.area_label ?? "", status: l.status, statusLabel: l.status_label, place: "problem", snippet: piece(l.problem, text), voided: false }));
        const groups = [["pupil", people], ["staff", adults], ["concern", concerns], ["ledger", ledger]].filter(([one]) => wants(one) && (!only || one === "concern"));
        return { hits: groups.flatMap(([, hits]) => hits.slice(0, 30)), next: null, counts: groups.map(([one, hits]) => ({ kind: one, total: hits.length, more: hits.length > 30 })) };
      },
      view_list: () => views,
      view_save: ({ name, query }) => {
        if (name.trim() === "") return fail("invalid_fields", { fields: [{ field: "name", code: "required_text_40", args: {} }] });
        views = [...views, { id: `v${views.length + 1}`, name, query }];
        return views;
      },
      view_drop: ({ id }) => ((views = views.filter((one) => one.id !== id)), views),
      calendar_get: () => ({
        thisYear: 2026, mayEdit: true,
        years: [{ year: 2026, holidays: [["清明节", "2026-04-04", "2026-04-06"], ["劳动节", "2026-05-01", "2026-05-05"], ["端午节", "2026-06-19", "2026-06-21"]].map(([name, first, last]) => ({ name, first, last })), makeupWorkdays: ["2026-05-09"], note: "以国务院办公厅当年通知为准", setBy: staff(school.staff[1].id), setAt: "2026-01-04T09:12:00+08:00" }],
      }),
      calendar_set: ({ year }) => fail("invalid_fields", { fields: [{ field: "holidays.0.last", code: "before_start", args: {} }, { field: "makeup.0", code: year === 2026 ? "not_a_weekend" : "another_year", args: {} }] }),
      handling_settings_get: () => ({ mayEdit: true, settings: Object.entries(numbers).map(([field, [value, usual, min, max]]) => ({ field, value, usual, min, max })) }),
    };
  });
}

/** The pictures of these pages. */
export function TODAY_VIEWS({ go, press }) {
  const type = (selector, text) => (page) => page.fill(selector, text);
  const wait = (ms) => (page) => page.waitForTimeout(ms);
  const filled = async (page) => {
    await page.getByText("疑似欺凌事件").click();
    await page.fill("#concern-place", "教学楼二层西侧男厕");
    await page.fill("#concern-pupil", "康");
    await page.waitForTimeout(300);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
    await page.getByRole("button", { name: "添加外校学生或校外人员" }).click();
    await page.keyboard.type("穿蓝色校服、十四五岁的男生");
    await page.fill("#concern-narrative", "课间有同学来说，二层西侧男厕里有人被三名同学堵住要钱，家长电话13912340017。");
    await page.fill("#concern-action", "当场制止，让其罚跪反省，已通知班主任。");
    await page.waitForTimeout(800);
  };
  return {
    "10-today-later": { home: "open", steps: [go("/today"), press("展开七天以后")] },
    "10-today-mine": { home: "open", steps: [go("/today?whose=mine")] },
    "10-today-clock": { home: "open", state: { clockBack: true }, steps: [go("/today")] },
    "11-concerns-filters": { home: "open", steps: [go("/concerns?state=open&class=c03")] },
    "11-concerns-none": { home: "open", steps: [go("/concerns?text=龘龘")] },
    "14-intake-filled": { home: "open", steps: [go("/concerns/new"), filled, (page) => page.locator("#concern-outsider-0-text").scrollIntoViewIfNeeded()] },
    "14-intake-doubles": { home: "open", steps: [go("/concerns/new"), filled, (page) => page.locator(".doubles").scrollIntoViewIfNeeded()] },
    "14-intake-more": { home: "open", steps: [go("/concerns/new"), press("展开补充项"), (page) => page.locator("#concern-reporter-guardian").click({ force: true }), wait(200), (page) => page.locator("#concern-told").scrollIntoViewIfNeeded()] },
    "18-search": { home: "open", steps: [go("/search?text=操场"), wait(300)] },
    "18-search-empty": { home: "open", steps: [go("/search")] },
    "18-search-narrowed": { home: "open", steps: [go("/search?text=操场&kind=suspected&state=closed"), wait(300)] },
    "19-palette": { home: "open", steps: [async (page) => { await page.keyboard.press("Control+k"); await page.waitForTimeout(300); }, type("#palette", "操场"), wait(400)] },
    "19-palette-pages": { home: "open", steps: [async (page) => { await page.keyboard.press("Control+k"); await page.waitForTimeout(300); }] },
    "63-handling": { home: "open", steps: [go("/settings/handling")] },
    "64-calendar": { home: "open", steps: [go("/settings/calendar"), wait(200), press("保存 2026")] },
  };
}
