// The stand-in's answers for the audit log, backups, drafts, sealed texts and corrections, and
// the pictures of those pages. Like fixture.mjs it is only used to look at them.

/** Runs inside the page, before `installFixture`. */
export function installCare() {
  (window.__fixtures ??= []).push(({ school, commands, options, staff, fail, today }) => {
    const care = options.care ?? {};
    const file = (stamp) => `AM-${school.school.school_code}-${stamp}.anmiaobak`;
    const hash = (n) => Array.from({ length: 8 }, (_, i) => ((n + 1) * (i + 7) * 2654435761 >>> 0).toString(16).padStart(8, "0")).join("");
    const ACTS = [
      ["home.login", "登录", "", "", "", []], ["concern.record", "登记关注记录", "concern", "关注记录", "GZ-2026-031", ["类别", "发生时间", "地点", "情况描述", "涉及学生"]],
      ["sealed.open", "查看密件", "concern", "关注记录", "GZ-2026-024", []], ["correction.add", "更正", "ledger", "整改事项", "ZG-2026-002", ["整改措施"]],
      ["backup.usb", "备份到U盘", "", "", "", []], ["login.fail", "登录失败", "", "账号", "03", ["次数 2"]], ["paper.print", "打印", "packet", "报送包", "0001", []],
    ];
    const all = Array.from({ length: 412 }, (_, n) => {
      const [action, actionLabel, kind, kindLabel, id, fields] = ACTS[n % ACTS.length];
      const minute = 1000 - n * 2;
      return {
        seq: 412 - n, at: `${today}T${String(Math.floor(((minute % 1440) + 1440) % 1440 / 60)).padStart(2, "0")}:${String(((minute % 60) + 60) % 60).padStart(2, "0")}:07+08:00`,
        actor: staff(school.staff[n % 5].id), actorId: school.staff[n % 5].id, action, actionLabel, kind, kindLabel, id, fields,
        reason: action === "sealed.open" ? "家长到校投诉，校长需了解辅导经过" : action === "correction.add" ? "原记录把措施写到了另一项" : null, hash: hash(n),
      };
    });
    let outside = care.none ? [] : [["20260623-163011", "2026-06-23T16:30:11+08:00"], ["20260616-160502", "2026-06-16T16:05:02+08:00"], ["20260602-164940", "2026-06-02T16:49:40+08:00"]];
    const item = ([stamp, madeAt], there = true) => ({ fileName: file(stamp), madeAt, verifiedAt: madeAt, size: 3_412_992, sha256: hash(3), there });
    const view = () => ({
      local: [["20260625-172003", "2026-06-25T17:20:03+08:00"], ["20260624-171150", "2026-06-24T17:11:50+08:00"], ["20260618-165500", "2026-06-18T16:55:00+08:00"]].map((row, n) => item(row, n < 2)),
      outside: outside.map((row) => item(row)), days: care.none ? null : (care.days ?? 3), due: care.none === true || (care.days ?? 3) > 7,
      rehearsals: [{ kind: "restore", at: "2026-06-16T16:10:00+08:00", by: staff("t_xz"), ok: true, found: "" }, { kind: "recovery", at: "2026-03-02T09:40:00+08:00", by: staff("t_xz"), ok: false, found: "" }],
      aside: [{ folder: "aside-20260312-090000", at: "2026-03-12T09:00:00+08:00", days: 106, size: 3_100_000 }],
      check: care.damaged ? { state: "damaged", at: `${today}T08:01:00+08:00` } : { state: "whole", at: `${today}T08:01:00+08:00` },
      freeBytes: 41_300_000_000, reserve: true, folder: "/home/school/.local/share/cn.anmiao.desktop/backups",
    });
    const drill = (more = {}) => ({
      fileName: file("20260623-163011"), createdAt: "2026-06-23T16:30:11+08:00", ok: true, at: `${today}T17:20:00+08:00`, password: null,
      items: [["file_whole", { size: 3_412_992 }], ["keys_fit", {}], ["database_opens", {}], ["pages_whole", {}], ["audit_whole", { count: 401 }], ["tables_equal", { rows: 1834 }], ["same_history", {}], ["identity_opens", {}], ["sealed_opens", { count: 2, of: 2 }]]
        .map(([code, args], n) => ({ code, args, ok: !(care.drillFails && n === 5) })), ...more,
    });
    const drafts = (care.drafts ?? []).map(([form, objectId, savedAt]) => ({ form, objectId, savedAt }));
    let sealed = [
      { id: "s2", label: "第2次辅导", writtenAt: "2026-06-18T16:20:00+08:00", writtenBy: staff(school.staff[3].id), supersedes: null, superseded: false, mayOpen: true, needsReason: true },
      { id: "s1", label: "第1次辅导", writtenAt: "2026-06-11T16:05:00+08:00", writtenBy: staff(school.staff[3].id), supersedes: null, superseded: true, mayOpen: true, needsReason: true },
    ];
    const corrected = [{ field: "measures", label: "整改措施", old: "", new: "", oldShown: "更换教室门锁", newShown: "更换教室门锁；在走廊加装照明 4 盏，班主任每天放学后巡查", reason: "登记时漏了走廊照明一项，施工单可证", by: staff("t_xz"), at: "2026-06-20T10:30:00+08:00" }];
    const voided = care.voided ? { reason: "与 GZ-2026-023 重复登记", by: staff("t_xz"), at: "2026-06-22T09:10:00+08:00" } : null;
    const { concern_get, ledger_get, pact_get } = commands;
    const corrections = ({ kind, id }) => ({
      finished: kind !== "concern" || id !== "GZ-2026-031", voided, rows: corrected, mayCorrect: voided === null, mayVoid: voided === null,
      fields: [
        { field: "measures", label: "整改措施", value: "更换教室门锁", shown: "更换教室门锁", input: "lines", optional: false, choices: [] },
        { field: "closedOn", label: "办结日期", value: "2026-06-20", shown: "2026-06-20", input: "date", optional: false, choices: [] },
        { field: "owner", label: "责任人", value: school.staff[1].id, shown: school.staff[1].name, input: "choice", optional: false, choices: school.staff.slice(0, 6).map(({ id: person, name }) => ({ id: person, label: name })) },
      ],
      });
    return {
      audit_page: ({ before, actor, id }) => {
        const rows = all.filter((row) => (!actor || row.actorId === actor) && (!id || row.id === id) && (!before || row.seq < before));
        return { rows: rows.slice(0, 100), more: rows.length > 100, total: all.filter((row) => (!actor || row.actorId === actor) && (!id || row.id === id)).length, head: hash(0), count: 412 };
      },
      audit_choices: () => ({
        actors: school.staff.slice(0, 5).map(({ id, name }) => ({ id, label: name })), actions: ACTS.map(([id, label]) => ({ id, label })),
        kinds: [{ id: "concern", label: "关注记录" }, { id: "ledger", label: "整改事项" }],
      }),
      audit_verify: () => (care.broken ? { state: "missing", count: 411, seq: 57, head: hash(0), checkpoints: 4 } : { state: "whole", count: 412, seq: null, head: hash(0), checkpoints: 4 }),
      audit_compare: () => ({ state: "truncated", file: file("20260623-163011"), kind: "backup", count: 430, have: 412, seq: null }),
      audit_export: () => ({ path: "/media/usb/审计-20260626.xlsx" }),
      backup_view: view,
      backup_local: view,
      backup_stop: () => null,
      backup_usb: () => {
        if (care.usbStage) {
          setTimeout(() => window.__emit("backup_progress", care.usbStage), 50);
          return new Promise(() => undefined);
        }
        outside = [["20260626-172000", `${today}T17:20:00+08:00`], ...outside];
        return { fileName: file("20260626-172000"), size: 3_412_992, sha256: hash(9), rows: 1834, at: `${today}T17:20:00+08:00`, warnings: [{ code: "same_disk", args: {} }], view: { ...view(), days: 0, due: false } };
      },
      backup_drill: () => drill(care.drillPassword ? { items: [{ code: "file_whole", ok: true, args: {} }, { code: "same_home", ok: true, args: {} }], ok: false, password: { token: "d", accounts: [{ account: "01", post: "校长" }] } } : {}),
      drill_open: ({ password }) => (password === "错" ? fail("wrong_password") : drill()),
      draft_list: () => drafts,
      draft_get: ({ form, objectId }) => {
        const row = drafts.find((one) => one.form === form && one.objectId === objectId);
        return row ? { content: JSON.stringify({ narrative: "课间在三年级1班教室外，几名同学围着一名同学起外号，被叫停后散开。", place: "三年级1班教室外", kind: "suspected", forms: ["verbal"] }), savedAt: row.savedAt } : null;
      },
      draft_save: () => (care.full ? fail("disk_full") : { savedAt: `${today}T14:32:07+08:00` }),
      draft_drop: () => [],
      sealed_list: () => sealed,
      sealed_write: ({ label }) => (sealed = [{ id: "s3", label, writtenAt: `${today}T17:20:00+08:00`, writtenBy: staff("t_xz"), supersedes: null, superseded: false, mayOpen: true, needsReason: true }, ...sealed]),
      sealed_open: () => ({ text: "来访者自述近两周睡不好，上学前肚子疼。\n约定本周每天中午来坐十分钟；已征得本人同意告知班主任座位调整一事。" }),
      correction_list: corrections,
      correction_add: corrections,
      record_void: corrections,
      concern_get: async (request) => ({ ...(await concern_get(request)), corrections: corrected, voided }),
      ledger_get: async (request) => ({ ...(await ledger_get(request)), corrections: corrected, voided }),
      pact_get: async (request) => ({ ...(await pact_get(request)), corrections: [], voided }),
    };
  });
}

