//! Signed states of the audit log. Who rewrites the log cannot rewrite the copies of these that left the school.

use domain::Instant;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// A signed state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Rows in the log.
    pub count: u64,
    /// SHA-256 of the last row.
    pub head: [u8; 32],
    /// When it was signed.
    pub made_at: Instant,
    /// The flattened JWS that says so.
    pub jws: String,
}

/// Keeps a checkpoint of the log as it stands.
///
/// # Errors
/// [`Error::Constraint`] when the log stands elsewhere.
pub fn put(tx: &mut WriteTx<'_>, new: &Checkpoint) -> Result<()> {
    tx.put(
        "checkpoint",
        &[
            ("count", i64::try_from(new.count).unwrap_or(i64::MAX).cell()),
            ("head", new.head.to_vec().cell()),
            ("made_ms", new.made_at.cell()),
            ("jws", text(&new.jws)),
        ],
    )
}

/// The newest.
///
/// # Errors
/// Those of SQLite.
pub fn latest(tx: &ReadTx<'_>) -> Result<Option<Checkpoint>> {
    tx.one("SELECT * FROM checkpoint ORDER BY position DESC LIMIT 1", &[], read)
}

/// Every checkpoint, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Checkpoint>> {
    tx.query("SELECT * FROM checkpoint ORDER BY position", &[], read)
}

fn read(r: &Row<'_>) -> Result<Checkpoint> {
    let head: Vec<u8> = r.at("head")?;
    Ok(Checkpoint {
        count: u64::try_from(r.at::<i64>("count")?).unwrap_or(0),
        head: head.try_into().map_err(|_| Error::BadValue { column: "head".to_owned() })?,
        made_at: r.at("made_ms")?,
        jws: r.at("jws")?,
    })
}
