/** Words of the roster pages. */
export const rosterText = {
  nav: "名册",
  stops: [
    { to: "/roster/pupils", label: "学生" },
    { to: "/roster/classes", label: "班级" },
    { to: "/roster/staff", label: "教职工" },
    { to: "/roster/import", label: "导入", right: ["edit_roster"] },
    { to: "/roster/rollover", label: "升级", right: ["edit_roster"] },
  ],
  pupils: {
    title: "名册 · 学生",
    create: "登记学生",
    import: "从表格导入",
    empty: { title: "这里是全校学生名册", body: "只登记姓名、校内学号、班级和出生年月，不登记身份证号。先登记班级，再登记学生。" },
    noClasses: "还没有班级，请先到“班级”登记。",
    filter: { class: "班级", allClasses: "全部班级", text: "查找", textHint: "姓名、拼音首字母或学号", left: "含已离校的" },
    left: (on: string, reason: string) => `${on} 起${reason}`,
    here: "在校",
    column: { studentNo: "校内学号", name: "姓名", class: "班级", birthMonth: "出生年月", pseudonym: "化名", standing: "在校情况" },
    field: { name: "姓名", studentNo: "校内学号", class: "班级", birthMonth: "出生年月" },
    studentNoHelp: "学校自己编的号，不是身份证号或学籍号",
    pseudonymHelp: "送出学校的材料里用化名代替姓名",
  },
  classes: {
    title: "名册 · 班级",
    create: "登记班级",
    empty: { title: "这里登记全校班级", body: "写成“七年级2班”这样，写“初一（2）班”也认得。" },
    column: { name: "班级", stage: "学段", homeroom: "班主任", pupils: "人数" },
    field: { name: "班级名称", homeroom: "班主任" },
    nameHelp: "例如 三年级1班、七年级2班、初一（2）班",
    homeroomHelp: "可以以后再定",
  },
  staff: {
    title: "名册 · 教职工",
    create: "登记教职工",
    empty: { title: "这里登记教职工", body: "登记后可以选为责任人、班主任、验收人。登记教职工不会建立登录账号。" },
    column: { name: "姓名", post: "岗位" },
    field: { name: "姓名", post: "岗位" },
    postHelp: "例如 政教主任、班主任、宿管员",
    filter: { text: "查找", textHint: "姓名或岗位" },
  },
  undoLink: "要撤销，请到“导入”页的“最近几次”",
  save: { pupils: "登记学生", classes: "登记班级", staff: "登记教职工" },
};

/** Why pupils who are not in a table may be marked as left. */
export const leftReasons = [
  { id: "transferred", label: "转出" },
  { id: "suspended", label: "休学" },
  { id: "graduated", label: "毕业" },
  { id: "entered_in_error", label: "误登记" },
];
