//! 申诉 and 复查: what brings a case under review, and what was decided about it (中小学教育惩戒规则 art. 17;
//! 教督〔2017〕10号). The appeal or the application is entered with the step itself, since a closed case takes it only then.

use domain::clock_rules::review_due;
use domain::noun::{Appeal, AppealOutcome, CountyReview, SanctionKind, SanctionStatus, Turn, TurnGround, Vote};
use store::table::{concern, sanction};

use super::Draft;
use crate::handling::answers::Answers;
use crate::handling::entries::sanctions_of;
use crate::handling::rules::told;
use crate::handling::spec::{Form, Ground, picks};
use crate::view::Choice;

/// The two ways, by the words of the list `review_ways`: appeal inside the school, review by the county.
fn ways() -> Vec<String> {
    picks("review_ways")
}

fn is_county(way: &str) -> bool {
    ways().get(1).is_some_and(|county| county == way)
}

pub(super) fn begin_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    form.word("way", "review_ways");
    form.choice("sanctionId", false, sanctions_of(ground, |s| s.appeal.is_none())).maybe_pupil("studentId");
    form.date("filedOn").word("filedByRelation", "relations").maybe_line("body").maybe_date("acceptedOn");
}

/// Nothing more is asked where an appeal or a review is on record and undecided.
pub(super) fn begin(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let way = answers.word("way", &ways());
    let filed_on = answers.past_date("filedOn");
    let relation = answers.word("filedByRelation", &picks("relations"));
    let way = way?;
    if is_county(&way) {
        county(ground, answers, draft, filed_on?, relation?)
    } else {
        appeal(ground, answers, draft, filed_on?, relation?)
    }
}

fn appeal(
    ground: &Ground<'_>,
    answers: &mut Answers<'_>,
    draft: &mut Draft,
    filed_on: domain::Date,
    filed_by_relation: String,
) -> Option<()> {
    let ids: Vec<String> = sanctions_of(ground, |s| s.appeal.is_none()).into_iter().map(|c| c.id).collect();
    let id = answers.word("sanctionId", &ids);
    let body = answers.line("body");
    let (id, body) = (id?, body?);
    let new = Appeal {
        filed_on,
        filed_by_relation,
        body,
        present_ids: Vec::new(),
        vote: Vote { in_favour: 0, against: 0, abstain: 0 },
        decided_on: None,
        outcome: None,
        changed_kind: None,
        reason: None,
    };
    let row = draft.sanctions.iter_mut().find(|s| s.id == id)?;
    if filed_on < row.decided_on {
        answers.fault("filedOn", "before_start");
        return None;
    }
    row.appeal = Some(new.clone());
    opened_by(ground, draft, TurnGround::Appeal, &new.body);
    draft.deeds.push(Box::new(move |tx, _, _| sanction::add_appeal(tx, &id, &new)));
    Some(())
}

fn county(
    ground: &Ground<'_>,
    answers: &mut Answers<'_>,
    draft: &mut Draft,
    applied_on: domain::Date,
    applicant_relation: String,
) -> Option<()> {
    let student_id = answers.pupil("studentId");
    let accepted_on = answers.past_date("acceptedOn");
    let (student_id, accepted_on) = (student_id?, accepted_on?);
    if accepted_on < applied_on {
        answers.fault("acceptedOn", "before_start");
        return None;
    }
    if ground.concern.county_review.is_some() {
        answers.fault("way", "county_review_there");
        return None;
    }
    let new = CountyReview {
        level: picks("review_levels").into_iter().next()?,
        applicant_relation,
        applied_on,
        accepted_on: Some(accepted_on),
        due_on: review_due(accepted_on),
        finished_on: None,
        panel: Vec::new(),
        outcome: None,
        answer: None,
        student_id,
    };
    draft.concern().county_review = Some(new.clone());
    let reason = picks("review_ways").into_iter().nth(1)?;
    opened_by(ground, draft, TurnGround::CountyReview, &reason);
    let id = ground.concern.id.clone();
    draft.deeds.push(Box::new(move |tx, _, _| concern::set_county_review(tx, &id, &new)));
    Some(())
}

/// A closed case is opened by it.
fn opened_by(ground: &Ground<'_>, draft: &mut Draft, by: TurnGround, reason: &str) {
    if crate::handling::is_finished(ground.concern) {
        draft.turn(turn(ground, by, reason));
    }
}

fn turn(ground: &Ground<'_>, by: TurnGround, reason: &str) -> Turn {
    Turn { ground: by, reason: reason.to_owned(), concern_id: None, by: ground.person.to_owned(), at: ground.now }
}

