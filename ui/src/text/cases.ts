/** Words of the case page's steps and of its forms. */
export const caseText = {
  due: "接下来要办",
  now: "现在就办",
  doIt: "去办",
  steps: "办理步骤",
  entries: "记入这件事",
};

export const entryText = {
  clock: (label: string) => `${label}：几点几分`,
  several: "可以选几个",
  addRow: "加一行",
  saved: (title: string, id: string) => `已保存：${title}（${id}）`,
};
