//! A page of the list of concerns, so that a list never reads more rows than the screen shows.

use domain::Instant;
use domain::noun::ConcernKind;

use crate::cell::Cell as _;
use crate::error::Result;
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

/// Up to `limit` concerns entered before the one at `before`, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn page(tx: &ReadTx<'_>, before: Option<i64>, limit: i64) -> Result<Vec<ConcernLine>> {
    tx.query(
        "SELECT position, id, kind, title, discovered_ms, place, status, owner_id,
                (SELECT count(*) FROM concern_involved WHERE concern_id = concern.id) AS people
         FROM concern WHERE position < :before ORDER BY position DESC LIMIT :limit",
        &[("before", before.unwrap_or(i64::MAX).cell()), ("limit", limit.cell())],
        |r| {
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
        },
    )
}
