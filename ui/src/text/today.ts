/** Words of the first page. */
export const todayText = {
  title: "今日",
  duties: "要办的事",
  count: (n: number) => `${n} 件`,
  noDuties: "今天没有到期或逾期的事。",
  noDutiesHelp: "看到苗头、隐患或疑似欺凌，随时登记关注记录。",
  record: "登记关注记录",
  figures: "数字",
  basis: (text: string) => `依据：${text}`,
  concerns: "关注记录",
  openConcerns: "其中未办结",
  ledger: "整改台账",
  ledgerOpen: "其中未销号",
  ledgerOverdue: "其中逾期",
  pacts: "公约",
  students: "学生",
  classes: "班级",
  staff: "教职工",
  plain: "待办",
  overdue: "逾期",
  soon: "临近",
};

/** What a duty rests on. */
export const dutyBasisText: Record<string, string> = {
  notice_4: "通知第四部分“工作步骤”",
  notice_3_2: "通知“建立台账，明确整改措施”",
  plan_2017_investigation: "教督〔2017〕10号",
  protection_23: "未成年人学校保护规定第二十三条",
};

/** Why a duty stands on today's list. */
export const dutyReasonText: Record<string, string> = {
  campaign_phase: "专项行动本阶段到期",
  ledger_overdue: "超过整改时限，还没有完成",
  ledger_due: "整改时限临近",
  investigation_ten_days: "调查应当在 10 日内完成",
  determination_pending: "调查已完成，等待认定",
  packet_queued: "报包还没有送出",
  packet_uploading: "报包正在上传",
  packet_uploaded: "报包已上传，还没有回执",
  packet_carried: "报包已拷出，还没有回执",
  packet_returned: "报包被教育局退回",
  packet_quarantined: "报包被教育局隔离待查",
  setup_classes: "还没有登记班级",
  setup_pupils: "还没有登记学生",
};
