//! The staff of the school.

use domain::noun::Staff;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a member of staff.
///
/// # Errors
/// [`crate::Error::Constraint`] when the id is taken, by an outsider too, or a value is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Staff) -> Result<()> {
    tx.put("person", &[("id", new.id.cell()), ("kind", text("staff"))])?;
    tx.put("staff", &[("id", new.id.cell())].into_iter().chain(columns(new)).collect::<Vec<_>>())
}

/// Changes what stands about a member of staff.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, staff: &Staff) -> Result<()> {
    tx.set("staff", ("id", staff.id.cell()), &columns(staff))
}

/// Everybody, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Staff>> {
    tx.rows("staff", Of::All, row)
}

/// One person.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Staff>> {
    Ok(tx.rows("staff", Of::One(id), row)?.into_iter().next())
}

fn columns(staff: &Staff) -> [crate::row::Column; 7] {
    [
        ("name", staff.name.cell()),
        ("gender", staff.gender.cell()),
        ("post", staff.post.cell()),
        ("campaign_role", staff.campaign_role.cell()),
        ("phone_masked", staff.phone_masked.cell()),
        ("staff_no", staff.staff_no.cell()),
        ("left_on", staff.left_on.cell()),
    ]
}

fn row(r: &Row<'_>) -> Result<Staff> {
    Ok(Staff {
        id: r.at("id")?,
        name: r.at("name")?,
        gender: r.at("gender")?,
        post: r.at("post")?,
        campaign_role: r.at("campaign_role")?,
        phone_masked: r.at("phone_masked")?,
        staff_no: r.at("staff_no")?,
        left_on: r.at("left_on")?,
    })
}
