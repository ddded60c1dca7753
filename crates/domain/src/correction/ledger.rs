//! What may be corrected of a ledger item; the first deadline never.

use super::Ground;
use super::field::{Entry, Input, keep, keep_or_empty, needed, optional, shown};
use crate::noun::{LedgerArea, LedgerItem, LedgerLevel, LedgerStatus};
use crate::terms::Term as _;
use crate::text::date;

pub(super) const TABLE: &[Entry<LedgerItem>] = &[
    needed("area", Input::Area, |l| l.area.id().to_owned(), |l, t| keep(&mut l.area, LedgerArea::from_id(t))),
    needed("source", Input::Source, |l| l.source.clone(), |l, t| keep(&mut l.source, Some(t.to_owned()))),
    needed("problem", Input::Lines(1, 4000), |l| l.problem.clone(), |l, t| keep(&mut l.problem, Some(t.to_owned()))),
    needed("level", Input::Level, |l| l.level.id().to_owned(), |l, t| keep(&mut l.level, LedgerLevel::from_id(t))),
    needed("measures", Input::Lines(1, 4000), |l| l.measures.clone(), |l, t| keep(&mut l.measures, Some(t.to_owned()))),
    needed("found_on", Input::Date, |l| l.found_on.to_string(), |l, t| keep(&mut l.found_on, date(t))),
    needed("leader_id", Input::Person, |l| l.leader_id.clone(), |l, t| keep(&mut l.leader_id, Some(t.to_owned()))),
    needed("owner_id", Input::Person, |l| l.owner_id.clone(), |l, t| keep(&mut l.owner_id, Some(t.to_owned()))),
    needed(
        "verifier_id",
        Input::Person,
        |l| l.verifier_id.clone().unwrap_or_default(),
        |l, t| keep_or_empty(&mut l.verifier_id, t, |t| Some(t.to_owned())),
    ),
    needed(
        "completed_on",
        Input::Date,
        |l| shown(l.completed_on.as_ref()),
        |l, t| keep_or_empty(&mut l.completed_on, t, date),
    ),
    needed(
        "verified_on",
        Input::Date,
        |l| shown(l.verified_on.as_ref()),
        |l, t| keep_or_empty(&mut l.verified_on, t, date),
    ),
    needed("closed_on", Input::Date, |l| shown(l.closed_on.as_ref()), |l, t| keep_or_empty(&mut l.closed_on, t, date)),
    optional("remark", Input::Lines(1, 4000), |l| l.remark.clone(), |l, t| keep(&mut l.remark, Some(t.to_owned()))),
];

/// Struck off.
pub(super) fn is_finished(l: &LedgerItem) -> bool {
    l.status == LedgerStatus::Closed
}

/// The rule between fields that the changed item breaks (R8: the verifier is not the owner).
pub(super) fn broken(ground: &Ground<'_>, changed: Option<&LedgerItem>) -> Option<&'static str> {
    let l = changed?;
    if l.verifier_id.as_deref() == Some(l.owner_id.as_str()) {
        return Some("verifier_is_owner");
    }
    let today = ground.now.date();
    let steps = [Some(l.found_on), l.completed_on, l.verified_on, l.closed_on];
    if steps.iter().flatten().any(|day| *day > today) {
        return Some("in_the_future");
    }
    if l.deadline < l.found_on {
        return Some("deadline_before_found");
    }
    let mut known = steps.iter().flatten();
    let mut before = known.next()?;
    for day in known {
        if day < before {
            return Some("before_start");
        }
        before = day;
    }
    None
}
