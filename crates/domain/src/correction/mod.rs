//! 更正: a finished record never changes; a correction is a row of its own, and what is read afterwards shows the corrected
//! value beside the old one. This module owns the table of the fields that may be corrected and how a value gets onto
//! the record.
//!
//! What is not in the table is corrected in another way: the words of a pact that pupils signed by a new version, a report
//! that went to the bureau by 续报, a determination by a review, the first deadline of a ledger item never.

mod concern;
mod field;
mod ledger;
mod pact;
mod void;

use crate::records::Records;
use crate::time::Instant;

pub use field::{Field, Input, Lists};
pub use void::leave_out;

/// The kinds of record that can be corrected and voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A concern: finished once it was struck off or closed.
    Concern,
    /// A ledger item: finished once it was struck off.
    Ledger,
    /// A pact: finished once it took effect.
    Pact,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Concern, Self::Ledger, Self::Pact];

    /// The name of the kind's table, as the audit log has it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Ledger => "ledger",
            Self::Pact => "pact",
        }
    }

    /// The kind of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.id() == id)
    }
}

/// One corrected value of one record. Whoever gives several of the same field gives the newest last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The kind of the record, see [`Kind::id`].
    pub kind: String,
    /// The number of the record, for example `GZ-2026-001`.
    pub id: String,
    /// The field, see [`fields`].
    pub field: String,
    /// The new value as [`value`] writes it.
    pub value: String,
}

/// The fields of this kind that may be corrected, in the order of the paper forms.
pub fn fields(kind: Kind) -> Vec<Field> {
    match kind {
        Kind::Concern => concern::TABLE.iter().map(|e| e.field).collect(),
        Kind::Ledger => ledger::TABLE.iter().map(|e| e.field).collect(),
        Kind::Pact => pact::TABLE.iter().map(|e| e.field).collect(),
    }
}

/// Whether the record is there, and finished.
pub fn is_finished(records: &Records, kind: Kind, id: &str) -> Option<bool> {
    match kind {
        Kind::Concern => records.concerns.iter().find(|c| c.id == id).map(concern::is_finished),
        Kind::Ledger => records.ledger.iter().find(|l| l.id == id).map(ledger::is_finished),
        Kind::Pact => records.pacts.iter().find(|p| p.id == id).map(pact::is_finished),
    }
}

/// The present value of a field as text: dates and instants in their own form, choices and persons by id, a list one
/// entry a line, nothing as the empty text. `None` when there is no such record or field.
pub fn value(records: &Records, kind: Kind, id: &str, field: &str) -> Option<String> {
    match kind {
        Kind::Concern => field::read(concern::TABLE, records.concerns.iter().find(|c| c.id == id)?, field),
        Kind::Ledger => field::read(ledger::TABLE, records.ledger.iter().find(|l| l.id == id)?, field),
        Kind::Pact => field::read(pact::TABLE, records.pacts.iter().find(|p| p.id == id)?, field),
    }
}

/// What a new value is judged against.
pub struct Ground<'a> {
    /// The records as they stand, earlier corrections applied.
    pub records: &'a Records,
    /// The fixed lists of places, channels and sources.
    pub lists: Lists<'a>,
    /// Nothing that happened lies after this.
    pub now: Instant,
}

/// Judges a new value by the rules that hold at entry and answers it in its one spelling.
///
/// # Errors
/// The stable code of the rule that is broken, the same as at entry; `not_correctable` for a field outside the table.
pub fn check(ground: &Ground<'_>, kind: Kind, id: &str, field: &str, text: &str) -> Result<String, &'static str> {
    let found = fields(kind).into_iter().find(|f| f.id == field).ok_or("not_correctable")?;
    let value = field::normal(ground, &found, text)?;
    let mut changed = ground.records.clone();
    let one = Correction { kind: kind.id().to_owned(), id: id.to_owned(), field: field.to_owned(), value };
    if !put(&mut changed, kind, &one) {
        return Err("not_correctable");
    }
    let broken = match kind {
        Kind::Concern => concern::broken(ground, changed.concerns.iter().find(|c| c.id == id), field),
        Kind::Ledger => ledger::broken(ground, changed.ledger.iter().find(|l| l.id == id)),
        Kind::Pact => pact::broken(ground, changed.pacts.iter().find(|p| p.id == id)),
    };
    broken.map_or(Ok(one.value), Err)
}

/// Puts corrections onto the records, in their order. One that names no record or no field of the table is passed over:
/// it may come from a newer program.
pub fn apply(records: &mut Records, corrections: &[Correction]) {
    for one in corrections {
        if let Some(kind) = Kind::from_id(&one.kind) {
            put(records, kind, one);
        }
    }
}

fn put(records: &mut Records, kind: Kind, one: &Correction) -> bool {
    match kind {
        Kind::Concern => field::write(concern::TABLE, records.concerns.iter_mut().find(|c| c.id == one.id), one),
        Kind::Ledger => field::write(ledger::TABLE, records.ledger.iter_mut().find(|l| l.id == one.id), one),
        Kind::Pact => field::write(pact::TABLE, records.pacts.iter_mut().find(|p| p.id == one.id), one),
    }
}
