//! Sealed texts: kept as ciphertext, never searched, never in [`crate::read_all`]. A later text replaces an earlier one and
//! both stay.

use domain::Instant;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// A text to keep.
#[derive(Clone, Copy)]
pub struct NewSealed<'a> {
    /// Its id, to which the ciphertext is bound.
    pub id: Uuid,
    /// The table of the record it belongs to.
    pub object_kind: &'a str,
    /// The number of that record.
    pub object_id: &'a str,
    /// What it is, in the clear; names nobody.
    pub label: &'a str,
    /// The text it replaces.
    pub supersedes: Option<Uuid>,
    /// The staff id of the writer.
    pub written_by: &'a str,
    /// When.
    pub written_at: Instant,
    /// Nonce, ciphertext and tag.
    pub content: &'a [u8],
}

/// Everything about a text but its content.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of NewSealed")]
pub struct SealedHead {
    pub id: Uuid,
    pub object_kind: String,
    pub object_id: String,
    pub label: String,
    pub supersedes: Option<Uuid>,
    pub written_by: String,
    pub written_at: Instant,
}

/// A text as it is kept.
pub struct SealedText {
    /// Everything else.
    pub head: SealedHead,
    /// Nonce, ciphertext and tag.
    pub content: Vec<u8>,
}

/// Keeps a text.
///
/// # Errors
/// [`crate::Error::Constraint`] when the text it replaces was replaced already.
pub fn put(tx: &mut WriteTx<'_>, new: &NewSealed<'_>) -> Result<()> {
    tx.put(
        "sealed_text",
        &[
            ("id", new.id.cell()),
            ("object_kind", text(new.object_kind)),
            ("object_id", text(new.object_id)),
            ("label", text(new.label)),
            ("supersedes", new.supersedes.cell()),
            ("written_by", text(new.written_by)),
            ("written_ms", new.written_at.cell()),
            ("content", new.content.to_vec().cell()),
        ],
    )
}

/// The texts of one record, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn about(tx: &ReadTx<'_>, object_kind: &str, object_id: &str) -> Result<Vec<SealedHead>> {
    tx.query(
        "SELECT * FROM sealed_text WHERE object_kind = :kind AND object_id = :id ORDER BY position",
        &[("kind", text(object_kind)), ("id", text(object_id))],
        head,
    )
}

/// One text with its content.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: Uuid) -> Result<Option<SealedText>> {
    tx.one("SELECT * FROM sealed_text WHERE id = :id", &[("id", id.cell())], |r| {
        Ok(SealedText { head: head(r)?, content: r.at("content")? })
    })
}

/// The ids of all texts.
///
/// # Errors
/// Those of SQLite.
pub fn ids(tx: &ReadTx<'_>) -> Result<Vec<Uuid>> {
    tx.query("SELECT id FROM sealed_text ORDER BY position", &[], |r| r.at("id"))
}

fn head(r: &Row<'_>) -> Result<SealedHead> {
    Ok(SealedHead {
        id: r.at("id")?,
        object_kind: r.at("object_kind")?,
        object_id: r.at("object_id")?,
        label: r.at("label")?,
        supersedes: r.at("supersedes")?,
        written_by: r.at("written_by")?,
        written_at: r.at("written_ms")?,
    })
}
