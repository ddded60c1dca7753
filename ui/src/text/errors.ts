/** One sentence pair for everything that can go wrong, one line for every rule of a field. */
import type { Code } from "../generated/index";

/** What happened, and what the person can do. `{name}` stands for one of the error's values. */
export interface Wording {
  title: string;
  recovery: string;
}

/** Every code of the program has its sentence here; a missing one does not compile. */
export const errorText: Record<Code, Wording> = {
  internal: { title: "程序出了意外，没有完成", recovery: "已填的内容还在，请再试一次；反复出现请联系维护人员。" },
  wrong_password: { title: "密码不对", recovery: "请检查大小写和输入法后重新输入。" },
  invalid_fields: { title: "有几处还需要改", recovery: "改好标出的地方后再提交，已填的内容都还在。" },
  not_logged_in: { title: "已经锁定", recovery: "请重新登录后继续。" },
  no_right: { title: "您的岗位不能做这件事", recovery: "请由校长或有权限的人办理。" },
  home_damaged: { title: "数据文件夹里的文件对不上", recovery: "程序没有改动任何内容，请保留现场，用备份恢复或请人查看。" },
  home_exists: { title: "这台电脑上已经有一份数据", recovery: "请直接登录。" },
  home_busy: { title: "另一个窗口正在使用这份数据", recovery: "请先关闭另一个窗口，再试一次。" },
  home_unwritable: { title: "数据文件夹写不进去", recovery: "请检查 {place} 是否可以写入。" },
  home_newer: { title: "数据是更新的版本写的", recovery: "请安装新版本的安苗后再打开。" },
  database_damaged: { title: "密码对，但数据文件打不开", recovery: "程序没有改动它，请用备份恢复。" },
  recovery_mismatch: { title: "与恢复码不一致", recovery: "请对照抄下的恢复码重新填写。" },
  no_first_start: { title: "首次使用没有在进行", recovery: "请回到第一步重新填写。" },
  disk_full: { title: "磁盘满了，没有保存", recovery: "请在 {place} 腾出空间后再试，已填的内容都还在。" },
  cannot_write: { title: "没有写进去", recovery: "请检查 {place} 是否可以写入，换一个位置再试。" },
  cannot_read: { title: "这个文件读不出来", recovery: "请检查 {place} 是否还在，重新选择文件。" },
  output_is_file: { title: "选中的位置是一个文件", recovery: "请另选一个文件夹：{place}。" },
  output_not_empty: { title: "文件夹里有别的东西", recovery: "请另选一个空文件夹：{place} 里有 {entry}。" },
  output_other_school: { title: "文件夹里是另一所学校的结果", recovery: "请另选一个空文件夹：{place}。" },
  school_file_not_json: { title: "学校文件读不懂", recovery: "请检查 {path} 处的写法。" },
  school_file_missing: { title: "学校文件缺少内容", recovery: "请补上 {path}（{id}）。" },
  school_file_wrong_value: { title: "学校文件里有一处填得不对", recovery: "请检查 {path}（{id}）。" },
  school_file_broken_reference: { title: "学校文件里引用了不存在的内容", recovery: "请检查 {path}（{id}）。" },
  school_file_doubled_id: { title: "学校文件里有重复的编号", recovery: "请检查 {path}（{id}）。" },
  school_file_out_of_bounds: { title: "学校文件里有一处超出范围", recovery: "请检查 {path}（{id}）。" },
  school_file_contradiction: { title: "学校文件里有前后矛盾", recovery: "请检查 {path}（{id}）。" },
  missing_glyph: { title: "“{character}”这个字没有字形，没有生成文件", recovery: "请检查 {record} 中的这个字（{codepoint}），改为规范字后再生成。" },
  name_found: { title: "文件里查到学生姓名，没有生成", recovery: "请检查填写的内容中是否写了学生姓名：{file}。" },
  fonts_missing: { title: "没有找到字体，不能生成文件", recovery: "请重新安装安苗。" },
  paper_failed: { title: "文件没有生成", recovery: "请再试一次；反复出现请联系维护人员。" },
  no_profile: { title: "还没有导入教育局档案", recovery: "到“设置 → 教育局”导入后再办理。" },
  profile_invalid: { title: "这不是有效的教育局档案，没有采用", recovery: "文件可能选错或被改动过，请向教育局重新索取。" },
  profile_other_authority: { title: "这份档案不是现在信任的教育局签发的", recovery: "请打电话向教育局核实，不要直接使用。" },
  profile_older: { title: "这份档案不比现在用的新", recovery: "请向教育局索取最新的一份。" },
  fingerprint_differs: { title: "指纹对不上，没有信任这份档案", recovery: "请再打电话逐组核对；仍不一致就不要使用这个文件。" },
  certificate_other_key: { title: "这张证书不是发给本校的", recovery: "请核对文件，或重新导出证书申请。" },
  certificate_invalid: { title: "这不是教育局发给本校的证书", recovery: "请选择教育局发回的证书文件。" },
  not_found: { title: "没有找到 {id}", recovery: "请返回列表重新打开。" },
  june_blocked: { title: "还有必须补齐的内容，没有生成", recovery: "请先补齐左边标出的各项。" },
  usb_not_folder: { title: "选中的不是文件夹", recovery: "请检查U盘是否插好，重新选择。" },
  usb_read_only: { title: "U盘是只读的，没有写进去", recovery: "请打开U盘的写保护开关，或换一个U盘。" },
  usb_no_space: { title: "U盘空间不够，没有写进去", recovery: "请腾出空间或换一个U盘。" },
  usb_other_file: { title: "U盘上有同名的另一个文件，没有覆盖", recovery: "请换一个文件夹。" },
  usb_read_back: { title: "写进U盘后读回来不一致", recovery: "这个U盘可能坏了，请换一个。" },
  bureau_url: { title: "教育局档案里的网址不能用", recovery: "请联系教育局更换档案；报包可以保存到U盘送去。" },
  bureau_unreachable: { title: "现在连不上教育局的服务器", recovery: "报包仍在发件箱，有网时再发送，或保存到U盘送去。" },
  bureau_not_ours: { title: "对方的回答不是教育局的接收服务", recovery: "可能是上网登录页挡住了，请联网登录后再发送，或保存到U盘送去。" },
  bureau_redirect: { title: "对方服务器让改到别的地址，没有照办", recovery: "请联系教育局核实网址，或保存到U盘送去。" },
  bureau_broken_off: { title: "连接一再中断，已传的部分还在", recovery: "再点“发送”会从断开的地方接着传。" },
  bureau_refused: { title: "对方服务器没有收下（{status}）", recovery: "请联系教育局，或保存到U盘送去。" },
  bureau_tls: { title: "对方服务器的身份核对不上", recovery: "请先校准本机时间；仍不行请联系教育局，或保存到U盘送去。" },
  receipt_not_yet: { title: "已上传，回执还没有出来", recovery: "过一会儿再点“发送”查询，不用重新上传。" },
  receipt_false: { title: "回执不是所信任的教育局签的，没有采用", recovery: "请向教育局索取正式回执。" },
  receipt_other_packet: { title: "这份回执对应的不是本校的报包", recovery: "请核对文件名后重新选择。" },
  receipt_unreadable: { title: "这不是回执文件", recovery: "请选择教育局发回的回执文件。" },
  receipt_rejected: { title: "教育局退回了报包", recovery: "理由：{reason}。" },
};

