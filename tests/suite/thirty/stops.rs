//! What the rules forbid, tried on the way with the answers of the file but for the one thing that is wrong, right before the
//! entry as it should be.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use app::{App, AppError, Code};
use serde_json::Value;

use super::home::Desk;
use super::script::{Act, Entry, form_of, said, send};
use super::window::{Answers, Typed};
use crate::shared::root;

/// How something is refused.
#[derive(Clone, Copy)]
pub enum Refusal {
    /// By the rule of this code, in its sentence of `assets/text/handling.json`.
    Rule(&'static str),
    /// Beside this field, with this code.
    Field(&'static str, &'static str),
    /// Because the case has no such step.
    NoStep,
}

use Refusal::{Field, NoStep, Rule};

/// Answers that are put in the place of others.
type Change = &'static [(&'static str, &'static [&'static str])];

/// One thing that is refused on the way.
pub struct Stop {
    /// What is tried, with the rule it breaks.
    pub name: &'static str,
    /// The concern and the form before whose entry it is tried, the first of the kind.
    before: (&'static str, &'static str),
    /// The answers that make it wrong.
    change: Change,
    /// Another form that is tried in place of that one.
    instead: Option<&'static str>,
    /// Somebody else who tries it.
    by: Option<&'static str>,
    refusal: Refusal,
}

const fn stop(name: &'static str, before: (&'static str, &'static str), change: Change, refusal: Refusal) -> Stop {
    Stop { name, before, change, instead: None, by: None, refusal }
}

const fn other(
    name: &'static str,
    before: (&'static str, &'static str),
    form: &'static str,
    change: Change,
    refusal: Refusal,
) -> Stop {
    Stop { name, before, change, instead: Some(form), by: None, refusal }
}

const MINUTES: (&str, &str) = ("GZ-2026-005", "step:handling");
const DISPUTE: (&str, &str) = ("GZ-2026-003", "step:ordinary_dispute");
const SUSPENSION: (&str, &str) = ("GZ-2026-017", "measure suspension");
const SANCTION: (&str, &str) = ("GZ-2026-007", "sanction");
const APPEAL: (&str, &str) = ("GZ-2026-014", "step:under_review");
const APPEAL_DECIDED: (&str, &str) = ("GZ-2026-014", "step:handling again");
const REPORT: (&str, &str) = ("GZ-2026-017", "report_written");
const NOTHING: Change = &[];
const SIX_THERE: &[&str] = &["t_xz", "t_fxz", "t_zz", "t_xl", "x_p1", "x_p2"];
const EIGHT_DAYS: Change = &[("to", &["2026-06-04"])];
const SUSPENDED: Change = &[
    ("kind", &["suspension"]),
    ("from", &["2026-05-08"]),
    ("to", &["2026-05-09"]),
    ("guardianNotifiedOn", &["2026-03-26"]),
    ("statementHeardOn", &["2026-03-26"]),
];
const LOOSE_STEP: Change = &[("at", &["2026-03-26"]), ("text", &["不经认定，直接办结。"])];

