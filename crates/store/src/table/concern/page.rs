//! What a list shows of a concern, in pages or one by one, so that a list never reads the records behind it.

use domain::Instant;
use domain::noun::ConcernKind;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::ReadTx;

/// What a list shows of a concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernLine {
    /// Place in the order of entry; the next page begins below the last line's.
    pub position: i64,
    /// Its number.
    pub id: String,
    /// Sign, hazard or suspected incident.
    pub kind: ConcernKind,
    /// Its title.
    pub title: String,
    /// When it was noticed.
    pub discovered_at: Instant,
    /// Where it happened.
    pub place: String,
    /// The id of its state.
    pub status: String,
    /// How many pupils are involved.
    pub people: i64,
    /// The person in charge.
    pub owner_id: String,
}

/// The columns of a line.
const LINE: &str = "SELECT position, id, kind, title, discovered_ms, place, status, owner_id,
        (SELECT count(*) FROM concern_involved WHERE concern_id = concern.id) AS people
    FROM concern";

/// Up to `limit` concerns entered before the one at `before`, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn page(tx: &ReadTx<'_>, before: Option<i64>, limit: i64) -> Result<Vec<ConcernLine>> {
    tx.query(
        &format!("{LINE} WHERE position < :before ORDER BY position DESC LIMIT :limit"),
        &[("before", before.unwrap_or(i64::MAX).cell()), ("limit", limit.cell())],
        read,
    )
}

/// The line of one concern.
///
/// # Errors
/// Those of SQLite.
pub fn line(tx: &ReadTx<'_>, id: &str) -> Result<Option<ConcernLine>> {
    tx.one(&format!("{LINE} WHERE id = :id"), &[("id", text(id))], read)
}

fn read(r: &Row<'_>) -> Result<ConcernLine> {
    Ok(ConcernLine {
        position: r.at("position")?,
        id: r.at("id")?,
        kind: r.at("kind")?,
        title: r.at("title")?,
        discovered_at: r.at("discovered_ms")?,
        place: r.at("place")?,
        status: r.at("status")?,
        people: r.at("people")?,
        owner_id: r.at("owner_id")?,
    })
}
