//! The index itself: which concerns wait for their place in it, and how they get there.
//!
//! Triggers of the database put a concern among the waiting whenever one of its texts is written, whoever writes it. A
//! search reads the texts of the few that wait; a transaction that leaves too many enters them: one by one each would
//! cost as many pages as the record, together they share them.

use super::letters;
use super::texts::{self, Texts};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};

/// How many concerns may wait for their place in the index.
pub(super) const WAITING: i64 = 64;
/// How many are entered at a time when more have to be, which bounds the memory that takes.
const AT_ONCE: i64 = 512;

/// Whether more concerns wait than a search should read, as after an upgrade.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn lags(tx: &ReadTx<'_>) -> Result<bool> {
    let sql = "SELECT count(*) AS n FROM (SELECT 1 FROM search_waiting LIMIT :most)";
    let n: i64 = tx.one(sql, &[("most", (WAITING + 1).cell())], |r| r.at("n"))?.unwrap_or_default();
    Ok(n > WAITING)
}

/// Enters the waiting concerns when there are too many of them: at the end of every transaction that writes.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn settle(tx: &mut WriteTx<'_>) -> Result<()> {
    if lags(tx)? { catch_up(tx) } else { Ok(()) }
}

/// The places in the order of entry of up to `limit` concerns that wait.
pub(super) fn waiting(tx: &ReadTx<'_>, limit: i64) -> Result<Vec<i64>> {
    let sql = "SELECT position FROM search_waiting ORDER BY position LIMIT :limit";
    tx.query(sql, &[("limit", limit.cell())], |r| r.at("position"))
}

/// Enters every concern that waits.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn catch_up(tx: &mut WriteTx<'_>) -> Result<()> {
    loop {
        let next = waiting(tx, AT_ONCE)?;
        let Some(last) = next.last() else { return Ok(()) };
        // In the order of their numbers and with no other statement between, so that the index keeps what is new in memory.
        for found in texts::texts(tx, &next)? {
            put(tx, &found)?;
        }
        tx.run("DELETE FROM search_waiting WHERE position <= :last", &[("last", last.cell())])?;
    }
}

/// Puts the letters of a concern at its place in the index.
fn put(tx: &mut WriteTx<'_>, new: &Texts) -> Result<()> {
    let letters = letters::pairs(new.parts.iter().map(|part| part.text.as_str()));
    tx.run(
        "INSERT OR REPLACE INTO search (rowid, letters) VALUES (:position, :letters)",
        &[("position", new.position.cell()), ("letters", text(&letters))],
    )?;
    Ok(())
}

/// Makes the index again from the records.
///
/// # Errors
/// Those of SQLite.
pub fn rebuild(tx: &mut WriteTx<'_>) -> Result<()> {
    tx.run("INSERT INTO search (search) VALUES ('delete-all')", &[])?;
    tx.run("INSERT OR IGNORE INTO search_waiting (position) SELECT position FROM concern", &[])?;
    catch_up(tx)
}
