//! The rows: one for each content, and one for each time that it belongs to a record.

use domain::Instant;
use domain::noun::FileKind;
use vault::FileKey;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// The kinds of record that attachments belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// A concern with everything in its file.
    Concern,
    /// An item of the rectification ledger.
    Ledger,
}

impl Holder {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Concern, Self::Ledger];

    /// The word for the wire and the audit log.
    pub fn id(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Ledger => "ledger",
        }
    }

    /// The kind of this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holder| holder.id() == id)
    }

    fn table(self) -> &'static str {
        match self {
            Self::Concern => "concern_attachment",
            Self::Ledger => "ledger_attachment",
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Concern => "concern_id",
            Self::Ledger => "ledger_id",
        }
    }
}

/// A file beside the database.
pub struct StoredFile {
    /// Its name on the disk.
    pub id: String,
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// Bytes of the content.
    pub size: u64,
    /// SHA-256 of the encrypted file.
    pub stored_sha256: [u8; 32],
    /// Bytes of the encrypted file.
    pub stored_size: u64,
    /// What opens it.
    pub key: FileKey,
    /// Since when it is there.
    pub added_at: Instant,
}

/// That an attachment no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// When.
    pub at: Instant,
    /// The staff id of the person.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A file that belongs to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// The kind of record.
    pub holder: Holder,
    /// The record's number.
    pub record: String,
    /// The number of the talk, communication, report or sanction of that record that it belongs to.
    pub about: Option<String>,
    /// The file that is shown.
    pub file_id: String,
    /// The file as it was chosen, where another one is shown and it was to be kept.
    pub original_id: Option<String>,
    /// What the chosen file was.
    pub kind: FileKind,
    /// Whether a picture made from the chosen file is shown.
    pub scaled: bool,
    /// The name that the chosen file had.
    pub name: String,
    /// Where it comes from, in the words of whoever added it.
    pub source: String,
    /// What is to be seen in it.
    pub note: String,
    /// The staff id of who added it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// That it no longer counts.
    pub withdrawn: Option<Withdrawn>,
}

/// Keeps a file that lies on the disk already.
///
/// # Errors
/// [`Error::Constraint`] for a content that is kept already.
pub fn file(tx: &mut WriteTx<'_>, new: &StoredFile) -> Result<()> {
    tx.put(
        "stored_file",
        &[
            ("id", text(&new.id)),
            ("sha256", new.sha256.to_vec().cell()),
            ("size", whole(new.size).cell()),
            ("stored_sha256", new.stored_sha256.to_vec().cell()),
            ("stored_size", whole(new.stored_size).cell()),
            ("key", new.key.bytes().to_vec().cell()),
            ("added_ms", new.added_at.cell()),
        ],
    )
}

