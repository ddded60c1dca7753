//! 更正: what a field of a finished record reads instead, and why. The record's own row never changes.

use domain::Instant;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// A correction of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: Uuid,
    /// The table of the record.
    pub object_kind: String,
    /// Its number.
    pub object_id: String,
    /// The field.
    pub field: String,
    /// What it read until now.
    pub old: String,
    /// What it reads from now on.
    pub new: String,
    /// Why.
    pub reason: String,
    /// The staff id of the person.
    pub by: String,
    /// When.
    pub at: Instant,
}

impl Correction {
    /// What it changes.
    pub fn applied(self) -> domain::correction::Correction {
        domain::correction::Correction {
            kind: self.object_kind,
            id: self.object_id,
            field: self.field,
            value: self.new,
        }
    }
}

/// Keeps a correction, and lets a concern be found by it.
///
/// # Errors
/// [`crate::Error::Constraint`] when the record is not finished, or was voided.
pub fn add(tx: &mut WriteTx<'_>, new: &Correction) -> Result<()> {
    tx.put(
        "correction",
        &[
            ("id", new.id.cell()),
            ("object_kind", text(&new.object_kind)),
            ("object_id", text(&new.object_id)),
            ("field", text(&new.field)),
            ("old_value", text(&new.old)),
            ("new_value", text(&new.new)),
            ("reason", text(&new.reason)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// The corrections of one record, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn about(tx: &ReadTx<'_>, object_kind: &str, object_id: &str) -> Result<Vec<Correction>> {
    tx.query(
        "SELECT * FROM correction WHERE object_kind = :kind AND object_id = :id ORDER BY position",
        &[("kind", text(object_kind)), ("id", text(object_id))],
        read,
    )
}

/// Every correction, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<Correction>> {
    tx.query("SELECT * FROM correction ORDER BY position", &[], read)
}

fn read(r: &Row<'_>) -> Result<Correction> {
    Ok(Correction {
        id: r.at("id")?,
        object_kind: r.at("object_kind")?,
        object_id: r.at("object_id")?,
        field: r.at("field")?,
        old: r.at("old_value")?,
        new: r.at("new_value")?,
        reason: r.at("reason")?,
        by: r.at("by_id")?,
        at: r.at("at_ms")?,
    })
}