/** A field that breaks a rule: one line beside it. */
export const fieldText = {
  required: "必填，请填写。",
  required_choice: "必填，请从列表中选择。",
  required_text_100: "必填，最多 100 字，不换行。",
  required_text_4000: "必填，最多 4000 字。",
  too_short: "太短，至少 {min} 个字。",
  too_long: "太长，最多 {max} 个字。",
  narrative_20_4000: "写 20 到 4000 个字。",
  not_a_date: "日期看不懂，请写成 2026-06-18 这样。",
  not_a_time: "时间看不懂，请写成 14:05 这样。",
  not_a_month: "年月看不懂，请写成 2013-05 这样。",
  in_the_future: "不能晚于现在。",
  before_start: "不能早于开始的时间。",
  learned_before_occurred: "知晓时间不能早于发生时间。",
  occurred_after_learned: "发生时间不能晚于知晓时间。",
  deadline_before_found: "完成时限不能早于发现日期。",
  effective_before_adopted: "生效日期不能早于通过日期。",
  not_a_name: "姓名应为 2–20 个汉字，少数民族姓名可用间隔号 ·。",
  not_a_class: "班级名看不懂，请写成“七年级2班”这样。",
  class_exists: "这个班级已经登记过了。",
  class_not_wanted: "校级、年级公约不选班级。",
  unknown_class: "请选择班级。",
  unknown_person: "请从名册中选择。",
  not_a_student_no: "学号应为 2–20 位字母或数字。",
  student_no_taken: "这个学号已经有人用了。",
  age_out_of_bounds: "按这个出生年月，年龄不像在校学生，请检查。",
  forms_needed: "请至少勾选一种形式。",
  forms_only_suspected: "欺凌形式只在“疑似欺凌事件”时填写。",
  person_needed: "至少登记一名学生，只有“隐患点”可以不登记。",
  title_names_pupil: "标题里有学生姓名，请改用“三年级1班男生”这样的说法。",
  verifier_is_owner: "验收人不能是责任人本人，请另选一人。",
  articles_6_30: "公约 6 到 30 条，每条不超过 500 字。",
  pact_exists: "这个范围已经有一份同名公约。",
  school_name_4_50: "学校全称应为 4–50 个字。",
  school_code_ten_digits: "学校标识码应为 10 位数字，请对照学校基本信息表填写。",
  school_code_province: "第 3、4 位不是省级代码，请对照学校基本信息表填写。",
  password_too_short: "密码至少 10 位，可以用一句好记的话。",
  password_too_long: "密码太长，请短一些。",
  password_common: "这个密码太常见，请换一个别人猜不到的。",
  password_name: "密码里不能含姓名。",
  password_birthday: "密码里不能含生日。",
  password_phone: "密码里不能含电话号码。",
  password_school_code: "密码里不能含学校标识码。",
  password_weak: "这个密码太容易猜到，请换一个。",
  unknown: "这一处填得不对，请检查。",
} as const;