/// Every stop that is tried while the concerns are entered.
pub const ON_THE_WAY: &[Stop] = &[
    stop(
        "苗头销项不写原因（通知三（三））",
        ("GZ-2026-001", "step:struck_off"),
        &[("cause", &[])],
        Field("cause", "required_text_4000"),
    ),
    stop(
        "销项不写结果（通知三（三））",
        ("GZ-2026-001", "step:struck_off"),
        &[("result", &[])],
        Field("result", "required_choice"),
    ),
    stop("一步晚于现在", ("GZ-2026-001", "step:struck_off"), &[("at", &["2026-04-04"])], Field("at", "in_the_future")),
    stop("一步早于上一步", ("GZ-2026-001", "step:struck_off"), &[("at", &["2026-03-17"])], Rule("before_last_step")),
    Stop {
        by: Some("t_c05"), ..stop("班主任自己结案", ("GZ-2026-003", "step:closed"), NOTHING, Rule("not_yours"))
    },
    other("不经认定直接结案", ("GZ-2026-005", "step:pending_determination"), "step:closed", LOOSE_STEP, NoStep),
    other("R1 不开会就认定构成", ("GZ-2026-005", "step:pending_determination"), "step:handling", LOOSE_STEP, NoStep),
    stop("R1 构成没有纪要（未保法39）", MINUTES, &[("facts", &[])], Field("facts", "required_text_4000")),
    stop("R1 构成缺一个要件（未保法130）", MINUTES, &[("intentMet", &[])], Rule("r1_elements_not_met")),
    stop("R1 要件没有事实（未保法130）", MINUTES, &[("harmText", &[])], Field("harmText", "required_text_4000")),
    stop(
        "R1 没有学生陈述（惩戒规则14）",
        MINUTES,
        &[("studentStatements", &[])],
        Field("studentStatements", "required_text_4000"),
    ),
    stop(
        "R1 没有家长意见（未保法39）",
        MINUTES,
        &[("guardianOpinions", &[])],
        Field("guardianOpinions", "required_text_4000"),
    ),
    stop(
        "R1 一方家长没有通知（未保法39）",
        MINUTES,
        &[("guardians.2.studentId", &[]), ("guardians.2.notifiedOn", &[]), ("guardians.2.attended", &[])],
        Rule("r1_guardian_not_invited"),
    ),
    stop(
        "R1 会后才通知家长（未保法39）",
        MINUTES,
        &[("heldAt", &["2026-03-30T15:30:00+08:00"])],
        Rule("r1_guardian_invited_late"),
    ),
    stop(
        "R1 到会不过半数（令50第19条）",
        MINUTES,
        &[("presentIds", &["t_xz", "t_fxz", "t_zz", "t_xl", "x_p1"]), ("voteFor", &["4"])],
        Rule("r1_no_quorum"),
    ),
    stop(
        "R12 回避后不过半数（令50第19条）",
        MINUTES,
        &[("presentIds", SIX_THERE), ("voteFor", &["5"])],
        Rule("r1_no_quorum_after_recusal"),
    ),
    stop(
        "R1 主持人没有到会（令50第19条）",
        MINUTES,
        &[("presentIds", &["t_fxz", "t_zz", "t_xl", "x_fz", "x_jc", "x_p1", "x_p2"]), ("voteFor", &["6"])],
        Rule("r1_chair_absent"),
    ),
    stop(
        "R1 不是委员的人到会（令50第19条）",
        MINUTES,
        &[
            ("presentIds", &["t_xz", "t_fxz", "t_zz", "t_xl", "x_fz", "x_jc", "x_p1", "x_p2", "t_c04"]),
            ("voteFor", &["8"]),
        ],
        Rule("r1_not_a_member"),
    ),
    stop("R12 回避的委员也投了票", MINUTES, &[("voteFor", &["8"])], Rule("r1_vote_sum")),
    stop("R12 主持人自己回避", MINUTES, &[("recusals.0.id", &["t_xz"])], Rule("r12_chair_recused")),
    stop(
        "R12 回避的委员不在场",
        MINUTES,
        &[("presentIds", &["t_xz", "t_fxz", "t_zz", "t_xl", "x_fz", "x_jc", "x_p2"])],
        Rule("r12_recused_absent"),
    ),
    stop("R12 回避没有理由", MINUTES, &[("recusals.0.reason", &[])], Field("recusals.0.reason", "required_text_4000")),
    stop("R1 赞成不过半数", MINUTES, &[("voteFor", &["3"]), ("voteAgainst", &["4"])], Rule("r1_vote_not_carried")),
    stop("R1 构成不写情节（通知三（四））", MINUTES, &[("severity", &[])], Field("severity", "required_choice")),
    stop(
        "R3 四年级拟处置写开除学籍（义务教育法27）",
        MINUTES,
        &[("proposedHandling", &["开除学籍。"])],
        Rule("r3_expulsion"),
    ),
    stop(
        "R6 四个要件都成立却认定不构成（未保法130）",
        DISPUTE,
        &[("intentMet", &["1"]), ("meansMet", &["1"])],
        Rule("r6_all_elements_met"),
    ),
    stop(
        "R6 不构成没有理由（令50第23条）",
        DISPUTE,
        &[("notBullyingReasons", &[])],
        Field("notBullyingReasons", "required_text_4000"),
    ),
    stop("R4 四年级停课（惩戒规则10）", ("GZ-2026-005", "measure apology"), SUSPENDED, Rule("r4_grade_too_low")),
    stop(
        "R4 情节轻微就停课（惩戒规则10）",
        ("GZ-2026-011", "measure special_education"),
        SUSPENDED,
        Rule("r4_not_serious"),
    ),
    stop("R4 停课八天（惩戒规则10）", SUSPENSION, EIGHT_DAYS, Rule("r4_suspension_too_long")),
    stop("R4 停课没有止日（惩戒规则10）", SUSPENSION, &[("to", &[])], Rule("r4_suspension_dates")),
    stop(
        "R4 停课没有事先告知家长（惩戒规则10）",
        SUSPENSION,
        &[("guardianNotifiedOn", &[])],
        Rule("r4_guardian_not_told_before"),
    ),
    stop("R4 停课没有听取陈述（惩戒规则14）", SUSPENSION, &[("statementHeardOn", &[])], Rule("r4_statement_not_heard")),
    stop("R4 停课不写学生", SUSPENSION, &[("studentId", &[])], Rule("student_missing")),
    stop("R3 九年级劝退（义务教育法27）", SUSPENSION, &[("text", &["停课期满劝退。"])], Rule("r3_expulsion")),
    other(
        "R1 没有认定就处分（惩戒规则10）",
        ("GZ-2026-014", "step:pending_determination"),
        "sanction",
        NOTHING,
        Rule("decision_first"),
    ),
    stop("R3 八年级开除（义务教育法27）", SANCTION, &[("kind", &["expulsion"])], Field("kind", "required_choice")),
    stop(
        "R4 处分没有听取陈述（惩戒规则14）",
        SANCTION,
        &[("statementHeardOn", &[])],
        Field("statementHeardOn", "not_a_date"),
    ),
    stop(
        "R4 处分以后才听取陈述（惩戒规则14）",
        SANCTION,
        &[("decidedOn", &["2026-04-13"])],
        Rule("r4_statement_not_heard"),
    ),
    stop(
        "R4 处分以后才告知家长（惩戒规则10）",
        SANCTION,
        &[("decidedOn", &["2026-04-12"])],
        Rule("r4_guardian_not_told_before"),
    ),
    stop(
        "R5 救济告知早于处分（惩戒规则17）",
        SANCTION,
        &[("appealNoticeOn", &["2026-04-15"])],
        Rule("r5_appeal_notice_early"),
    ),
    stop("R5 申诉早于处分（惩戒规则17）", APPEAL, &[("filedOn", &["2026-05-14"])], Field("filedOn", "before_start")),
    stop("R5 申诉加重处分（惩戒规则17）", APPEAL_DECIDED, &[("changedKind", &["demerit"])], Rule("appeal_heavier")),
    stop("R5 变更不写变更成什么", APPEAL_DECIDED, &[("changedKind", &[])], Rule("appeal_changed_kind_missing")),
    stop(
        "R5 申诉委员会不过半数",
        APPEAL_DECIDED,
        &[("presentIds", &["t_jw", "t_tw", "t_info"]), ("voteAbstain", &["0"])],
        Rule("appeal_no_quorum"),
    ),
    stop("R5 申诉票数对不上", APPEAL_DECIDED, &[("voteFor", &["4"])], Rule("appeal_vote_sum")),
    other("R5 变更的直接转跟踪", APPEAL_DECIDED, "step:tracking", NOTHING, Rule("review_changed_goes_on")),
    stop(
        "县局复查办结早于受理（教督10号）",
        ("GZ-2026-010", "step:ordinary_dispute again"),
        &[("decidedOn", &["2026-05-07"])],
        Field("decidedOn", "before_start"),
    ),
    stop("R10 书面报告没有起因（通知四）", REPORT, &[("cause", &[])], Field("cause", "required_text_4000")),
    stop("R10 书面报告过程不足二十字（通知四）", REPORT, &[("course", &["打了一架。"])], Rule("r10_field_short")),
    stop("R9 没有结案就终报（通知四）", REPORT, &[("type", &["final"])], Rule("r9_final_before_close")),
    stop(
        "R9 先续报后初报（通知四）",
        ("GZ-2026-017", "report_phone"),
        &[("type", &["follow_up"])],
        Rule("r9_report_order"),
    ),
    stop("R10 书面报告不写给谁（通知四）", REPORT, &[("to", &[])], Field("to", "required_choice")),
    stop("整改没有完成就验收隐患（通知三（三））", ("GZ-2026-013", "note"), NOTHING, Rule("close_ledger_open"))
        .instead("step:accepted"),
];

