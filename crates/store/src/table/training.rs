//! Trainings of staff, pupils and parents.

use domain::noun::Training;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a training.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Training) -> Result<()> {
    tx.put(
        "training",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("title", new.title.cell()),
            ("audience", new.audience.cell()),
            ("held_on", new.held_on.cell()),
            ("trainer_id", new.trainer_id.cell()),
            ("trainer", new.trainer.cell()),
            ("hours_hundredths", new.hours.cell()),
            ("due", new.due.cell()),
            ("attended", new.attended.cell()),
            ("tested", new.tested.cell()),
            ("passed", new.passed.cell()),
            ("attendees_named", new.attendee_ids.is_some().cell()),
        ],
    )?;
    let parent = ("training_id", new.id.as_str());
    tx.put_list("training_absent", parent, "staff_id", &new.absent_ids)?;
    tx.put_list("training_failed", parent, "staff_id", &new.failed_ids)?;
    tx.put_list("training_attendee", parent, "staff_id", new.attendee_ids.as_deref().unwrap_or_default())?;
    tx.put_list("training_material", parent, "text", &new.materials)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Training>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Training>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Training>> {
    let mut found = tx.rows("training", of, |r| {
        Ok(Training {
            id: r.at("id")?,
            title: r.at("title")?,
            audience: r.at("audience")?,
            held_on: r.at("held_on")?,
            trainer_id: r.at("trainer_id")?,
            trainer: r.at("trainer")?,
            hours: r.at("hours_hundredths")?,
            due: r.at("due")?,
            attended: r.at("attended")?,
            absent_ids: Vec::new(),
            tested: r.at("tested")?,
            passed: r.at("passed")?,
            failed_ids: Vec::new(),
            attendee_ids: r.at::<bool>("attendees_named")?.then(Vec::new),
            materials: Vec::new(),
        })
    })?;
    let parent = "training_id";
    let mut absent = tx.children("training_absent", parent, of, |r| r.at("staff_id"))?;
    let mut failed = tx.children("training_failed", parent, of, |r| r.at("staff_id"))?;
    let mut attendees = tx.children("training_attendee", parent, of, |r| r.at("staff_id"))?;
    let mut materials = tx.children("training_material", parent, of, |r| r.at("text"))?;
    for row in &mut found {
        row.absent_ids = absent.take(&row.id);
        row.failed_ids = failed.take(&row.id);
        row.attendee_ids = row.attendee_ids.take().map(|_| attendees.take(&row.id));
        row.materials = materials.take(&row.id);
    }
    Ok(found)
}
