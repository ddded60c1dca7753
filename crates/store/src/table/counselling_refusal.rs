//! Counselling that was offered and refused.

use domain::noun::CounsellingRefusal;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row};
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Locked`] when it was before the day its concern was closed; [`crate::Error::Constraint`] for a
/// doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &CounsellingRefusal) -> Result<()> {
    tx.put(
        "counselling_refusal",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("student_id", new.student_id.cell()),
            ("refused_on", new.on.cell()),
            ("offered_by_id", new.offered_by_id.cell()),
            ("refused_by", new.refused_by.cell()),
            ("reason", new.reason.cell()),
            ("document", new.document.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<CounsellingRefusal>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<CounsellingRefusal>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<CounsellingRefusal>> {
    tx.rows("counselling_refusal", of, row)
}

fn row(r: &Row<'_>) -> Result<CounsellingRefusal> {
    Ok(CounsellingRefusal {
        id: r.at("id")?,
        concern_id: r.at("concern_id")?,
        student_id: r.at("student_id")?,
        on: r.at("refused_on")?,
        offered_by_id: r.at("offered_by_id")?,
        refused_by: r.at("refused_by")?,
        reason: r.at("reason")?,
        document: r.at("document")?,
    })
}
