//! The steps of a case from state to state. Which there are and what stands before each is domain's to say; what is typed
//! with a step is read here, put on a copy of the case, and judged there before anything is kept.

mod determination;
mod inputs;
mod review;

pub(super) use inputs::outcomes;

use domain::When;
use domain::handling::transition::{self, Input, Transition, Verb};
use domain::handling::{self as rules, Case};
use domain::noun::{Concern, Event, EventKind, Sanction, SanctionStatus, Turn};
use store::WriteTx;
use store::table::concern::{Change, change, set_status, turn, upgrade};
use store::table::sanction::set_effect;

use super::answers::Answers;
use super::entries::Deed;
use super::say::Say;
use super::spec::{Form, Ground};
use crate::error::{AppError, Code, Result};
use crate::view::CaseAction;

/// How the id of a step's form begins; the state it leads to follows.
pub(super) const PREFIX: &str = "step:";

/// What a step would change: the case with the typed facts on it, and the writes that make it so.
pub(super) struct Draft {
    /// The concern.
    concern: Concern,
    /// Its sanctions.
    pub(super) sanctions: Vec<Sanction>,
    /// What changes in the row of the concern.
    pub(super) change: Change,
    /// The other writes, in their order.
    pub(super) deeds: Vec<Deed>,
    /// Why the case goes on, where that is said with the step.
    turn: Option<Turn>,
}

impl Draft {
    fn new(ground: &Ground<'_>) -> Self {
        let id = &ground.concern.id;
        Self {
            concern: ground.concern.clone(),
            sanctions: ground.records.sanctions.iter().filter(|s| s.concern_id == *id).cloned().collect(),
            change: Change::default(),
            deeds: Vec::new(),
            turn: None,
        }
    }

    /// The concern of the draft.
    pub(super) fn concern(&mut self) -> &mut Concern {
        &mut self.concern
    }

    /// Begins another round of it.
    pub(super) fn begin_round(&mut self, turn: Turn) {
        self.concern.begin_round(turn.clone());
        self.turn = Some(turn);
    }

    /// Says what opens a closed case, or revokes what was determined.
    pub(super) fn turn(&mut self, turn: Turn) {
        self.turn = Some(turn);
    }

    /// Works on the case as it would be.
    pub(super) fn with_case<T>(&self, ground: &Ground<'_>, work: impl FnOnce(&Case<'_>) -> T) -> T {
        let rules_of = rules::Ground::new(ground.records, ground.settings);
        let mut case = rules::case_of(ground.records, &rules_of, &self.concern);
        case.sanctions = self.sanctions.iter().collect();
        work(&case)
    }
}

/// The person at the keyboard as the rules see them.
pub(super) fn who<'a>(ground: &Ground<'a>) -> rules::Person<'a> {
    rules::Person { id: ground.person, posts: ground.posts }
}

/// Works on the case as it is.
pub(super) fn with_case<T>(ground: &Ground<'_>, work: impl FnOnce(&Case<'_>) -> T) -> T {
    let rules_of = rules::Ground::new(ground.records, ground.settings);
    work(&rules::case_of(ground.records, &rules_of, ground.concern))
}

/// Every step from the state of the case, with what stands before it.
pub(super) fn offered(ground: &Ground<'_>, say: &Say<'_>) -> Vec<CaseAction> {
    let steps = with_case(ground, |case| rules::offered(case, who(ground), ground.now.date()));
    let mut out: Vec<CaseAction> = Vec::new();
    for step in steps {
        let fillable = step.is_fillable();
        let missing = step.allowed.err().unwrap_or_default();
        out.push(CaseAction {
            entry: format!("{PREFIX}{}", step.to),
            title: say.verb(step.verb, step.to),
            basis: say.basis(step.legal_basis),
            obstacles: if fillable { Vec::new() } else { say.obstacles(&missing) },
            warnings: say.warnings(&step.warnings),
            moves: true,
            grave: is_grave(step.verb),
        });
    }
    out
}

/// Whether a step cannot be taken back.
fn is_grave(verb: Verb) -> bool {
    matches!(verb, Verb::Transfer | Verb::StrikeOff | Verb::Close | Verb::FindBullying | Verb::FindNotBullying)
}

/// The step behind the id of a form.
///
/// # Errors
/// `NotFound` for a step that does not lead from the state of the case.
pub(super) fn step(ground: &Ground<'_>, id: &str) -> Result<&'static Transition> {
    let to = id.strip_prefix(PREFIX).unwrap_or_default();
    let c = ground.concern;
    transition::between(c.kind, &c.status, to)
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>()))
}

