/** Words of the first page. */
export const todayText = {
  title: "今日",
  duties: "今日待办",
  count: (n: number) => `${n} 件`,
  noDuties: "现在没有要办的事。",
  noDutiesHelp: "看到苗头、隐患或疑似欺凌，随时登记关注记录。",
  noneMine: "没有落到您头上的事。",
  noneMineHelp: (n: number) => `全校还有 ${n} 件，可以切换到“全部”查看。`,
  whose: "看谁的",
  mine: (n: number) => `要我办的 ${n}`,
  all: (n: number) => `全部 ${n}`,
  group: { overdue: "已逾期", soon: "今天和七天内", undated: "没有固定期限，尽快办", later: "七天以后" },
  showLater: (n: number) => `展开七天以后的 ${n} 件`,
  hideLater: "收起七天以后的",
  record: "登记关注记录",
  figures: "数字",
  basis: (text: string) => `依据：${text}`,
  who: (text: string) => `办理：${text}`,
  extended: (day: string) => `已批准延到 ${day}`,
  hours: (clock: string) => `${clock} 前`,
  clockTitle: "电脑的时间比最近一次登记还早",
  clockBody: (last: string, now: string) => `最近一次登记在 ${last}，电脑现在显示 ${now}。下面的期限按电脑的时间算，一件也没有少；请先校准电脑时间。`,
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

/** What a duty of the campaign rests on. */
export const dutyBasisText: Record<string, string> = {
  notice_4: "通知第四部分“工作步骤”",
};

/** Why a duty that no rule computes stands on today's list. */
export const dutyReasonText: Record<string, string> = {
  campaign_phase: "专项行动本阶段到期",
  packet_queued: "报包还没有送出",
  packet_uploading: "报包正在上传",
  packet_uploaded: "报包已上传，还没有回执",
  packet_carried: "报包已拷出，还没有回执",
  packet_returned: "报包被教育局退回",
  packet_quarantined: "报包被教育局隔离待查",
  setup_classes: "还没有登记班级",
  setup_pupils: "还没有登记学生",
};