/** A rule of a field. */
export type FieldCode = keyof typeof fieldText;

/** What is worth a word although it stops nothing. */
export const warningText: Record<string, Wording> = {
  school_code_category: { title: "学校标识码的前两位不是常见的学校类别", recovery: "如果核对无误，可以继续。" },
};

/** What is missing before the June packet, by its stable code. */
export const missingText: Record<string, Wording> = {
  school_missing: { title: "还没有学校信息", recovery: "请先完成首次使用的登记。" },
  no_profile: { title: "还没有导入教育局档案", recovery: "文件照常生成；到“设置 → 教育局”导入档案后才能送出。" },
  no_classes: { title: "还没有登记班级", recovery: "报告里的班级数会是 0，请到“名册”登记。" },
  no_pupils: { title: "还没有登记学生", recovery: "报告里的学生数会是 0，请到“名册”登记。" },
  no_pacts: { title: "还没有登记公约", recovery: "公约一览会是空的，请到“公约”登记。" },
  no_report_number: { title: "还没有发文字号", recovery: "报告不印发文字号，其余照常。" },
  ledger_overdue: { title: "整改台账有 {count} 项逾期", recovery: "报告会如实写明，请在台账中补充原因。" },
  ledger_awaiting_verify: { title: "整改台账有 {count} 项已完成待验收", recovery: "验收销号后再生成，销号率会更高。" },
};