/// Describes the form of a step.
pub(super) fn form(ground: &Ground<'_>, step: &Transition, form: &mut Form<'_>) {
    form.now_or_today("at");
    for input in step.inputs() {
        match input {
            Input::Determination => determination::form(ground, step.verb, form),
            Input::Review => review::begin_form(ground, form),
            Input::ReviewDecision => review::end_form(ground, form),
            other => inputs::form(ground, *other, form),
        }
    }
    form.lines("text");
}

/// Reads what was typed with a step; `None` when a field is at fault.
///
/// # Errors
/// `StepRefused` with every rule that stands before it.
pub(super) fn read(
    ground: &Ground<'_>,
    step: &'static Transition,
    answers: &mut Answers<'_>,
    say: &Say<'_>,
) -> Result<Option<Deed>> {
    let at = answers.past_when("at");
    let text = answers.lines("text");
    let mut draft = Draft::new(ground);
    let mut whole = true;
    for input in step.inputs() {
        let read = match input {
            Input::Determination => determination::read(ground, step.verb, answers, &mut draft),
            Input::Review => review::begin(ground, answers, &mut draft),
            Input::ReviewDecision => review::end(ground, answers, &mut draft),
            other => inputs::read(ground, *other, answers, &mut draft),
        };
        whole &= read.is_some();
    }
    let (Some(at), Some(text), true) = (at, text, whole) else { return Ok(None) };
    let now = ground.now;
    let judged = draft.with_case(ground, |case| rules::admit(case, step.to, at, who(ground), now).map(|_| ()));
    if let Err(obstacles) = judged {
        return Err(super::enter::refused(&say.obstacles(&obstacles)));
    }
    if step.verb == Verb::EndReview && step.begins_round() {
        revoked(ground, &mut draft);
    }
    Ok(Some(deed(ground, step, at, text, draft)))
}

/// What was determined says nothing any more, and what rested on it ends with it: the committee decides anew.
fn revoked(ground: &Ground<'_>, draft: &mut Draft) {
    let minutes = ground.concern.determination.as_ref().map(|d| d.minutes_no.clone()).unwrap_or_default();
    let in_force = |s: &&Sanction| s.minutes_no == minutes && s.status == SanctionStatus::InForce;
    for row in draft.sanctions.iter().filter(in_force) {
        let (id, kind) = (row.id.clone(), row.effective_kind);
        draft.deeds.push(Box::new(move |tx, _, _| set_effect(tx, &id, kind, SanctionStatus::Revoked)));
    }
    draft.change.revoked = true;
    let turn = review::decided(ground, draft);
    draft.turn(turn);
}

/// The writes of a step. A closed case is opened first, with what opens it, so that what comes with the step may be added; an
/// open one gets its facts first, so that a state that fixes them comes last.
fn deed(ground: &Ground<'_>, step: &'static Transition, at: When, text: String, draft: Draft) -> Deed {
    let id = ground.concern.id.clone();
    let event = |state: &str, text: String| Event {
        at,
        kind: EventKind::State,
        state: Some(state.to_owned()),
        actor_id: ground.person.to_owned(),
        text,
    };
    let events: Vec<Event> = if step.verb == Verb::Upgrade {
        vec![event(step.to, text.clone()), event(step.becomes().1, text)]
    } else {
        vec![event(step.to, text)]
    };
    let opens = super::is_finished(ground.concern);
    let ends = matches!(step.to, "closed" | "struck_off");
    let closed_on = ends.then(|| at.date());
    let begins = step.begins_round();
    let Draft { change: facts, deeds, turn: why, .. } = draft;
    Box::new(move |tx, _, uuid| {
        if opens {
            why.iter().try_for_each(|why| turn(tx, &id, why, true, begins))?;
            set_status(tx, &id, step.to, None)?;
        }
        deeds.into_iter().try_for_each(|deed| deed(tx, &id, uuid))?;
        if !opens {
            why.iter().try_for_each(|why| turn(tx, &id, why, false, begins))?;
        }
        change(tx, &id, &facts)?;
        for event in &events {
            store::table::concern::add_event(tx, &id, event)?;
        }
        if opens { Ok(()) } else { moved(tx, &id, step, closed_on) }
    })
}

fn moved(tx: &mut WriteTx<'_>, id: &str, step: &Transition, closed_on: Option<domain::Date>) -> store::Result<()> {
    if step.verb == Verb::Upgrade { upgrade(tx, id, step.becomes().1) } else { set_status(tx, id, step.to, closed_on) }
}
