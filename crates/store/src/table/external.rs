//! Outsiders with a role: deputy principal for law, experts, parents' and village representatives, inspectors.

use domain::noun::External;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters an outsider.
///
/// # Errors
/// [`crate::Error::Constraint`] when the id is taken, by a member of staff too, or a value is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &External) -> Result<()> {
    tx.put("person", &[("id", new.id.cell()), ("kind", text("external"))])?;
    tx.put(
        "external",
        &[
            ("id", new.id.cell()),
            ("name", new.name.cell()),
            ("org", new.org.cell()),
            ("role", new.role.cell()),
            ("term", new.term.cell()),
        ],
    )
}

/// Everybody, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<External>> {
    tx.rows("external", Of::All, row)
}

/// One person.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<External>> {
    Ok(tx.rows("external", Of::One(id), row)?.into_iter().next())
}

fn row(r: &Row<'_>) -> Result<External> {
    Ok(External { id: r.at("id")?, name: r.at("name")?, org: r.at("org")?, role: r.at("role")?, term: r.at("term")? })
}
