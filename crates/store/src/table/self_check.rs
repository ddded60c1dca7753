//! The school's check of itself, area by area.

use domain::noun::SelfCheck;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a row under its own id.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &SelfCheck) -> Result<()> {
    tx.put(
        "self_check",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("area", new.area.cell()),
            ("checked_on", new.on.cell()),
            ("checker_id", new.checker_id.cell()),
            ("checked", new.checked.cell()),
            ("conclusion", new.conclusion.cell()),
            ("finding", new.finding.cell()),
        ],
    )?;
    tx.put_list("self_check_ledger", ("self_check_id", &new.id), "ledger_id", &new.ledger_ids)?;
    tx.put_list("self_check_open_ledger", ("self_check_id", &new.id), "ledger_id", &new.open_ledger_ids)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<SelfCheck>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<SelfCheck>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<SelfCheck>> {
    let mut found = tx.rows("self_check", of, |r| {
        Ok(SelfCheck {
            id: r.at("id")?,
            area: r.at("area")?,
            on: r.at("checked_on")?,
            checker_id: r.at("checker_id")?,
            checked: r.at("checked")?,
            conclusion: r.at("conclusion")?,
            finding: r.at("finding")?,
            ledger_ids: Vec::new(),
            open_ledger_ids: Vec::new(),
        })
    })?;
    let mut ledger_ids = tx.children("self_check_ledger", "self_check_id", of, |r| r.at("ledger_id"))?;
    let mut open_ledger_ids = tx.children("self_check_open_ledger", "self_check_id", of, |r| r.at("ledger_id"))?;
    for row in &mut found {
        row.ledger_ids = ledger_ids.take(&row.id);
        row.open_ledger_ids = open_ledger_ids.take(&row.id);
    }
    Ok(found)
}
