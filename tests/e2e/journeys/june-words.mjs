// What is typed on the journey: a made-up school, its people and its records.

export const SCHOOL = { name: "云岭县白石沟乡中心学校", code: "3153000123", person: "沈怀谷", password: "梯田里的水镜照着云朵" };

export const STAFF = [
  { name: "闻人静好", post: "政教主任" },
  { name: "尉迟晓岚", post: "班主任" },
  { name: "桑吉卓玛", post: "宿管员" },
];

/** As typed, and as the roster writes it. */
export const CLASSES = [
  { typed: "初一（2）班", shown: "七年级2班", homeroom: "尉迟晓岚" },
  { typed: "六年级1班", shown: "六年级1班" },
];

export const PUPILS = [
  { name: "淳于知行", no: "BSG20250417", class: "七年级2班", birth: birthYear(13) },
  { name: "令狐小满", no: "BSG20250418", class: "七年级2班", birth: birthYear(13) },
  { name: "阿依古丽·买买提", no: "BSG20240233", class: "六年级1班", birth: birthYear(12) },
];

/** A birth month that makes a pupil of that age whenever the journey is made. */
function birthYear(age) {
  return `${new Date().getFullYear() - age}-03`;
}

export const CONCERN = {
  pupils: ["淳于", "令狐"],
  place: "东坡操场看台背面第三根水泥柱旁",
  narrative: "课间值周时看见两名同学把一名同学的饭卡抢走，嘴里喊着“不给就别想回宿舍”，持续约三分钟，有五人围观。",
  action: "当即喝止并要回饭卡，把三人分别带到政教处了解情况，电话通知了家长。",
};

export const LEDGER = {
  area: "条件保障",
  level: "一般",
  source: "自查",
  problem: "东坡操场看台背面无监控、夜间无照明，值周路线没有覆盖",
  measures: "十日内加装两盏路灯和一个摄像头，值周路线增加看台背面并签到",
};

export const PACT = {
  title: "白石沟七年级2班星火公约",
  preamble: "为了让每个人都敢来上学、愿意来上学，我们一起商量并约定：",
  articles: [
    "不给同学起侮辱性的外号，听见了就说一句“别这样”。",
    "不打人、不推搡、不堵门，有矛盾先找班委再找老师。",
    "不抢、不藏、不弄坏别人的东西，借东西当天说清何时还。",
    "不在群里发别人的丑照和坏话，看到不转发并告诉老师。",
    "不孤立任何一个同学，分组时主动叫上落单的人。",
    "看见欺凌不围观、不起哄，马上报告老师或拨打公示电话。",
  ],
  adoption: "班会全体学生和家长代表举手通过",
};

/** Everything that must be found nowhere but in the locked file. */
export const TYPED = [
  SCHOOL.name,
  SCHOOL.person,
  SCHOOL.password,
  ...STAFF.map((person) => person.name),
  ...PUPILS.flatMap((pupil) => [pupil.name, pupil.no]),
  CONCERN.place,
  CONCERN.narrative,
  CONCERN.action,
  LEDGER.problem,
  LEDGER.measures,
  PACT.title,
  PACT.preamble,
  ...PACT.articles,
  PACT.adoption,
];