impl Stop {
    const fn instead(self, form: &'static str) -> Self {
        Self { instead: Some(form), ..self }
    }

    /// Whether this is the entry before which it is tried.
    fn is_before(&self, entry: &Entry, earlier: &[&Entry]) -> bool {
        let (concern, form) = self.before;
        let (form, more) = form.split_once(' ').unwrap_or((form, ""));
        let of_kind = |e: &Entry| match &e.act {
            Act::Form { typed, .. } => more.is_empty() || more == "again" || kind(typed) == more,
            _ => false,
        };
        let same = |e: &Entry| e.concern == concern && e.form() == form && of_kind(e);
        let before = earlier.iter().filter(|e| same(e)).count();
        same(entry) && before == usize::from(more == "again")
    }
}

/// What was typed as the kind of a measure.
fn kind(typed: &Typed) -> &str {
    typed.iter().find(|(name, _)| name == "kind").and_then(|(_, texts)| texts.first()).map_or("", String::as_str)
}

/// Tries what is refused before this entry; answers how many, and notes what was not refused as it should be.
pub fn try_before(desk: &mut Desk, entry: &Entry, earlier: &[&Entry], wrong: &mut Vec<String>) -> usize {
    let here: Vec<&Stop> = ON_THE_WAY.iter().filter(|s| s.is_before(entry, earlier)).collect();
    for stop in &here {
        let before = state(desk, &entry.concern);
        let who = stop.by.unwrap_or(&entry.who).to_owned();
        let typed = match &entry.act {
            Act::Form { typed, .. } => typed.clone(),
            _ => Typed::new(),
        };
        let form = stop.instead.unwrap_or(entry.form());
        let answers = changed(typed, stop.change);
        wrong.extend(refused(desk.at(&who), &entry.concern, form, &answers, stop.name, stop.refusal).err());
        assert_eq!(state(desk, &entry.concern), before, "{}: something was kept", stop.name);
    }
    here.len()
}

