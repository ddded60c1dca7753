/** Words of the search, of kept filters, and of the palette in the top bar. */
export const viewsText = {
  view: "已存的筛选",
  choose: "已存的筛选",
  save: "保存这个筛选",
  name: "筛选的名称",
  nameHint: "例如 我班未办结的",
  keep: "保存",
  drop: "删除这个筛选",
};

export const searchText = {
  title: "查找",
  label: "查找",
  hint: "姓名、首字母、编号，或记录里的任何一句话",
  note: "标点、全角半角、大小写不影响结果。密件和心理辅导的内容查不到。",
  kinds: "范围",
  allKinds: "全部",
  kind: { concern: "关注记录", ledger: "整改台账", pact: "公约", pupil: "学生", staff: "教职工" } as Record<string, string>,
  counted: (n: number, more: boolean) => (more ? `${n} 条以上` : `${n} 条`),
  countedShown: (n: number, shown: number) => (n > shown ? `${n} 条，显示前 ${shown} 条` : `${n} 条`),
  more: "再显示一些关注记录",
  none: { title: "没有找到", body: "换个说法，或者少写几个字。您看不到的记录不会出现在这里。" },
  begin: { title: "在这里查找全部记录", body: "一个字到一整句都可以：描述、经过、谈话、沟通、报告、措施、台账、公约、学生和教职工。" },
  onlyConcerns: "用了关注记录的筛选，所以只查关注记录。",
  place: {
    number: "编号", title: "标题", place: "地点", narrative: "情况描述", action: "当场处理", cause: "原因", finding: "核实结论", people: "涉及学生", outsider: "名册以外的人",
    event: "经过", measure: "措施", investigation: "调查", determination: "认定", sanction: "处分", appeal: "申诉", communication: "家长沟通", talk: "谈话", guidance: "家庭教育指导",
    report: "报告", review: "复查", turn: "重新启动", lesson: "举一反三", review_note: "反思", police: "报警", transfer: "移送", correction: "更正", attachment: "附件", problem: "问题",
    measures: "整改措施", source: "来源", remark: "备注", progress: "进展", evidence: "佐证", extension: "延期", scope: "适用范围", preamble: "前言", article: "条款", name: "姓名", initials: "拼音首字母",
  } as Record<string, string>,
};

export const paletteText = {
  open: "查找",
  key: "Ctrl+K",
  hint: "查找记录、学生、页面和操作",
  label: "查找记录、学生、教职工、页面和操作",
  pages: "页面",
  actions: "操作",
  all: (words: string) => `在全部记录里查找“${words}”`,
  none: "没有找到",
  close: "关闭查找",
  action: {
    concern: "登记关注记录", ledger: "登记整改事项", pact: "登记公约", lock: "锁定", mask: "遮屏", password: "改我的密码", backup: "备份到U盘",
  },
};
