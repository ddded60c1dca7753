//! The recorded life of a concern as a path through the table, across an upgrade too.

use super::transition::{self, Verb};
use crate::noun::{Concern, ConcernKind, Event};
use crate::state::states;
use crate::time::When;

/// What is wrong with a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Break {
    /// It does not begin with `registered`.
    Beginning,
    /// The step at this index of the events is not in the table.
    NotAStep(usize),
    /// The event at this index is older than the state before it.
    Order(usize),
    /// The last state is not the status.
    Status,
    /// `closed_on` is not the day of the last step of a finished concern, or stands on one that is open.
    ClosedOn,
}

/// Whether `a` is surely before `b`: by the instant where both are known, else by the day.
pub fn is_before(a: When, b: When) -> bool {
    match (a, b) {
        (When::At(a), When::At(b)) => a < b,
        _ => a.date() < b.date(),
    }
}

/// The kind the concern had at each event: a sign up to and with its upgrade.
fn kinds(c: &Concern) -> Vec<ConcernKind> {
    let upgraded = c.events.iter().position(|e| e.state.as_deref() == Some("upgraded"));
    (0..c.events.len())
        .map(|i| {
            if upgraded.is_some_and(|u| i <= u) && c.kind == ConcernKind::Suspected {
                ConcernKind::Sign
            } else {
                c.kind
            }
        })
        .collect()
}

/// The index of the first event whose state is none that the concern's kind had at that time.
pub fn unknown_state(c: &Concern) -> Option<usize> {
    let kinds = kinds(c);
    c.events.iter().zip(kinds).position(|(e, k)| e.state.as_deref().is_some_and(|s| !states(k).contains(&s)))
}

/// Every break in the history, in its order; empty for a sound one.
pub fn breaks(c: &Concern) -> Vec<Break> {
    let mut found = Vec::new();
    let kinds = kinds(c);
    let mut before: Option<(&str, When)> = None;
    for (i, (event, kind)) in c.events.iter().zip(kinds).enumerate() {
        let Event { at, state: Some(state), .. } = event else { continue };
        match before {
            None if state != "registered" => found.push(Break::Beginning),
            None => {}
            // The upgrade and the first state of the incident are one step under one number.
            Some(("upgraded", _)) if kind == ConcernKind::Suspected && state == "registered" => {}
            Some((from, _)) if transition::between(kind, from, state).is_none() => found.push(Break::NotAStep(i)),
            Some(_) => {}
        }
        if before.is_some_and(|(_, last)| is_before(*at, last)) {
            found.push(Break::Order(i));
        }
        before = Some((state, *at));
    }
    if before.is_none_or(|(state, _)| state != c.status) {
        found.push(Break::Status);
    }
    let finished = matches!(c.status.as_str(), "closed" | "struck_off");
    let ended = before.filter(|_| finished).map(|(_, at)| at.date());
    if c.closed_on != ended {
        found.push(Break::ClosedOn);
    }
    found
}

/// How many rounds the events tell of: one, and one more for each that was begun.
pub fn rounds(c: &Concern) -> usize {
    let states: Vec<&str> = c.events.iter().filter_map(|e| e.state.as_deref()).collect();
    let pairs = states.iter().zip(states.iter().skip(1));
    pairs.filter(|(from, to)| transition::begins_round(from, to)).count().saturating_add(1)
}

/// The verbs of a sound history, in order.
pub fn verbs(c: &Concern) -> Vec<Verb> {
    let kinds = kinds(c);
    let steps: Vec<(&str, ConcernKind)> =
        c.events.iter().zip(kinds).filter_map(|(e, k)| Some((e.state.as_deref()?, k))).collect();
    let pairs = steps.iter().zip(steps.iter().skip(1));
    pairs.filter_map(|((from, _), (to, kind))| transition::between(*kind, from, to)).map(|t| t.verb).collect()
}
