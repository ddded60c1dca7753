//! The links between concerns and ledger items. Each side has its own list in its own order; a link that only one side
//! names is kept as that side has it.

use crate::cell::Cell as _;
use crate::error::{Error, Result, Rule};
use crate::row::{Children, Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Keeps the ledger items that a concern names.
pub(crate) fn from_concern(tx: &mut WriteTx<'_>, concern: &str, ledger: &[String]) -> Result<()> {
    for (position, item) in (0i64..).zip(ledger) {
        let kept = tx.run(
            "INSERT INTO concern_ledger (concern_id, ledger_id, position_in_concern)
             VALUES (:concern_id, :ledger_id, :position)
             ON CONFLICT (concern_id, ledger_id) DO UPDATE SET position_in_concern = :position
             WHERE position_in_concern IS NULL",
            &[("concern_id", text(concern)), ("ledger_id", text(item)), ("position", position.cell())],
        )?;
        once(kept)?;
    }
    Ok(())
}

/// Keeps the concerns that a ledger item names.
pub(crate) fn from_ledger(tx: &mut WriteTx<'_>, ledger: &str, concerns: &[String]) -> Result<()> {
    for (position, concern) in (0i64..).zip(concerns) {
        let kept = tx.run(
            "INSERT INTO concern_ledger (concern_id, ledger_id, position_in_ledger)
             VALUES (:concern_id, :ledger_id, :position)
             ON CONFLICT (concern_id, ledger_id) DO UPDATE SET position_in_ledger = :position
             WHERE position_in_ledger IS NULL",
            &[("concern_id", text(concern)), ("ledger_id", text(ledger)), ("position", position.cell())],
        )?;
        once(kept)?;
    }
    Ok(())
}

/// Refuses a link that one side names twice, which would otherwise be kept once without a word.
fn once(kept: usize) -> Result<()> {
    if kept == 1 {
        return Ok(());
    }
    Err(Error::Constraint {
        kind: Rule::Unique,
        rule: "concern_ledger.concern_id, concern_ledger.ledger_id".to_owned(),
    })
}

/// The ledger items each concern names.
pub(crate) fn of_concern(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Children<String>> {
    tx.children(
        "(SELECT concern_id, ledger_id, position_in_concern AS position FROM concern_ledger
          WHERE position_in_concern IS NOT NULL)",
        "concern_id",
        of,
        |r| r.at("ledger_id"),
    )
}

/// The concerns each ledger item names.
pub(crate) fn of_ledger(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Children<String>> {
    tx.children(
        "(SELECT concern_id, ledger_id, position_in_ledger AS position FROM concern_ledger
          WHERE position_in_ledger IS NOT NULL)",
        "ledger_id",
        of,
        |r| r.at("concern_id"),
    )
}
