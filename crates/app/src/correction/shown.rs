//! Values of fields as people read them, and the choices that a field offers.

use domain::correction::{Field, Input, Lists};
use domain::noun::{Form, LedgerArea, LedgerLevel};
use domain::{Records, Term};

use crate::roster::Picklists;
use crate::view::Choice;

/// The fixed lists in the form that the rules take.
pub(super) fn lists(picklists: &Picklists) -> Lists<'_> {
    Lists {
        place_types: &picklists.place_types,
        channels: &picklists.channels,
        ledger_sources: &picklists.ledger_sources,
    }
}

/// The value for reading.
pub(super) fn shown(records: &Records, field: &Field, value: &str) -> String {
    fn label<T: Term>(id: &str) -> String {
        T::from_id(id).map_or_else(|| id.to_owned(), |t| t.label().to_owned())
    }
    match field.input {
        Input::Person => records.person_name(value).unwrap_or_default().to_owned(),
        Input::Class => records.class(value).map(|c| c.name.clone()).unwrap_or_default(),
        Input::Forms => value.lines().map(label::<Form>).collect::<Vec<_>>().join("、"),
        Input::Area => label::<LedgerArea>(value),
        Input::Level => label::<LedgerLevel>(value),
        _ => value.to_owned(),
    }
}

/// The word that tells the window which input to show.
pub(super) fn input(field: &Field) -> &'static str {
    match field.input {
        Input::Line(_) => "line",
        Input::Lines(..) => "lines",
        Input::Date => "date",
        Input::When => "when",
        Input::Instant => "instant",
        Input::Forms => "choices",
        Input::Person
        | Input::Class
        | Input::Area
        | Input::Level
        | Input::Source
        | Input::PlaceType
        | Input::Channel => "choice",
    }
}

/// What may be chosen; nothing for what is typed.
pub(super) fn choices(records: &Records, lists: &Picklists, field: &Field) -> Vec<Choice> {
    let words = |list: &[String]| list.iter().map(|w| Choice { id: w.clone(), label: w.clone() }).collect();
    match field.input {
        Input::Person => records.staff.iter().map(|s| Choice { id: s.id.clone(), label: s.name.clone() }).collect(),
        Input::Class => records.classes.iter().map(|c| Choice { id: c.id.clone(), label: c.name.clone() }).collect(),
        Input::Forms => Choice::all::<Form>(),
        Input::Area => Choice::all::<LedgerArea>(),
        Input::Level => Choice::all::<LedgerLevel>(),
        Input::Source => words(&lists.ledger_sources),
        Input::PlaceType => words(&lists.place_types),
        Input::Channel => words(&lists.channels),
        Input::Line(_) | Input::Lines(..) | Input::Date | Input::When | Input::Instant => Vec::new(),
    }
}
