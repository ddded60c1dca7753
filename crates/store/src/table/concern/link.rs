//! The links between concerns and ledger items. Each side has its own list in its own order; a link that only one side
//! names is kept as that side has it.

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Children, Of, text};
use crate::tx::{ReadTx, WriteTx};

/// The two sides of a link.
#[derive(Clone, Copy)]
enum Side {
    Concern,
    Ledger,
}

/// Keeps the ledger items that a concern names.
pub(crate) fn from_concern(tx: &mut WriteTx<'_>, concern: &str, ledger: &[String]) -> Result<()> {
    (0i64..).zip(ledger).try_for_each(|(position, item)| keep(tx, Side::Concern, (concern, item), position))
}

/// Lets a concern name one more ledger item, and the item the concern, so that the link is seen from both; an item that is
/// struck off stays as it was. One that is named already stays where it is.
pub(crate) fn add_to_concern(tx: &mut WriteTx<'_>, concern: &str, item: &str) -> Result<()> {
    name_on_concern(tx, concern, item)?;
    let struck_off = "SELECT 1 AS there FROM finished_ledger WHERE id = :ledger_id";
    let finished: Option<i64> = tx.one(struck_off, &[("ledger_id", text(item))], |r| r.at("there"))?;
    let known = of_ledger(tx, Of::One(item))?.take(item).iter().any(|named| named == concern);
    if finished.is_some() || known {
        return Ok(());
    }
    let sql =
        "SELECT coalesce(max(position_in_ledger), -1) + 1 AS next FROM concern_ledger WHERE ledger_id = :ledger_id";
    let next: i64 = tx.one(sql, &[("ledger_id", text(item))], |r| r.at("next"))?.unwrap_or_default();
    keep(tx, Side::Ledger, (concern, item), next)
}

fn name_on_concern(tx: &mut WriteTx<'_>, concern: &str, item: &str) -> Result<()> {
    let named = of_concern(tx, Of::One(concern))?.take(concern);
    if named.iter().any(|known| known == item) {
        return Ok(());
    }
    let sql = "SELECT coalesce(max(position_in_concern), -1) + 1 AS next FROM concern_ledger
               WHERE concern_id = :concern_id";
    let next: i64 = tx.one(sql, &[("concern_id", text(concern))], |r| r.at("next"))?.unwrap_or_default();
    keep(tx, Side::Concern, (concern, item), next)
}

/// Keeps the concerns that a ledger item names.
pub(crate) fn from_ledger(tx: &mut WriteTx<'_>, ledger: &str, concerns: &[String]) -> Result<()> {
    (0i64..).zip(concerns).try_for_each(|(position, concern)| keep(tx, Side::Ledger, (concern, ledger), position))
}

/// Gives a link its place on one side. A link that this side names twice is refused by its key.
fn keep(tx: &mut WriteTx<'_>, side: Side, (concern, ledger): (&str, &str), position: i64) -> Result<()> {
    let (column, sql) = match side {
        Side::Concern => (
            "position_in_concern",
            "UPDATE concern_ledger SET position_in_concern = :position_in_concern
             WHERE concern_id = :concern_id AND ledger_id = :ledger_id AND position_in_concern IS NULL",
        ),
        Side::Ledger => (
            "position_in_ledger",
            "UPDATE concern_ledger SET position_in_ledger = :position_in_ledger
             WHERE concern_id = :concern_id AND ledger_id = :ledger_id AND position_in_ledger IS NULL",
        ),
    };
    let with = [("concern_id", text(concern)), ("ledger_id", text(ledger)), (column, position.cell())];
    // The other side may have told of the link before.
    if tx.run(sql, &with)? == 1 { Ok(()) } else { tx.put("concern_ledger", &with) }
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