/// Why the committee decides anew: the newest decision that is on record with the step.
pub(super) fn decided(ground: &Ground<'_>, draft: &mut Draft) -> Turn {
    let county = draft.concern().county_review.clone().filter(|r| r.finished_on.is_some());
    let appeals = draft.sanctions.iter().filter_map(|s| s.appeal.as_ref()).filter(|a| a.decided_on.is_some());
    let appeal = appeals.max_by_key(|a| a.decided_on);
    match (appeal, county) {
        (Some(a), county) if county.as_ref().is_none_or(|r| r.finished_on <= a.decided_on) => {
            turn(ground, TurnGround::Appeal, a.reason.as_deref().unwrap_or_default())
        }
        (_, county) => {
            let outcome = county.and_then(|r| r.outcome).unwrap_or_default();
            turn(ground, TurnGround::CountyReview, &outcome)
        }
    }
}

/// What waits for its decision: an appeal by its sanction, or the review by the county.
fn pending_appeal<'a>(ground: &'a Ground<'_>) -> Option<&'a domain::noun::Sanction> {
    let of_case = ground.records.sanctions.iter().filter(|s| s.concern_id == ground.concern.id);
    of_case.rev().find(|s| s.appeal.as_ref().is_some_and(|a| a.decided_on.is_none()))
}

fn pending_county<'a>(ground: &'a Ground<'_>) -> Option<&'a CountyReview> {
    ground.concern.county_review.as_ref().filter(|r| r.finished_on.is_none())
}

pub(super) fn end_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    if pending_appeal(ground).is_some() {
        form.people("presentIds", true)
            .number("voteFor")
            .number("voteAgainst")
            .with("0")
            .number("voteAbstain")
            .with("0");
        form.today("decidedOn")
            .term::<AppealOutcome>("outcome")
            .maybe_term::<SanctionKind>("changedKind")
            .lines("reason");
    } else if pending_county(ground).is_some() {
        let outcomes = picks("county_outcomes").into_iter().map(|w| Choice { id: w.clone(), label: w }).collect();
        form.choice("countyOutcome", true, outcomes).today("decidedOn").lines("panel").lines("answer");
    }
}

pub(super) fn end(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    if pending_appeal(ground).is_some() {
        end_appeal(ground, answers, draft)
    } else if pending_county(ground).is_some() {
        end_county(ground, answers, draft)
    } else {
        // Decided already: the case only goes back.
        Some(())
    }
}

fn end_appeal(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let row = pending_appeal(ground)?;
    let present_ids = answers.people("presentIds");
    let in_favour = answers.number("voteFor", 0, 99);
    let against = answers.number("voteAgainst", 0, 99);
    let abstain = answers.number("voteAbstain", 0, 99);
    let decided_on = answers.past_date("decidedOn");
    let outcome = answers.term::<AppealOutcome>("outcome");
    let changed_kind = answers.maybe_term::<SanctionKind>("changedKind");
    let reason = answers.lines("reason");
    let vote = Vote { in_favour: in_favour?, against: against?, abstain: abstain? };
    let (decided_on, outcome, reason) = (decided_on?, outcome?, reason?);
    let decided = Appeal {
        present_ids,
        vote,
        decided_on: Some(decided_on),
        outcome: Some(outcome),
        changed_kind,
        reason: Some(reason),
        ..row.appeal.clone()?
    };
    let judged = draft.with_case(ground, |case| domain::handling::appeal::check(row, &decided, case));
    told(ground, answers, &judged, form_field)?;
    let (effective, status) = match outcome {
        AppealOutcome::Upheld => (row.effective_kind, row.status),
        AppealOutcome::Changed => (changed_kind.unwrap_or(row.effective_kind), row.status),
        AppealOutcome::Revoked => (row.effective_kind, SanctionStatus::Revoked),
    };
    let id = row.id.clone();
    let changed = draft.sanctions.iter_mut().find(|s| s.id == id)?;
    changed.appeal = Some(decided.clone());
    changed.effective_kind = effective;
    changed.status = status;
    draft.deeds.push(Box::new(move |tx, _, _| {
        sanction::decide_appeal(tx, &id, &decided)?;
        sanction::set_effect(tx, &id, effective, status)
    }));
    Some(())
}

fn end_county(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let outcome = answers.word("countyOutcome", &picks("county_outcomes"));
    let finished_on = answers.past_date("decidedOn");
    let panel = answers.list("panel");
    let answer = answers.lines("answer");
    let known = pending_county(ground)?;
    let new = CountyReview {
        finished_on: Some(finished_on?),
        panel,
        outcome: Some(outcome?),
        answer: Some(answer?),
        ..known.clone()
    };
    if new.finished_on < known.accepted_on {
        answers.fault("decidedOn", "before_start");
        return None;
    }
    draft.concern().county_review = Some(new.clone());
    let id = ground.concern.id.clone();
    draft.deeds.push(Box::new(move |tx, _, _| concern::set_county_review(tx, &id, &new)));
    Some(())
}

/// The field of the form that a field of the appeal is typed in.
fn form_field(field: &str) -> &'static str {
    match field {
        "present_ids" => "presentIds",
        "vote" => "voteFor",
        "outcome" | "decided_on" => "outcome",
        "changed_kind" => "changedKind",
        _ => "reason",
    }
}
