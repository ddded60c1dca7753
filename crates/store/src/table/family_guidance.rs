//! Guidance given to families (家庭教育指导).

use domain::noun::FamilyGuidance;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row};
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Locked`] when it was held before the day its concern was closed; [`crate::Error::Constraint`] for a
/// doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &FamilyGuidance) -> Result<()> {
    tx.put(
        "family_guidance",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("student_id", new.student_id.cell()),
            ("held_on", new.on.cell()),
            ("guardian_relation", new.guardian_relation.cell()),
            ("by_id", new.by.cell()),
            ("minutes", new.minutes.cell()),
            ("topic", new.topic.cell()),
            ("guardian_signed", new.guardian_signed.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<FamilyGuidance>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<FamilyGuidance>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<FamilyGuidance>> {
    tx.rows("family_guidance", of, row)
}

fn row(r: &Row<'_>) -> Result<FamilyGuidance> {
    Ok(FamilyGuidance {
        id: r.at("id")?,
        concern_id: r.at("concern_id")?,
        student_id: r.at("student_id")?,
        on: r.at("held_on")?,
        guardian_relation: r.at("guardian_relation")?,
        by: r.at("by_id")?,
        minutes: r.at("minutes")?,
        topic: r.at("topic")?,
        guardian_signed: r.at("guardian_signed")?,
    })
}
