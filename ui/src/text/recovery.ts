/** Words of the recovery code: shown once, typed back, used, made anew, tried once a year. */
export const recoveryText = {
  step: (n: number) => `第 ${n} 步，共 3 步`,
  title: "请抄下恢复码",
  lead: "忘记密码时，只有恢复码能打开本校数据，谁也不能代为找回。恢复码只显示这一次。",
  paper: "恢复码",
  group: (n: number) => `第 ${n} 组`,
  how: "用笔抄在纸上，或者打印“密钥恢复单”，装进信封，写上校名，锁进学校保险柜。不要拍照，不要存在电脑里。",
  howByHand: "用笔抄在纸上，装进信封，写上校名，锁进学校保险柜。不要拍照，不要存在电脑里。",
  print: "打印密钥恢复单",
  printing: "正在准备……",
  printed: "恢复单已交给系统的看图程序，请在那里打印，打印后关掉它。没有窗口弹出来，就说明没有装看图程序：请照着上面手抄。",
  next: "已经抄好，下一步",
  warnings: "另外请留意",
  checkTitle: "核对恢复码",
  checkLead: "请照着纸上抄的填，确认没有抄错。",
  groupField: (n: number) => `恢复码第 ${n} 组（6 位数字）`,
  again: "再看一遍恢复码",
  finish: "核对无误，开始使用",
  finishNew: "核对无误，启用新恢复码",
  finishBusy: "正在核对……",
  sixDigits: "这一组应为 6 位数字",
  entry: "恢复码的 8 组数字",
  groupState: { empty: "", short: "还不满 6 位", wrong: "这一组抄错了", right: "没有抄错" },
  paste: "光标会自己跳到下一组；也可以把 48 位数字一次粘贴进来。",
  incomplete: "8 组都填对以后才能继续。",
};

/** 忘记密码: the code, then a new password, then a new code. */
export const forgotText = {
  title: "用恢复码重设密码",
  step: (n: number, of: number) => `第 ${n} 步，共 ${of} 步`,
  lead: "请打开学校保险柜里的信封，把纸上的恢复码照样填进来。",
  what: "恢复码打开数据以后，校长设一个新密码，并得到一张新的恢复码；旧的恢复码随即作废。已有的登记一条也不会少。其他人忘了密码，不用恢复码：请校长到“设置 → 人员与权限”重设。",
  open: "用恢复码打开",
  opening: "正在核对恢复码，约需几秒……",
  back: "返回登录",
  chooseTitle: "设新密码",
  chooseLead: "恢复码是对的。请给校长的账号设一个新密码。",
  chooseNote: "别人的密码不受影响；也忘了密码的，等您登录后到“设置 → 人员与权限”里重设。",
  account: "账号",
  set: "设新密码并换新恢复码",
  setting: "正在生成新的密钥，约需几秒……",
  newLead: "新密码已经设好。下面是新的恢复码，旧的那张请销毁。",
};

/** 设置 → 恢复码. */
export const recoveryPageText = {
  title: "设置 · 恢复码",
  renewTitle: "换一张新恢复码",
  renewLead: "纸丢了、被人看到过，或者保险柜换了人管，就换一张新的。新恢复码核对后才启用，旧的同时作废；密码和数据都不变。",
  dueTitle: "该换新恢复码了",
  dueBody: "上一次换新恢复码没有做完，或者恢复码用过以后还没有换。请现在换一张，并照着纸核对。",
  password: "您的密码",
  passwordHelp: "确认是您本人在操作",
  renew: "换新恢复码",
  renewing: "正在生成新恢复码，约需几秒……",
  renewed: "新恢复码已启用，旧的那张请销毁",
  rehearseTitle: "每年试一次恢复码",
  rehearseLead: "照着保险柜里的纸填一遍，程序用它打开最近一份备份的副本，逐项看是否真的能恢复。什么都不会改动，试完副本就删掉。",
  rehearse: "试一次恢复码",
  rehearsing: "正在用恢复码打开备份的副本……",
  last: (day: string) => `上次试成是 ${day}，一年之内不用再试。`,
  never: "还没有试成过。请现在试一次，以后每年开学时试一次。",
  historyTitle: "试过的记录",
  dueAgain: (day: string) => `上次试成是 ${day}，已经一年多了，请再试一次。`,
  dueWord: "该试了",
  doneWord: "试过了",
  resultGood: "这张恢复码真的能恢复数据",
  resultGoodHelp: "请把纸放回信封，封好，锁进保险柜。",
  resultBad: "这次没有全部通过",
  resultBadHelp: "请看下面没有通过的一项。恢复码对不上时先检查有没有抄错；仍不行就换一张新恢复码。备份有问题时到“备份”重新做一份。",
  passed: "通过",
  failed: "没有通过",
  again: "再试一次",
};

/** What a rehearsal looked at, by code; `{name}` stands for one of its values. */
export const rehearsalText: Record<string, string> = {
  backup_found: "找到最近一份备份：{fileName}",
  code_opens_keys: "恢复码能打开备份里的密钥",
  database_opens: "备份里的数据库能解密、能打开",
  pages_whole: "数据库逐页检查，没有损坏",
  audit_whole: "审计链 {count} 条，首尾相接",
  tables_equal: "条数与做备份时一致，共 {rows} 行",
  identity_opens: "学校签名密钥能打开",
  sealed_opens: "密件 {count} 份都能打开",
};

/** Where there is no sealed text to try. */
export const noSealedText = "没有密件，不用试";