/// Adds an attachment to a record.
///
/// # Errors
/// [`Error::Locked`] for a finished record; [`Error::Constraint`] outside the bounds.
pub fn add(tx: &mut WriteTx<'_>, new: &Attachment) -> Result<()> {
    tx.put(
        new.holder.table(),
        &[
            ("id", text(&new.id)),
            (new.holder.column(), text(&new.record)),
            ("about", new.about.cell()),
            ("file_id", text(&new.file_id)),
            ("original_id", new.original_id.cell()),
            ("kind", new.kind.cell()),
            ("scaled", new.scaled.cell()),
            ("name", text(&new.name)),
            ("source", text(&new.source)),
            ("note", text(&new.note)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Withdraws an attachment: it stays and no longer counts.
///
/// # Errors
/// [`Error::Locked`] for a finished record and for what was withdrawn before; [`Error::NotFound`].
pub fn withdraw(tx: &mut WriteTx<'_>, holder: Holder, id: &str, withdrawn: &Withdrawn) -> Result<()> {
    tx.set(
        holder.table(),
        ("id", text(id)),
        &[
            ("voided_ms", withdrawn.at.cell()),
            ("voided_by", text(&withdrawn.by)),
            ("voided_reason", text(&withdrawn.reason)),
        ],
    )
}

/// The attachments of one record in the order of their entry.
///
/// # Errors
/// Those of SQLite.
pub fn of(tx: &ReadTx<'_>, holder: Holder, record: &str) -> Result<Vec<Attachment>> {
    let sql = format!("SELECT * FROM {} WHERE {} = :record ORDER BY position", holder.table(), holder.column());
    tx.query(&sql, &[("record", text(record))], |r| attachment(r, holder))
}

/// Every attachment.
///
/// # Errors
/// Those of SQLite.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<Attachment>> {
    let mut found = Vec::new();
    for holder in Holder::ALL {
        let sql = format!("SELECT * FROM {} ORDER BY position", holder.table());
        found.extend(tx.query(&sql, &[], |r| attachment(r, holder))?);
    }
    Ok(found)
}

/// One attachment.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Attachment>> {
    for holder in Holder::ALL {
        let sql = format!("SELECT * FROM {} WHERE id = :id", holder.table());
        if let Some(found) = tx.one(&sql, &[("id", text(id))], |r| attachment(r, holder))? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The file that holds a content, if it is kept.
///
/// # Errors
/// Those of SQLite.
pub fn by_content(tx: &ReadTx<'_>, sha256: &[u8; 32]) -> Result<Option<StoredFile>> {
    tx.one("SELECT * FROM stored_file WHERE sha256 = :sha256", &[("sha256", sha256.to_vec().cell())], stored)
}

/// Every file, in the order of entry; `id` picks one.
///
/// # Errors
/// Those of SQLite.
pub fn files(tx: &ReadTx<'_>, id: Option<&str>) -> Result<Vec<StoredFile>> {
    match id {
        Some(id) => tx.query("SELECT * FROM stored_file WHERE id = :id", &[("id", text(id))], stored),
        None => tx.query("SELECT * FROM stored_file ORDER BY position", &[], stored),
    }
}

/// How many files there are, and the bytes that they take on the disk. A database of an earlier schema has none.
///
/// # Errors
/// Those of SQLite.
pub fn total(tx: &ReadTx<'_>) -> Result<(u64, u64)> {
    let sql = "SELECT count(*) AS files, coalesce(sum(stored_size), 0) AS bytes FROM stored_file";
    let read = |column: &str, r: &Row<'_>| r.at::<i64>(column).map(|n| u64::try_from(n).unwrap_or(0));
    tx.one(sql, &[], |r| Ok((read("files", r)?, read("bytes", r)?))).map(Option::unwrap_or_default)
}

fn attachment(r: &Row<'_>, holder: Holder) -> Result<Attachment> {
    let withdrawn = match (r.at("voided_ms")?, r.at("voided_by")?, r.at("voided_reason")?) {
        (Some(at), Some(by), Some(reason)) => Some(Withdrawn { at, by, reason }),
        _ => None,
    };
    Ok(Attachment {
        id: r.at("id")?,
        holder,
        record: r.at(holder.column())?,
        about: r.at("about")?,
        file_id: r.at("file_id")?,
        original_id: r.at("original_id")?,
        kind: r.at("kind")?,
        scaled: r.at("scaled")?,
        name: r.at("name")?,
        source: r.at("source")?,
        note: r.at("note")?,
        by: r.at("by_id")?,
        at: r.at("at_ms")?,
        withdrawn,
    })
}

fn stored(r: &Row<'_>) -> Result<StoredFile> {
    let bad = |column: &str| Error::BadValue { column: column.to_owned() };
    let size = |column: &str| u64::try_from(r.at::<i64>(column)?).map_err(|_| bad(column));
    let hash = |column: &str| r.at::<Vec<u8>>(column)?.try_into().map_err(|_| bad(column));
    let key = zeroize::Zeroizing::new(r.at::<Vec<u8>>("key")?);
    Ok(StoredFile {
        id: r.at("id")?,
        sha256: hash("sha256")?,
        size: size("size")?,
        stored_sha256: hash("stored_sha256")?,
        stored_size: size("stored_size")?,
        key: FileKey::from_bytes(&key).ok_or_else(|| bad("key"))?,
        added_at: r.at("added_ms")?,
    })
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
