//! Whom to call for a pupil. No packet and no paper reads this table.

use domain::noun::GuardianContact;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a contact.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a pupil who is not there, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &GuardianContact) -> Result<()> {
    let key = [("id", new.id.cell()), ("student_id", new.student_id.cell())];
    tx.put("guardian", &key.into_iter().chain(columns(new)).collect::<Vec<_>>())
}

/// Changes what stands about a contact; whose it is stays.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, contact: &GuardianContact) -> Result<()> {
    tx.set("guardian", ("id", contact.id.cell()), &columns(contact))
}

/// Every contact, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<GuardianContact>> {
    tx.rows("guardian", Of::All, row)
}

/// One contact.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<GuardianContact>> {
    Ok(tx.rows("guardian", Of::One(id), row)?.into_iter().next())
}

/// The contacts of one pupil, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn of_student(tx: &ReadTx<'_>, student_id: &str) -> Result<Vec<GuardianContact>> {
    let sql = "SELECT * FROM guardian WHERE student_id = :student_id ORDER BY position";
    tx.query(sql, &[("student_id", text(student_id))], row)
}

fn columns(contact: &GuardianContact) -> [Column; 4] {
    [
        ("name", contact.name.cell()),
        ("relation", contact.relation.cell()),
        ("phone", contact.phone.cell()),
        ("until_on", contact.until_on.cell()),
    ]
}

fn row(r: &Row<'_>) -> Result<GuardianContact> {
    Ok(GuardianContact {
        id: r.at("id")?,
        student_id: r.at("student_id")?,
        name: r.at("name")?,
        relation: r.at("relation")?,
        phone: r.at("phone")?,
        until_on: r.at("until_on")?,
    })
}
