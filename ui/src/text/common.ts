/** Words that several pages share, and those of the frame around them. */
export const common = {
  product: "安苗",
  required: "必填",
  optional: "选填",
  warning: "提醒",
  loading: "正在读取……",
  saving: "正在保存……",
  retry: "重新读取",
  cancel: "取消",
  close: "关闭",
  back: "返回列表",
  none: "—",
  unit: { items: "条" },
  listCount: (n: number) => `共 ${n} 条`,
  keyHint: "↑ ↓ 移动 · 回车 打开 · Esc 关闭",
  keyHintNew: "↑ ↓ 移动 · 回车 打开 · N 新建 · Esc 关闭",
  openFull: "打开全页",
  pickDate: "选日期",
  dateHint: "例如 2026-06-18 或 6.18",
  timeHint: "时:分",
  monthHint: "例如 2013-05",
  later: "稍后再填",
  copy: "复制",
  copied: "已复制",
  copyByHand: "请按 Ctrl+C 复制选中的文字",
  serverChecks: "请检查下面标出的地方",
  saved: (id: string) => `已保存 ${id}`,
  savedName: (name: string) => `已加入 ${name}`,
  unknownPerson: "—",
  basis: "依据",
  showPassword: "显示密码",
};

export const frame = {
  rail: "主菜单",
  practiceMark: "演练",
  practiceLine: "示例学校，内容全部虚构，不进入真实数据",
  campaign: (label: string) => `${label}`,
  daysLeft: (n: number) => (n > 0 ? `还有 ${n} 天` : n === 0 ? "就是今天" : `已过 ${-n} 天`),
  outboxNone: "发件箱无待送",
  outboxTitle: "发件箱",
  switchPerson: "换人",
  lock: "锁定",
  lockKey: "Ctrl+L",
  mask: "遮屏",
  unmask: "恢复显示",
  maskKey: "Ctrl+H",
  maskedLine: "已遮屏：姓名和正文已隐去，按 Ctrl+H 恢复显示",
  pages: {
    today: { label: "今日", short: "今日" },
    concerns: { label: "关注记录", short: "关注" },
    ledger: { label: "整改台账", short: "台账" },
    pacts: { label: "公约", short: "公约" },
    reports: { label: "报告上报", short: "上报" },
    roster: { label: "名册", short: "名册" },
    settings: { label: "设置", short: "设置" },
  },
};

/** A post of the program's own table of rights. */
export type Post =
  | "principal"
  | "deputy_principal"
  | "discipline_director"
  | "homeroom_teacher"
  | "counsellor"
  | "staff";

export const postText: Record<Post, string> = {
  principal: "校长",
  deputy_principal: "分管副校长",
  discipline_director: "政教主任",
  homeroom_teacher: "班主任",
  counsellor: "心理教师",
  staff: "教职工",
};

/** The delivery states as short counts in the top bar. */
export const outboxCountText = {
  queued: (n: number) => `待上传 ${n}`,
  uploading: (n: number) => `上传中 ${n}`,
  waiting: (n: number) => `待回执 ${n}`,
  returned: (n: number) => `退回 ${n}`,
  quarantined: (n: number) => `隔离 ${n}`,
  receipted: (n: number) => `已回执 ${n}`,
};

export const dueText = {
  overdue: (n: number, day: string) => `已逾期 ${n} 天 · ${day}`,
  today: (day: string) => `今天到期 · ${day}`,
  ahead: (n: number, day: string) => `${n} 天后到期 · ${day}`,
  monthDay: (m: number, d: number) => `${m}月${d}日`,
  fullDay: (y: number, m: number, d: number) => `${y}年${m}月${d}日`,
};
