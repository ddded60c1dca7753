//! What is typed with most steps: the investigation, what it found, the cause, the outcome, what was learned, the
//! hand-over to the police.

use domain::Term as _;
use domain::clock_rules::investigation_due;
use domain::handling::transition::Input;
use domain::noun::{
    ConcernKind, ConcernResult, Form as BullyingForm, Investigation, Lesson, Police, PoliceKind, ReviewNote, Severity,
    Tier, Transfer,
};
use store::table::concern;

use super::Draft;
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground, picks};
use crate::view::Choice;

/// The outcomes of a sign and of a hazard.
fn outcomes(kind: ConcernKind) -> [ConcernResult; 2] {
    match kind {
        ConcernKind::Hazard => [ConcernResult::HazardConfirmed, ConcernResult::Excluded],
        _ => [ConcernResult::SignConfirmed, ConcernResult::Excluded],
    }
}

pub(super) fn form(ground: &Ground<'_>, input: Input, form: &mut Form<'_>) {
    let c = ground.concern;
    match input {
        Input::Investigation => {
            form.today("startedOn").people("memberIds", true).words("methods", "inquiry_methods");
        }
        Input::Finding => {
            form.today("finishedOn").lines("finding").with(c.finding.clone().unwrap_or_default());
        }
        Input::Cause => {
            form.lines("cause").with(c.cause.clone());
        }
        Input::Outcome => {
            form.terms_of("result", &outcomes(c.kind)).maybe_lines("finding");
            form.with(c.finding.clone().unwrap_or_default());
        }
        Input::Lesson => lesson_form(ground, form),
        Input::ReviewNote => {
            let known = c.review_note.as_ref().map(|n| n.text.clone()).unwrap_or_default();
            form.maybe_lines("reviewNote").with(known);
        }
        Input::Transfer => {
            let police = ground.records.bureau.as_ref().map(|b| b.police.clone()).unwrap_or_default();
            form.line("to").with(police).now("reportedAt").maybe_date("acceptedOn").lines("materials");
        }
        Input::PoliceOutcome => {
            let known = c.police.as_ref().and_then(|p| p.case.clone()).unwrap_or_default();
            form.line("policeOutcome").with(known);
        }
        Input::Forms => {
            form.choices("forms", true, Choice::all::<BullyingForm>());
            form.with_all(c.forms.iter().map(|f| f.id().to_owned()));
        }
        Input::Determination | Input::Review | Input::ReviewDecision => {}
    }
}

pub(super) fn read(ground: &Ground<'_>, input: Input, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let id = ground.concern.id.clone();
    match input {
        Input::Investigation => {
            let started_on = answers.past_date("startedOn");
            let member_ids = answers.people("memberIds");
            let methods = answers.list("methods");
            if member_ids.is_empty() {
                answers.fault("memberIds", "unknown_person");
            }
            if methods.is_empty() {
                answers.fault("methods", "required_choice");
            }
            let started_on = started_on.filter(|_| !member_ids.is_empty() && !methods.is_empty())?;
            let due_on = investigation_due(started_on)?;
            let new = Investigation { started_on, due_on, finished_on: None, member_ids, methods, extension: None };
            draft.concern()?.investigation = Some(new.clone());
            draft.deeds.push(Box::new(move |tx, _, _| concern::add_investigation(tx, &id, &new)));
        }
        Input::Finding => {
            let on = answers.past_date("finishedOn");
            let finding = answers.lines("finding");
            let (on, finding) = (on?, finding?);
            let changed = draft.concern()?;
            if changed.investigation.as_ref().is_some_and(|i| on < i.started_on) {
                answers.fault("finishedOn", "before_start");
                return None;
            }
            changed.finding = Some(finding.clone());
            if let Some(found) = &mut changed.investigation {
                found.finished_on = Some(on);
                draft.deeds.push(Box::new(move |tx, _, _| concern::finish_investigation(tx, &id, on)));
            }
            draft.change.finding = Some(finding);
        }
        Input::Cause => {
            let cause = answers.lines("cause")?;
            draft.concern()?.cause.clone_from(&cause);
            draft.change.cause = Some(cause);
        }
        Input::Outcome => {
            let result = answers.term::<ConcernResult>("result");
            let finding = answers.maybe_lines("finding");
            let result = result.filter(|r| outcomes(ground.concern.kind).contains(r))?;
            let changed = draft.concern()?;
            changed.result = Some(result);
            if finding.is_some() {
                changed.finding.clone_from(&finding);
            }
            draft.change.result = Some(result);
            draft.change.finding = finding;
        }
        Input::Lesson => lesson(ground, answers, draft)?,
        Input::ReviewNote => {
            let text = answers.maybe_lines("reviewNote");
            if let Some(text) = text {
                let note = ReviewNote { on: ground.now.date(), by: ground.person.to_owned(), text };
                draft.concern()?.review_note = Some(note.clone());
                draft.deeds.push(Box::new(move |tx, _, _| concern::set_review_note(tx, &id, &note)));
            }
        }
        Input::Transfer => transfer(ground, answers, draft)?,
        Input::PoliceOutcome => {
            let case = answers.line("policeOutcome")?;
            let police = Police { case: Some(case), ..ground.concern.police.clone()? };
            draft.concern()?.police = Some(police.clone());
            draft.deeds.push(Box::new(move |tx, _, _| concern::set_police(tx, &id, &police)));
        }
        Input::Forms => {
            let named = answers.list("forms");
            let forms: Vec<BullyingForm> = named.iter().filter_map(|f| BullyingForm::from_id(f)).collect();
            if forms.is_empty() || forms.len() != named.len() {
                answers.fault("forms", "forms_needed");
                return None;
            }
            let new: Vec<BullyingForm> = forms.iter().copied().filter(|f| !ground.concern.forms.contains(f)).collect();
            draft.concern()?.forms = forms;
            draft.deeds.push(Box::new(move |tx, _, _| concern::add_forms(tx, &id, &new)));
        }
        Input::Determination | Input::Review | Input::ReviewDecision => {}
    }
    Some(())
}

