//! What an import would do to one row.

use super::code::{Fault, SkipReason, Warning};
use super::field::Field;

/// A field before and after, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What is kept; empty where nothing is.
    pub old: String,
    /// What would be kept.
    pub new: String,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody new.
    Added,
    /// Somebody known, with other values.
    Changed(Vec<Change>),
    /// Everything is kept already.
    Unchanged,
    /// A pupil who had left is in the file again; maybe with other values.
    Returned(Vec<Change>),
    /// Nothing is done.
    Refused(Vec<Fault>),
    /// Not a row of a person or class.
    Skipped(SkipReason),
}

/// A row of the dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPlan<T> {
    /// The number that a spreadsheet program shows beside the row.
    pub number: u32,
    /// Who or what it is about, as the file has it.
    pub label: String,
    /// What would be done.
    pub outcome: Outcome,
    /// What to look at.
    pub warnings: Vec<Warning>,
    /// The whole person or class as it would be kept; `None` where nothing would be done.
    pub target: Option<T>,
}

impl<T> RowPlan<T> {
    pub(super) fn skipped(number: u32, label: String, reason: SkipReason) -> Self {
        Self { number, label, outcome: Outcome::Skipped(reason), warnings: Vec::new(), target: None }
    }
    pub(super) fn refused(number: u32, label: String, faults: Vec<Fault>, warnings: Vec<Warning>) -> Self {
        Self { number, label, outcome: Outcome::Refused(faults), warnings, target: None }
    }
    /// Whether a person has to tick the row before it may be done.
    #[must_use]
    pub fn needs_confirming(&self) -> bool {
        self.target.is_some() && self.warnings.iter().any(|w| w.code.needs_confirming())
    }
}

/// How many rows of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each field counts the outcome of its name")]
pub struct Tally {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub returned: usize,
    pub refused: usize,
    pub skipped: usize,
    /// Rows that need a tick, whatever their outcome.
    pub to_confirm: usize,
}

impl Tally {
    /// Counts.
    pub fn of<T>(rows: &[RowPlan<T>]) -> Self {
        let mut tally = Self::default();
        for row in rows {
            let place = match row.outcome {
                Outcome::Added => &mut tally.added,
                Outcome::Changed(_) => &mut tally.changed,
                Outcome::Unchanged => &mut tally.unchanged,
                Outcome::Returned(_) => &mut tally.returned,
                Outcome::Refused(_) => &mut tally.refused,
                Outcome::Skipped(_) => &mut tally.skipped,
            };
            *place += 1;
            tally.to_confirm += usize::from(row.needs_confirming());
        }
        tally
    }
}

/// Gathers the differences between what is kept and what the file has.
#[derive(Default)]
pub(super) struct Changes(pub(super) Vec<Change>);

impl Changes {
    /// Takes `new` where the file has something else than is kept.
    pub(super) fn take<V: PartialEq>(
        &mut self,
        field: Field,
        kept: &mut V,
        new: Option<V>,
        shown: impl Fn(&V) -> String,
    ) -> bool {
        let Some(new) = new.filter(|n| n != kept) else { return false };
        self.0.push(Change { field, old: shown(kept), new: shown(&new) });
        *kept = new;
        true
    }
}
