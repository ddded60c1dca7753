//! What may be corrected of a pact: when and how it was adopted. Its words were signed and change only by a new version.

use super::Ground;
use super::field::{Entry, Input, keep_or_empty, needed, optional, shown};
use crate::noun::{Pact, PactStatus};
use crate::text::date;

pub(super) const TABLE: &[Entry<Pact>] = &[
    needed(
        "adopted_on",
        Input::Date,
        |p| shown(p.adopted_on.as_ref()),
        |p, t| keep_or_empty(&mut p.adopted_on, t, date),
    ),
    needed(
        "adoption",
        Input::Line(100),
        |p| p.adoption.clone().unwrap_or_default(),
        |p, t| keep_or_empty(&mut p.adoption, t, |t| Some(t.to_owned())),
    ),
    needed(
        "effective_on",
        Input::Date,
        |p| shown(p.effective_on.as_ref()),
        |p, t| keep_or_empty(&mut p.effective_on, t, date),
    ),
    optional(
        "witness",
        Input::Line(100),
        |p| p.witness.clone().unwrap_or_default(),
        |p, t| keep_or_empty(&mut p.witness, t, |t| Some(t.to_owned())),
    ),
];

/// In force, or superseded.
pub(super) fn is_finished(p: &Pact) -> bool {
    matches!(p.status, PactStatus::Effective | PactStatus::Superseded)
}

/// The rule between fields that the changed pact breaks.
pub(super) fn broken(ground: &Ground<'_>, changed: Option<&Pact>) -> Option<&'static str> {
    let p = changed?;
    let today = ground.now.date();
    if p.adopted_on.is_some_and(|d| d > today) || p.effective_on.is_some_and(|d| d > today) {
        return Some("in_the_future");
    }
    match (p.adopted_on, p.effective_on) {
        (Some(adopted), Some(effective)) if effective < adopted => Some("effective_before_adopted"),
        _ => None,
    }
}
