//! What may happen to the rows of each table. Triggers of `migrations/` enforce it, so that no path gets around them; the
//! triggers of a table follow from its class ([`Schema::triggers_for`]), and a test compares them with those of the
//! database, so that a table without a class, or with a trigger too few, fails.
//!
//! What is finished, and what may still be added to it:
//! - A **concern** is finished when it was struck off or closed, or is void. Its own words and everything that hangs on it
//!   (people, measures, events, lesson, police, investigation, sanctions, talks, communications with the guardians,
//!   counselling, refusals, guidance, the education held for it) neither change nor go.
//! - **Care goes on** after a case is closed: a pupil is talked to, counselled, the guardians are told. Such rows
//!   ([`Lock::FollowUp`]) are added when they happened on the closing day or later. What happened before had to be entered
//!   before: a close asks for it, so nobody may make up for it afterwards.
//! - **Reports to the bureau** (续报, 终报, a corrected version) are rows of their own and are added at any time; the law asks
//!   for a follow-up report whenever something changes, and for the final one after the close.
//! - **Appeal and review** (申诉, 复查) are not added to a closed case: the appeal itself takes the case out of `closed` into
//!   `under_review`, as a repetition takes it into `investigating`. Why, is said first (`concern_turn`): without it no
//!   statement opens a closed case. The database keeps what the case said when it was closed (`reopening`), and from then on
//!   what had been written stays: rows are added, blanks are filled in, and only the state, the closing day and what is
//!   decided anew (result, severity, tier, report level, finding, cause) take new values. An appeal and a county review are
//!   typed in steps until they are decided.
//! - **Rounds**: a case that was opened again because it happened again, and one whose determination was revoked, is
//!   investigated and determined in another round. What belongs to a round carries its number; rows of a round that is over
//!   are neither added nor changed, whether or not the case was closed in between.
//! - **What was learned** (举一反三, the review note) is kept in versions, the newest of which counts.
//! - A **sanction** of a closed case can still be lifted at the end of its time, which is the one step left to it.
//! - A **ledger item** that was struck off and an **issued report** are finished for good. A ledger item entered later may
//!   name a closed concern, since lessons come late: the link is told from both sides, and each side is fixed with its own.
//! - A **pact** keeps its words from the signing on, and everything else from the day it is in force; newcomers are still put
//!   on the list of those to sign, signatures and photographs are added until the next version takes its place.
//! - What is wrong in a finished record is put right by a 更正 beside it, never in it.

mod above;
mod classes;
mod columns;
mod content;
mod finish;
mod own;
mod schema;
mod trigger;

pub use classes::LOCKS;
pub(crate) use content::Part;
pub use own::OWN;
pub use schema::Schema;
pub use trigger::Trigger;

/// The lock class of a table. No row is ever deleted, but for those of [`Lock::Scratch`] and [`Lock::Derived`], which are no
/// records, and for a pupil struck from a pact's unsigned list. REPLACE deletes without a word where a connection has not set
/// `recursive_triggers`, so every class also refuses a new row under a key that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Rows are added and changed; their ids stay.
    Open,
    /// Rows are added and then stay as they are.
    AppendOnly,
    /// Like [`Lock::AppendOnly`], and a row's children must be there before it: none can be added afterwards.
    Immutable,
    /// Rows are changed until they reach a final state, which fixes them and their children.
    Finished,
    /// Rows are fixed with the row of this table that they belong to.
    ChildOf(&'static str),
    /// Like [`Lock::ChildOf`], and fixed by their own decision before that.
    DecidedIn(&'static str),
    /// Like [`Lock::ChildOf`], but rows are still added when they happened on the day the record was finished or later.
    FollowUp {
        /// The table they belong to.
        of: &'static str,
        /// The column that says when: a civil date, or an instant when its name ends in `_ms`.
        happened: &'static str,
    },
    /// Rows are added as long as the row of this table lives, and fixed once it is in force.
    AddedTo(&'static str),
    /// One row for a link that two records tell, each with a place of its own in the named column: either side is fixed with
    /// its record, and what is linked never changes.
    Link(&'static [(&'static str, &'static str)]),
    /// A line in the list of an open record that names another one: it stays what it is once that one is finished.
    Naming {
        /// The table of the open record.
        list_of: &'static str,
        /// The table of the record that is named.
        named: &'static str,
    },
    /// Rows come and go: what is being typed and is no record yet.
    Scratch,
    /// Made from other tables and made again at will: the search index and the tables inside it.
    Derived,
}

impl Lock {
    /// The table that a row of this class belongs to.
    fn parent(self) -> Option<&'static str> {
        match self {
            Self::ChildOf(parent) | Self::DecidedIn(parent) | Self::AddedTo(parent) => Some(parent),
            Self::FollowUp { of, .. } => Some(of),
            Self::Naming { list_of, .. } => Some(list_of),
            _ => None,
        }
    }
}

/// The class of a table.
fn class(table: &str) -> Option<Lock> {
    LOCKS.iter().find(|(name, _)| *name == table).map(|(_, lock)| *lock)
}
