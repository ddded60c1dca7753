/** What a page says to somebody whose posts do not open it: what it is for, and who does that. */
export const refusedText = {
  title: "您的岗位不能打开这一页",
  body: (what: string, who: string) => `这一页用来${what}，由${who}办理。需要的话请告诉他们。`,
  back: "回到今日",
};

/** By right: what it is for, and who holds it by post. A loan of the right opens the page to others too. */
export const refusedRight: Record<string, { what: string; who: string }> = {
  record_concern: { what: "登记关注记录", who: "教职工" },
  record_ledger: { what: "登记整改事项", who: "校长、分管副校长或政教主任" },
  record_pact: { what: "登记公约", who: "校长、政教主任或班主任" },
  read_records: { what: "办理全校的报告和上报", who: "校长、分管副校长、政教主任或心理教师" },
  manage_people: { what: "管理账号和岗位", who: "校长或政教主任" },
  remove_for_cause: { what: "因故移除账号", who: "校长" },
  renew_recovery: { what: "管恢复码", who: "校长" },
  make_backup: { what: "做备份", who: "校长或政教主任" },
  restore: { what: "从备份恢复", who: "校长" },
  read_audit: { what: "查看审计", who: "校长或政教主任" },
};

export const refusedElse = { what: "办理别的岗位的事", who: "有权限的人" };
