//! The steps of a case from state to state. Which there are and what stands before each is domain's to say; what is typed
//! with a step is read here, put on a copy of the case, and judged there before anything is kept.

mod determination;
mod inputs;
mod review;

use domain::handling::transition::{self, Input, Transition, Verb};
use domain::handling::{self as rules, Case, Settings};
use domain::noun::{Concern, Event, EventKind};
use domain::{Records, When};
use store::WriteTx;
use store::table::concern::{Change, change, set_status, upgrade};

use super::answers::Answers;
use super::entries::Deed;
use super::say::Say;
use super::spec::{Form, Ground};
use crate::error::{AppError, Code, Result};
use crate::view::CaseAction;

/// How the id of a step's form begins; the state it leads to follows.
pub(super) const PREFIX: &str = "step:";

/// What a step would change: the rows of the case with the typed facts on them, and the writes that make it so.
pub(super) struct Draft {
    /// The rows of this case alone.
    pub(super) records: Records,
    /// What changes in the row of the concern.
    pub(super) change: Change,
    /// The other writes, in their order.
    pub(super) deeds: Vec<Deed>,
}

impl Draft {
    /// The concern of the draft.
    pub(super) fn concern(&mut self) -> Option<&mut Concern> {
        self.records.concerns.first_mut()
    }
}

/// The person at the keyboard as the rules see them.
pub(super) fn who<'a>(ground: &Ground<'a>) -> rules::Person<'a> {
    rules::Person { id: ground.person, posts: ground.posts }
}

/// The rows of one case, and everything that is the same for all cases.
pub(super) fn only(records: &Records, id: &str) -> Records {
    let mut all = records.clone();
    all.concerns.retain(|c| c.id == id);
    all.sanctions.retain(|x| x.concern_id == id);
    all.communications.retain(|x| x.concern_id == id);
    all.counselling.retain(|x| x.concern_id == id);
    all.counselling_refusals.retain(|x| x.concern_id == id);
    all.family_guidance.retain(|x| x.concern_id == id);
    all.incident_reports.retain(|x| x.concern_id == id);
    all.talks.clear();
    all
}

/// Works on the one case of these rows.
pub(super) fn with_case<T>(records: &Records, work: impl FnOnce(&Case<'_>) -> T) -> Option<T> {
    let ground = rules::Ground::new(records, Settings::default());
    rules::cases(records, &ground).first().map(work)
}

/// Every step from the state of the case, with what stands before it.
pub(super) fn offered(ground: &Ground<'_>, say: &Say<'_>) -> Vec<CaseAction> {
    let steps = with_case(&only(ground.records, &ground.concern.id), |case| {
        rules::offered(case, who(ground), ground.now.date())
    });
    let mut out: Vec<CaseAction> = Vec::new();
    for step in steps.unwrap_or_default() {
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
    form.now("at");
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
    let mut draft =
        Draft { records: only(ground.records, &ground.concern.id), change: Change::default(), deeds: Vec::new() };
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
    let judged = with_case(&draft.records, |case| rules::admit(case, step.to, at, who(ground), now).map(|_| ()));
    match judged {
        Some(Ok(())) => {}
        Some(Err(obstacles)) => {
            let reasons = say.obstacles(&obstacles).join("");
            let reasons = reasons.trim_end_matches('。').to_owned();
            return Err(AppError::new(Code::StepRefused).with("reasons", reasons));
        }
        None => return Err(Code::Internal.into()),
    }
    Ok(Some(deed(ground, step, at, text, draft)))
}

/// The writes of a step. A finished case is opened first, so that what comes with the step may be added; an open one gets
/// its facts first, so that a state that fixes them comes last.
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
    let Draft { change: facts, deeds, .. } = draft;
    Box::new(move |tx, _, uuid| {
        if opens {
            set_status(tx, &id, step.to, None)?;
        }
        let mut deeds = deeds;
        for deed in deeds.drain(..) {
            deed(tx, &id, uuid)?;
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
