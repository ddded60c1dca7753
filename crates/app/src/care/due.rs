//! What the session says about the care of the data: when a backup outside is due, and what is wrong with the place.

use store::care::Place;

use super::desk::Checked;
use super::place::{low_space, synced};
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::{BackupDue, FaultView};

/// Days after which a backup outside the machine is due again.
const DAYS: i64 = 7;

/// Whether the newest verified backup outside is older than seven days. A clock set back makes it due, not young: then its
/// age is told as 0 days. One under keys that a removal for cause has replaced counts as none.
///
/// # Errors
/// Those of the store.
pub(crate) fn due(app: &App, home: &OpenHome) -> Result<BackupDue> {
    let newest = home.read(|tx| {
        let since = keys_since(tx)?;
        let outside = |row: &store::care::BackupRow| row.place == Place::Outside && row.audit_count >= since;
        Ok(store::care::backups(tx)?.into_iter().filter(outside).max_by_key(|row| row.made_at.ms()))
    })?;
    let now = app.roots.now();
    let age =
        newest.map(|row| (now.ms() - row.verified_at.ms(), now.date().signed_duration_since(row.verified_at.date())));
    Ok(match age {
        None => BackupDue { due: true, days: None },
        Some((ms, days)) => {
            BackupDue { due: ms < 0 || days.num_days() > DAYS, days: Some(u32::try_from(days.num_days()).unwrap_or(0)) }
        }
    })
}

/// How long the log was when the present keys came: backups of a shorter one are under keys that no longer count, and the
/// person who was removed can open them.
pub(super) fn keys_since(tx: &store::ReadTx<'_>) -> store::Result<u64> {
    let removals = store::audit::Filter { action: Some("account.remove_for_cause"), ..store::audit::Filter::default() };
    let newest = store::audit::page(tx, &removals, None, 1)?;
    Ok(newest.first().map_or(0, |row| u64::try_from(row.seq).unwrap_or(0)))
}

/// What a person at work should know about the place and the file.
pub(crate) fn alarms(app: &App, home: &OpenHome) -> Vec<FaultView> {
    let mut found = Vec::new();
    if matches!(app.care.checked(), Some(Checked::Damaged(_))) {
        found.push(FaultView::new("database_damaged"));
    }
    found.extend(app.care.lost());
    found.extend(low_space(&home.dir));
    found.extend(synced(&home.dir).map(|name| FaultView::new("sync_folder").with("name", name)));
    found
}
