//! Rules and plans of the school, with whom they were discussed.

use domain::noun::{Consulted, PolicyDoc};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a document.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &PolicyDoc) -> Result<()> {
    tx.put(
        "policy_doc",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("kind", new.kind.cell()),
            ("title", new.title.cell()),
            ("version", new.version.cell()),
            ("status", new.status.cell()),
            ("consulted_teachers_on", new.consulted.teachers_on.cell()),
            ("consulted_students_on", new.consulted.students_on.cell()),
            ("consulted_parents_on", new.consulted.parents_on.cell()),
            ("adopted_on", new.adopted_on.cell()),
            ("published_on", new.published_on.cell()),
            ("supersedes", new.supersedes.cell()),
            ("file_sha256", new.file_sha256.cell()),
        ],
    )?;
    tx.put_list("policy_doc_ledger", ("policy_doc_id", &new.id), "ledger_id", &new.ledger_ids)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<PolicyDoc>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<PolicyDoc>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<PolicyDoc>> {
    let mut found = tx.rows("policy_doc", of, |r| {
        Ok(PolicyDoc {
            id: r.at("id")?,
            kind: r.at("kind")?,
            title: r.at("title")?,
            version: r.at("version")?,
            status: r.at("status")?,
            consulted: Consulted {
                teachers_on: r.at("consulted_teachers_on")?,
                students_on: r.at("consulted_students_on")?,
                parents_on: r.at("consulted_parents_on")?,
            },
            adopted_on: r.at("adopted_on")?,
            published_on: r.at("published_on")?,
            supersedes: r.at("supersedes")?,
            ledger_ids: Vec::new(),
            file_sha256: r.at("file_sha256")?,
        })
    })?;
    let mut ledger = tx.children("policy_doc_ledger", "policy_doc_id", of, |r| r.at("ledger_id"))?;
    for row in &mut found {
        row.ledger_ids = ledger.take(&row.id);
    }
    Ok(found)
}
