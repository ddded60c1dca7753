//! A field that may be corrected: its name, what is typed into it, and how it is read and set.

use super::{Correction, Ground};
use crate::noun::{Form, LedgerArea, LedgerLevel};
use crate::terms::Term as _;
use crate::text::{date, instant, line, lines, when};

/// What a person types or chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// One line of at most so many code points.
    Line(usize),
    /// Several lines, least and most code points.
    Lines(usize, usize),
    /// A civil date.
    Date,
    /// A date or an instant.
    When,
    /// An instant.
    Instant,
    /// A member of the staff.
    Person,
    /// A class.
    Class,
    /// Forms of bullying, one a line.
    Forms,
    /// One of the seven areas.
    Area,
    /// Ordinary, larger, major.
    Level,
    /// A source of the ledger's list.
    Source,
    /// A place of the list.
    PlaceType,
    /// A channel of the list.
    Channel,
}

/// A field of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the database and in the audit log.
    pub id: &'static str,
    /// What is typed into it.
    pub input: Input,
    /// Whether it may be left empty.
    pub optional: bool,
}

/// The lists that a choice is taken from.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is the list of its name in assets/text/picklists.json")]
pub struct Lists<'a> {
    pub place_types: &'a [String],
    pub channels: &'a [String],
    pub ledger_sources: &'a [String],
}

/// A field of a record of type `T`.
pub(super) struct Entry<T> {
    pub(super) field: Field,
    /// The value as text.
    pub(super) get: fn(&T) -> String,
    /// Sets the value; false when the text is none.
    pub(super) set: fn(&mut T, &str) -> bool,
}

/// A field that must hold something.
pub(super) const fn needed<T>(
    id: &'static str,
    input: Input,
    get: fn(&T) -> String,
    set: fn(&mut T, &str) -> bool,
) -> Entry<T> {
    Entry { field: Field { id, input, optional: false }, get, set }
}

/// A field that may be empty.
pub(super) const fn optional<T>(
    id: &'static str,
    input: Input,
    get: fn(&T) -> String,
    set: fn(&mut T, &str) -> bool,
) -> Entry<T> {
    Entry { field: Field { id, input, optional: true }, get, set }
}

/// Reads a field.
pub(super) fn read<T>(table: &[Entry<T>], record: &T, field: &str) -> Option<String> {
    table.iter().find(|e| e.field.id == field).map(|e| (e.get)(record))
}

/// Sets a field; false when there is no such record or field, or the value is none.
pub(super) fn write<T>(table: &[Entry<T>], record: Option<&mut T>, one: &Correction) -> bool {
    match (table.iter().find(|e| e.field.id == one.field), record) {
        (Some(entry), Some(record)) => (entry.set)(record, &one.value),
        _ => false,
    }
}

/// Sets a place to a value, if there is one.
pub(super) fn keep<V>(place: &mut V, value: Option<V>) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

/// Sets a place that may be empty: the empty text empties it.
pub(super) fn keep_or_empty<V>(place: &mut Option<V>, text: &str, read: impl FnOnce(&str) -> Option<V>) -> bool {
    if text.is_empty() {
        *place = None;
        return true;
    }
    match read(text) {
        Some(value) => {
            *place = Some(value);
            true
        }
        None => false,
    }
}

/// Anything that can be shown, or the empty text.
pub(super) fn shown<V: ToString>(value: Option<&V>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The text in its one spelling, or the code of the rule it breaks.
pub(super) fn normal(ground: &Ground<'_>, field: &Field, text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        let code = match field.input {
            Input::Date | Input::When | Input::Instant => "not_a_date",
            Input::Person => "unknown_person",
            Input::Class => "unknown_class",
            Input::Forms => "forms_needed",
            Input::Line(_) => "required_text_100",
            Input::Lines(20, _) => "narrative_20_4000",
            Input::Lines(..) => "required_text_4000",
            Input::Area | Input::Level | Input::Source | Input::PlaceType | Input::Channel => "required_choice",
        };
        return if field.optional { Ok(String::new()) } else { Err(code) };
    }
    let listed = |list: &[String]| list.iter().find(|w| *w == text).cloned().ok_or("required_choice");
    let records = ground.records;
    match field.input {
        Input::Line(max) => line(text, 1, max).ok_or("required_text_100"),
        Input::Lines(min, max) => {
            lines(text, min.max(1), max).ok_or(if min == 20 { "narrative_20_4000" } else { "required_text_4000" })
        }
        Input::Date => date(text).map(|d| d.to_string()).ok_or("not_a_date"),
        Input::When => when(text).map(|t| t.to_string()).ok_or("not_a_date"),
        Input::Instant => instant(text).map(|t| t.to_string()).ok_or("not_a_date"),
        Input::Person => records.staff.iter().find(|s| s.id == text).map(|s| s.id.clone()).ok_or("unknown_person"),
        Input::Class => records.class(text).map(|c| c.id.clone()).ok_or("unknown_class"),
        Input::Forms => {
            let given: Option<Vec<Form>> = text.lines().map(str::trim).map(Form::from_id).collect();
            let given = given.ok_or("required_choice")?;
            let ordered: Vec<&str> = Form::ALL.iter().filter(|f| given.contains(f)).map(|f| f.id()).collect();
            Ok(ordered.join("\n"))
        }
        Input::Area => LedgerArea::from_id(text).map(|a| a.id().to_owned()).ok_or("required_choice"),
        Input::Level => LedgerLevel::from_id(text).map(|l| l.id().to_owned()).ok_or("required_choice"),
        Input::Source => listed(ground.lists.ledger_sources),
        Input::PlaceType => listed(ground.lists.place_types),
        Input::Channel => listed(ground.lists.channels),
    }
}
