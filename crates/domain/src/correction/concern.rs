//! What may be corrected of a concern. Kind, result, severity and tier were decided and are not among it: a review changes
//! them.

use super::Ground;
use super::field::{Entry, Input, keep, keep_or_empty, needed, optional, shown};
use crate::noun::{Concern, ConcernKind, Form};
use crate::terms::Term as _;
use crate::text::{date, instant, when};

pub(super) const TABLE: &[Entry<Concern>] = &[
    needed("title", Input::Line(100), |c| c.title.clone(), |c, t| keep(&mut c.title, Some(t.to_owned()))),
    optional(
        "forms",
        Input::Forms,
        |c| c.forms.iter().map(|f| f.id()).collect::<Vec<_>>().join("\n"),
        |c, t| keep(&mut c.forms, t.lines().map(Form::from_id).collect()),
    ),
    optional(
        "class_id",
        Input::Class,
        |c| c.class_id.clone().unwrap_or_default(),
        |c, t| keep_or_empty(&mut c.class_id, t, |t| Some(t.to_owned())),
    ),
    needed("occurred_from", Input::When, |c| c.occurred.from.to_string(), |c, t| keep(&mut c.occurred.from, when(t))),
    optional(
        "occurred_to",
        Input::When,
        |c| shown(c.occurred.to.as_ref()),
        |c, t| keep_or_empty(&mut c.occurred.to, t, when),
    ),
    needed(
        "discovered_at",
        Input::Instant,
        |c| c.discovered_at.to_string(),
        |c, t| keep(&mut c.discovered_at, instant(t)),
    ),
    needed("place", Input::Line(100), |c| c.place.clone(), |c, t| keep(&mut c.place, Some(t.to_owned()))),
    needed(
        "place_type",
        Input::PlaceType,
        |c| c.place_type.clone(),
        |c, t| keep(&mut c.place_type, Some(t.to_owned())),
    ),
    needed("channel", Input::Channel, |c| c.channel.clone(), |c, t| keep(&mut c.channel, Some(t.to_owned()))),
    needed("owner_id", Input::Person, |c| c.owner_id.clone(), |c, t| keep(&mut c.owner_id, Some(t.to_owned()))),
    needed(
        "narrative",
        Input::Lines(20, 4000),
        |c| c.narrative.clone(),
        |c, t| keep(&mut c.narrative, Some(t.to_owned())),
    ),
    needed(
        "immediate_action",
        Input::Lines(1, 4000),
        |c| c.immediate_action.clone(),
        |c, t| keep(&mut c.immediate_action, Some(t.to_owned())),
    ),
    optional("cause", Input::Lines(1, 4000), |c| c.cause.clone(), |c, t| keep(&mut c.cause, Some(t.to_owned()))),
    optional(
        "finding",
        Input::Lines(1, 4000),
        |c| c.finding.clone().unwrap_or_default(),
        |c, t| keep_or_empty(&mut c.finding, t, |t| Some(t.to_owned())),
    ),
    needed("closed_on", Input::Date, |c| shown(c.closed_on.as_ref()), |c, t| keep_or_empty(&mut c.closed_on, t, date)),
];

/// Struck off or closed: the same states that the triggers of the database hold fast.
pub(super) fn is_finished(c: &Concern) -> bool {
    matches!(c.status.as_str(), "struck_off" | "closed")
}

/// The rule between fields that the changed concern breaks.
pub(super) fn broken(ground: &Ground<'_>, changed: Option<&Concern>, field: &str) -> Option<&'static str> {
    let c = changed?;
    if c.occurred.to.is_some_and(|to| to.date() < c.occurred.from.date()) {
        return Some("before_start");
    }
    if c.discovered_at.date() < c.occurred.from.date() {
        return Some("learned_before_occurred");
    }
    if c.discovered_at > ground.now {
        return Some("in_the_future");
    }
    if let Some(closed) = c.closed_on {
        if closed > ground.now.date() {
            return Some("in_the_future");
        }
        if closed < c.discovered_at.date() {
            return Some("before_start");
        }
    }
    match c.kind {
        ConcernKind::Suspected if c.forms.is_empty() => return Some("forms_needed"),
        ConcernKind::Sign | ConcernKind::Hazard if field == "forms" && !c.forms.is_empty() => {
            return Some("forms_only_suspected");
        }
        _ => {}
    }
    (field == "title" && ground.records.students.iter().any(|s| c.title.contains(&s.name)))
        .then_some("title_names_pupil")
}
