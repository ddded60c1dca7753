//! Lessons, meetings and other education against bullying.

use domain::noun::EducationEvent;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &EducationEvent) -> Result<()> {
    tx.put(
        "education_event",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("kind", new.kind.cell()),
            ("title", new.title.cell()),
            ("held_on", new.held_on.cell()),
            ("audience", new.audience.cell()),
            ("participants", new.participants.cell()),
            ("hours_hundredths", new.hours.cell()),
            ("lead_id", new.lead_id.cell()),
        ],
    )?;
    tx.put_list("education_event_concern", ("education_event_id", &new.id), "concern_id", &new.concern_ids)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<EducationEvent>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<EducationEvent>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<EducationEvent>> {
    let mut found = tx.rows("education_event", of, |r| {
        Ok(EducationEvent {
            id: r.at("id")?,
            kind: r.at("kind")?,
            title: r.at("title")?,
            held_on: r.at("held_on")?,
            audience: r.at("audience")?,
            participants: r.at("participants")?,
            hours: r.at("hours_hundredths")?,
            lead_id: r.at("lead_id")?,
            concern_ids: Vec::new(),
        })
    })?;
    let mut concern_ids = tx.children("education_event_concern", "education_event_id", of, |r| r.at("concern_id"))?;
    for row in &mut found {
        row.concern_ids = concern_ids.take(&row.id);
    }
    Ok(found)
}
