//! 今日待办: every duty of the school on one list, computed from the records and the clock alone and never typed.

mod case;
mod code;
mod ledger;
mod pact;

use super::actor::Person;
use super::basis::Basis;
use super::case::{Case, Ground, cases};
use super::settings::Settings;
use crate::noun::Post;
use crate::records::Records;
use crate::time::{Date, Instant};

pub use code::DutyCode;

/// What a duty is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A concern.
    Concern,
    /// A ledger item.
    Ledger,
    /// A pact.
    Pact,
}

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What it is about.
    pub subject: Subject,
    /// The number of that record.
    pub id: String,
    /// What is to be done.
    pub what: DutyCode,
    /// The rows it is about: sanctions, pupils, reports; empty where the record says it all.
    pub rows: Vec<String>,
    /// The day it is due; `None` where the text only says 及时, or where it must be done before the case is closed.
    pub due: Option<Date>,
    /// The moment it is due, where hours count.
    pub due_at: Option<Instant>,
    /// The date that an approved extension put beside `due`.
    pub extended: Option<Date>,
    /// Whole days after `due`; for an investigation after the extended date. 0 while in time.
    pub overdue_days: i64,
    /// Whether its time is over, hours counted.
    pub overdue: bool,
    /// The people it falls to.
    pub people: Vec<String>,
    /// The posts it falls to.
    pub posts: Vec<Post>,
}

impl Duty {
    pub(crate) fn new(subject: Subject, id: &str, what: DutyCode, due: Option<Date>, now: Instant) -> Self {
        let overdue_days = due.map_or(0, |d| (now.date() - d).num_days().max(0));
        Self {
            subject,
            id: id.to_owned(),
            what,
            rows: Vec::new(),
            due,
            due_at: None,
            extended: None,
            overdue_days,
            overdue: overdue_days > 0,
            people: Vec::new(),
            posts: Vec::new(),
        }
    }

    pub(crate) fn of(mut self, rows: Vec<String>) -> Self {
        self.rows = rows;
        self
    }

    pub(crate) fn person(mut self, id: &str) -> Self {
        self.people.push(id.to_owned());
        self
    }

    pub(crate) fn post(mut self, post: Post) -> Self {
        self.posts.push(post);
        self
    }

    /// What it rests on.
    pub fn basis(&self) -> &'static [Basis] {
        self.what.basis()
    }

    /// Whether it falls to this person, by name or by post.
    pub fn falls_to(&self, who: Person<'_>) -> bool {
        self.people.iter().any(|p| p == who.id) || self.posts.iter().any(|p| who.posts.contains(p))
    }

    fn order(&self) -> (bool, Option<Date>, Option<Instant>, &'static str, &str) {
        (self.due.is_none(), self.due, self.due_at, self.what.code(), &self.id)
    }
}

/// The duties of one case at `now`, in the order of [`duties`].
pub fn case_duties(one: &Case<'_>, now: Instant) -> Vec<Duty> {
    let mut all = Vec::new();
    case::duties(one, now, &mut all);
    all.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| a.rows.cmp(&b.rows)));
    all
}

/// Every duty at `now`: those with a date first, the oldest first; of one person when one is given.
pub fn duties(records: &Records, now: Instant, settings: Settings, who: Option<Person<'_>>) -> Vec<Duty> {
    let ground = Ground::new(records, settings);
    let mut all = Vec::new();
    for one in cases(records, &ground) {
        case::duties(&one, now, &mut all);
    }
    ledger::duties(&records.ledger, now, &mut all);
    pact::duties(records, now, &mut all);
    all.retain(|d| who.is_none_or(|w| d.falls_to(w)));
    all.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| a.rows.cmp(&b.rows)));
    all
}
