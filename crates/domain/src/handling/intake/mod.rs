//! Checks a concern as it is first typed: every field's limits, times in order, what a narrative should not hold, and
//! whether the matter is already on record. A fault stops; a warning is said and stops nobody.

mod duplicate;
mod scan;

use super::case::Ground;
use super::check::{Checked, blank, count};
use super::history::is_before;
use super::measure::forbidden_punishments;
use super::obstacle::Obstacle;
use super::warning::Warning;
use crate::correction::Lists;
use crate::noun::{Concern, ConcernKind, Form, Involved, Occurred, Outsider, Reporter, ReporterKind};
use crate::time::{Instant, When};

pub use duplicate::possible_duplicates;
pub use scan::{has_identity_number, has_phone_number};

/// Least and most code points of a narrative.
pub const NARRATIVE: (i64, i64) = (20, 4000);
/// Most code points of any other free text.
pub const TEXT_MAX: i64 = 4000;
/// Most code points of a title or a place.
pub const TITLE_MAX: i64 = 100;
/// Days after which a late recording is worth a warning: a weekend and a day.
const RECORDED_LATE_DAYS: i64 = 3;

/// A concern before it has a number.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields of a concern, defined in docs/school-file.md")]
pub struct NewConcern<'a> {
    pub kind: ConcernKind,
    pub title: &'a str,
    pub forms: &'a [Form],
    pub class_id: Option<&'a str>,
    pub occurred: Occurred,
    pub discovered_at: Instant,
    pub internal_reported_at: Instant,
    /// The clock.
    pub recorded_at: Instant,
    pub place: &'a str,
    pub place_type: &'a str,
    pub channel: &'a str,
    pub reporter: &'a Reporter,
    pub received_by_id: &'a str,
    pub owner_id: &'a str,
    pub involved: &'a [Involved],
    pub outsiders: &'a [Outsider],
    pub narrative: &'a str,
    pub immediate_action: &'a str,
}

impl<'a> NewConcern<'a> {
    /// The first facts of a concern that is already on record.
    pub fn of(c: &'a Concern) -> Self {
        Self {
            kind: c.kind,
            title: &c.title,
            forms: &c.forms,
            class_id: c.class_id.as_deref(),
            occurred: c.occurred.clone(),
            discovered_at: c.discovered_at,
            internal_reported_at: c.internal_reported_at,
            recorded_at: c.recorded_at,
            place: &c.place,
            place_type: &c.place_type,
            channel: &c.channel,
            reporter: &c.reporter,
            received_by_id: &c.received_by_id,
            owner_id: &c.owner_id,
            involved: &c.involved,
            outsiders: &c.outsiders,
            narrative: &c.narrative,
            immediate_action: &c.immediate_action,
        }
    }
}

/// Checks every field; `existing` are the concerns among which a duplicate is looked for, `lists` the fixed lists of the
/// school.
pub fn check<'c>(
    new: &NewConcern<'_>,
    ground: &Ground<'_>,
    lists: &Lists<'_>,
    existing: impl IntoIterator<Item = &'c Concern>,
) -> Checked {
    let mut out = Checked::default();
    texts(&mut out, new, ground);
    times(&mut out, new, ground);
    choices(&mut out, new, lists);
    people(&mut out, new, ground);
    for (field, text) in
        [("narrative", new.narrative), ("immediate_action", new.immediate_action), ("title", new.title)]
    {
        out.warn_if(has_identity_number(text), field, Warning::IdNumberInText);
        out.warn_if(has_phone_number(text), field, Warning::PhoneInText);
    }
    let words = forbidden_punishments(new.immediate_action);
    out.warn_if(!words.is_empty(), "immediate_action", Warning::ForbiddenPunishment { words });
    let concerns = possible_duplicates(new, existing, ground.settings.duplicate_days);
    out.warn_if(!concerns.is_empty(), "narrative", Warning::PossibleDuplicate { concerns });
    out
}

/// Length in code points once outer space is removed; line ends of two characters count as one.
fn length(text: &str) -> i64 {
    count(text.replace("\r\n", "\n").trim().chars().count())
}

fn text(out: &mut Checked, field: &'static str, text: &str, (min, max): (i64, i64), several_lines: bool) {
    let n = length(text);
    if blank(text) {
        out.stop_if(min > 0, field, Obstacle::Required);
        return;
    }
    out.stop_if(n < min, field, Obstacle::TooShort { min });
    out.stop_if(n > max, field, Obstacle::TooLong { max });
    let allowed = |c: char| several_lines && matches!(c, '\n' | '\r');
    let control = text.trim().chars().any(|c| c.is_control() && !allowed(c));
    out.stop_if(control, field, Obstacle::ControlCharacter);
}

