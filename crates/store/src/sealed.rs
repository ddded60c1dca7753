//! Sealed texts: kept as ciphertext, never searched, never in [`crate::read_all`]. A later text replaces an earlier one and
//! both stay.

use domain::Instant;
use uuid::Uuid;
use vault::SealedPlace;

use crate::cell::Cell as _;
use crate::draft::Draft;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// The action of the log with which every text of the first form was bound to its place. From that row on none of that
/// form is opened any more: it could only have been put back by hand. A home that never had one says so in its first row
/// (`home.make` with `sealed_bound`).
pub const BIND: &str = "sealed.bind";
/// How the content of a draft of the first form begins.
const FIRST_DRAFT: &str = "sealed-draft-v1:%";

/// A text to keep.
#[derive(Clone, Copy)]
pub struct NewSealed<'a> {
    /// Its id. With everything else here but the content it is what the ciphertext is bound to.
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

impl SealedHead {
    /// What the ciphertext is bound to.
    #[must_use]
    pub fn place(&self) -> SealedPlace<'_> {
        SealedPlace::Text {
            id: self.id,
            object_kind: &self.object_kind,
            object_id: &self.object_id,
            label: &self.label,
            supersedes: self.supersedes,
            written_by: &self.written_by,
            written_ms: self.written_at.ms(),
        }
    }
}

impl NewSealed<'_> {
    /// What the ciphertext is to be bound to.
    #[must_use]
    pub fn place(&self) -> SealedPlace<'_> {
        SealedPlace::Text {
            id: self.id,
            object_kind: self.object_kind,
            object_id: self.object_id,
            label: self.label,
            supersedes: self.supersedes,
            written_by: self.written_by,
            written_ms: self.written_at.ms(),
        }
    }
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

/// Every text with its content, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<SealedText>> {
    tx.query("SELECT * FROM sealed_text ORDER BY position", &[], |r| {
        Ok(SealedText { head: head(r)?, content: r.at("content")? })
    })
}

/// Whether every text and draft of the first form was bound to its place, so that none of that form may be opened.
///
/// # Errors
/// Those of SQLite.
pub fn all_bound(tx: &ReadTx<'_>) -> Result<bool> {
    let sql = "SELECT 1 FROM audit WHERE action = :bind
        OR (action = 'home.make' AND instr(',' || detail || ',', ',sealed_bound,') > 0) LIMIT 1";
    let row = tx.one(sql, &[("bind", text(BIND))], |r| r.first::<i64>())?;
    Ok(row.is_some())
}

/// Seals again what is sealed inside the database.
pub trait Reseal {
    /// A text with its old content; `bound` says that none of the first form may be opened. `None` when it cannot be.
    fn text(&mut self, text: &SealedText, bound: bool) -> Option<Vec<u8>>;
    /// The draft of a sealed text; `None` when it cannot be opened.
    fn draft(&mut self, draft: &Draft, bound: bool) -> Option<String>;
}

/// How many were bound, and how many could not be opened and stay as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bound {
    /// Texts.
    pub texts: u64,
    /// Drafts.
    pub drafts: u64,
    /// Those that do not open.
    pub left: u64,
}

/// Binds every text and draft of the first form to its place. The caller writes [`BIND`] into the log in the same
/// transaction.
///
/// # Errors
/// Those of SQLite.
pub fn bind_all(tx: &mut WriteTx<'_>, seal: &mut dyn Reseal) -> Result<Bound> {
    let mut done = Bound::default();
    let mut renewed = Vec::new();
    for kept in all(tx)?.iter().filter(|kept| !vault::is_bound(&kept.content)) {
        match seal.text(kept, false) {
            Some(content) => renewed.push((kept.head.id, content)),
            None => done.left = done.left.saturating_add(1),
        }
    }
    done.texts = u64::try_from(renewed.len()).unwrap_or(u64::MAX);
    exchange(tx, &renewed)?;
    for kept in crate::draft::sealed(tx, FIRST_DRAFT)? {
        match seal.draft(&kept, false) {
            Some(content) => {
                crate::draft::reseal(tx, &kept, &content)?;
                done.drafts = done.drafts.saturating_add(1);
            }
            None => done.left = done.left.saturating_add(1),
        }
    }
    Ok(done)
}

/// Puts new ciphertexts in place of old ones. The lock of the table comes off for that and is put back as it was, inside
/// the one transaction.
pub(crate) fn exchange(tx: &mut WriteTx<'_>, renewed: &[(Uuid, Vec<u8>)]) -> Result<()> {
    const LOCK: &str = "sealed_text_no_update";
    if renewed.is_empty() {
        return Ok(());
    }
    let sql = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name";
    let lock: Option<String> = tx.one(sql, &[("name", text(LOCK))], |r| r.at("sql"))?;
    tx.conn.execute_batch(&format!("DROP TRIGGER IF EXISTS {LOCK}"))?;
    for (id, content) in renewed {
        tx.run(
            "UPDATE sealed_text SET content = :content WHERE id = :id",
            &[("content", content.cell()), ("id", id.cell())],
        )?;
    }
    if let Some(lock) = lock {
        // The text comes out of a file that others may have written: one statement, and no second one behind it.
        tx.conn.execute(&lock, [])?;
    }
    Ok(())
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
