// The stand-in's answers for sensitive cases and for 设置 › 个人信息, and the pictures of those pages. Like fixture.mjs it is
// only used to look at them.

/** Runs inside the page, before `installFixture`. */
export function installSafeguards() {
  (window.__fixtures ??= []).push(({ school, commands, options, fail, today }) => {
    const guard = options.guard ?? {};
    const PURPOSES = [
      ["roster", "学籍和班级名册", "duty", "《个人信息保护法》第十三条第一款第三项；《义务教育法》第二十七条", "姓名、校内学号、班级、出生年月、监护人联系方式，用来编班、点名、通知家长。"],
      ["case_work", "欺凌防治与事件处置", "duty", "《未成年人保护法》第三十九条；《未成年人学校保护规定》第二十三条", "苗头、隐患和疑似欺凌的登记、调查、认定、处置和跟踪，用来制止欺凌、保护学生。"],
      ["screening", "心理与同学关系排查", "consent", "《个人信息保护法》第二十八条至第三十一条", "问卷、谈话和走访得到的心理状况、思想情绪和同学关系，只写排查结论，不公开。"],
      ["counselling", "心理辅导", "consent", "《个人信息保护法》第二十八条至第三十一条；《精神卫生法》第二十三条", "心理辅导的次数、等级和建议；过程另行加密，只有心理教师和写明理由的校长能看。"],
      ["imaging", "照片、录音、录像", "duty", "《个人信息保护法》第二十八条至第三十一条；《未成年人保护法》第四条第三项", "作为佐证的照片、录音和录像里出现的学生，只存在这台电脑上，不对外发布。"],
    ];
    const klass = (id) => school.classes.find((c) => c.id === id)?.name ?? "";
    const lacking = [{ id: "screening", label: "心理与同学关系排查" }, { id: "counselling", label: "心理辅导" }];
    const said = { purpose: null, answer: "given", answerLabel: "同意", guardian: "母亲", way: "书面", on: "2026-03-02", by: "武建平" };
    const pupils = school.students.slice(0, 60).map((s, n) => ({
      studentId: s.id, name: s.name, className: klass(s.class_id), under14: true,
      missing: n % 3 === 0 ? lacking : [], answers: n % 3 === 0 ? [] : [said],
    }));
    pupils.sort((a, b) => Number(a.missing.length === 0) - Number(b.missing.length === 0));
    const missing = pupils.filter((p) => p.missing.length > 0).length;
    const choices = (...all) => all.map(([id, label]) => ({ id, label }));
    const view = () => ({
      purposes: PURPOSES.map(([id, label, basis, law, what]) => ({
        id, label, what, law, basis, basisLabel: basis === "duty" ? "法定职责" : "监护人同意", usual: id !== "imaging",
        decided: id === "imaging" ? { reason: "县局统一部署，佐证材料按案件管理", by: "梁守义", at: `${today}T09:00:00+08:00` } : null,
        missing: basis === "consent" ? missing : 0,
      })),
      pupils, missing, answers: choices(["given", "同意"], ["refused", "不同意"], ["withdrawn", "撤回同意"]),
      ways: choices(["paper", "书面"], ["spoken", "口头（记录在案）"]), bases: choices(["duty", "法定职责"], ["consent", "监护人同意"]),
      mayDecide: true, mayAnswerRequests: true,
    });
    const request = (n, kind, kindLabel, days, answer) => ({
      id: `r${n}`, studentId: pupils[n].studentId, name: pupils[n].name, className: pupils[n].className, kind, kindLabel, askedBy: "父亲", askedOn: "2026-06-20",
      detail: "要求说明登记了孩子哪些情况，并当面核对。", by: "武建平", days, outcomes: choices(...(kind === "delete" ? [["restricted", "不删除，限制查看"], ["refused", "不予办理"]] : [["done", "已办"], ["refused", "不予办理"]])), answer,
    });
    const requests = () => ({
      open: 2, kinds: choices(["view", "查阅"], ["correct", "更正"], ["delete", "删除"], ["copy", "复制"]),
      rows: [
        request(1, "delete", "删除", 12, null), request(2, "view", "查阅", 6, null),
        request(3, "correct", "更正", 30, { outcome: "done", outcomeLabel: "已办", text: "出生年月已按户口簿更正，家长当面核对。", on: "2026-06-02", by: "武建平" }),
      ],
    });
    const get = commands.concern_get;
    const mark = { marked: guard.marked === true, reason: guard.marked ? "涉及隐私部位，控制知悉范围" : "", by: guard.marked ? "梁守义" : "", at: guard.marked ? `${today}T10:20:00+08:00` : null, mayMark: true };
    return {
      privacy_get: view, privacy_basis_set: view, consent_add: view, guardian_request_list: requests, guardian_request_add: requests, guardian_request_answer: requests,
      sensitive_mark: () => mark, sensitive_open: () => { guard.gate = false; return null; },
      concern_get: (asked) => (guard.gate ? fail("reason_needed", { id: asked.id }) : { ...get(asked), sensitive: mark }),
    };
  });
}

export const SAFEGUARD_VIEWS = ({ go, press }) => ({
  "p0-privacy": { home: "open", steps: [go("/settings/privacy")] },
  "p1-privacy-basis": { home: "open", steps: [go("/settings/privacy"), async (p) => { await p.getByRole("button", { name: "改“心理辅导”的依据" }).click(); }] },
  "p2-privacy-consent": { home: "open", steps: [go("/settings/privacy"), async (p) => { await p.locator(".row button").first().click(); await p.locator("#consent-guardian").scrollIntoViewIfNeeded(); }] },
  "p3-privacy-requests": { home: "open", steps: [go("/settings/privacy"), press("登记请求"), async (p) => { await p.locator("#request-detail").scrollIntoViewIfNeeded(); }] },
  "p4-sensitive-gate": { home: "open", guard: { gate: true, marked: true }, steps: [go("/concerns/GZ-2026-024"), press("写明理由，打开")] },
  "p5-sensitive-mark": { home: "open", guard: { marked: true }, steps: [go("/concerns/GZ-2026-024"), async (p) => { await p.locator("section.mark").scrollIntoViewIfNeeded(); }] },
  "p6-audit-views": { home: "open", steps: [go("/settings/audit?views=1")] },
});
