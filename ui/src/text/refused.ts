import type { Post } from "./common";

/** What a page says to somebody whose posts do not open it: what it is for, and who does that. */
export const refusedText = {
  title: "您的岗位不能打开这一页",
  body: (what: string, who: string) => `这一页用来${what}，由${who}办理。需要的话请告诉他们。`,
  anybody: "有权限的人",
  between: "、",
  last: "或",
  back: "回到今日",
};

/** By right: what its pages are for, and the posts that carry it. Whoever was lent the right is not refused. */
export const refusedRight: Record<string, { what: string; posts: readonly Post[] }> = {
  record_concern: { what: "登记关注记录", posts: ["principal", "deputy_principal", "discipline_director", "homeroom_teacher", "counsellor", "staff"] },
  record_ledger: { what: "登记整改事项", posts: ["principal", "deputy_principal", "discipline_director"] },
  edit_roster: { what: "登记和导入名册", posts: ["principal", "discipline_director"] },
  record_pact: { what: "登记公约", posts: ["principal", "discipline_director"] },
  read_records: { what: "办理全校的报告和上报", posts: ["principal", "deputy_principal", "discipline_director"] },
  manage_people: { what: "管理账号和岗位", posts: ["principal", "discipline_director"] },
  remove_for_cause: { what: "因故移除账号", posts: ["principal"] },
  renew_recovery: { what: "管恢复码", posts: ["principal"] },
  make_backup: { what: "做备份", posts: ["principal", "deputy_principal", "discipline_director"] },
  restore: { what: "从备份恢复", posts: ["principal"] },
  read_audit: { what: "查看审计", posts: ["principal", "deputy_principal"] },
};

export const refusedElse = { what: "办理别的岗位的事", posts: [] };
