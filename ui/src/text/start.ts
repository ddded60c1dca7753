/** Words of the first start, the login and the damaged home. */
export const startText = {
  tagline: "学生欺凌防治台账，存在这台电脑上，不联网也能用",
  firstTitle: "建立本校数据",
  firstNote: "填好这一页，记下恢复码，就可以开始登记。全部数据加密保存在这台电脑上。",
  unfinished: {
    title: "上次建到一半没有完成",
    recovery: "恢复码还没有核对过，所以那一次不算数，里面也没有任何登记。请从头再建一次，会得到新的恢复码。",
  },
  schoolGroup: "学校",
  schoolName: "学校全称",
  schoolNameHelp: "与公章一致，会印在报告上",
  schoolCode: "学校标识码",
  schoolCodeHelp: "10 位数字，见学校基本信息表",
  personGroup: "第一个使用人",
  personName: "姓名",
  posts: "岗位",
  postsHelp: "第一个使用人是校长，可以同时兼任其他岗位",
  password: "密码",
  passwordHelp: "至少 10 位，不含姓名、生日、电话和学校标识码。一句只有自己知道的话最好记。",
  passwordAgain: "再输一次密码",
  passwordDiffers: "两次输入的密码不一样",
  begin: "建立本校数据",
  beginBusy: "正在生成密钥，约需几秒……",
  practiceTitle: "先熟悉一下",
  practiceBody: "示例学校是虚构的，有 12 个班的登记、台账和公约，可以随便点、随便改。它单独存放，不会混进本校数据。",
  practicePassword: "演练用密码",
  practicePasswordHelp: "至少 10 位，只用来打开示例学校",
  practicePasswordHelpAgain: "建立示例学校时设的那个密码",
  practiceOpen: "载入示例学校",
  practiceBusy: "正在载入示例学校……",
  practiceAgainTitle: "演练学校",
  practiceAgainBody: "这台电脑上有一所示例学校，可以进去练习。",
  practiceAgain: "进入示例学校",
};

export const recoveryText = {
  title: "请抄下恢复码",
  lead: "忘记密码时，只有恢复码能打开本校数据，谁也不能代为找回。恢复码只显示这一次。",
  paper: "恢复码",
  group: (n: number) => `第 ${n} 组`,
  how: "用笔抄在纸上，装进信封，写上校名，锁进学校保险柜。不要拍照，不要存在电脑里。",
  next: "已经抄好，下一步",
  warnings: "另外请留意",
  checkTitle: "核对恢复码",
  checkLead: "请照着纸上抄的填，确认没有抄错。",
  groupField: (n: number) => `恢复码第 ${n} 组（6 位数字）`,
  again: "再看一遍恢复码",
  finish: "核对无误，开始使用",
  finishBusy: "正在核对……",
  sixDigits: "这一组应为 6 位数字",
};

export const loginText = {
  title: "登录",
  account: "账号",
  accountLine: (account: string, post: string) => `${account} ${post}`,
  password: "密码",
  submit: "登录",
  busy: "正在核对密码……",
  forgot: "忘记密码时不要改动数据文件夹，也不要丢掉恢复码：这一版还不能用它重设密码，新版本可以。",
};

export const damagedText = {
  title: "数据文件夹里的文件不完整",
  lead: "找到了下面这些文件，但它们合不成一份完整的数据。程序没有改动、也没有删除任何文件。",
  found: "找到了",
  nothing: "没有认得出的文件",
  todo: "请这样做",
  steps: [
    "不要移动或删除这个文件夹里的任何文件。",
    "如果有备份（U盘里的 .anmiaobak 文件），请联系维护人员恢复。",
    "如果文件是刚被挪走的，放回原处后点“重新检查”。",
  ],
  recheck: "重新检查",
};

/** What a damaged home can hold, in words. An unknown code is shown as it is. */
export const foundText: Record<string, string> = {
  keys_found: "密钥文件：在",
  keys_missing: "密钥文件：没有找到",
  keys_damaged: "密钥文件：读不懂",
  keys_newer: "密钥文件：由更新版本的安苗写下，请安装新版本",
  database_found: "数据库文件：在",
  database_missing: "数据库文件：没有找到",
  database_empty: "数据库文件：是空的",
  identity_missing: "学校签名证书：没有找到",
  account_unknown: "密钥文件里的账号，数据库里没有",
};
