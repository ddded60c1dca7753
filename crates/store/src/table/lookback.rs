//! Look-backs at incidents of the past.

use domain::noun::Lookback;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Lookback) -> Result<()> {
    tx.put(
        "lookback",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("past_on", new.past_on.cell()),
            ("past_incident", new.past_incident.cell()),
            ("checked_on", new.checked_on.cell()),
            ("checker_id", new.checker_id.cell()),
            ("findings", new.findings.cell()),
            ("rectified", new.rectified.cell()),
        ],
    )?;
    tx.put_list("lookback_past_measure", ("lookback_id", &new.id), "text", &new.past_measures)?;
    tx.put_list("lookback_new_ledger", ("lookback_id", &new.id), "ledger_id", &new.new_ledger_ids)?;
    tx.put_list("lookback_related_ledger", ("lookback_id", &new.id), "ledger_id", &new.related_ledger_ids)?;
    tx.put_list("lookback_related_concern", ("lookback_id", &new.id), "concern_id", &new.related_concern_ids)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Lookback>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Lookback>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Lookback>> {
    let mut found = tx.rows("lookback", of, |r| {
        Ok(Lookback {
            id: r.at("id")?,
            past_on: r.at("past_on")?,
            past_incident: r.at("past_incident")?,
            checked_on: r.at("checked_on")?,
            checker_id: r.at("checker_id")?,
            findings: r.at("findings")?,
            rectified: r.at("rectified")?,
            past_measures: Vec::new(),
            new_ledger_ids: Vec::new(),
            related_ledger_ids: Vec::new(),
            related_concern_ids: Vec::new(),
        })
    })?;
    let mut past_measures = tx.children("lookback_past_measure", "lookback_id", of, |r| r.at("text"))?;
    let mut new_ledger_ids = tx.children("lookback_new_ledger", "lookback_id", of, |r| r.at("ledger_id"))?;
    let mut related_ledger_ids = tx.children("lookback_related_ledger", "lookback_id", of, |r| r.at("ledger_id"))?;
    let mut related_concern_ids = tx.children("lookback_related_concern", "lookback_id", of, |r| r.at("concern_id"))?;
    for row in &mut found {
        row.past_measures = past_measures.take(&row.id);
        row.new_ledger_ids = new_ledger_ids.take(&row.id);
        row.related_ledger_ids = related_ledger_ids.take(&row.id);
        row.related_concern_ids = related_concern_ids.take(&row.id);
    }
    Ok(found)
}
