//! The steps offered for a case: every one that leads from its state, each with what stands before it, so that a step that
//! is not allowed is shown with its reason.

use super::actor::{Actor, Person};
use super::basis::Basis;
use super::case::Case;
use super::check::{blank, owned};
use super::obstacle::Obstacle;
use super::rule::{closing, r5};
use super::transition::{self, Input, Transition, Verb};
use super::warning::Warning;
use super::{determination, history, investigation, report, review};
use crate::noun::{ConcernKind, ConcernResult, TurnGround};
use crate::time::{Date, Instant, When};

/// One step as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub verb: Verb,
    /// The state it leads to.
    pub to: &'static str,
    /// The kind the concern has afterwards.
    pub kind: ConcernKind,
    /// What is typed with it.
    pub inputs: &'static [Input],
    /// Nothing, or all that stands before it.
    pub allowed: Result<(), Vec<Obstacle>>,
    /// What is said beside it.
    pub warnings: Vec<Warning>,
    /// What it rests on.
    pub legal_basis: &'static [Basis],
}

impl Step {
    /// Whether everything in the way can be typed with the step itself.
    pub fn is_fillable(&self) -> bool {
        let typed = |o: &Obstacle| input(o).is_some_and(|i| self.inputs.contains(&i));
        self.allowed.as_ref().err().is_none_or(|all| all.iter().all(typed))
    }
}

/// Every step from the state of the case, in the order of the table.
pub fn offered(case: &Case<'_>, who: Person<'_>, today: Date) -> Vec<Step> {
    let c = case.concern;
    transition::from(c.kind, &c.status)
        .map(|t| {
            let mut all = mine(case, t, who);
            all.extend(obstacles(case, t));
            Step {
                verb: t.verb,
                to: t.to,
                kind: t.becomes().0,
                inputs: t.inputs(),
                allowed: if all.is_empty() { Ok(()) } else { Err(all) },
                warnings: warnings(case, t, today),
                legal_basis: t.basis(),
            }
        })
        .collect()
}

/// Judges one step at a moment, the facts typed with it already on the case (see [`Case::with`]); the state is still the
/// old one.
///
/// # Errors
/// Everything that stands before it: another's business, missing facts, hard rules, a moment before the last step or after
/// the clock.
pub fn admit(
    case: &Case<'_>,
    to: &str,
    at: When,
    who: Person<'_>,
    now: Instant,
) -> Result<&'static Transition, Vec<Obstacle>> {
    let c = case.concern;
    let Some(t) = transition::between(c.kind, &c.status, to) else {
        return Err(vec![Obstacle::NotAStep { from: c.status.clone(), to: to.to_owned() }]);
    };
    let mut all = mine(case, t, who);
    let last = c.events.iter().rev().find(|e| e.state.is_some()).map(|e| e.at);
    if let Some(last) = last.filter(|last| history::is_before(at, *last)) {
        all.push(Obstacle::BeforeLastStep { last: last.date() });
    }
    if history::is_before(When::At(now), at) {
        all.push(Obstacle::InTheFuture);
    }
    all.extend(obstacles(case, t));
    if all.is_empty() { Ok(t) } else { Err(all) }
}

fn mine(case: &Case<'_>, t: &Transition, who: Person<'_>) -> Vec<Obstacle> {
    if t.actors().iter().any(|a| a.holds(case, who)) {
        return Vec::new();
    }
    vec![Obstacle::NotYours { who: owned(t.actors().iter().map(|a: &Actor| a.id())) }]
}

/// The hard rules that stand before a step, whoever takes it.
pub fn obstacles(case: &Case<'_>, t: &Transition) -> Vec<Obstacle> {
    let c = case.concern;
    match t.verb {
        Verb::StartTracking | Verb::StartSupport if case.measures().next().is_none() => vec![Obstacle::NoIntervention],
        Verb::Upgrade if c.forms.is_empty() => vec![Obstacle::FormsNeeded],
        Verb::Accept => closing::accepted(case),
        Verb::StrikeOff | Verb::Close => closing::obstacles(case),
        Verb::StartInvestigation if c.investigation.is_none() => vec![Obstacle::InvestigationMissing],
        Verb::Reopen => reopened(case),
        Verb::SubmitForDetermination => investigated(case),
        Verb::FindBullying => determined(case, ConcernResult::Bullying),
        Verb::FindNotBullying => determined(case, ConcernResult::NotBullying),
        Verb::Transfer if c.transfer.as_ref().is_none_or(|x| blank(&x.to)) => vec![Obstacle::TransferMissing],
        Verb::BeginReview if !review::may_begin(case) => vec![Obstacle::NothingToReview],
        Verb::EndReview => review::obstacles(case, t.to),
        _ => Vec::new(),
    }
}

