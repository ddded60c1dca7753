//! What a list shows of a concern, in pages or one by one, so that a list never reads the records behind it.

use domain::Instant;
use domain::noun::ConcernKind;

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

/// The line of one concern.
///
/// # Errors
/// Those of SQLite.
pub fn line(tx: &ReadTx<'_>, id: &str) -> Result<Option<ConcernLine>> {
    tx.one(&format!("{LINE} WHERE id = :id"), &[("id", text(id))], read)
}

/// The lines of the concerns at these places in the order of entry, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn lines(tx: &ReadTx<'_>, places: &[i64]) -> Result<Vec<ConcernLine>> {
    let places = rusqlite::types::Value::Text(serde_json::Value::from(places).to_string());
    tx.query(
        &format!("{LINE} WHERE position IN (SELECT value FROM json_each(:places)) ORDER BY position DESC"),
        &[("places", places)],
        read,
    )
}

/// The numbers of the other concerns that name one of the same pupils, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn of_same_pupils(tx: &ReadTx<'_>, id: &str) -> Result<Vec<String>> {
    let sql = "SELECT id FROM concern WHERE id <> :id AND id IN (
            SELECT concern_id FROM concern_involved
            WHERE student_id IN (SELECT student_id FROM concern_involved WHERE concern_id = :id))
        ORDER BY position DESC";
    tx.query(sql, &[("id", text(id))], |r| r.at("id"))
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
