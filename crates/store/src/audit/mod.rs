//! The audit log: who did what to which record, each row bound to the row before it by a hash.
//!
//! Field names are kept, never values, so that erasing a pupil's data one day does not break the chain. Triggers refuse
//! every change and every row that does not continue the chain. Who holds the key can still rewrite the tail: therefore
//! [`head`] goes into every packet, backup and printed page.

mod examine;
mod page;

use domain::Instant;
use sha2::{Digest as _, Sha256};

use crate::cell::Cell as _;
use crate::digest::WORD;
use crate::error::{Error, Result};
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

pub use examine::{Anchor, Finding, compare, examine};
pub use page::{Filter, actions, actors, count, kinds, page};

/// Separates these hashes from all others.
const DOMAIN: &[u8] = b"anmiao-audit-v1";
/// Begins the word that binds a reason to its row.
const REASON: &str = "reason_";
/// A row of the log with its reason.
const ROWS: &str = "SELECT audit.*, audit_reason.reason FROM audit LEFT JOIN audit_reason USING (seq)";

/// What happened.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// When, by the program's clock.
    pub at: Instant,
    /// The staff id of the person, or `system`.
    pub actor: &'a str,
    /// What was done: lower-case words with `_` and `.`, for example `concern.record`.
    pub action: &'a str,
    /// The table of the record, for example `concern`; empty is refused.
    pub object_kind: &'a str,
    /// The number or id of the record; empty where the action has no single record.
    pub object_id: &'a str,
    /// The names of the fields that were set or changed, in lower case.
    pub fields: &'a [&'a str],
}

/// How long the log is and the hash of its last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Rows in the log.
    pub count: u64,
    /// SHA-256 of the last row; 32 zero bytes for an empty log.
    pub hash: [u8; 32],
}

impl Head {
    /// The hash as 64 lower-case hexadecimal digits; the first 16 stand in the footer of every page.
    pub fn hex(&self) -> String {
        hex(&self.hash)
    }
}

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of Entry")]
pub struct Logged {
    /// Place in the log, from 1.
    pub seq: i64,
    pub at: Instant,
    pub actor: String,
    pub action: String,
    pub object_kind: String,
    pub object_id: String,
    pub fields: Vec<String>,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
    /// The hash of the row before.
    pub prev: [u8; 32],
    /// The hash of this row.
    pub hash: [u8; 32],
}

/// Adds a row, in the transaction of the change it tells of.
///
/// # Errors
/// [`Error::Constraint`] when a word is not of the allowed letters, which also keeps values out of the log.
pub fn append(tx: &mut WriteTx<'_>, entry: &Entry<'_>) -> Result<Head> {
    let before = head(tx)?;
    let seq = i64::try_from(before.count).unwrap_or(i64::MAX).saturating_add(1);
    let detail = entry.fields.join(",");
    let hash = digest(seq, entry, &detail, &before.hash);
    tx.put(
        "audit",
        &[
            ("seq", seq.cell()),
            ("at_ms", entry.at.cell()),
            ("actor", text(entry.actor)),
            ("action", text(entry.action)),
            ("object_kind", text(entry.object_kind)),
            ("object_id", text(entry.object_id)),
            ("detail", text(&detail)),
            ("prev", before.hash.to_vec().cell()),
            ("hash", hash.to_vec().cell()),
        ],
    )?;
    Ok(Head { count: before.count + 1, hash })
}

/// Adds a row with a reason in a person's words, whose SHA-256 stands among the row's field names.
///
/// # Errors
/// As [`append`]; [`Error::Constraint`] for an empty reason or one over 400 code points.
pub fn append_with_reason(tx: &mut WriteTx<'_>, entry: &Entry<'_>, reason: &str) -> Result<Head> {
    let bound = reason_word(reason);
    let fields: Vec<&str> = entry.fields.iter().copied().chain([bound.as_str()]).collect();
    let head = append(tx, &Entry { fields: &fields, ..*entry })?;
    let seq = i64::try_from(head.count).unwrap_or(i64::MAX);
    tx.put("audit_reason", &[("seq", seq.cell()), ("reason", text(reason))])?;
    Ok(head)
}

/// The word that binds a reason to its row.
fn reason_word(reason: &str) -> String {
    format!("{REASON}{}", hex(&Sha256::digest(reason.as_bytes())))
}

/// The end of the log.
///
/// # Errors
/// Those of SQLite.
pub fn head(tx: &ReadTx<'_>) -> Result<Head> {
    let last = tx.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", &[], |r| {
        Ok(Head { count: u64::try_from(r.at::<i64>("seq")?).unwrap_or(0), hash: hash_at(r, "hash")? })
    })?;
    Ok(last.unwrap_or(Head { count: 0, hash: [0; 32] }))
}

/// The latest instant of the rows since a clock that stood back was last accepted at a login.
///
/// # Errors
/// Those of SQLite.
pub fn latest_at(tx: &ReadTx<'_>) -> Result<Option<Instant>> {
    tx.one(
        "SELECT at_ms FROM audit WHERE seq >= coalesce((SELECT seq FROM audit WHERE action = 'home.login'
             AND instr(detail, 'clock_back') > 0 ORDER BY seq DESC LIMIT 1), 0) ORDER BY at_ms DESC LIMIT 1",
        &[],
        |r| r.at("at_ms"),
    )
}

/// Up to `limit` rows after the row `after`.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>, after: i64, limit: i64) -> Result<Vec<Logged>> {
    tx.query(
        &format!("{ROWS} WHERE seq > :after ORDER BY seq LIMIT :limit"),
        &[("after", after.cell()), ("limit", limit.cell())],
        logged,
    )
}

/// The rows about one record, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn about(tx: &ReadTx<'_>, object_kind: &str, object_id: &str) -> Result<Vec<Logged>> {
    tx.query(
        &format!("{ROWS} WHERE object_kind = :kind AND object_id = :id ORDER BY seq"),
        &[("kind", text(object_kind)), ("id", text(object_id))],
        logged,
    )
}

fn logged(r: &Row<'_>) -> Result<Logged> {
    let detail: String = r.at("detail")?;
    let fields =
        detail.split(',').filter(|word| !word.is_empty() && !word.starts_with(REASON) && !word.starts_with(WORD));
    Ok(Logged {
        seq: r.at("seq")?,
        at: r.at("at_ms")?,
        actor: r.at("actor")?,
        action: r.at("action")?,
        object_kind: r.at("object_kind")?,
        object_id: r.at("object_id")?,
        fields: fields.map(str::to_owned).collect(),
        reason: r.at("reason")?,
        prev: hash_at(r, "prev")?,
        hash: hash_at(r, "hash")?,
    })
}

fn hash_at(r: &Row<'_>, column: &str) -> Result<[u8; 32]> {
    r.at::<Vec<u8>>(column)?.try_into().map_err(|_| Error::BadValue { column: column.to_owned() })
}

/// SHA-256 over the fields, each preceded by its length as eight bytes, so that no two rows share an encoding.
fn digest(seq: i64, entry: &Entry<'_>, detail: &str, prev: &[u8; 32]) -> [u8; 32] {
    let words = [entry.actor, entry.action, entry.object_kind, entry.object_id, detail].map(str::as_bytes);
    digest_of(seq, entry.at.ms(), words, prev)
}

/// The same over the fields as they lie in the row.
fn digest_of(seq: i64, at_ms: i64, words: [&[u8]; 5], prev: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    field(DOMAIN);
    field(&seq.to_be_bytes());
    field(&at_ms.to_be_bytes());
    words.into_iter().for_each(&mut field);
    field(prev);
    hash.finalize().into()
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
