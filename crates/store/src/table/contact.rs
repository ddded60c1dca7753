//! Contacts outside and inside the school.

use domain::noun::Contact;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row};
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Contact) -> Result<()> {
    tx.put(
        "contact",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("org", new.org.cell()),
            ("coordination_group", new.group.cell()),
            ("role", new.role.cell()),
            ("post", new.post.cell()),
            ("name", new.name.cell()),
            ("staff_id", new.staff_id.cell()),
            ("phone_masked", new.phone_masked.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Contact>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Contact>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Contact>> {
    tx.rows("contact", of, row)
}

fn row(r: &Row<'_>) -> Result<Contact> {
    Ok(Contact {
        id: r.at("id")?,
        org: r.at("org")?,
        group: r.at("coordination_group")?,
        role: r.at("role")?,
        post: r.at("post")?,
        name: r.at("name")?,
        staff_id: r.at("staff_id")?,
        phone_masked: r.at("phone_masked")?,
    })
}