/** The pictures: what home they start from, and the steps to them. */
export function CARE_VIEWS({ go, press }) {
  const down = (selector) => (page) => page.locator(selector).last().scrollIntoViewIfNeeded();
  const drafts = [["concern", "", "2026-06-26T14:32:07+08:00"], ["sealed:concern", "GZ-2026-024", "2026-06-25T16:11:40+08:00"]];
  return {
    "80-audit": { home: "open", steps: [go("/settings/audit")] },
    "81-audit-drawer": { home: "open", steps: [go("/settings/audit?open=410")] },
    "82-audit-whole": { home: "open", steps: [go("/settings/audit"), press("核验审计链")] },
    "83-audit-broken": { home: "open", care: { broken: true }, steps: [go("/settings/audit?id=GZ-2026-024"), press("核验审计链")] },
    "84-audit-compare": { home: "open", steps: [go("/settings/audit"), press("与报送包或备份核对")] },
    "85-audit-empty": { home: "open", steps: [go("/settings/audit?id=GZ-2099-001")] },
    "86-backup": { home: "open", steps: [go("/settings/backup")] },
    "87-backup-none": { home: "open", care: { none: true }, session: { backup: { due: true, days: null } }, steps: [go("/settings/backup")] },
    "88-backup-usb": { home: "open", steps: [go("/settings/backup"), press("备份到U盘")] },
    "88-backup-step": { home: "open", care: { usbStage: { stage: "reading", done: 2_200_000, total: 3_412_992 } }, steps: [go("/settings/backup"), press("备份到U盘")] },
    "89-backup-drill": { home: "open", steps: [go("/settings/backup"), press("选一份备份试一试"), down(".drill")] },
    "8a-backup-password": { home: "open", care: { drillPassword: true }, steps: [go("/settings/backup"), press("选一份备份试一试"), down(".drill")] },
    "8b-backup-foot": { home: "open", care: { days: 12 }, steps: [go("/settings/backup"), down(".block")] },
    "8c-restore": { home: "open", steps: [go("/settings/backup/restore")] },
    "8d-restore-code": { home: "open", steps: [go("/settings/backup/restore"), async (p) => { await p.getByText("用恢复码").click(); }, down(".keys .actions")] },
    "8e-restore-done": { home: "open", steps: [go("/settings/backup/restore"), async (p) => { await p.fill("#restore-password", "三月杏花开满坡"); }, press("恢复这份备份")] },
    "8f-today-drafts": { home: "open", care: { drafts }, steps: [go("/concerns"), go("/today")] },
    "90-draft-offer": { home: "open", care: { drafts }, steps: [go("/concerns/new")] },
    "91-draft-taken": { home: "open", care: { drafts }, steps: [go("/concerns/new"), press("接着填"), (p) => p.waitForTimeout(1200)] },
    "92-draft-failed": { home: "open", care: { full: true }, steps: [go("/concerns/new"), async (p) => { await p.fill("#concern-narrative", "课间有同学被围住"); }, (p) => p.waitForTimeout(1200)] },
    "93-sealed-reason": { home: "open", steps: [go("/concerns/GZ-2026-024"), press("打开"), down(".sealed")] },
    "94-sealed-open": { home: "open", steps: [go("/concerns/GZ-2026-024"), press("打开"), async (p) => { await p.fill("#sealed-reason", "家长到校投诉，需要了解经过"); }, press("写明理由"), down(".sealed")] },
    "95-sealed-write": { home: "open", steps: [go("/concerns/GZ-2026-024"), press("写一份密件"), down(".write")] },
    "96-corrections": { home: "open", steps: [go("/ledger/ZG-2026-002"), down(".corrections")] },
    "97-correct": { home: "open", steps: [go("/ledger/ZG-2026-002"), press("更正一项"), async (p) => { await p.locator("#correct-field").click(); await p.keyboard.type("办结"); await p.keyboard.press("Enter"); }, press("提交更正"), down(".correct")] },
    "98-void": { home: "open", steps: [go("/ledger/ZG-2026-002"), press("作废这条记录"), async (p) => { await p.fill("#void-reason", "与 ZG-2026-001 重复登记"); await p.locator(".void button[type=submit]").click(); }] },
    "99-voided": { home: "open", care: { voided: true }, steps: [go("/concerns/GZ-2026-024")] },
  };
}
