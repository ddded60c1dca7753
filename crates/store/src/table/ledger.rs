//! The rectification ledger (整改台账). An item struck off is fixed with all that hangs on it; the first deadline always is.

use domain::noun::{Evidence, LedgerExtension, LedgerItem, Progress};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

use super::concern::link;

/// Enters an item; its children go before it, since a finished item fixes them.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &LedgerItem) -> Result<()> {
    tx.defer_references()?;
    if let Some(extension) = &new.extension {
        add_extension(tx, &new.id, extension)?;
    }
    for progress in &new.progress {
        add_progress(tx, &new.id, progress)?;
    }
    for evidence in &new.evidence {
        add_evidence(tx, &new.id, evidence)?;
    }
    link::from_ledger(tx, &new.id, &new.concern_ids)?;
    tx.put(
        "ledger",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("area", new.area.cell()),
            ("source", new.source.cell()),
            ("found_on", new.found_on.cell()),
            ("recorded_on", new.recorded_on.cell()),
            ("problem", new.problem.cell()),
            ("level", new.level.cell()),
            ("measures", new.measures.cell()),
            ("leader_id", new.leader_id.cell()),
            ("owner_id", new.owner_id.cell()),
            ("verifier_id", new.verifier_id.cell()),
            ("deadline", new.deadline.cell()),
            ("status", new.status.cell()),
            ("completed_on", new.completed_on.cell()),
            ("verified_on", new.verified_on.cell()),
            ("closed_on", new.closed_on.cell()),
            ("remark", new.remark.cell()),
        ],
    )
}

/// Adds a line on progress.
///
/// # Errors
/// [`crate::Error::Locked`] once the item is struck off, [`crate::Error::Constraint`].
pub fn add_progress(tx: &mut WriteTx<'_>, id: &str, new: &Progress) -> Result<()> {
    let position = tx.next_position("ledger_progress", ("ledger_id", id))?;
    tx.put(
        "ledger_progress",
        &[
            ("ledger_id", text(id)),
            ("position", position.cell()),
            ("noted_on", new.on.cell()),
            ("by_id", new.by.cell()),
            ("text", new.text.cell()),
        ],
    )
}

/// Adds a piece of evidence.
///
/// # Errors
/// [`crate::Error::Locked`] once the item is struck off, [`crate::Error::Constraint`].
pub fn add_evidence(tx: &mut WriteTx<'_>, id: &str, new: &Evidence) -> Result<()> {
    let position = tx.next_position("ledger_evidence", ("ledger_id", id))?;
    tx.put(
        "ledger_evidence",
        &[
            ("ledger_id", text(id)),
            ("position", position.cell()),
            ("name", new.name.cell()),
            ("added_on", new.added_on.cell()),
        ],
    )
}

/// Enters the application for a new deadline; the first one stays where it is.
///
/// # Errors
/// [`crate::Error::Locked`] once the item is struck off, [`crate::Error::Constraint`] when there is one already.
pub fn add_extension(tx: &mut WriteTx<'_>, id: &str, new: &LedgerExtension) -> Result<()> {
    tx.put(
        "ledger_extension",
        &[
            ("ledger_id", text(id)),
            ("applied_on", new.applied_on.cell()),
            ("reason", new.reason.cell()),
            ("new_deadline", new.new_deadline.cell()),
            ("approved_on", new.approved_on.cell()),
            ("approved_by_id", new.approved_by.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<LedgerItem>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<LedgerItem>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<LedgerItem>> {
    let mut found = tx.rows("ledger", of, |r| {
        Ok(LedgerItem {
            id: r.at("id")?,
            area: r.at("area")?,
            source: r.at("source")?,
            found_on: r.at("found_on")?,
            recorded_on: r.at("recorded_on")?,
            problem: r.at("problem")?,
            level: r.at("level")?,
            measures: r.at("measures")?,
            leader_id: r.at("leader_id")?,
            owner_id: r.at("owner_id")?,
            verifier_id: r.at("verifier_id")?,
            deadline: r.at("deadline")?,
            extension: None,
            status: r.at("status")?,
            progress: Vec::new(),
            completed_on: r.at("completed_on")?,
            evidence: Vec::new(),
            verified_on: r.at("verified_on")?,
            closed_on: r.at("closed_on")?,
            remark: r.at("remark")?,
            concern_ids: Vec::new(),
        })
    })?;
    let mut extensions = tx.parts("ledger_extension", "ledger_id", of, |r| {
        Ok(LedgerExtension {
            applied_on: r.at("applied_on")?,
            reason: r.at("reason")?,
            new_deadline: r.at("new_deadline")?,
            approved_on: r.at("approved_on")?,
            approved_by: r.at("approved_by_id")?,
        })
    })?;
    let mut progress = tx.children("ledger_progress", "ledger_id", of, |r| {
        Ok(Progress { on: r.at("noted_on")?, by: r.at("by_id")?, text: r.at("text")? })
    })?;
    let mut evidence = tx.children("ledger_evidence", "ledger_id", of, |r| {
        Ok(Evidence { name: r.at("name")?, added_on: r.at("added_on")? })
    })?;
    let mut concerns = link::of_ledger(tx, of)?;
    for row in &mut found {
        row.extension = extensions.remove(&row.id);
        row.progress = progress.take(&row.id);
        row.evidence = evidence.take(&row.id);
        row.concern_ids = concerns.take(&row.id);
    }
    Ok(found)
}
