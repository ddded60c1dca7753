// The stand-in's answers for accounts, locking and the recovery code, and the pictures of
// those pages. Like fixture.mjs it is only used to look at them.

/** Runs inside the page, before `installFixture`. */
export function installPeople() {
  const POSTS = ["principal", "deputy_principal", "discipline_director", "homeroom_teacher", "counsellor", "staff"];
  const daily = POSTS.slice(0, 3);
  const RIGHTS = [
    ["read_records", "查看全校的记录", [...daily, "counsellor"]], ["read_own_class", "查看本班的记录", ["homeroom_teacher"]],
    ["read_own", "查看自己登记的记录", POSTS], ["read_audit", "查看审计", ["principal", "discipline_director"]],
    ["record_concern", "登记关注记录", POSTS], ["record_ledger", "登记整改事项", daily], ["record_pact", "登记公约", ["principal", "discipline_director", "homeroom_teacher"]],
    ["edit_roster", "登记名册", ["principal", "discipline_director"]], ["correct", "更正办结的记录", daily], ["void", "作废记录", ["principal"]],
    ["write_sealed", "写密件", ["principal", "counsellor"]], ["read_sealed", "看密件（校长须写明理由）", ["principal", "counsellor"]],
    ["sign_packets", "签发报包", ["principal"]], ["deliver_packets", "送出报包", ["principal", "discipline_director"]], ["edit_bureau", "办理教育局档案和证书", ["principal"]],
    ["manage_people", "管理人员", ["principal", "discipline_director"]], ["remove_for_cause", "因故移除", ["principal"]],
    ["renew_recovery", "换恢复码", ["principal"]], ["edit_settings", "修改设置", ["principal", "discipline_director"]],
    ["make_backup", "做备份", ["principal", "discipline_director"]], ["restore", "恢复和抢救", ["principal"]],
  ].map(([id, label, posts]) => ({ id, label, posts }));
  window.__rights = RIGHTS.filter((right) => right.posts.includes("principal")).map((right) => right.id);
  (window.__fixtures ??= []).push(({ school, session, open, fail, options, today, staff }) => {
    const people = school.staff;
    const account = (number, person, posts, more = {}) => ({
      account: number, personId: person.id, personName: person.name, posts, state: "active", mustChange: false, isMe: false, sealed: "none",
      madeAt: "2026-03-02T09:12:00+08:00", mayEdit: true, mayReset: true, mayRemove: true, ...more,
    });
    let accounts = options.session.alone ? [account("01", { id: "t_xz", name: staff("t_xz") }, ["principal"], { isMe: true, mayEdit: false, mayReset: false, mayRemove: false })] : [
      account("01", { id: "t_xz", name: staff("t_xz") }, ["principal"], { isMe: true, mayEdit: false, mayReset: false, mayRemove: false }),
      account("02", people[1], ["deputy_principal"]), account("03", people[2], ["discipline_director", "homeroom_teacher"]),
      account("04", people[3], ["counsellor"], { mustChange: true, sealed: "missing" }), account("05", people[4], ["homeroom_teacher"], { state: "no_password" }),
      account("06", people[5], ["staff"], { state: "disabled", madeAt: "2025-09-01T10:00:00+08:00" }), account("07", people[6], ["homeroom_teacher"]),
    ];
    const view = () => ({
      accounts, candidates: (options.session.alone ? [] : people.slice(8, 20)).map(({ id, name, post }) => ({ id, name, post })), grantable: POSTS, rights: RIGHTS,
      delegations: [
        { id: "d0", account: "03", personName: people[2].name, right: "sign_packets", rightLabel: "签发报包", reason: "校长赴省厅培训", from: "2026-04-01T08:00:00+08:00", until: "2026-04-11T00:00:00+08:00", endedAt: null },
        { id: "d1", account: "02", personName: people[1].name, right: "sign_packets", rightLabel: "签发报包", reason: "校长外出学习，代签六月汇报", from: "2026-06-20T08:00:00+08:00", until: "2026-07-01T00:00:00+08:00", endedAt: null },
      ],
      delegable: [{ id: "sign_packets", label: "签发报包" }, { id: "void", label: "作废记录" }],
    });
    const change = (number, more) => ((accounts = accounts.map((row) => (row.account === number ? { ...row, ...more } : row))), view());
    const code = { groups: ["082918", "057761", "131208", "660418", "274857", "118327", "705595", "349019"], ask: [1, 4], warnings: [] };
    const picked = (fileName) => ({
      token: "t", fileName, schoolName: school.school.name, schoolCode: school.school.school_code, createdAt: "2026-06-25T17:20:03+08:00", size: 3_412_992,
      accounts: [{ account: "01", post: "校长" }, { account: "02", post: "分管副校长" }, { account: "03", post: "政教主任" }], practice: false, newer: options.session.newer ?? false,
    });
    const weak = { fields: [{ field: "password", code: "password_common", args: {} }] };
    return {
      login: ({ password, clockAccepted }) => {
        if (password === "错") return fail("wrong_password", { left: 1 });
        if (password === "等") return fail("login_delayed", { seconds: 130 });
        if (password === "钟" && !clockAccepted) return fail("clock_back", { last: "2026-06-26T17:20:00+08:00", now: "2024-01-01T00:03:00+08:00" });
        const refused = { 坏: "database_damaged", 满: "disk_full", 忙: "home_busy" }[password];
        return refused ? fail(refused, { place: "/home/school" }) : open();
      },
      touch: () => null,
      alarms_seen: () => ({ ...open(), alarms: [] }),
      people_list: view,
      people_add: ({ personId, posts, password }) => {
        if (password === "1234567890") return fail("invalid_fields", weak);
        accounts = [...accounts, account("08", people.find((row) => row.id === personId), posts, { mustChange: true })];
        return view();
      },
      people_posts: ({ account: number, posts }) => change(number, { posts }),
      people_disable: ({ account: number }) => change(number, { state: "disabled" }),
      people_enable: ({ account: number }) => change(number, { state: "active", mustChange: true }),
      people_reset: ({ account: number }) => change(number, { state: "active", mustChange: true }),
      people_removal_view: () => ({
        copies: [{ name: "aside-20260312-090000", kind: "aside", at: "2026-03-12T09:00:00+08:00", size: 3_100_000 }, { name: "school.db.before-v18", kind: "upgrade", at: null, size: 3_000_000 }],
        generations: 9, outside: [["20260623-163011", "2026-06-23T16:30:11+08:00"], ["20260616-160502", "2026-06-16T16:05:02+08:00"], ["20260602-164940", "2026-06-02T16:49:40+08:00"]].map(([stamp, madeAt]) => ({ fileName: `AM-3114999901-${stamp}.anmiaobak`, madeAt })), others: 5,
      }),
      people_hand_over: ({ account: number, password }) => (password === "错" ? fail("wrong_password") : change(number, { sealed: "held" })),
      people_delegate: view,
      people_delegate_end: view,
      people_remove_for_cause: ({ password, oldCopies }) =>
        password === "错" ? fail("wrong_password") : password === "旧" && oldCopies === "" ? fail("old_copies_undecided", { names: ["aside-20260312-090000"] }) : code,
      password_change: ({ old }) => (old === "错" ? fail("wrong_password") : session()),
      recovery_code_renew: ({ password }) => (password === "错" ? fail("wrong_password") : code),
      recovery_code_confirm: ({ groups }) => (groups[0] === code.groups[1] ? session() : fail("recovery_mismatch")),
      recovery_sheet_print: () => ({ path: "/run/user/1000/anmiao/sheet.pdf" }),
      recovery_open: ({ groups }) => (groups[0] === "000011" ? fail("recovery_mismatch") : { accounts: options.state.accounts ?? [{ account: "01", post: "校长" }, { account: "02", post: "分管副校长" }] }),
      recovery_finish: () => code,
      recovery_rehearsals: () => {
        const rows = options.session.neverTried ? [] : [["2026-03-02T09:40:00+08:00", true], ["2026-03-02T09:31:00+08:00", false], ["2025-02-24T10:12:00+08:00", true]].map(([at, ok]) => ({ kind: "recovery", at, by: staff("t_xz"), ok, found: "" }));
        return { rows, lastOk: rows.find((row) => row.ok)?.at ?? null, due: rows.length === 0 };
      },
      recovery_rehearse: () => ({
        ok: options.session.rehearsalFails !== true, at: `${today}T10:00:00+08:00`,
        items: [
          { code: "backup_found", ok: true, args: { fileName: "AM-3114999901-20260625-172003.anmiaobak" } }, { code: "code_opens_keys", ok: true, args: {} },
          { code: "database_opens", ok: true, args: {} }, { code: "pages_whole", ok: true, args: {} },
          { code: "audit_whole", ok: options.session.rehearsalFails !== true, args: { count: 412 } }, { code: "tables_equal", ok: true, args: { rows: 1834 } },
        ],
      }),
      restore_local: ({ fileName }) => picked(fileName),
      restore_pick: () => picked("AM-3114999901-20260601-100000.anmiaobak"),
      restore_run: ({ password, groups }) => (password === "错" ? fail("wrong_password") : { rows: 1834, epoch: "20260626092000", aside: "aside-20260626-172000", recovery: groups.length > 0, accounts: [{ account: "01", post: "校长" }, { account: "02", post: "分管副校长" }] }),
      salvage_run: ({ password }) => (password === "错" ? fail("wrong_password") : { read: 1790, fromBackup: 41, lost: 2, backup: "AM-3114999901-20260625-172003.anmiaobak", audit: "missing", tables: [["concern_event", 410, 38, 1], ["ledger_progress", 122, 3, 0], ["self_check_open_ledger", 0, 0, 1]].map(([table, read, fromBackup, lost]) => ({ table, read, fromBackup, lost, orphaned: 0 })), epoch: "20260626092000", aside: "aside-20260626-172000", recovery: false, accounts: [] }),
      reserve_release: () => null,
      settings_set: ({ lockAfterMinutes }) => ({ homeDir: "/home/school", dataVersion: 1, schoolName: "", schoolCode: "", auditHead: "", auditCount: 1, lockAfterMinutes }),
    };
  });
}

