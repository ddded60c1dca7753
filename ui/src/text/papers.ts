/** Words of the papers of a case and of the school. */
export const casePaperText = {
  title: "打印",
  phone: "电话报告稿",
  phoneHelp: "先打电话，照着念；不用联网。",
  names: "有学生姓名",
  notYet: "还不能打印的",
  back: "返回本件",
  leave: "这份有学生真实姓名：打印会记入审计，纸张按规定保管，不外传。",
};

export const blankText = {
  title: "空白登记表",
  note: "停电、没带电脑时手填，顺序和录入页一样；来电后照着录入。",
  print: "打印空白登记表",
  back: "返回",
};

export const listsText = {
  title: "台账和漏报",
  missing: "漏报周清单",
  missingNote: "应报未报的事件报告，截至这一周的星期日。政教主任每周核对，校长过目。",
  week: (first: string, last: string) => `${first} 至 ${last}`,
  earlier: "上一周",
  later: "下一周",
  none: "这一周没有应报未报的报告。",
  count: (n: number) => `${n} 项应报未报`,
  printMissing: "打印漏报周清单",
  late: (hours: number) => (hours < 48 ? `已超 ${hours} 小时` : `已超 ${Math.floor(hours / 24)} 天`),
  noDue: "应及时报告",
  due: (text: string) => `期限 ${text}`,
  since: (text: string) => `从 ${text} 起算`,
  older: "以前漏的",
  receiver: (kind: string, receiver: string) => `${kind} → ${receiver}`,
  ledger: "苗头隐患台账",
  ledgerNote: "一段时间里发现的苗头、隐患点和疑似欺凌，按编号排列，横向打印。",
  from: "从哪一天",
  to: "到哪一天",
  edition: "学生怎么写",
  coded: "化名（给检查的人看）",
  named: "实名（留在学校）",
  make: "生成台账",
  shown: "预览",
  shownHelp: "在左边点“打印漏报周清单”或“生成台账”，在这里逐页看；看到的就是要打印的那一份。",
  notReporter: "漏报周清单由校长、分管副校长和政教主任查看。",
};
