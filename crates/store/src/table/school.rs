//! The school itself.

use domain::noun::School;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Column;
use crate::tx::{ReadTx, WriteTx};

/// Enters it; there is one.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is one already, or a value is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &School) -> Result<()> {
    tx.put("school", &[("one", 1.cell())].into_iter().chain(columns(new)).collect::<Vec<_>>())
}

/// Changes it.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, changed: &School) -> Result<()> {
    tx.set("school", ("one", 1.cell()), &columns(changed))
}

/// It, where it was entered.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<School>> {
    tx.single("school", |r| {
        Ok(School {
            name: r.at("name")?,
            short: r.at("short")?,
            school_code: r.at("school_code")?,
            note: r.at("note")?,
            principal_id: r.at("principal_id")?,
            class_count: r.at("class_count")?,
            staff_total: r.at("staff_total")?,
            doc_prefix: r.at("doc_prefix")?,
            seal_note: r.at("seal_note")?,
        })
    })
}

fn columns(row: &School) -> [Column; 9] {
    [
        ("name", row.name.cell()),
        ("short", row.short.cell()),
        ("school_code", row.school_code.cell()),
        ("note", row.note.cell()),
        ("principal_id", row.principal_id.cell()),
        ("class_count", row.class_count.cell()),
        ("staff_total", row.staff_total.cell()),
        ("doc_prefix", row.doc_prefix.cell()),
        ("seal_note", row.seal_note.cell()),
    ]
}
