//! Changes of the roster that came as one: imports and the change of the school year, value by value, so that the newest
//! one can be taken back; and what each heading of a table was said to mean.

use std::collections::HashSet;

use domain::Instant;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// The field of a change that made its row.
pub const ENTERED: &str = "entered";

/// One import, one change of the school year, or one step of a single pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: Uuid,
    /// `students`, `guardians`, `classes`, `staff`, `rollover` or `pupil`.
    pub kind: String,
    /// The name of the file, without its place.
    pub file: Option<String>,
    /// The staff id of the person who made it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// When it was taken back.
    pub undone_at: Option<Instant>,
}

/// One value that a batch changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `student`, `staff`, `class` or `guardian`.
    pub object: String,
    /// The id of the row.
    pub id: String,
    /// The column, or [`ENTERED`].
    pub field: String,
    /// What stood there.
    pub old: Option<String>,
    /// What stands there now.
    pub new: Option<String>,
}

/// Keeps what a batch changed, in the transaction that changed it.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id or an unknown kind.
pub fn add(tx: &mut WriteTx<'_>, batch: &Batch, changes: &[Change]) -> Result<()> {
    // The batch comes last: its rows are fixed with it.
    tx.defer_references()?;
    for (position, change) in (0i64..).zip(changes) {
        tx.put(
            "roster_change",
            &[
                ("batch_id", batch.id.cell()),
                ("position", position.cell()),
                ("object", text(&change.object)),
                ("object_id", text(&change.id)),
                ("field", text(&change.field)),
                ("old_value", change.old.cell()),
                ("new_value", change.new.cell()),
            ],
        )?;
    }
    tx.put(
        "roster_batch",
        &[
            ("id", batch.id.cell()),
            ("kind", text(&batch.kind)),
            ("file", batch.file.cell()),
            ("by_id", text(&batch.by)),
            ("at_ms", batch.at.cell()),
        ],
    )
}

/// Says that a batch was taken back, and by whom.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is no such batch or it was taken back before.
pub fn undone(tx: &mut WriteTx<'_>, id: Uuid, by: &str, at: Instant) -> Result<()> {
    tx.put("roster_undo", &[("batch_id", id.cell()), ("by_id", text(by)), ("at_ms", at.cell())])
}

/// Every batch, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn batches(tx: &ReadTx<'_>) -> Result<Vec<Batch>> {
    let sql = "SELECT roster_batch.*, roster_undo.at_ms AS undone_ms FROM roster_batch
        LEFT JOIN roster_undo ON roster_undo.batch_id = roster_batch.id ORDER BY roster_batch.position DESC";
    tx.query(sql, &[], |r| {
        Ok(Batch {
            id: r.at("id")?,
            kind: r.at("kind")?,
            file: r.at("file")?,
            by: r.at("by_id")?,
            at: r.at("at_ms")?,
            undone_at: r.at("undone_ms")?,
        })
    })
}

/// What a batch changed, in the order in which it did.
///
/// # Errors
/// Those of SQLite.
pub fn changes(tx: &ReadTx<'_>, id: Uuid) -> Result<Vec<Change>> {
    let sql = "SELECT * FROM roster_change WHERE batch_id = :batch_id ORDER BY position";
    tx.query(sql, &[("batch_id", id.cell())], change)
}

/// Everything that changed one row, with the batch that did, oldest first; what was taken back is left out.
///
/// # Errors
/// Those of SQLite.
pub fn changes_of(tx: &ReadTx<'_>, object: &str, id: &str) -> Result<Vec<(Instant, String, Change)>> {
    let sql = "SELECT roster_batch.at_ms, roster_batch.by_id, roster_change.* FROM roster_change
        JOIN roster_batch ON roster_batch.id = roster_change.batch_id
        WHERE roster_change.object = :object AND roster_change.object_id = :id
            AND NOT EXISTS (SELECT 1 FROM roster_undo WHERE roster_undo.batch_id = roster_batch.id)
        ORDER BY roster_batch.position, roster_change.position";
    tx.query(sql, &[("object", text(object)), ("id", text(id))], |r| Ok((r.at("at_ms")?, r.at("by_id")?, change(r)?)))
}

fn change(r: &Row<'_>) -> Result<Change> {
    Ok(Change {
        object: r.at("object")?,
        id: r.at("object_id")?,
        field: r.at("field")?,
        old: r.at("old_value")?,
        new: r.at("new_value")?,
    })
}

/// Remembers which column of a table with these headings is which fact; `None` for a column that is not read.
///
/// # Errors
/// [`crate::Error::Constraint`] for headings of more than 4,000 characters.
pub fn remember(tx: &mut WriteTx<'_>, kind: &str, headings: &str, fields: &[Option<String>]) -> Result<()> {
    for (place, field) in (0i64..).zip(fields) {
        let row =
            [("kind", text(kind)), ("headings", text(headings)), ("place", place.cell()), ("field", field.cell())];
        let sql =
            "UPDATE roster_mapping SET kind = :kind, field = :field WHERE headings = :headings AND place = :place";
        if tx.run(sql, &row)? == 0 {
            tx.put("roster_mapping", &row)?;
        }
    }
    Ok(())
}

/// What was remembered for a table with these headings: the kind, and the meaning column by column.
///
/// # Errors
/// Those of SQLite.
pub fn remembered(tx: &ReadTx<'_>, headings: &str) -> Result<Option<(String, Vec<Option<String>>)>> {
    let sql = "SELECT kind, field FROM roster_mapping WHERE headings = :headings ORDER BY place";
    let rows: Vec<(String, Option<String>)> =
        tx.query(sql, &[("headings", text(headings))], |r| Ok((r.at("kind")?, r.at("field")?)))?;
    let kind = rows.first().map(|(kind, _)| kind.clone());
    Ok(kind.map(|kind| (kind, rows.into_iter().map(|(_, field)| field).collect())))
}

/// The ids of a table's rows that any record but the roster's own names: what such a row is called by cannot be taken back.
///
/// # Errors
/// Those of SQLite.
pub fn named(tx: &ReadTx<'_>, table: &str) -> Result<HashSet<String>> {
    let sql =
        "SELECT m.name AS child, f.\"from\" AS place FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f
        WHERE m.type = 'table' AND f.\"table\" = :named AND f.\"to\" = 'id'
            AND m.name NOT IN ('student', 'guardian', 'staff', 'roster_batch', 'roster_undo')";
    let places: Vec<(String, String)> =
        tx.query(sql, &[("named", text(table))], |r| Ok((r.at("child")?, r.at("place")?)))?;
    let mut ids = HashSet::new();
    for (child, place) in places {
        let sql = format!("SELECT DISTINCT {place} AS id FROM {child} WHERE {place} IS NOT NULL");
        ids.extend(tx.query(&sql, &[], |r| r.at::<String>("id"))?);
    }
    Ok(ids)
}