fn lesson_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let items = ground.records.ledger.iter().rev().map(|l| Choice {
        id: l.id.clone(),
        label: format!("{} {}", l.id, l.problem.chars().take(30).collect::<String>()),
    });
    let known = ground.concern.lesson.as_ref();
    form.choices("ledgerIds", false, items.collect());
    form.with_all(known.and_then(|l| l.ledger_ids.clone()).unwrap_or_default());
    form.maybe_lines("lessonReason").with(known.and_then(|l| l.reason.clone()).unwrap_or_default());
}

/// Nothing typed leaves what is on record; whether that is enough is the rules' to say.
fn lesson(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let named = answers.list("ledgerIds");
    let reason = answers.maybe_lines("lessonReason");
    if named.iter().any(|id| !ground.records.ledger.iter().any(|l| l.id == *id)) {
        answers.fault("ledgerIds", "required_choice");
        return None;
    }
    if named.is_empty() && reason.is_none() {
        return Some(());
    }
    let lesson = Lesson { ledger_ids: (!named.is_empty()).then(|| named.clone()), reason };
    let changed = draft.concern()?;
    changed.lesson = Some(lesson.clone());
    let id = ground.concern.id.clone();
    draft.deeds.push(Box::new(move |tx, _, _| {
        for item in &named {
            concern::add_ledger_item(tx, &id, item)?;
        }
        concern::set_lesson(tx, &id, &lesson)
    }));
    Some(())
}

/// A hand-over is at the same time a report to the police, where none stands on record, and ends what the school decides.
fn transfer(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let to = answers.line("to");
    let reported_at = answers.past_instant("reportedAt");
    let accepted_on = answers.maybe_past_date("acceptedOn");
    let materials = answers.list("materials");
    let (to, reported_at) = (to?, reported_at?);
    let new = Transfer { to: to.clone(), reported_at, accepted_on, materials };
    let how = picks("transfer_how").into_iter().next().unwrap_or_default();
    let police =
        ground.concern.police.is_none().then(|| Police { reported_at, how, kind: PoliceKind::Called, case: None });
    let changed = draft.concern()?;
    changed.transfer = Some(new.clone());
    changed.result = Some(ConcernResult::Transferred);
    changed.severity = Some(Severity::Criminal);
    changed.tier = Some(Tier::L4);
    if police.is_some() {
        changed.police.clone_from(&police);
    }
    draft.change.result = Some(ConcernResult::Transferred);
    draft.change.severity = Some(Severity::Criminal);
    draft.change.tier = Some(Tier::L4);
    let id = ground.concern.id.clone();
    draft.deeds.push(Box::new(move |tx, _, _| {
        if let Some(police) = &police {
            concern::set_police(tx, &id, police)?;
        }
        concern::set_transfer(tx, &id, &new)
    }));
    Some(())
}
