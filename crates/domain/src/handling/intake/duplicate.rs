//! Concerns that may be the same matter as a new one: the same pupils, or the same class and kind of place, within days.

use super::NewConcern;
use crate::noun::{Concern, Role};

/// Roles in which a pupil is part of the matter and not beside it.
const WITHIN: &[Role] = &[Role::Victim, Role::Actor, Role::Joiner, Role::Party, Role::Focus];

/// The numbers of concerns on record whose time of happening lies within `days` of the new one's and that share a pupil,
/// or class and kind of place, with it. In the order given.
pub fn possible_duplicates<'c>(
    new: &NewConcern<'_>,
    existing: impl IntoIterator<Item = &'c Concern>,
    days: i64,
) -> Vec<String> {
    let first = new.occurred.from.date();
    let last = new.occurred.to.map_or_else(|| new.discovered_at.date(), |to| to.date()).max(first);
    let near = |c: &Concern| {
        let from = c.occurred.from.date();
        let to = c.occurred.to.map_or_else(|| c.discovered_at.date(), |to| to.date()).max(from);
        (first - to).num_days() <= days && (from - last).num_days() <= days
    };
    let within = |role: Role| WITHIN.contains(&role);
    let shares = |c: &Concern| {
        new.involved
            .iter()
            .filter(|i| within(i.role))
            .any(|i| c.involved.iter().any(|o| o.student_id == i.student_id && within(o.role)))
    };
    let place = |c: &Concern| {
        c.place_type == new.place_type
            && c.class_id.as_deref() == new.class_id
            && (new.class_id.is_some() || c.place == new.place)
    };
    existing.into_iter().filter(|c| near(c) && (shares(c) || place(c))).map(|c| c.id.clone()).collect()
}
