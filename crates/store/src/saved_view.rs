//! Filters of a list that a person keeps under a name. They are no record: they come and go.

use domain::Instant;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};

/// Filters under a name.
#[derive(Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: Uuid,
    /// The staff id of the person.
    pub owner: String,
    /// The page: `concerns` or `search`.
    pub page: String,
    /// Its name.
    pub name: String,
    /// The filters as the address of the page has them. What was searched for may name a pupil, so this goes into no log.
    pub query: String,
    /// When it was kept.
    pub at: Instant,
}

/// Keeps a view, in place of one of the same name.
///
/// # Errors
/// [`crate::Error::Constraint`] outside the bounds.
pub fn save(tx: &mut WriteTx<'_>, new: &SavedView) -> Result<()> {
    tx.run(
        "INSERT INTO saved_view (id, owner, page, name, query, saved_ms)
         VALUES (:id, :owner, :page, :name, :query, :saved_ms)
         ON CONFLICT (owner, page, name) DO UPDATE SET query = :query, saved_ms = :saved_ms",
        &[
            ("id", new.id.cell()),
            ("owner", text(&new.owner)),
            ("page", text(&new.page)),
            ("name", text(&new.name)),
            ("query", text(&new.query)),
            ("saved_ms", new.at.cell()),
        ],
    )?;
    Ok(())
}

/// The views of a person for a page, by name.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>, owner: &str, page: &str) -> Result<Vec<SavedView>> {
    tx.query(
        "SELECT * FROM saved_view WHERE owner = :owner AND page = :page ORDER BY name",
        &[("owner", text(owner)), ("page", text(page))],
        |r| {
            Ok(SavedView {
                id: r.at("id")?,
                owner: r.at("owner")?,
                page: r.at("page")?,
                name: r.at("name")?,
                query: r.at("query")?,
                at: r.at("saved_ms")?,
            })
        },
    )
}

/// Gives up a view of a person; answers whether there was one.
///
/// # Errors
/// Those of SQLite.
pub fn drop(tx: &mut WriteTx<'_>, owner: &str, id: &str) -> Result<bool> {
    let with = [("owner", text(owner)), ("id", text(id))];
    Ok(tx.run("DELETE FROM saved_view WHERE owner = :owner AND id = :id", &with)? > 0)
}
