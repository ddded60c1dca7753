/** The kinds of content in the database, by the beginning of a table's name. */
const CONCERN = "关注记录";
const HANDLING = "调查、认定和处置";
const CARE = "备份和演练的记录";
const PACKET = "报送包";

export const tableText: Record<string, string> = {
  meta: "基本设置", setting: "基本设置", counter: "编号", epoch: "编号", keys_seen: "基本设置", school: "学校资料", term: "校历", calendar: "校历", holiday: "校历",
  makeup_workday: "校历", campaign: "专项行动", bureau: "教育局档案", report: "报告", contact: "联系方式", channel: "举报渠道", committee: "治理委员会", duty: "职责分工", privacy: "隐私和同意",
  person: "名册", staff: "名册", external: "名册", class: "名册", student: "名册", account: "账号", delegation: "账号",
  concern: CONCERN, county_review: HANDLING, investigation: HANDLING, determination: HANDLING, sanction: HANDLING, appeal: HANDLING, communication: HANDLING, talk: HANDLING,
  counselling: "辅导记录", family_guidance: "辅导记录", incident_report: "初报、续报和终报", ledger: "整改台账", policy_doc: "制度文件", survey: "问卷和排查", screening: "问卷和排查",
  self_check: "自查", lookback: "回头看", inspection: "督导检查", training: "培训和教育活动", education_event: "培训和教育活动", assessment: "考核", pact: "公约",
  past_packet: PACKET, outbox: PACKET, packet_file: PACKET, school_key: "学校证书", certificate: "学校证书", recovery_identity: "学校证书",
  audit: "审计记录", checkpoint: "审计记录", sealed_text: "密件", draft: "草稿", correction: "更正和作废", voiding: "更正和作废", reopening: "更正和作废", name_clearance: "普通词的确认",
  backup_log: CARE, rehearsal: CARE, recovery_due: CARE, saved_view: "已存的筛选", search: "搜索目录",
};

/** A table that is known by no such beginning. */
export const tableElse = "其他资料";
