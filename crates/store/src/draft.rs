//! What is being typed and is no record yet: one row for each form, record and person.

use domain::Instant;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// An unfinished form.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form: `concern`, `ledger`, `sealed:concern` …
    pub form: String,
    /// The record it changes; empty for a new one.
    pub object_id: String,
    /// The staff id of the person who types.
    pub owner: String,
    /// The form's own JSON, which nobody else reads.
    pub content: String,
    /// When the first of it was kept.
    pub begun_at: Instant,
    /// When the last of it was kept.
    pub saved_at: Instant,
}

impl Draft {
    /// What the ciphertext of a sealed draft is bound to.
    #[must_use]
    pub fn place(&self) -> vault::SealedPlace<'_> {
        vault::SealedPlace::Draft { form: &self.form, object_id: &self.object_id, owner: &self.owner }
    }
}

/// Keeps a draft in place of the one before, whose beginning stays.
///
/// # Errors
/// [`crate::Error::Constraint`] outside the bounds.
pub fn save(tx: &mut WriteTx<'_>, draft: &Draft) -> Result<()> {
    tx.run(
        "INSERT INTO draft (form, object_id, owner, content, begun_ms, saved_ms)
         VALUES (:form, :object_id, :owner, :content, :begun_ms, :saved_ms)
         ON CONFLICT (owner, form, object_id) DO UPDATE SET content = :content, saved_ms = :saved_ms",
        &[
            ("form", text(&draft.form)),
            ("object_id", text(&draft.object_id)),
            ("owner", text(&draft.owner)),
            ("content", text(&draft.content)),
            ("begun_ms", draft.begun_at.cell()),
            ("saved_ms", draft.saved_at.cell()),
        ],
    )?;
    Ok(())
}

/// A person's drafts, last kept first.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>, owner: &str) -> Result<Vec<Draft>> {
    tx.query("SELECT * FROM draft WHERE owner = :owner ORDER BY saved_ms DESC", &[("owner", text(owner))], read)
}

/// One draft.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, owner: &str, form: &str, object_id: &str) -> Result<Option<Draft>> {
    tx.one(
        "SELECT * FROM draft WHERE owner = :owner AND form = :form AND object_id = :object_id",
        &[("owner", text(owner)), ("form", text(form)), ("object_id", text(object_id))],
        read,
    )
}

/// When the newest draft of anybody was kept.
///
/// # Errors
/// Those of SQLite.
pub fn newest(tx: &ReadTx<'_>) -> Result<Option<Instant>> {
    tx.one("SELECT saved_ms FROM draft ORDER BY saved_ms DESC LIMIT 1", &[], |r| r.at("saved_ms"))
}

/// Ends a draft; answers whether there was one.
///
/// # Errors
/// Those of SQLite.
pub fn drop(tx: &mut WriteTx<'_>, owner: &str, form: &str, object_id: &str) -> Result<bool> {
    let gone = tx.run(
        "DELETE FROM draft WHERE owner = :owner AND form = :form AND object_id = :object_id",
        &[("owner", text(owner)), ("form", text(form)), ("object_id", text(object_id))],
    )?;
    Ok(gone > 0)
}

/// The drafts of sealed texts whose content is like this pattern.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn sealed(tx: &ReadTx<'_>, like: &str) -> Result<Vec<Draft>> {
    tx.query(
        "SELECT * FROM draft WHERE form LIKE 'sealed:%' AND content LIKE :like ORDER BY position",
        &[("like", text(like))],
        read,
    )
}

/// Puts another content in place of a draft's. When it was kept stays as it was.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn reseal(tx: &mut WriteTx<'_>, draft: &Draft, content: &str) -> Result<()> {
    tx.run(
        "UPDATE draft SET content = :content WHERE owner = :owner AND form = :form AND object_id = :object_id",
        &[
            ("content", text(content)),
            ("owner", text(&draft.owner)),
            ("form", text(&draft.form)),
            ("object_id", text(&draft.object_id)),
        ],
    )?;
    Ok(())
}

fn read(r: &Row<'_>) -> Result<Draft> {
    Ok(Draft {
        form: r.at("form")?,
        object_id: r.at("object_id")?,
        owner: r.at("owner")?,
        content: r.at("content")?,
        begun_at: r.at("begun_ms")?,
        saved_at: r.at("saved_ms")?,
    })
}