const ACCOUNTS = [
  ["01", "校长"], ["02", "分管副校长"], ["03", "政教主任、班主任"], ["04", "心理教师"], ["05", "班主任"], ["07", "班主任"], ["08", "教职工"], ["09", "教职工"], ["10", "班主任、教职工"],
].map(([account, post]) => ({ account, post }));
const BACKUPS = [
  ["20260625-172003", "2026-06-25T17:20:03+08:00", 3_412_992], ["20260624-171150", "2026-06-24T17:11:50+08:00", 3_408_896], ["20260618-165500", "2026-06-18T16:55:00+08:00", 3_301_376],
].map(([stamp, createdAt, size]) => ({ fileName: `AM-3114999901-${stamp}.anmiaobak`, createdAt, size }));
const CODE = ["000022", "057761", "131208", "660418", "274857", "118327", "705595", "349019"];

/** The pictures of these pages. */
export function PEOPLE_VIEWS({ go, press }) {
  const locked = { home: "locked", state: { accounts: ACCOUNTS } };
  const pick = (account) => (page) => page.locator(`#login-account-${account}`).click();
  const enter = (password) => async (page) => {
    await page.fill("#login-password", password);
    await press("登录")(page);
    await page.waitForTimeout(150);
  };
  const type = (base, groups) => async (page) => {
    for (const [index, group] of groups.entries()) await page.fill(`#${base}-${index}`, group);
  };
  const paste = (base) => async (page) => {
    await page.locator(`#${base}-0`).focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text", text);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, CODE.join(" "));
    await page.waitForTimeout(100);
  };
  const fault = (...found) => ({ home: "damaged", state: { found, backups: BACKUPS } });
  const late = { home: "locked", state: { accounts: ACCOUNTS, backups: BACKUPS } };
  return {
    "07-login-many": { ...locked },
    "07-login-left": { ...locked, steps: [pick("03"), enter("错")] },
    "07-login-wait": { ...locked, steps: [pick("03"), enter("等"), (p) => p.waitForTimeout(1100)] },
    "07-login-clock": { ...locked, steps: [pick("03"), enter("钟")] },
    "07-login-none": { ...locked, steps: [enter("随便什么密码")] },
    "07-login-remark": { home: "locked", state: { accounts: ACCOUNTS, faults: [{ code: "low_space", args: { free: 120 } }, { code: "sync_folder", args: { name: "坚果云" } }] } },
    "08-forgot": { ...locked, steps: [press("忘记密码"), type("recover", ["082918", "057764", "1312"])] },
    "08-forgot-pasted": { ...locked, steps: [press("忘记密码"), paste("recover")] },
    "08-forgot-wrong": { ...locked, steps: [press("忘记密码"), type("recover", ["000011", ...CODE.slice(1)]), press("用恢复码打开")] },
    "08-forgot-choose": { ...locked, steps: [press("忘记密码"), type("recover", CODE), press("用恢复码打开")] },
    "08-forgot-new": { ...locked, steps: [press("忘记密码"), type("recover", CODE), press("用恢复码打开"), async (p) => {
      await p.locator("#recover-account-01").click();
      await p.fill("#recover-password", "杏花开满后山坡2026");
      await p.fill("#recover-again", "杏花开满后山坡2026");
    }, press("设新密码"), press("打印密钥恢复单")] },
    "09-must-change": { home: "open", session: { mustChangePassword: true }, steps: [go("/concerns")] },
    "09-fault-database-missing": fault("keys_found", "database_missing"),
    "09-fault-keys-missing": fault("keys_missing", "database_found"),
    "09-fault-keys-damaged": fault("keys_damaged", "database_found"),
    "09-fault-empty": fault("keys_found", "database_empty"),
    "09-fault-late": { ...late, steps: [pick("01"), enter("坏")] },
    "09-restore-step": { ...fault("keys_found", "database_missing"), steps: [press("用备份恢复")] },
    "09-restore-flow": { ...fault("keys_found", "database_missing"), steps: [press("用备份恢复"), press("用这一份恢复"), (p) => p.fill("#restore-password", "错"), (p) => p.locator("form button[type=submit]").click()] },
    "09-restore-code": { ...fault("keys_found", "database_missing"), steps: [press("用备份恢复"), press("选U盘里的备份"), (p) => p.getByText("用恢复码", { exact: true }).click(), type("restore-code", CODE), (p) => p.locator("form button[type=submit]").click()] },
    "09-restore-recovered": { ...fault("keys_found", "database_missing"), steps: [press("用备份恢复"), press("选U盘里的备份"), (p) => p.getByText("用恢复码", { exact: true }).click(), type("restore-code", CODE), (p) => p.locator("form button[type=submit]").click(), press("设新密码")] },
    "09-salvage-done": { home: "damaged", state: { accounts: ACCOUNTS, found: ["keys_found", "database_truncated"], backups: BACKUPS }, steps: [press("抢救"), (p) => p.fill("#salvage-password", "对"), (p) => p.locator("form button[type=submit]").click()] },
    "09-salvage": { home: "damaged", state: { accounts: ACCOUNTS, found: ["keys_found", "database_truncated"], backups: BACKUPS }, steps: [press("抢救")] },
    "09-fault-truncated": fault("keys_found", "database_truncated"),
    "09-fault-newer": fault("keys_newer"),
    "09-fault-else": fault("database_found"),
    "09-fault-removable": { home: "locked", state: { accounts: ACCOUNTS, faults: [{ code: "place_removable", args: { place: "/media/usb/anmiao" } }], place: "/media/usb/anmiao" } },
    "09-fault-network": { home: "locked", state: { accounts: ACCOUNTS, faults: [{ code: "place_network", args: {} }], place: "\\\\server\\share\\anmiao" } },
    "09-fault-readonly": { home: "locked", state: { accounts: ACCOUNTS, faults: [{ code: "read_only", args: {} }] } },
    "09-fault-full": { ...late, steps: [pick("01"), enter("满")] },
    "09-fault-busy": { ...late, steps: [pick("01"), enter("忙")] },
    "18-strip": { home: "open", session: { alarms: [{ code: "keys_rolled_back", args: {} }], recoveryDue: true, backup: { due: true, days: 11 } } },
    "18-strip-open": { home: "open", session: { alarms: [{ code: "keys_rolled_back", args: {} }], recoveryDue: true, backup: { due: true, days: 11 } }, steps: [press("还有 2 条")] },
    "18-idle": { home: "open", session: { lockAfterMinutes: 0.99 }, steps: [(p) => p.waitForTimeout(1500)] },
    "18-switched": { ...locked, home: "open", steps: [press("换人"), (p) => p.waitForTimeout(200)] },
    "63-people": { home: "open", steps: [go("/settings/people")] },
    "63-people-drawer": { home: "open", steps: [go("/settings/people?open=02")] },
    "63-people-me": { home: "open", steps: [go("/settings/people?open=01")] },
    "63-people-add": { home: "open", steps: [go("/settings/people"), press("新增账号"), (p) => p.locator("aside form button[type=submit]").click()] },
    "63-people-posts": { home: "open", steps: [go("/settings/people?open=03"), press("修改岗位")] },
    "63-people-disable": { home: "open", steps: [go("/settings/people?open=03"), press("停用账号"), (p) => p.fill("#act-reason", "调"), (p) => p.locator("aside form button[type=submit]").click()] },
    "63-people-delegate": { home: "open", steps: [go("/settings/people?open=02"), press("临时授权")] },
    "63-people-reset": { home: "open", steps: [go("/settings/people?open=05"), press("设初始密码")] },
    "63-people-alone": { home: "open", session: { alone: true }, steps: [go("/settings/people")] },
    "63-people-alone-add": { home: "open", session: { alone: true }, steps: [go("/settings/people"), press("新增账号")] },
    "63-people-hand-over": { home: "open", steps: [go("/settings/people?open=04"), (p) => p.locator(".hand").scrollIntoViewIfNeeded()] },
    "63-refused": { home: "open", session: { rights: ["read_own", "record_concern"], posts: ["staff"] }, steps: [go("/ledger/new")] },
    "63-refused-people": { home: "open", session: { rights: ["read_own", "record_concern"], posts: ["staff"] }, steps: [go("/settings/people")] },
    "64-rights": { home: "open", steps: [go("/settings/people/rights")] },
    "64-rights-end": { home: "open", steps: [go("/settings/people/rights"), (p) => p.getByText("临时授权记录").scrollIntoViewIfNeeded()] },
    "65-remove": { home: "open", steps: [go("/settings/people/03/remove")] },
    "65-remove-foot": { home: "open", steps: [go("/settings/people/03/remove"), (p) => p.locator("form .actions").scrollIntoViewIfNeeded()] },
    "65-remove-undecided": { home: "open", steps: [go("/settings/people/03/remove"), (p) => p.fill("#remove-reason", "把数据拷给了别人，校务会 6 月 25 日决定"), (p) => p.fill("#remove-password", "旧"), press("因故移除 03 号账号")] },
    "65-remove-code": { home: "open", steps: [go("/settings/people/03/remove"), (p) => p.fill("#remove-reason", "把数据拷给了别人，校务会 6 月 25 日决定"), (p) => p.fill("#remove-password", "对"), press("因故移除 03 号账号")] },
    "65-remove-done": { home: "open", steps: [go("/settings/people/03/remove"), (p) => p.fill("#remove-reason", "把数据拷给了别人，校务会 6 月 25 日决定"), (p) => p.fill("#remove-password", "对"), press("因故移除 03 号账号"), press("已经抄好"), (p) => p.fill("#recovery-group-0", "057761"), (p) => p.fill("#recovery-group-1", "274857"), press("核对无误")] },
    "66-password": { home: "open", steps: [go("/settings/password")] },
    "67-recovery": { home: "open", session: { recoveryDue: true }, steps: [go("/settings/recovery")] },
    "67-recovery-foot": { home: "open", steps: [go("/settings/recovery"), (p) => p.locator(".history").scrollIntoViewIfNeeded()] },
    "67-recovery-never": { home: "open", session: { neverTried: true }, steps: [go("/settings/recovery"), (p) => p.locator(".history").scrollIntoViewIfNeeded()] },
    "67-rehearsal": { home: "open", steps: [go("/settings/recovery"), type("rehearse", CODE), press("试一次恢复码")] },
    "67-rehearsal-bad": { home: "open", session: { rehearsalFails: true }, steps: [go("/settings/recovery"), type("rehearse", CODE), press("试一次恢复码")] },
  };
}
