//! Local generations: made at lock and quit when something changed, before what cannot be taken back, and on demand.

use std::path::Path;

use store::ReadTx;
use store::care::{BackupRow, Place};
use vault::KeysFile;

use super::folder::{self, FOLDER};
use super::thin::superfluous;
use super::watch::Watch;
use super::write::{self, Made, write};
use crate::App;
use crate::error::{Result, write_failed};
use crate::home::{OpenHome, make_private_dir};

/// What an audit row may tell without anything being worth a new copy.
const QUIET: &[&str] = &[
    "backup.local",
    "backup.outside",
    "backup.drill",
    "home.login",
    "home.lock",
    "login.fail",
    "audit.verify",
    "audit.compare",
];

/// Makes a local generation, proves it, logs it and thins the older ones. `reason` is a lower-case word: `lock`, `asked`,
/// `before_restore`, `before_removal`, …
///
/// # Errors
/// As [`write`]; then nothing was logged.
pub(crate) fn generation(app: &App, home: &OpenHome, reason: &str) -> Result<BackupRow> {
    let folder = home.dir.join(FOLDER);
    make_private_dir(&folder).map_err(|e| write_failed(&folder, &e))?;
    let made = write(app, home, &folder, reason, false, &mut Watch::nobody())?;
    let row = log(app, home, &made, Place::Local, reason)?;
    thin(&home.dir, &row.file_name);
    Ok(row)
}

/// Keeps that a backup was verified, with its audit row.
pub(crate) fn log(app: &App, home: &OpenHome, made: &Made, place: Place, reason: &str) -> Result<BackupRow> {
    let row = BackupRow {
        id: app.roots.uuid(),
        place,
        file_name: made.file_name.clone(),
        size: made.size,
        sha256: made.sha256,
        audit_count: made.census.head.count,
        audit_head: made.census.head.hash,
        made_at: made.at,
        verified_at: made.verified,
    };
    let id = row.file_name.clone();
    let kept = |tx: &mut store::WriteTx<'_>| store::care::log_backup(tx, &row);
    match place {
        Place::Local => home.record(app, "backup.local", "backup", &id, &[reason], kept)?,
        Place::Outside => home.record(app, "backup.outside", "backup", &id, &[reason], kept)?,
    }
    Ok(row)
}

/// Makes a generation when the window is locked or closed and something was written since the last one. It never fails:
/// what could not be made shows as the age of the newest backup.
pub(crate) fn on_lock(app: &App, home: &OpenHome) {
    if app.care.is_damaged(&home.dir) {
        return;
    }
    // Somebody may have typed only, and what was typed is no entry of the log.
    if home.has_typed() || home.read(|tx| has_changed(tx, &home.dir)).unwrap_or(false) {
        let _ = generation(app, home, "lock");
    }
}

/// Whether the audit log or a draft tells of a change since the newest generation that still lies in the home.
fn has_changed(tx: &ReadTx<'_>, dir: &Path) -> store::Result<bool> {
    let Some(newest) = store::care::newest(tx, Place::Local)? else { return Ok(true) };
    if !dir.join(FOLDER).join(&newest.file_name).is_file() {
        return Ok(true);
    }
    // A draft of a session that a crash ended.
    if store::draft::newest(tx)?.is_some_and(|saved| saved.ms() > newest.made_at.ms()) {
        return Ok(true);
    }
    let mut after = i64::try_from(newest.audit_count).unwrap_or(i64::MAX);
    loop {
        let rows = store::audit::list(tx, after, 100)?;
        let Some(last) = rows.last().map(|r| r.seq) else { return Ok(false) };
        if rows.iter().any(|r| !QUIET.contains(&r.action.as_str())) {
            return Ok(true);
        }
        after = last;
    }
}

/// Removes the generations that [`superfluous`] names.
fn thin(dir: &Path, verified: &str) {
    let all = folder::generations(dir);
    let times: Vec<_> = all.iter().map(|g| (g.file_name.as_str(), g.made)).collect();
    for name in superfluous(&times, Some(verified)) {
        write::remove(&dir.join(FOLDER).join(name));
    }
}

/// Removes every generation but those of one database, after a removal for cause: they are under keys that no longer count.
/// What somebody copied away before is out of reach, and the window says so. While that database has no generation of its
/// own the others stay, and this answers no.
pub(crate) fn forget_generations(dir: &Path, but_of: &str) -> bool {
    let (own, others): (Vec<_>, Vec<_>) =
        folder::generations(dir).into_iter().map(|g| dir.join(FOLDER).join(g.file_name)).partition(|path| {
            let keys = store::container::open(path).ok().and_then(|c| KeysFile::from_bytes(dir, &c.keys_json).ok());
            keys.is_some_and(|keys| keys.db_file() == but_of)
        });
    if !own.is_empty() {
        others.iter().for_each(|path| write::remove(path));
    }
    !own.is_empty() || others.is_empty()
}
