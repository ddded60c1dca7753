//! Texts of a packet in which a pupil's name was confirmed to be an ordinary word. Only digests are kept: neither the word
//! nor the text stands here, and a changed text or another name has another digest.

use domain::Instant;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// One confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// The pupil whose name the word is.
    pub student_id: String,
    /// SHA-256 over the word and the whole text.
    pub digest: [u8; 32],
    /// Why, in the words of the person.
    pub reason: String,
    /// The staff id of the person.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Keeps a confirmation.
///
/// # Errors
/// [`Error::Constraint`] for an unknown pupil, or when it is kept already.
pub fn add(tx: &mut WriteTx<'_>, new: &Clearance) -> Result<()> {
    tx.put(
        "name_clearance",
        &[
            ("student_id", text(&new.student_id)),
            ("digest", new.digest.to_vec().cell()),
            ("reason", text(&new.reason)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Every confirmation, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<Clearance>> {
    tx.query("SELECT * FROM name_clearance ORDER BY position", &[], read)
}

fn read(r: &Row<'_>) -> Result<Clearance> {
    let digest = r.at::<Vec<u8>>("digest")?;
    Ok(Clearance {
        student_id: r.at("student_id")?,
        digest: digest.try_into().map_err(|_| Error::BadValue { column: "digest".to_owned() })?,
        reason: r.at("reason")?,
        by: r.at("by_id")?,
        at: r.at("at_ms")?,
    })
}
