//! Questionnaires.

use domain::noun::Survey;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Survey) -> Result<()> {
    tx.put(
        "survey",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("name", new.name.cell()),
            ("held_on", new.held_on.cell()),
            ("audience", new.audience.cell()),
            ("due", new.due.cell()),
            ("valid", new.valid.cell()),
            ("clues", new.clues.cell()),
            ("clue_handling", new.clue_handling.cell()),
            ("channel_known", new.channel_known.cell()),
        ],
    )?;
    tx.put_list("survey_concern", ("survey_id", &new.id), "concern_id", &new.concern_ids)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Survey>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Survey>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Survey>> {
    let mut found = tx.rows("survey", of, |r| {
        Ok(Survey {
            id: r.at("id")?,
            name: r.at("name")?,
            held_on: r.at("held_on")?,
            audience: r.at("audience")?,
            due: r.at("due")?,
            valid: r.at("valid")?,
            clues: r.at("clues")?,
            clue_handling: r.at("clue_handling")?,
            channel_known: r.at("channel_known")?,
            concern_ids: Vec::new(),
        })
    })?;
    let mut concern_ids = tx.children("survey_concern", "survey_id", of, |r| r.at("concern_id"))?;
    for row in &mut found {
        row.concern_ids = concern_ids.take(&row.id);
    }
    Ok(found)
}
