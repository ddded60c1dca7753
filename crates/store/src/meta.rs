//! Whose database it is, which packet epoch runs, and the newest keys file it was opened with.

use domain::Instant;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::open::NewHome;
use crate::tx::{ReadTx, WriteTx};

/// Writes the first rows of a new database; its first epoch begins now.
pub(crate) fn begin(tx: &mut WriteTx<'_>, new: NewHome, now: Instant) -> Result<()> {
    tx.put(
        "meta",
        &[
            ("one", 1.cell()),
            ("home_uuid", new.home.to_string().cell()),
            ("created_ms", now.cell()),
            ("practice", new.practice.cell()),
        ],
    )?;
    crate::setting::begin(tx)?;
    tx.put(
        "epoch",
        &[("epoch", epoch_of(now).cell()), ("begun_ms", now.cell()), ("reason", "first_start".to_owned().cell())],
    )
}

/// Refuses a database that another home's keys happen to open.
pub(crate) fn belongs_to(tx: &ReadTx<'_>, home: Uuid) -> Result<()> {
    let found: Option<String> = tx.one("SELECT home_uuid FROM meta", &[], |r| r.at("home_uuid"))?;
    if found.as_deref() == Some(home.to_string().as_str()) { Ok(()) } else { Err(Error::OtherHome) }
}

/// Whether this is a practice or demo home: its papers and packets all say so.
///
/// # Errors
/// Those of SQLite.
pub fn is_practice(tx: &ReadTx<'_>) -> Result<bool> {
    tx.one("SELECT practice FROM meta", &[], |r| r.at("practice"))?.ok_or(Error::NotFound { table: "meta" })
}

/// The epoch in which packets are numbered now: 14 digits, the UTC time at which it began.
///
/// # Errors
/// Those of SQLite.
pub fn epoch(tx: &ReadTx<'_>) -> Result<String> {
    tx.one("SELECT epoch FROM epoch ORDER BY position DESC LIMIT 1", &[], |r| r.at("epoch"))?
        .ok_or(Error::NotFound { table: "epoch" })
}

/// The epoch and when it began.
///
/// # Errors
/// Those of SQLite.
pub fn epoch_begun(tx: &ReadTx<'_>) -> Result<(String, Instant)> {
    let sql = "SELECT epoch, begun_ms FROM epoch ORDER BY position DESC LIMIT 1";
    tx.one(sql, &[], |r| Ok((r.at("epoch")?, r.at("begun_ms")?)))?.ok_or(Error::NotFound { table: "epoch" })
}

/// Begins a new epoch, as every restore of a backup must: a restored school would otherwise give out numbers again that
/// the bureau has already seen. Answers the new epoch, whose packets start at 1.
///
/// # Errors
/// [`Error::Constraint`] when an epoch began in the same second.
pub fn begin_epoch(tx: &mut WriteTx<'_>, now: Instant) -> Result<String> {
    let epoch = epoch_of(now);
    tx.put("epoch", &[("epoch", epoch.cell()), ("begun_ms", now.cell()), ("reason", "restore".to_owned().cell())])?;
    Ok(epoch)
}

/// `YYYYMMDDHHMMSS` in UTC.
fn epoch_of(now: Instant) -> String {
    now.at().naive_utc().format("%Y%m%d%H%M%S").to_string()
}

/// What is remembered of the keys file: its generation and digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeysSeen {
    /// Rises with every change of the file.
    pub generation: u64,
    /// SHA-256 over its content.
    pub digest: [u8; 32],
}

/// The newest keys file this database was opened with; an older one beside it now is a rollback. `None` before the first.
///
/// # Errors
/// Those of SQLite.
pub fn keys_seen(tx: &ReadTx<'_>) -> Result<Option<KeysSeen>> {
    tx.one("SELECT generation, digest FROM keys_seen", &[], |r| {
        let digest: Vec<u8> = r.at("digest")?;
        Ok(KeysSeen {
            generation: u64::try_from(r.at::<i64>("generation")?).unwrap_or(0),
            digest: digest.try_into().map_err(|_| Error::BadValue { column: "digest".into() })?,
        })
    })
}

/// Remembers the keys file.
///
/// # Errors
/// Those of SQLite.
pub fn see_keys(tx: &mut WriteTx<'_>, keys: KeysSeen, now: Instant) -> Result<()> {
    let generation = i64::try_from(keys.generation).unwrap_or(i64::MAX);
    tx.run(
        "INSERT INTO keys_seen (one, generation, digest, seen_ms) VALUES (1, :generation, :digest, :seen_ms)
         ON CONFLICT (one) DO UPDATE SET generation = :generation, digest = :digest, seen_ms = :seen_ms",
        &[("generation", generation.cell()), ("digest", keys.digest.to_vec().cell()), ("seen_ms", now.cell())],
    )?;
    Ok(())
}
