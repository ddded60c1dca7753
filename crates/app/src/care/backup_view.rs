//! The page 备份: what was verified and when, what was rehearsed, what a restore set aside.

use std::collections::BTreeMap;

use store::care::{BackupRow, Place};

use super::folder::FOLDER;
use super::{aside, desk::Checked, due, generation, reserve, room};
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{BackupItem, BackupView, CheckView, RehearsalRow};

/// How many rows of each kind the page shows.
const SHOWN: usize = 30;

/// The page.
///
/// # Errors
/// `NotLoggedIn`, `NoRight`.
pub fn backup_view(app: &App) -> Result<BackupView> {
    let home = app.home()?;
    home.require(Right::MakeBackup)?;
    view_of(app, &home)
}

/// Makes a local backup now.
///
/// # Errors
/// `NotLoggedIn`, `NoRight`, `BackupNoRoom`, `DiskFull`, `CannotWrite`, `BackupDiffers`.
pub fn backup_local(app: &App) -> Result<BackupView> {
    let home = app.home()?;
    home.require(Right::MakeBackup)?;
    generation::generation(app, &home, "asked")?;
    view_of(app, &home)
}

/// The page for whoever passed the check of rights.
pub(crate) fn view_of(app: &App, home: &OpenHome) -> Result<BackupView> {
    let (rows, rehearsals, staff) =
        home.read(|tx| Ok((store::care::backups(tx)?, store::care::rehearsals(tx)?, store::table::staff::list(tx)?)))?;
    let names: BTreeMap<String, String> = staff.into_iter().map(|s| (s.id, s.name)).collect();
    let since = home.read(due::keys_since)?;
    // A generation that is no longer there was thinned out; nobody looks for it.
    let shown = |item: &BackupItem, place: Place| place == Place::Outside || item.there;
    let of = |place: Place| -> Vec<BackupItem> {
        let items = rows.iter().filter(|r| r.place == place).map(|r| item(home, r, since));
        items.filter(|item| shown(item, place)).take(SHOWN).collect()
    };
    let due = due::due(app, home)?;
    Ok(BackupView {
        local: of(Place::Local),
        outside: of(Place::Outside),
        days: due.days,
        due: due.due,
        rehearsals: rehearsals.into_iter().take(SHOWN).map(|r| RehearsalRow::from((r, &names))).collect(),
        aside: aside::list(&home.dir, app.roots.now()),
        check: app.care.checked().map(|checked| match checked {
            Checked::Running => CheckView { state: "running".to_owned(), at: None },
            Checked::Whole(at) => CheckView { state: "whole".to_owned(), at: Some(at.to_string()) },
            Checked::Damaged(at) => CheckView { state: "damaged".to_owned(), at: Some(at.to_string()) },
        }),
        free_bytes: room::free(&home.dir),
        reserve: reserve::is_there(&home.dir),
        folder: home.dir.join(FOLDER).display().to_string(),
    })
}

fn item(home: &OpenHome, row: &BackupRow, since: u64) -> BackupItem {
    BackupItem {
        file_name: row.file_name.clone(),
        made_at: row.made_at.to_string(),
        verified_at: row.verified_at.to_string(),
        size: row.size,
        sha256: packet::encoding::hex(&row.sha256),
        there: row.place == Place::Local && home.dir.join(FOLDER).join(&row.file_name).is_file(),
        old_keys: row.audit_count < since,
    }
}
