//! Where a home may lie. Locks on network shares are unreliable, a stick may lie about what it has written, and a folder
//! that another program copies away tears the database from its log; the first two are refused, the last is warned of.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;

use super::drive::Kind;
use super::{drive, room};
use crate::error::{AppError, Code, Result};
use crate::view::FaultView;

/// Folders of programs that copy files to a network drive while they are being written, as they stand in a path, in
/// lower case, and the name that a person knows.
const SYNCED: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud"),
    ("nutstore", "坚果云"),
    ("坚果云", "坚果云"),
    ("我的坚果云", "坚果云"),
    ("baidunetdisk", "百度网盘"),
    ("baidusyncdisk", "百度网盘"),
    ("百度网盘", "百度网盘"),
    ("wpsdrive", "WPS云盘"),
    ("wps云盘", "WPS云盘"),
    ("weiyun", "微云"),
    ("微云", "微云"),
    ("nextcloud", "Nextcloud"),
    ("syncthing", "Syncthing"),
];

/// Refuses a home on a network share, a stick, a FAT, exFAT or FUSE file system.
///
/// # Errors
/// `PlaceNetwork`, `PlaceRemovable` with `place`.
pub(crate) fn refuse_place(dir: &Path) -> Result<()> {
    let at = |code: Code| Err(AppError::new(code).with("place", dir.display().to_string()));
    match kind(dir) {
        Kind::Fixed => Ok(()),
        Kind::Network => at(Code::PlaceNetwork),
        Kind::Removable => at(Code::PlaceRemovable),
    }
}

/// Everything about the place that a person should know before logging in.
pub(crate) fn faults(dir: &Path) -> Vec<FaultView> {
    let place = dir.display().to_string();
    let mut found = Vec::new();
    match kind(dir) {
        Kind::Fixed => {}
        Kind::Network => found.push(FaultView::new("place_network").with("place", place.clone())),
        Kind::Removable => found.push(FaultView::new("place_removable").with("place", place.clone())),
    }
    found.extend(writable(dir).map(|fault| fault.with("place", place)));
    found.extend(low_space(dir));
    found.extend(synced(dir).map(|name| FaultView::new("sync_folder").with("name", name)));
    found
}

/// A word on room that runs out.
pub(crate) fn low_space(dir: &Path) -> Option<FaultView> {
    let free = room::free(nearest(dir))?;
    let code = match free {
        free if free < room::FULL => "disk_full",
        free if free < room::LOW => "low_space",
        _ => return None,
    };
    Some(FaultView::new(code).with("free", free))
}

/// The program that copies this folder away, if its path says so.
pub(crate) fn synced(dir: &Path) -> Option<&'static str> {
    dir.components().find_map(|part| {
        let part = part.as_os_str().to_str()?.to_lowercase();
        SYNCED.iter().find(|(word, _)| part == *word || part.starts_with(&format!("{word} "))).map(|(_, name)| *name)
    })
}

/// Tries to write: permissions, write-protected media and full disks answer only to that.
fn writable(dir: &Path) -> Option<FaultView> {
    if !dir.is_dir() {
        return None;
    }
    let probe = dir.join("probe.part");
    let made = OpenOptions::new().write(true).create(true).truncate(true).open(&probe);
    match made {
        Ok(file) => {
            drop(file);
            // It is empty, and the next look writes over it.
            let _ = std::fs::remove_file(&probe);
            None
        }
        Err(e) if matches!(e.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => None,
        Err(_) => Some(FaultView::new("read_only")),
    }
}

/// The folder itself or the nearest one above that exists.
fn nearest(dir: &Path) -> &Path {
    dir.ancestors().find(|p| p.is_dir()).unwrap_or(dir)
}

/// What kind of place a folder is on, or will be once it is made.
pub(crate) fn kind(dir: &Path) -> Kind {
    drive::kind(nearest(dir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_other_programs_copy_away_are_named() {
        for (path, name) in [
            ("/home/a/OneDrive/安苗", Some("OneDrive")),
            ("/home/a/OneDrive - 学校/安苗", Some("OneDrive")),
            ("/home/a/我的坚果云/安苗", Some("坚果云")),
            ("/home/a/Dropbox/x", Some("Dropbox")),
            ("/home/a/.local/share/anmiao", None),
            ("/home/a/onedrives/anmiao", None),
        ] {
            assert_eq!(synced(Path::new(path)), name, "{path}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_yet_is_judged_by_the_one_above() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(kind(&dir.path().join("not/yet")), kind(dir.path()));
        assert!(refuse_place(&dir.path().join("not/yet")).is_ok());
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_that_may_not_be_written_is_told() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(writable(dir.path()), None);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "the look left nothing");
        std::fs::create_dir(dir.path().join("probe.part")).unwrap();
        assert_eq!(writable(dir.path()).unwrap().code, "read_only", "also for root, whom no permission stops");
        std::fs::remove_dir(dir.path().join("probe.part")).unwrap();
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o500)).unwrap();
        if std::fs::File::create(dir.path().join("x")).is_err() {
            assert_eq!(writable(dir.path()).unwrap().code, "read_only");
        }
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    }
}
