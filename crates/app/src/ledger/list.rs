//! The ledger as a list.

use domain::Term as _;
use domain::correction::Kind;

use super::{approved_deadline, overdue};
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{LedgerListRequest, LedgerRow};

/// Items of one status or all, in the order of their numbers.
///
/// # Errors
/// Those of the store.
pub fn ledger_list(app: &App, request: &LedgerListRequest) -> Result<Vec<LedgerRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = crate::correction::records_about(app, &home, Kind::Ledger, "")?;
    let named = crate::safeguard::Named::of(&home, &records, None)?;
    let voided = crate::correction::voided_ids(&home, Kind::Ledger)?;
    let today = app.roots.now().date();
    Ok(records
        .ledger
        .iter()
        .filter(|l| request.status.as_deref().is_none_or(|s| s.is_empty() || s == l.status.id()))
        .map(|l| LedgerRow {
            id: l.id.clone(),
            area: l.area.label().to_owned(),
            problem: named.text(&l.problem),
            level: l.level.label().to_owned(),
            owner: records.person_name(&l.owner_id).unwrap_or_default().to_owned(),
            deadline: l.deadline.to_string(),
            new_deadline: approved_deadline(l).map(|d| d.to_string()),
            status: l.status.id().to_owned(),
            status_label: l.status.label().to_owned(),
            overdue: overdue(l, today),
            voided: voided.contains(&l.id),
        })
        .collect())
}
