//! What became of the rehearsals of the recovery code.

use std::collections::BTreeMap;

use store::care::{Rehearsal, RehearsalKind};

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{RehearsalRow, RehearsalsView};

/// How many rows the page shows.
const SHOWN: usize = 30;
/// After so many days without one that passed the next is due.
const YEAR: i64 = 365;

/// The rehearsals of the code, and whether one is due again.
///
/// # Errors
/// `NoRight`.
pub fn recovery_rehearsals(app: &App) -> Result<RehearsalsView> {
    let home = app.home()?;
    home.require(Right::RenewRecovery)?;
    let (rows, staff) = home.read(|tx| Ok((store::care::rehearsals(tx)?, store::table::staff::list(tx)?)))?;
    let names: BTreeMap<String, String> = staff.into_iter().map(|s| (s.id, s.name)).collect();
    let rows: Vec<Rehearsal> = rows.into_iter().filter(|r| r.kind == RehearsalKind::Recovery).collect();
    let last_ok = rows.iter().find(|r| r.ok).map(|r| r.at);
    let today = app.roots.now().date();
    let due = last_ok.is_none_or(|at| today.signed_duration_since(at.date()).num_days() > YEAR);
    Ok(RehearsalsView {
        rows: rows.into_iter().take(SHOWN).map(|r| RehearsalRow::from((r, &names))).collect(),
        last_ok: last_ok.map(|at| at.to_string()),
        // A practice home has no code.
        due: due && !home.is_practice(),
    })
}
