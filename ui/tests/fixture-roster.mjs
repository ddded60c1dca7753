// The stand-in's answers for importing a roster, the turn of the school year and single pupils, and the pictures of those
// pages. Like fixture.mjs it is only used to look at them.

/** Runs inside the page, before `installFixture`. */
export function installRoster() {
  (window.__fixtures ??= []).push(({ school, fail, options }) => {
    const klass = (id) => school.classes.find((c) => c.id === id);
    const row = (s, more = {}) => ({
      id: s.id, studentNo: s.student_no, name: s.name, initials: "zs", classId: s.class_id, className: klass(s.class_id).name, birthMonth: s.birth_month, pseudonym: s.pseudonym,
      leftOn: null, leftReason: null, ...more,
    });
    const left = { leftOn: "2026-05-18", leftReason: "转出" };
    const FIELDS = [["student_no", "校内学号"], ["national_no", "学籍号"], ["name", "姓名"], ["gender", "性别"], ["class", "班级"], ["birth", "出生日期"], ["boarding", "是否住校"], ["guardian_name", "监护人姓名"], ["guardian_phone", "监护人电话"], ["village", "村"]]
      .map(([id, label]) => ({ id, label }));
    const people = school.students.slice(0, 60);
    const column = (number, letter, heading, field, samples, hidden = false) => ({ column: number, letter, heading, field, hidden, samples });
    let file = {
      token: "t", fileName: "石湾子乡九年一贯制学校2025—2026学年学生花名册（6月核对）.xlsx",
      sheets: [{ index: 0, name: "花名册", hidden: false, rows: 318 }, { index: 1, name: "上学期", hidden: true, rows: 310 }], sheet: 0,
      kind: "students", kinds: [["students", "学生"], ["guardians", "监护人"], ["classes", "班级"], ["staff", "教职工"]].map(([id, label]) => ({ id, label })),
      headerRow: 3, fields: FIELDS, faults: [], remembered: true,
      columns: [
        column(1, "A", "序号", null, ["1", "2", "3"]), column(2, "B", "学号", "student_no", people.slice(0, 3).map((s) => s.student_no)),
        column(3, "C", "姓名", "name", people.slice(0, 3).map((s) => s.name)), column(4, "D", "性别", "gender", ["男", "女", "男"]),
        column(5, "E", "所在班级", "class", ["一（1）班", "一（1）班", "一（1）班"]), column(6, "F", "出生日期", "birth", ["2019年3月2日", "2018.11.7", "43831"]),
        column(7, "G", "民族", null, ["汉", "汉", "回"], true), column(8, "H", "家长姓名", "guardian_name", people.slice(3, 6).map((s) => s.name)), column(9, "I", "家长电话", "guardian_phone", ["139****0017", "138****2231"]),
      ],
    };
    const plain = (number, label, outcome, more = {}) => ({ number, label, outcome, reasons: [], changes: [], warnings: [], confirm: false, ...more });
    const rows = [
      plain(4, people[0].name, "unchanged"), plain(5, people[1].name, "changed", { changes: [{ field: "班级", old: "一年级1班", new: "一年级2班" }, { field: "监护人电话", old: "139****0017", new: "138****2231" }] }),
      plain(6, people[2].name, "added", { warnings: ["另有同名、同月出生的学生，号码不同。可能是双胞胎或同名，也可能重复了，请核对。"] }),
      plain(7, people[3].name, "refused", { reasons: ["校内学号“1.40123E+17”已被表格软件变成科学记数，后面的数字丢了，无法还原。请把这一列设为“文本”，重新填写号码。"] }),
      plain(8, people[4].name, "changed", { confirm: true, changes: [{ field: "姓名", old: people[9].name, new: people[4].name }], warnings: [`需确认：这个号码原来是“${people[9].name}”，姓名完全不同。请核对号码是否填错。`] }),
      plain(9, people[5].name, "returned"), plain(10, "", "skipped", { reasons: ["合计行。"] }),
      ...people.slice(6, 40).map((s, i) => plain(11 + i, s.name, i % 3 === 0 ? "added" : "unchanged")),
    ];
    const count = (outcome) => rows.filter((r) => r.outcome === outcome).length;
    const plan = {
      digest: "d", kind: "students", fileName: file.fileName, total: rows.length, rows, newClasses: ["一年级2班"],
      tally: { added: count("added"), changed: count("changed"), unchanged: count("unchanged"), returned: count("returned"), refused: count("refused"), skipped: count("skipped"), toConfirm: 1, left: 3 },
      notes: ["有的行号码读不出来，可能就是不在表里的学生。请先改好这些行，再标记离校。"],
      leavers: people.slice(50, 53).map((s) => ({ id: s.id, studentNo: s.student_no, name: s.name, className: klass(s.class_id).name })),
    };
    const done = (kind, added, changed, gone, at, name) => ({ batchId: `${kind}${at}`, kind, file: name, at, added, changed, left: gone, kept: 0 });
    let batches = options.state.noBatches ? [] : [
      { done: done("students", 12, 31, 2, "2026-06-24T16:20:03+08:00", "学生花名册.xlsx"), by: school.staff[2].name, undoneAt: null, canUndo: true },
      { done: done("staff", 3, 1, 0, "2026-03-02T09:41:00+08:00", "教职工.csv"), by: school.staff[2].name, undoneAt: "2026-03-02T09:50:00+08:00", canUndo: false },
      { done: done("rollover", 0, 9, 28, "2025-09-01T08:11:00+08:00", null), by: school.staff[2].name, undoneAt: null, canUndo: false },
    ];
    const pupil = (id) => {
      const s = school.students.find((one) => one.id === id);
      const away = s.id === school.students[2].id;
      return {
        id: s.id, name: s.name, studentNo: s.student_no, nationalNo: "G11010519491231002X", classId: s.class_id, className: klass(s.class_id).name, gender: "女", birthMonth: s.birth_month,
        boarding: s.boarding, leftBehind: s.left_behind, joinedOn: "2025-09-01", village: s.village, pseudonym: s.pseudonym, here: !away, leftOn: away ? left.leftOn : null, leftReason: away ? left.leftReason : null,
        reasons: [["transferred", "转出"], ["suspended", "休学"], ["entered_in_error", "误登记"]].map(([key, label]) => ({ id: key, label })),
        guardians: [{ id: "g", name: school.students[3].name, relation: "祖母", phone: "13900000017", phoneMasked: "139****0017" }],
        changes: [
          { at: "2025-09-01T08:11:00+08:00", by: school.staff[2].name, field: "class_id", old: "一年级1班", new: klass(s.class_id).name },
          { at: "2026-03-09T10:02:00+08:00", by: school.staff[2].name, field: "boarding", old: "否", new: "是" },
        ],
        editable: true,
      };
    };
    const steps = [...school.classes].reverse().map((c) => ({ classId: c.id, from: c.name, to: c.grade === 9 ? `${c.entry_year}级${c.class_no}班` : c.name.replace(/^./u, (d) => "二三四五六七八九"["一二三四五六七八".indexOf(d)] ?? d), graduates: c.grade === 9, pupils: 27 }));
    return {
      pupil_list: ({ withLeft }) => school.students.filter((s, i) => withLeft || i !== 2).map((s, i) => row(s, withLeft && i === 2 ? left : {})),
      pupil_get: ({ id }) => pupil(id),
      pupil_move: ({ id, classId }) => (classId === pupil(id).classId ? fail("invalid_fields", { fields: [{ field: "classId", code: "same_class", args: {} }] }) : pupil(id)),
      pupil_leave: ({ id }) => ({ ...pupil(id), here: false, ...left }),
      pupil_return: ({ id }) => pupil(id),
      pupil_find: ({ text }) => school.students.filter((s) => s.name.includes(text)).slice(0, 8).map((s) => row(s)),
      roster_pick: () => (options.state.badFile ? fail("roster_file", { reason: "password_protected", text: "这个表格有打开密码。请在 WPS 或 Excel 里去掉密码，另存一份再导入。" }) : file),
      roster_map: ({ columns }) => {
        file = { ...file, remembered: false, columns: file.columns.map((c, i) => ({ ...c, field: columns[i].field })) };
        return { ...file, faults: file.columns.some((c) => c.field === "student_no") ? [] : ["缺少“校内学号”一列。"] };
      },
      roster_plan: () => plan,
      roster_apply: () => {
        batches = [{ done: done("students", 14, 2, 1, "2026-06-26T10:00:00+08:00", file.fileName), by: school.staff[2].name, undoneAt: null, canUndo: true }, ...batches.map((b) => ({ ...b, canUndo: false }))];
        return batches[0].done;
      },
      roster_batches: () => batches,
      roster_undo: () => ({ ...batches[0].done, kept: 2 }),
      roster_template: () => ({ path: "/home/school/学生名册模板.xlsx" }),
      rollover_view: () => ({ digest: "d", schoolYear: 2026, steps: options.state.september ? steps : [], unclear: options.state.september ? ["五年级2班"] : [] }),
      rollover_apply: () => done("rollover", 0, 9, 27, "2026-09-01T08:11:00+08:00", null),
    };
  });
}

