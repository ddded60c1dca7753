//! What the rules of `domain::handling` say before an entry, about its answers, and of what is due.

use domain::Term as _;
use domain::handling::{self as rules, Checked, DutyCode, Settings};
use domain::noun::{Measure, Sanction};

use super::answers::Answers;
use super::entries::Entry;
use super::form::comes_too_late;
use super::say::Say;
use super::spec::Ground;
use super::steps::{only, with_case};
use crate::view::CaseDuty;

/// What stands before an entry, and what to think of.
pub(super) fn before(ground: &Ground<'_>, entry: &Entry) -> (Vec<String>, Vec<String>) {
    let say = Say::new(ground.records);
    let mut obstacles = Vec::new();
    if comes_too_late(ground, entry) {
        obstacles.push(say.sentence("entries", "finished", &[]));
    }
    let needs_decision = matches!(entry.id, "sanction") && ground.concern.determination.is_none();
    if needs_decision {
        obstacles.push(say.sentence("entries", "decision_first", &[]));
    }
    let needs_sanction = matches!(entry.id, "appeal_notice");
    if needs_sanction && super::entries::sanctions_of(ground, |s| s.appeal_notice_on.is_none()).is_empty() {
        obstacles.push(say.sentence("entries", "nothing_to_notify", &[]));
    }
    (obstacles, Vec::new())
}

/// Checks a measure (rules R3, R4 and the tiers); puts each rule broken beside its field.
pub(super) fn measure(ground: &Ground<'_>, new: &Measure, answers: &mut Answers<'_>) -> Option<()> {
    let records = only(ground.records, &ground.concern.id);
    let judged = with_case(&records, |case| rules::measure::check(new, case))?;
    told(ground, answers, &judged, |field| match field {
        "student_id" => "studentId",
        "from" | "to" => "to",
        "guardian_notified_on" => "guardianNotifiedOn",
        "statement_heard_on" => "statementHeardOn",
        "on" => "on",
        "text" => "text",
        _ => "kind",
    })
}

/// Checks a sanction (rules R3, R4, R5).
pub(super) fn sanction(ground: &Ground<'_>, new: &Sanction, answers: &mut Answers<'_>) -> Option<()> {
    let records = only(ground.records, &ground.concern.id);
    let judged = with_case(&records, |case| rules::measure::check_sanction(new, case))?;
    told(ground, answers, &judged, |field| match field {
        "student_id" => "studentId",
        "decided_on" => "decidedOn",
        "guardian_notified_on" => "guardianNotifiedOn",
        "statement_heard_on" => "statementHeardOn",
        "appeal_notice_on" => "appealNoticeOn",
        _ => "kind",
    })
}

fn told(
    ground: &Ground<'_>,
    answers: &mut Answers<'_>,
    judged: &Checked,
    form_field: impl Fn(&str) -> &'static str,
) -> Option<()> {
    let say = Say::new(ground.records);
    for (field, obstacle) in &judged.faults {
        answers.refused(form_field(field), &say.obstacle(obstacle));
    }
    judged.is_sound().then_some(())
}

/// The entry or step through which a duty is done; none for what is done elsewhere.
fn entry_of(what: DutyCode) -> &'static str {
    match what {
        DutyCode::FirstCheck => "step:verifying",
        DutyCode::VideoEvidence => "measure",
        DutyCode::Investigation => "step:pending_determination",
        DutyCode::AppealNotice => "appeal_notice",
        DutyCode::NextCounselling => "counselling",
        DutyCode::PhoneReport => "report_phone",
        DutyCode::WrittenReport | DutyCode::CityReport | DutyCode::FollowUpReport | DutyCode::FinalReport => {
            "report_written"
        }
        DutyCode::PoliceReport => "police",
        _ => "",
    }
}

/// What is due in the case, the most urgent first.
pub(super) fn duties(ground: &Ground<'_>) -> Vec<CaseDuty> {
    let mut records = only(ground.records, &ground.concern.id);
    records.ledger.clear();
    records.pacts.clear();
    let say = Say::new(ground.records);
    let all = rules::duties(&records, ground.now, Settings::default(), None);
    all.into_iter()
        .map(|d| {
            let mut who: Vec<String> = d.people.iter().map(|id| say.person(id)).collect();
            who.extend(d.posts.iter().map(|post| post.label().to_owned()));
            CaseDuty {
                code: d.what.code().to_owned(),
                text: say.sentence("duties", d.what.code(), &[("rows", d.rows.clone()), ("students", d.rows.clone())]),
                due: d.due.map(|day| day.to_string()),
                overdue: u32::try_from(d.overdue_days).unwrap_or(0),
                basis: say.basis(d.basis()),
                who: who.join("、"),
                entry: entry_of(d.what).to_owned(),
            }
        })
        .collect()
}
