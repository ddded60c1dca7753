//! What a list of concerns is narrowed down to, and what of it a person may see, as conditions of SQL.

use domain::Date;
use domain::noun::{ConcernKind, Tier};
use rusqlite::types::Value;

use crate::cell::Cell as _;
use crate::row::{Column, text};

/// Which states a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum States {
    /// Those that are not finished.
    Open,
    /// Those that were struck off or closed.
    Closed,
    /// The one of this id.
    One(String),
}

/// What a list is narrowed down to; nothing narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Sign, hazard or suspected incident.
    pub kind: Option<ConcernKind>,
    /// The states.
    pub states: Option<States>,
    /// First civil day on which it was noticed.
    pub from: Option<Date>,
    /// Last civil day on which it was noticed.
    pub to: Option<Date>,
    /// The class under which it is filed, or of a pupil involved.
    pub class_id: Option<String>,
    /// The tier of the measures.
    pub tier: Option<Tier>,
    /// The person in charge.
    pub owner_id: Option<String>,
    /// Whether what is void is left out.
    pub without_void: bool,
}

/// The part of the concerns that a person sees who does not see all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// The staff id.
    pub person: String,
    /// The own classes.
    pub classes: Vec<String>,
    /// Whether cases count that were referred for counselling.
    pub referred: bool,
    /// Whether the person hears the appeals against sanctions.
    pub hears_appeals: bool,
}

/// Conditions and their values.
pub(super) struct Conditions {
    /// Joined by AND; `1` for none.
    pub(super) sql: String,
    pub(super) with: Vec<Column>,
}

fn texts(all: &[String]) -> Value {
    Value::Text(serde_json::Value::from(all.to_vec()).to_string())
}

const OF_CLASS: &str =
    "SELECT concern_id FROM concern_involved JOIN student ON student.id = student_id WHERE student.class_id";
const OWN_ITEMS: &str = "ledger_id IN (SELECT id FROM ledger WHERE owner_id = :person OR verifier_id = :person)";
/// Cases that a measure refers to the counsellor, before there is a session.
const REFERRED: &str = "SELECT concern_id FROM concern_measure WHERE kind IN ('counselling', 'group_counselling')";
/// The milliseconds of the first moment of a civil day at +08:00.
const DAY: &str = "(unixepoch(:day) - 28800) * 1000";

/// The conditions on `concern` that these stand for. What corrections say is not looked at.
pub(super) fn conditions(filter: &Filter, sight: Option<&Sight>) -> Conditions {
    let mut all: Vec<String> = Vec::new();
    let mut with: Vec<Column> = Vec::new();
    let mut also = |sql: String, value: Option<Column>| {
        all.push(sql);
        with.extend(value);
    };
    if let Some(kind) = filter.kind {
        also("kind = :kind".to_owned(), Some(("kind", kind.cell())));
    }
    match &filter.states {
        Some(States::Open) => also("status NOT IN ('struck_off', 'closed')".to_owned(), None),
        Some(States::Closed) => also("status IN ('struck_off', 'closed')".to_owned(), None),
        Some(States::One(id)) => also("status = :status".to_owned(), Some(("status", text(id)))),
        None => {}
    }
    if let Some(from) = filter.from {
        also(format!("discovered_ms >= {}", DAY.replace(":day", ":from_day")), Some(("from_day", from.cell())));
    }
    if let Some(to) = filter.to {
        also(format!("discovered_ms < {} + 86400000", DAY.replace(":day", ":to_day")), Some(("to_day", to.cell())));
    }
    if let Some(class) = &filter.class_id {
        also(format!("(class_id = :class OR id IN ({OF_CLASS} = :class))"), Some(("class", text(class))));
    }
    if let Some(tier) = filter.tier {
        also("tier = :tier".to_owned(), Some(("tier", tier.cell())));
    }
    if let Some(owner) = &filter.owner_id {
        also("owner_id = :owner".to_owned(), Some(("owner", text(owner))));
    }
    if filter.without_void {
        also("concern.id NOT IN (SELECT object_id FROM voiding WHERE object_kind = 'concern')".to_owned(), None);
    }
    if let Some(sight) = sight {
        let mut any = vec![
            "owner_id = :person".to_owned(),
            "received_by_id = :person".to_owned(),
            "reporter_staff_id = :person".to_owned(),
            format!("id IN (SELECT concern_id FROM concern_ledger WHERE {OWN_ITEMS})"),
            format!("id IN (SELECT concern_id FROM concern_lesson_ledger WHERE {OWN_ITEMS})"),
        ];
        if !sight.classes.is_empty() {
            any.push("class_id IN (SELECT value FROM json_each(:own))".to_owned());
            any.push(format!("id IN ({OF_CLASS} IN (SELECT value FROM json_each(:own)))"));
            with.push(("own", texts(&sight.classes)));
        }
        if sight.referred {
            any.push("id IN (SELECT concern_id FROM counselling)".to_owned());
            any.push(format!("id IN ({REFERRED})"));
        }
        if sight.hears_appeals {
            any.push("id IN (SELECT concern_id FROM sanction)".to_owned());
        }
        all.push(format!("({})", any.join(" OR ")));
        with.push(("person", text(&sight.person)));
    }
    let sql = if all.is_empty() { "1".to_owned() } else { all.join(" AND ") };
    Conditions { sql, with }
}

impl Filter {
    /// Whether it narrows nothing down.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