/** The pictures of these pages. */
export function ROSTER_VIEWS({ go, press }) {
  const planned = [go("/roster/import"), press("选择文件"), press("预览"), (p) => p.waitForTimeout(200)];
  const first = (page) => page.locator("[role=row]").nth(1).click();
  return {
    "50-pupil-drawer": { home: "open", steps: [go("/roster/pupils"), first] },
    "50-pupil-leave": { home: "open", steps: [go("/roster/pupils"), first, press("办离校"), (p) => p.locator("aside form button[type=submit]").click()] },
    "50-pupil-left": { home: "open", steps: [go("/roster/pupils?left=1"), (p) => p.locator("[role=row]").nth(3).click()] },
    "53-import": { home: "open", steps: [go("/roster/import")] },
    "53-import-first": { home: "open", state: { noBatches: true }, steps: [go("/roster/import")] },
    "53-import-bad": { home: "open", state: { badFile: true }, steps: [go("/roster/import"), press("选择文件")] },
    "54-import-columns": { home: "open", steps: [go("/roster/import"), press("选择文件")] },
    "54-import-fault": { home: "open", steps: [go("/roster/import"), press("选择文件"), async (p) => { await p.locator("#import-column-2").hover(); await p.locator("tr:has(#import-column-2) .el-select__clear").click(); await p.waitForTimeout(200); }] },
    "55-import-plan": { home: "open", steps: planned },
    "55-import-row": { home: "open", steps: [...planned, (p) => p.locator("[role=row]").nth(5).click()] },
    "55-import-refused": { home: "open", steps: [...planned, press("拒绝")] },
    "55-import-left": { home: "open", steps: [...planned, async (p) => { await p.locator(".leavers .el-checkbox").first().click(); await p.locator("#left-on").scrollIntoViewIfNeeded(); }] },
    "55-import-done": { home: "open", steps: [...planned, press("导入 "), (p) => p.waitForTimeout(200)] },
    "56-rollover": { home: "open", state: { september: true }, steps: [go("/roster/rollover")] },
    "56-rollover-none": { home: "open", steps: [go("/roster/rollover")] },
  };
}
