//! What a crash may have left in a home, put in order once its lock is held. Only files of the program's own making go; a
//! database only where a removal for cause was cut off.

use std::path::Path;

use vault::KeysFile;

use super::write::COPIES;
use super::{aside, remake_reserve};
use crate::App;
use crate::home::OpenHome;

/// Ends or takes back a restore that was cut off: the keys file says which of the two it is.
pub(crate) fn settle(dir: &Path) {
    for folder in aside::unfinished(dir) {
        let Ok(new_file) = std::fs::read_to_string(folder.join(aside::PENDING)) else { continue };
        let Ok(keys) = KeysFile::read(dir) else { continue };
        if keys.db_file() == new_file {
            aside::finish(dir, &folder);
        } else {
            // The database that was to come is a copy of a backup that still exists, or what a repair read.
            super::put_in_place::forget(dir, &new_file);
            take_back_copy(dir, &keys, &new_file);
            aside::undo(dir, &folder);
        }
    }
}

/// Writes the keys that are in force over a second copy that already named the new database: it is written first, and
/// the cut came between the two.
fn take_back_copy(dir: &Path, keys: &KeysFile, new_file: &str) {
    let path = dir.join(vault::BACKUP_FILE);
    let copy = std::fs::read(&path).ok().and_then(|bytes| KeysFile::from_bytes(dir, &bytes).ok());
    if copy.is_some_and(|copy| copy.db_file() == new_file) {
        // When it cannot be written the first copy is still in force, and the next change of the keys writes both.
        let _ = crate::files::put(&path, &keys.to_bytes());
    }
}

/// Whether a restore was cut off before its commit.
pub(crate) fn was_cut_off(dir: &Path) -> bool {
    !aside::unfinished(dir).is_empty()
}

/// Whether a write was cut off and its part lies there. Nothing that was saved is missing for it.
pub(crate) fn has_part(dir: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(dir) else { return false };
    entries.flatten().any(|e| e.file_name().to_string_lossy().ends_with(".part"))
}

/// After a login: ends what was cut off, removes parts and copies, makes the reserve again.
pub(crate) fn after_open(app: &App, home: &OpenHome) {
    let _alone = app.care.work();
    settle(&home.dir);
    crate::people::settle(&home.dir);
    // Both hold nothing but copies.
    let _ = std::fs::remove_dir_all(home.dir.join(COPIES));
    for folder in [home.dir.clone(), home.dir.join(super::folder::FOLDER)] {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let is_file = entry.file_type().is_ok_and(|t| t.is_file());
            if is_file && entry.file_name().to_string_lossy().ends_with(".part") {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
    settle_files(app, home);
    remake_reserve(&home.dir);
}

/// Attachments whose row was committed when the window was closed on them go to their place, what has none goes.
fn settle_files(app: &App, home: &OpenHome) {
    let Ok(files) = home.read(|tx| store::attachment::files(tx, None)) else { return };
    let named = files.into_iter().map(|file| file.id).collect();
    let since = std::time::Duration::from_millis(u64::try_from(app.roots.now().ms()).unwrap_or(0));
    store::attachment::Files::of(&home.dir).settle(&named, std::time::UNIX_EPOCH + since);
}
