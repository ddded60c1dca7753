/** Words of the case page's steps and of its forms. */
export const caseText = {
  next: "下一步",
  due: "还要办",
  now: "现在就办",
  doIt: "去办",
  steps: "办理步骤",
  entries: "记入这件事",
  notYet: "现在还不能记入的",
  owner: (name: string) => `责任人 ${name}`,
  round: (n: number) => `第 ${n} 轮`,
};

export const roundText = {
  title: "以前的调查、认定",
  no: (n: number) => `第 ${n} 轮`,
  nothing: "没有作出认定",
  closed: (day: string) => `${day}办结`,
  why: (ground: string, when: string) => `${when} ${ground}，开始下一轮`,
};

export const entryText = {
  clock: (label: string) => `${label}：几点几分`,
  several: "可以选几个",
  addRow: "加一行",
  saved: (title: string, id: string) => `已保存：${title}（${id}）`,
};

export const priorText = {
  title: "既往认定",
  note: "只列出记录在案的认定，供人判断；系统不据此作任何决定。",
  role: (role: string) => `（${role}）`,
  sanction: (sanction: string) => ` · ${sanction}`,
};
