//! What is typed with most steps: the investigation, what it found, the cause, the outcome, what was learned, the
//! hand-over to the police.

use domain::Term as _;
use domain::handling::transition::Input;
use domain::noun::{
    ConcernKind, ConcernResult, Form as BullyingForm, Police, PoliceKind, ReviewNote, Severity, Tier, Transfer, Turn,
    TurnGround,
};
use store::table::concern;

use super::Draft;
use crate::handling::answers::Answers;
use crate::handling::entries::begun;
use crate::handling::lesson;
use crate::handling::spec::{Form, Ground, picks};
use crate::view::Choice;

/// Why a closed case is opened without an appeal or a review.
const GROUNDS: &[TurnGround] = &[TurnGround::Repeat, TurnGround::NewFacts];

/// The outcomes of a sign and of a hazard.
pub(in crate::handling) fn outcomes(kind: ConcernKind) -> [ConcernResult; 2] {
    match kind {
        ConcernKind::Hazard => [ConcernResult::HazardConfirmed, ConcernResult::Excluded],
        _ => [ConcernResult::SignConfirmed, ConcernResult::Excluded],
    }
}

pub(super) fn form(ground: &Ground<'_>, input: Input, form: &mut Form<'_>) {
    let c = ground.concern;
    match input {
        Input::Ground => {
            let others = ground.others.iter().map(|id| Choice { id: id.clone(), label: id.clone() }).collect();
            form.terms_of("ground", GROUNDS).lines("groundReason").choice("relatedId", false, others);
        }
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
        Input::Lesson => lesson::fields(ground, form, "lessonReason"),
        Input::ReviewNote => {
            let known = c.review_note.as_ref().map(|n| n.text.clone()).unwrap_or_default();
            form.maybe_lines("reviewNote").with(known);
        }
        Input::Transfer => {
            let police = ground.records.bureau.as_ref().map(|b| b.police.clone()).unwrap_or_default();
            form.line("to").with(police).now("reportedAt").maybe_date("acceptedOn").lines("materials");
            if c.investigation.as_ref().is_some_and(|i| i.finished_on.is_none()) {
                form.maybe_date("finishedOn");
            }
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
        Input::Ground => {
            let ground_of = answers.term_of("ground", GROUNDS);
            let reason = answers.lines("groundReason");
            let concern_id = answers.maybe_word("relatedId", ground.others);
            let (ground_of, reason) = (ground_of?, reason?);
            draft.begin_round(Turn {
                ground: ground_of,
                reason,
                concern_id,
                by: ground.person.to_owned(),
                at: ground.now,
            });
        }
        Input::Investigation => {
            let new = begun(answers)?;
            draft.concern().investigation = Some(new.clone());
            draft.deeds.push(Box::new(move |tx, _, _| concern::add_investigation(tx, &id, &new)));
        }
        Input::Finding => {
            let on = answers.past_date("finishedOn");
            let finding = answers.lines("finding");
            let (on, finding) = (on?, finding?);
            let changed = draft.concern();
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
            draft.concern().cause.clone_from(&cause);
            draft.change.cause = Some(cause);
        }
        Input::Outcome => {
            let result = answers.term_of("result", &outcomes(ground.concern.kind));
            let finding = answers.maybe_lines("finding");
            let result = result?;
            let changed = draft.concern();
            changed.result = Some(result);
            if finding.is_some() {
                changed.finding.clone_from(&finding);
            }
            draft.change.result = Some(result);
            draft.change.finding = finding;
        }
        Input::Lesson => {
            // Nothing typed leaves what is on record; whether that is enough is the rules' to say.
            if let Some(new) = lesson::typed(ground, answers, "lessonReason")? {
                draft.concern().lesson = Some(new.clone());
                draft.deeds.push(lesson::keep(id, new));
            }
        }
        Input::ReviewNote => {
            let text = answers.maybe_lines("reviewNote");
            // The form shows the note that stands; left as it is, it stays by whom and on which day it was written.
            let known = ground.concern.review_note.as_ref().map(|n| n.text.as_str());
            if let Some(text) = text.filter(|t| known != Some(t.as_str())) {
                let note = ReviewNote { on: ground.now.date(), by: ground.person.to_owned(), text };
                draft.concern().review_note = Some(note.clone());
                draft.deeds.push(Box::new(move |tx, _, _| concern::set_review_note(tx, &id, &note)));
            }
        }
        Input::Transfer => transfer(ground, answers, draft)?,
        Input::PoliceOutcome => {
            let case = answers.line("policeOutcome")?;
            let police = Police { case: Some(case), ..ground.concern.police.clone()? };
            draft.concern().police = Some(police.clone());
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
            draft.concern().forms = forms;
            draft.deeds.push(Box::new(move |tx, _, _| concern::add_forms(tx, &id, &new)));
        }
        Input::Determination | Input::Review | Input::ReviewDecision => {}
    }
    Some(())
}

/// A hand-over is at the same time a report to the police, where none stands on record, and ends what the school decides.
fn transfer(ground: &Ground<'_>, answers: &mut Answers<'_>, draft: &mut Draft) -> Option<()> {
    let to = answers.line("to");
    let reported_at = answers.past_instant("reportedAt");
    let accepted_on = answers.maybe_past_date("acceptedOn");
    let materials = answers.list("materials");
    let running = ground.concern.investigation.as_ref().filter(|i| i.finished_on.is_none());
    // The school's own investigation may end with the hand-over, or go on beside the police's.
    let finished_on = running.and_then(|_| answers.maybe_past_date("finishedOn"));
    if running.zip(finished_on).is_some_and(|(i, on)| on < i.started_on) {
        answers.fault("finishedOn", "before_start");
        return None;
    }
    let (to, reported_at) = (to?, reported_at?);
    let new = Transfer { to: to.clone(), reported_at, accepted_on, materials };
    let how = picks("transfer_how").into_iter().next().unwrap_or_default();
    let police =
        ground.concern.police.is_none().then_some(Police { reported_at, how, kind: PoliceKind::Called, case: None });
    let changed = draft.concern();
    if let (Some(on), Some(i)) = (finished_on, &mut changed.investigation) {
        i.finished_on = Some(on);
    }
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
        if let Some(on) = finished_on {
            concern::finish_investigation(tx, &id, on)?;
        }
        concern::set_transfer(tx, &id, &new)
    }));
    Some(())
}
