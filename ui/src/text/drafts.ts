/** Words about what is being typed and not yet handed in. */
export const draftText = {
  none: "还没有要保存的内容",
  waiting: "正在保存草稿……",
  saved: (time: string) => `草稿已保存 ${time}`,
  failed: "草稿没有存住",
  failedHelp: (why: string, time: string | null) =>
    `${why.replace(/。$/, "")}。${time === null ? "您填的内容只在这个窗口里" : `最近一次存住的是 ${time} 的内容`}，请不要关闭窗口；程序会一再重试。`,
  unread: "以前的草稿读不出来，为了不盖掉它，这一次填的内容提交后才保存。",
  offered: (when: string) => `${when} 有一份没填完的内容`,
  offeredHelp: "接着填就从那里继续；不要了就删掉那份草稿，重新填。",
  resume: "接着填",
  refuse: "不要了",
  resumed: (when: string) => `已接着 ${when} 的草稿`,
  clear: "清空重填",
  reading: "正在读取草稿……",
  listTitle: "没填完的内容",
  listHelp: "已经加密存在本校数据里，只有您自己看得到。",
  resumeRow: "接着填",
  dropRow: (what: string) => `不要了：${what}`,
  dropRowShort: "不要了",
  savedAt: (when: string) => `${when} 存`,
  form: {
    concern: "关注记录",
    ledger: "整改事项",
    pact: "公约",
  } as Record<string, string>,
  sealed: (id: string) => `${id} 的密件`,
};
