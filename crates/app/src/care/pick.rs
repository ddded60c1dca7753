//! Choosing a backup for a restore: what its head says, before anything is opened.

use std::path::{Path, PathBuf};

use store::container;

use super::desk::Picked;
use super::folder::{FOLDER, is_backup_name};
use super::secrets::{accounts, keys_of, name_of};
use super::write::backup_error;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::{OpenHome, PRACTICE_DIR};
use crate::rights::Right;
use crate::view::{LocalBackupRequest, PickedView};

/// Reads the head of a backup that a person chose, and keeps it for [`super::restore_run`]. With a home open that is for
/// the 校长; without one whoever has the backup and a password of it may go on, and the old home is set aside.
///
/// # Errors
/// `NoRight`, `BackupUnreadable`, `BackupDamaged`, `HomeNewer`.
pub fn restore_pick(app: &App, path: &Path) -> Result<PickedView> {
    may_restore(app)?;
    picked(app, path)
}

/// The same for a generation in the home.
///
/// # Errors
/// `NotFound` with `id`, and those of [`restore_pick`].
pub fn restore_local(app: &App, request: &LocalBackupRequest) -> Result<PickedView> {
    may_restore(app)?;
    let path = target(app).join(FOLDER).join(&request.file_name);
    if !is_backup_name(&request.file_name) || !path.is_file() {
        return Err(AppError::new(Code::NotFound).with("id", request.file_name.clone()));
    }
    picked(app, &path)
}

fn picked(app: &App, path: &Path) -> Result<PickedView> {
    let container = container::open(path).map_err(|e| backup_error(path, path, &e))?;
    let keys = keys_of(path, &container.keys_json)?;
    let size = std::fs::metadata(path).map_or(0, |m| m.len());
    let token = app.roots.uuid().to_string();
    app.care.pick(Picked { token: token.clone(), path: path.to_owned() });
    let manifest = container.manifest;
    Ok(PickedView {
        token,
        file_name: name_of(path),
        school_code: manifest.school_code,
        created_at: manifest.created_at.to_string(),
        size,
        accounts: accounts(&keys),
        practice: manifest.practice,
        newer: manifest.schema > store::SCHEMA_VERSION,
    })
}

/// With a home open only the 校长 restores over it.
pub(crate) fn may_restore(app: &App) -> Result<()> {
    match app.home() {
        Ok(home) => home.require(Right::Restore),
        Err(_) => Ok(()),
    }
}

/// The home that would be replaced: the open one, else the real one.
pub(crate) fn target(app: &App) -> PathBuf {
    app.home().map_or_else(|_| app.roots.home.clone(), |home: std::sync::Arc<OpenHome>| home.dir.clone())
}

/// Whether a folder is that of the practice home.
pub(crate) fn is_practice_dir(app: &App, dir: &Path) -> bool {
    dir == app.roots.home.join(PRACTICE_DIR)
}
