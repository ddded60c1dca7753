//! 作废: a record that no longer counts. Its row stays, with the reason.

use domain::Instant;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Why a record no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voiding {
    /// The table of the record.
    pub object_kind: String,
    /// Its number.
    pub object_id: String,
    /// Why.
    pub reason: String,
    /// The staff id of the person.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Voids a record.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is no such record, or it was voided already.
pub fn add(tx: &mut WriteTx<'_>, new: &Voiding) -> Result<()> {
    tx.put(
        "voiding",
        &[
            ("object_kind", text(&new.object_kind)),
            ("object_id", text(&new.object_id)),
            ("reason", text(&new.reason)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Whether and why one record was voided.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, object_kind: &str, object_id: &str) -> Result<Option<Voiding>> {
    tx.one(
        "SELECT * FROM voiding WHERE object_kind = :kind AND object_id = :id",
        &[("kind", text(object_kind)), ("id", text(object_id))],
        read,
    )
}

/// Every voided record.
///
/// # Errors
/// Those of SQLite.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<Voiding>> {
    tx.query("SELECT * FROM voiding ORDER BY position", &[], read)
}

fn read(r: &Row<'_>) -> Result<Voiding> {
    Ok(Voiding {
        object_kind: r.at("object_kind")?,
        object_id: r.at("object_id")?,
        reason: r.at("reason")?,
        by: r.at("by_id")?,
        at: r.at("at_ms")?,
    })
}
