//! What the rules of `domain::handling` say before an entry, about its answers, and of what is due.

use domain::Term as _;
use domain::handling::{self as rules, Checked, DutyCode};
use domain::noun::{Measure, Sanction};

use super::answers::Answers;
use super::entries::Entry;
use super::form::comes_too_late;
use super::say::Say;
use super::spec::Ground;
use super::steps::with_case;
use crate::view::CaseDuty;

/// What stands before an entry: that the case has ended, or what the entry itself says.
pub(super) fn before(ground: &Ground<'_>, entry: &Entry) -> Vec<String> {
    let say = Say::new(ground.shown);
    let late = comes_too_late(ground, entry).then_some("finished");
    late.into_iter().chain((entry.before)(ground)).map(|code| say.sentence("entries", code, &[])).collect()
}

/// Checks a measure (rules R3, R4 and the tiers); puts each rule broken beside its field.
pub(super) fn measure(ground: &Ground<'_>, new: &Measure, answers: &mut Answers<'_>) -> Option<()> {
    let judged = with_case(ground, |case| rules::measure::check(new, case));
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
    let judged = with_case(ground, |case| rules::measure::check_sanction(new, case));
    told(ground, answers, &judged, |field| match field {
        "student_id" => "studentId",
        "decided_on" => "decidedOn",
        "guardian_notified_on" => "guardianNotifiedOn",
        "statement_heard_on" => "statementHeardOn",
        "appeal_notice_on" => "appealNoticeOn",
        _ => "kind",
    })
}

/// Puts each rule broken beside the field of the form that it is about.
pub(super) fn told(
    ground: &Ground<'_>,
    answers: &mut Answers<'_>,
    judged: &Checked,
    form_field: impl Fn(&str) -> &'static str,
) -> Option<()> {
    let say = Say::new(ground.shown);
    for (field, obstacle) in &judged.faults {
        answers.refused(form_field(field), &say.obstacle(obstacle));
    }
    judged.is_sound().then_some(())
}

/// The entry or step through which a duty is done; none for what is done elsewhere.
fn entry_of(what: &DutyCode) -> &'static str {
    match what {
        DutyCode::FirstCheck => "step:verifying",
        DutyCode::VideoEvidence => "measure",
        DutyCode::Investigation => "step:pending_determination",
        DutyCode::InvestigationExtension => "extension_approval",
        DutyCode::AppealNotice => "appeal_notice",
        DutyCode::ReviewNotice => "review_notice",
        DutyCode::Counselling | DutyCode::NextCounselling => "counselling",
        DutyCode::PhoneReport => "report_phone",
        DutyCode::WrittenReport | DutyCode::CityReport | DutyCode::FollowUpReport | DutyCode::FinalReport => {
            "report_written"
        }
        DutyCode::PoliceReport => "police",
        _ => "",
    }
}

/// A duty in words: what, by when, on what it rests, who has to do it, and through which entry.
pub(crate) fn said(say: &Say<'_>, d: &rules::Duty) -> CaseDuty {
    let mut who: Vec<String> = d.people.iter().map(|id| say.person(id)).collect();
    who.extend(d.posts.iter().map(|post| post.label().to_owned()));
    // Once the check has begun, what it leads to is chosen on the page of the case.
    let begun = d.what == DutyCode::FirstCheck && say.status(&d.id) == Some("verifying");
    let entry = if begun { "" } else { entry_of(&d.what) };
    CaseDuty {
        code: d.what.code().to_owned(),
        text: with_rows(say, say.sentence("duties", d.what.code(), &[]), &d.rows),
        due: d.due.map(|day| day.to_string()),
        overdue: u32::try_from(d.overdue_days).unwrap_or(0),
        basis: say.basis(d.basis()),
        who: who.join("、"),
        entry: entry.to_owned(),
    }
}

/// A duty with the pupils or sanctions it is about, where it is about some.
fn with_rows(say: &Say<'_>, duty: String, rows: &[String]) -> String {
    if rows.is_empty() {
        return duty;
    }
    say.sentence("entries", "duty_of", &[("duty", vec![duty]), ("rows", rows.to_vec())])
}

/// What is due in the case, the most urgent first.
pub(super) fn duties(ground: &Ground<'_>) -> Vec<CaseDuty> {
    let say = Say::new(ground.shown);
    let here = |d: &rules::Duty| {
        let duty = said(&say, d);
        let anew = d.what == DutyCode::Investigation && ground.concern.status == "pending_determination";
        // Looked into once more after a revoked determination, the case stays where it is.
        let entry = if anew { "inquiry_end".to_owned() } else { duty.entry.clone() };
        let c = ground.concern;
        let step = entry.strip_prefix(super::steps::PREFIX);
        let leads = step.is_none_or(|to| rules::transition::between(c.kind, &c.status, to).is_some());
        CaseDuty { entry: if leads { entry } else { String::new() }, ..duty }
    };
    with_case(ground, |case| rules::case_duties(case, ground.now)).iter().map(here).collect()
}
