//! What is entered into a case, one file each: which fields its form has, and what the answers become.

mod attention;
mod communication;
mod counselling;
mod facts;
mod guidance;
mod inquiry;
mod learned;
mod measure;
mod note;
mod police;
mod refusal;
mod report;
mod sanction;
mod talk;

use domain::noun::ConcernKind::{self, Hazard, Sign, Suspected};
use store::WriteTx;
use store::numbers::Series;
use uuid::Uuid;

use super::answers::Answers;
use super::spec::{Form, Ground};
use crate::rights::Right;

/// What the answers become: run in the transaction of the entry, with its number and a new uuid.
pub(super) type Deed = Box<dyn FnOnce(&mut WriteTx<'_>, &str, Uuid) -> store::Result<()>>;

/// One kind of entry.
pub(super) struct Entry {
    /// Its id, and the key of its words in `assets/text/entries.json`.
    pub(super) id: &'static str,
    /// What the audit log calls it.
    pub(super) action: &'static str,
    /// The kinds of concern that have it.
    pub(super) kinds: &'static [ConcernKind],
    /// Its numbers, where it has any.
    pub(super) series: Option<Series>,
    /// Who enters it.
    pub(super) right: Right,
    /// What stands before it in this case, by the codes of the group `entries` of `assets/text/handling.json`.
    pub(super) before: fn(&Ground<'_>) -> Vec<&'static str>,
    /// Whether it may come after the case was closed.
    pub(super) after_closing: bool,
    /// The fields that the audit log names.
    pub(super) fields: &'static [&'static str],
    /// Describes its form.
    pub(super) form: fn(&Ground<'_>, &mut Form<'_>),
    /// Reads the answers; `None` when one is at fault.
    pub(super) read: fn(&Ground<'_>, &mut Answers<'_>) -> Option<Deed>,
}

const ALL: &[ConcernKind] = &[Sign, Hazard, Suspected];
/// Cases in which pupils are named.
const PEOPLE: &[ConcernKind] = &[Sign, Suspected];
const INCIDENT: &[ConcernKind] = &[Suspected];

/// What an entry says that has nothing to do in the present state of the case: it is not offered.
pub(super) const NOT_HERE: &str = "not_here";

/// Nothing stands before an entry.
fn nothing(_: &Ground<'_>) -> Vec<&'static str> {
    Vec::new()
}

/// Every kind of entry, in the order in which the window offers them.
pub(super) const ENTRIES: &[Entry] = &[
    note::ENTRY,
    facts::ENTRY,
    measure::ENTRY,
    communication::ENTRY,
    talk::ENTRY,
    counselling::ENTRY,
    refusal::ENTRY,
    guidance::ENTRY,
    report::PHONE,
    report::WRITTEN,
    police::ENTRY,
    attention::ENTRY,
    sanction::ENTRY,
    sanction::NOTICE,
    inquiry::EXTENSION,
    inquiry::APPROVAL,
    inquiry::BEGIN,
    inquiry::END,
    inquiry::NOTICE,
    learned::LESSON,
    learned::REVIEW,
];

pub(in crate::handling) use inquiry::begun;
pub(in crate::handling) use sanction::sanctions as sanctions_of;

/// The entry of this id.
pub(super) fn entry(id: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.id == id)
}