fn changed(typed: Typed, change: Change) -> Typed {
    let mut typed = typed;
    for (field, texts) in change {
        typed.retain(|(name, _)| name != field);
        typed.push(((*field).to_owned(), texts.iter().map(|t| (*t).to_owned()).collect()));
    }
    typed
}

/// The page of the case, which must not change by what is refused.
fn state(desk: &mut Desk, id: &str) -> String {
    let page = desk.page(id);
    serde_json::to_string(&page).expect("JSON")
}

/// The answers past the checks of the window, so that the use case has to refuse.
fn forced(app: &App, id: &str, form: &str, typed: &Typed) -> Answers {
    let first = form_of(app, id, form).map(|form| {
        let values = form.fields.iter().filter(|f| !f.value.is_empty());
        values.map(|f| (f.field.clone(), f.value.clone())).collect::<Answers>()
    });
    let mut answers = first.unwrap_or_default();
    for (name, texts) in typed {
        answers.remove(name);
        if !texts.is_empty() {
            answers.insert(name.clone(), texts.clone());
        }
    }
    answers
}

/// Sends the answers and says what is wrong with the refusal, if it is not the one that the rule calls for.
///
/// # Errors
/// What happened instead.
pub fn refused(app: &App, id: &str, form: &str, typed: &Typed, name: &str, refusal: Refusal) -> Result<(), String> {
    let answers = forced(app, id, form, typed);
    let e = match send(app, id, form, answers) {
        Err(e) => e,
        Ok(_) => return Err(format!("{name}: {id} {form} was not refused")),
    };
    let faults = faults(&e);
    let as_wanted = match refusal {
        NoStep => e.code == Code::NotFound,
        Field(field, code) => faults.iter().any(|(f, c, _)| f == field && c == code),
        Rule(rule) if e.code == Code::StepRefused => is_of(rule, e.args["reasons"].as_str().unwrap_or_default()),
        Rule(rule) => faults.iter().any(|(_, _, text)| is_of(rule, text)),
    };
    if as_wanted { Ok(()) } else { Err(format!("{name}: {}", said(&e))) }
}

/// Field, code and sentence of each fault.
fn faults(e: &AppError) -> Vec<(String, String, String)> {
    let all = e.args.get("fields").and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    all.iter().map(|f| (text(&f["field"]), text(&f["code"]), text(&f["args"]["text"]))).collect()
}

/// Whether a sentence is the one of this rule: each piece of it that is not filled in stands there.
fn is_of(rule: &str, said: &str) -> bool {
    static WORDS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let text = std::fs::read_to_string(root().join("assets/text/handling.json")).expect("the words of the rules");
        let all: Value = serde_json::from_str(&text).expect("JSON");
        let group = |name: &str| -> BTreeMap<String, String> {
            serde_json::from_value(all[name].clone()).expect("sentences by code")
        };
        group("obstacles").into_iter().chain(group("entries")).collect()
    });
    let template = words.get(rule).unwrap_or_else(|| panic!("no rule {rule}"));
    let mut pieces = template.split('{').map(|p| p.split_once('}').map_or(p, |(_, rest)| rest).trim_end_matches('。'));
    pieces.all(|piece| said.contains(piece))
}
