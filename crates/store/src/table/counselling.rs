//! Counselling sessions without their sealed texts.

use domain::noun::Counselling;
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
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Counselling) -> Result<()> {
    tx.put(
        "counselling",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("at_ms", new.at.cell()),
            ("student_id", new.student_id.cell()),
            ("source", new.source.cell()),
            ("session", new.session.cell()),
            ("form", new.form.cell()),
            ("counsellor_id", new.counsellor_id.cell()),
            ("minutes", new.minutes.cell()),
            ("risk_level", new.risk_level.cell()),
            ("plan", new.plan.cell()),
            ("guardian_informed", new.guardian_informed.cell()),
            ("consent", new.consent.cell()),
            ("next_on", new.next_on.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Counselling>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Counselling>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Counselling>> {
    tx.rows("counselling", of, row)
}

fn row(r: &Row<'_>) -> Result<Counselling> {
    Ok(Counselling {
        id: r.at("id")?,
        concern_id: r.at("concern_id")?,
        at: r.at("at_ms")?,
        student_id: r.at("student_id")?,
        source: r.at("source")?,
        session: r.at("session")?,
        form: r.at("form")?,
        counsellor_id: r.at("counsellor_id")?,
        minutes: r.at("minutes")?,
        risk_level: r.at("risk_level")?,
        plan: r.at("plan")?,
        guardian_informed: r.at("guardian_informed")?,
        consent: r.at("consent")?,
        next_on: r.at("next_on")?,
    })
}