fn texts(out: &mut Checked, new: &NewConcern<'_>, ground: &Ground<'_>) {
    text(out, "title", new.title, (1, TITLE_MAX), false);
    text(out, "place", new.place, (1, TITLE_MAX), false);
    text(out, "narrative", new.narrative, NARRATIVE, true);
    text(out, "immediate_action", new.immediate_action, (1, TEXT_MAX), true);
    for o in new.outsiders {
        text(out, "outsiders", &o.description, (1, TITLE_MAX), false);
        text(out, "outsiders", &o.identity, (0, TITLE_MAX), false);
    }
    let named = ground.students.values().any(|s| new.title.contains(s.name.as_str()));
    out.stop_if(named, "title", Obstacle::TitleNamesPupil);
}

/// It happened, somebody learned of it, the school was told, it was written down: in this order, by instants where both
/// are known and by civil days otherwise, and nothing after the clock.
fn times(out: &mut Checked, new: &NewConcern<'_>, ground: &Ground<'_>) {
    let learned = When::At(new.discovered_at);
    let ends = new.occurred.to.is_some_and(|to| is_before(to, new.occurred.from));
    out.stop_if(ends, "occurred.to", Obstacle::EndsBeforeStart);
    out.stop_if(is_before(learned, new.occurred.from), "discovered_at", Obstacle::LearnedBeforeOccurred);
    out.stop_if(new.discovered_at > new.recorded_at, "discovered_at", Obstacle::InTheFuture);
    let early = new.internal_reported_at < new.discovered_at;
    out.stop_if(early, "internal_reported_at", Obstacle::ReportedBeforeLearned);
    out.stop_if(new.internal_reported_at > new.recorded_at, "internal_reported_at", Obstacle::InTheFuture);
    let future = new.occurred.to.is_some_and(|to| is_before(When::At(new.recorded_at), to));
    out.stop_if(future, "occurred.to", Obstacle::InTheFuture);
    let hours = (new.internal_reported_at.ms() - new.discovered_at.ms()) / 3_600_000;
    let late = hours >= ground.settings.internal_report_hours;
    out.warn_if(late, "internal_reported_at", Warning::InternalReportLate { hours });
    let days = (new.recorded_at.date() - new.discovered_at.date()).num_days();
    out.warn_if(days > RECORDED_LATE_DAYS, "discovered_at", Warning::RecordedLate { days });
}

fn choices(out: &mut Checked, new: &NewConcern<'_>, lists: &Lists<'_>) {
    let among = |list: &[String], text: &str| list.iter().any(|l| l == text);
    out.stop_if(!among(lists.place_types, new.place_type), "place_type", Obstacle::NotInList);
    out.stop_if(!among(lists.channels, new.channel), "channel", Obstacle::NotInList);
    out.stop_if(new.kind == ConcernKind::Suspected && new.forms.is_empty(), "forms", Obstacle::FormsNeeded);
}

fn people(out: &mut Checked, new: &NewConcern<'_>, ground: &Ground<'_>) {
    let unknown = |id: &str| !ground.people.contains_key(id);
    out.stop_if(unknown(new.owner_id), "owner_id", Obstacle::UnknownPerson);
    out.stop_if(unknown(new.received_by_id), "received_by_id", Obstacle::UnknownPerson);
    let class = new.class_id.is_some_and(|id| !ground.classes.contains_key(id));
    out.stop_if(class, "class_id", Obstacle::UnknownClass);
    let r = new.reporter;
    let missing = match r.kind {
        ReporterKind::Staff => r.staff_id.as_deref().is_none_or(unknown),
        ReporterKind::Student => r.student_id.as_deref().is_none_or(|s| !ground.students.contains_key(s)),
        ReporterKind::Guardian => r.student_id.as_deref().is_some_and(|s| !ground.students.contains_key(s)),
        ReporterKind::Anonymous => r.staff_id.is_some() || r.student_id.is_some(),
    };
    out.stop_if(missing, "reporter", Obstacle::UnknownPerson);
    let stranger = new.involved.iter().any(|i| !ground.students.contains_key(i.student_id.as_str()));
    out.stop_if(stranger, "involved", Obstacle::UnknownPerson);
    let twice = new.involved.iter().enumerate().any(|(n, a)| new.involved.iter().take(n).any(|b| b == a));
    out.stop_if(twice, "involved", Obstacle::PersonTwice);
}