/// A closed case is opened because it happened again or because of facts that nobody knew, and is investigated anew: the
/// round that this begins has its ground and its investigation on record, while the events still end with the close.
fn reopened(case: &Case<'_>) -> Vec<Obstacle> {
    let c = case.concern;
    let told = usize::try_from(c.round()).unwrap_or(usize::MAX) > history::rounds(c);
    let ground = c.earlier.last().filter(|_| told).map(|r| r.next.ground);
    let mut all = Vec::new();
    if !ground.is_some_and(|g| matches!(g, TurnGround::Repeat | TurnGround::NewFacts)) {
        all.push(Obstacle::ReopeningGroundMissing);
    }
    if !told || c.investigation.is_none() {
        all.push(Obstacle::InvestigationMissing);
    }
    all
}

/// 未成年人学校保护规定 art. 23: found out, and both sides' guardians told, before it goes to the committee.
fn investigated(case: &Case<'_>) -> Vec<Obstacle> {
    let mut all = Vec::new();
    match case.investigation() {
        None => all.push(Obstacle::InvestigationMissing),
        Some(i) if i.finished_on.is_none() => all.push(Obstacle::InvestigationUnfinished),
        Some(_) => {}
    }
    if case.concern.finding.as_deref().is_none_or(blank) {
        all.push(Obstacle::FindingMissing);
    }
    let told = |id: &str| case.communications.iter().any(|k| k.student_id == id);
    let students = owned(case.parties().into_iter().filter(|id| !told(id)));
    if !students.is_empty() {
        all.push(Obstacle::GuardianNotTold { students });
    }
    all
}

fn determined(case: &Case<'_>, result: ConcernResult) -> Vec<Obstacle> {
    // After a revoked determination the committee may have it looked into once more.
    if case.concern.investigation.as_ref().is_some_and(|i| i.finished_on.is_none()) {
        return vec![Obstacle::InvestigationUnfinished];
    }
    match case.determination() {
        None => vec![Obstacle::DeterminationMissing],
        Some(d) if d.result != result => vec![Obstacle::ResultDiffers],
        Some(d) => determination::check(d, case, &[]).obstacles(),
    }
}

fn warnings(case: &Case<'_>, t: &Transition, today: Date) -> Vec<Warning> {
    let mut all = match t.verb {
        Verb::SubmitForDetermination => late(case, today),
        Verb::FindBullying | Verb::FindNotBullying => case
            .determination()
            .map(|d| determination::check(d, case, &[]).warnings.into_iter().map(|(_, w)| w).collect())
            .unwrap_or_default(),
        Verb::StartSupport => {
            let sanctions = r5::without_notice(case);
            if sanctions.is_empty() { Vec::new() } else { vec![Warning::AppealNoticeOutstanding { sanctions }] }
        }
        Verb::StrikeOff | Verb::Close => closing::warnings(case, today),
        _ => Vec::new(),
    };
    if t.kind == ConcernKind::Suspected && report::owed(case).iter().any(|o| o.is_open_follow_up()) {
        all.push(Warning::FollowUpOwed);
    }
    all
}

fn late(case: &Case<'_>, today: Date) -> Vec<Warning> {
    let Some(i) = case.investigation() else { return Vec::new() };
    let clock = investigation::clock(i, today);
    let end = i.finished_on.unwrap_or(today);
    if end > clock.due() { vec![Warning::InvestigationLate { due: clock.due() }] } else { Vec::new() }
}

/// The input of a step that removes an obstacle; `None` where it is another piece of work.
pub fn input(o: &Obstacle) -> Option<Input> {
    Some(match o {
        Obstacle::InvestigationMissing => Input::Investigation,
        Obstacle::ReopeningGroundMissing => Input::Ground,
        Obstacle::InvestigationUnfinished | Obstacle::FindingMissing => Input::Finding,
        Obstacle::DeterminationMissing => Input::Determination,
        Obstacle::NoCause => Input::Cause,
        Obstacle::NoOutcome => Input::Outcome,
        Obstacle::LessonMissing | Obstacle::LedgerMissing => Input::Lesson,
        Obstacle::ReviewNoteMissing => Input::ReviewNote,
        Obstacle::TransferMissing => Input::Transfer,
        Obstacle::PoliceOutcomeMissing => Input::PoliceOutcome,
        Obstacle::NothingToReview => Input::Review,
        Obstacle::ReviewUndecided => Input::ReviewDecision,
        Obstacle::FormsNeeded => Input::Forms,
        _ => return None,
    })
}
