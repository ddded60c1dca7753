/** Words of the settings pages. */
export const settingsText = {
  nav: "设置",
  stops: [
    { to: "/settings/bureau", label: "教育局" },
    { to: "/settings/data", label: "本校数据" },
  ],
};

export const bureauText = {
  title: "设置 · 教育局",
  pick: "导入教育局档案",
  pickAgain: "换用新的档案",
  picking: "正在读取档案……",
  none: { title: "还没有教育局档案", body: "档案文件 profile.jws 由教育局发给学校。没有它，报包能生成、能打印，但没有收件人，不能送出。" },
  profile: "教育局档案",
  trusted: "已信任",
  fact: { name: "单位", code: "代码", url: "接收网址", fingerprint: "指纹", serial: "档案序号", issuedAt: "签发时间" },
  compareTitle: "核对指纹",
  compareLead: (name: string) => `文件自称来自“${name}”。任何人都能做出这样的文件，所以请给教育局打电话，请对方念出 8 组数字，与下面逐组核对。`,
  compareCall: "请拨打平时知道的教育局电话，不要用这个文件里的号码。",
  renewTitle: "换用新的档案",
  renewLead: (name: string, serial: number) => `这是“${name}”的第 ${serial} 号档案，签发它的就是现在信任的教育局，指纹与下面相同。`,
  group: (n: number) => `第 ${n} 组`,
  callLabel: "电话核对",
  byTick: "我已在电话里逐组核对，8 组数字完全一致",
  typed: "或者把电话里听到的数字填在这里",
  typedHelp: "共 40 位数字，可以带空格",
  typedDiffers: "与文件的指纹不一致，请再听一遍；仍不一致就不要信任这个文件。",
  neither: "请先核对：勾选上面一项，或填写听到的数字。",
  accept: "信任这份档案",
  accepting: "正在保存……",
  refuse: "不信任，取消",
  accepted: (name: string) => `已信任“${name}”的档案`,
  certificate: "学校证书",
  kind: { self: "自签证书：教育局收到报包时会注明“未确认的学校”", bureau: "教育局签发的证书" } as Record<string, string>,
  kindWord: { self: "自签", bureau: "教育局签发" } as Record<string, string>,
  certificateFact: { kind: "来源", fingerprint: "指纹", notAfter: "有效期至" },
  exportRequest: "导出证书申请",
  exportedTo: (path: string) => `证书申请已保存到 ${path}，请交给教育局签发。`,
  importCertificate: "导入学校证书",
  imported: "已换用教育局签发的证书",
  steps: "办理步骤：导出证书申请 → 交给教育局签发 → 导入发回的证书。同一把密钥，已做的报包不受影响。",
};

export const dataText = {
  title: "设置 · 本校数据",
  fact: {
    school: "学校",
    code: "学校标识码",
    folder: "数据文件夹",
    version: "数据版本",
    auditHead: "审计链末端",
    auditCount: "审计条数",
  },
  auditHelp: "审计链末端的前 16 位印在每份文件的页脚，用来证明打印时的数据状态。",
  folderHelp: "文件夹里的文件都已加密。不要手工移动或删除。",
  lines: (n: number) => `${n} 条`,
};
