//! Homes that a restore or a repair replaced. They stay in a folder `aside-YYYYMMDD-HHMMSS` of the home until a person
//! removes them by hand; the page 备份 shows how old they are.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use domain::Instant;

use super::folder::shown;
use crate::error::{Result, write_failed};
use crate::files;
use crate::home::make_private_dir;
use crate::view::AsideItem;

/// How the folders begin.
const PREFIX: &str = "aside-";
/// The time in a folder's name, at +08:00.
const TIME: &str = "%Y%m%d-%H%M%S";
/// As long as this file stands in such a folder, the restore has not ended. It holds the name of the new database.
pub(crate) const PENDING: &str = "restore.pending";
/// Both copies of the keys; the new ones have the same names.
const KEYS: [&str; 2] = [vault::KEYS_FILE, vault::BACKUP_FILE];

/// The folders, newest first.
pub(crate) fn list(dir: &Path, now: Instant) -> Vec<AsideItem> {
    let mut found: Vec<AsideItem> = folders(dir)
        .into_iter()
        .filter(|(path, _)| !path.join(PENDING).exists())
        .map(|(path, at)| AsideItem {
            folder: name(&path),
            at: shown(at),
            days: u32::try_from(now.at().naive_local().signed_duration_since(at).num_days()).unwrap_or(0),
            size: names_in(&path).iter().filter_map(|n| path.join(n).metadata().ok()).map(|m| m.len()).sum(),
        })
        .collect();
    found.sort_by(|a, b| b.folder.cmp(&a.folder));
    found
}

/// Whether this folder of the home holds an older home whose restore has ended.
pub(crate) fn is_aside(dir: &Path, name: &str) -> bool {
    is_aside_name(name) && !dir.join(name).join(PENDING).exists()
}

/// Whether a folder of this name holds an older home.
pub(crate) fn is_aside_name(name: &str) -> bool {
    time_of(name).is_some()
}

/// The instant at which the home of a folder of this name was set aside, in the words of the window.
pub(crate) fn set_aside_at(name: &str) -> Option<String> {
    time_of(name).map(shown)
}

fn time_of(name: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(name.strip_prefix(PREFIX)?, TIME).ok()
}

/// Folders whose restore was cut off, by a crash or a power cut.
pub(crate) fn unfinished(dir: &Path) -> Vec<PathBuf> {
    folders(dir).into_iter().map(|(path, _)| path).filter(|path| path.join(PENDING).exists()).collect()
}

/// Makes a folder that says which database is coming, before that database has a name in the home.
///
/// # Errors
/// `DiskFull`, `CannotWrite`; then the folder is gone again.
pub(crate) fn announce(dir: &Path, new_file: &str, at: Instant) -> Result<PathBuf> {
    let mut time = at.at().naive_local();
    let aside = loop {
        let path = dir.join(format!("{PREFIX}{}", time.format(TIME)));
        if path.symlink_metadata().is_err() {
            break path;
        }
        time += chrono::Duration::seconds(1);
    };
    make_private_dir(&aside)
        .map_err(|e| write_failed(&aside, &e))
        .and_then(|()| files::put(&aside.join(PENDING), new_file.as_bytes()))
        .and_then(|()| files::sync_dir(Some(dir)).map_err(|e| write_failed(dir, &e)))
        .inspect_err(|_| undo(dir, &aside))?;
    Ok(aside)
}

/// Puts everything of the present home into the folder: by hard links where the disk knows them, else by copies. The home
/// itself is as it was, and nothing of it can be lost by what follows.
///
/// # Errors
/// `DiskFull`, `CannotWrite`.
pub(crate) fn fill(dir: &Path, aside: &Path, new_file: &str) -> Result<()> {
    let failed = |e: std::io::Error| write_failed(aside, &e);
    for name in home_files(dir, new_file) {
        link_or_copy(&dir.join(&name), &aside.join(&name)).map_err(failed)?;
    }
    files::sync_dir(Some(aside)).and_then(|()| files::sync_dir(Some(dir))).map_err(failed)
}

/// After the commit: the names of the old home go from the home's folder; their content stays in `aside`. It can be
/// repeated after a crash half-way.
pub(crate) fn finish(dir: &Path, aside: &Path) {
    let gone = names_in(aside)
        .iter()
        .filter(|n| *n != PENDING && !KEYS.contains(&n.as_str()))
        .filter(|n| aside.join(n).is_file())
        .all(|n| removed(&dir.join(n)));
    if gone {
        let _ = std::fs::remove_file(aside.join(PENDING));
        // Where there was no home there is nothing to keep; any other folder refuses.
        let _ = std::fs::remove_dir(aside);
        // A file that came back with a power cut is removed again at the next login.
        let _ = files::sync_dir(Some(dir));
    }
}

/// Before the commit: the second names go, as long as the first ones are there.
pub(crate) fn undo(dir: &Path, aside: &Path) {
    for name in names_in(aside) {
        if name == PENDING || dir.join(&name).exists() {
            let _ = std::fs::remove_file(aside.join(name));
        }
    }
    // A folder that still holds something stays.
    let _ = std::fs::remove_dir(aside);
}

/// The files that make a home, without the new database.
fn home_files(dir: &Path, new_file: &str) -> Vec<String> {
    let ours = |name: &str| {
        KEYS.contains(&name)
            || [".db", ".db-wal", ".db-shm", ".db-journal"].iter().any(|end| name.ends_with(end))
            || name.contains(".db.before-v")
    };
    let new =
        |name: &str| name == new_file || name.strip_prefix(new_file).is_some_and(|rest| rest.starts_with(['-', '.']));
    names_in(dir).into_iter().filter(|name| ours(name) && !new(name) && dir.join(name).is_file()).collect()
}

fn link_or_copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    std::fs::copy(from, &part)?;
    std::fs::OpenOptions::new().write(true).open(&part)?.sync_all()?;
    std::fs::rename(&part, to)
}

fn removed(path: &Path) -> bool {
    match std::fs::remove_file(path) {
        Ok(()) => true,
        Err(e) => e.kind() == std::io::ErrorKind::NotFound,
    }
}

fn folders(dir: &Path) -> Vec<(PathBuf, NaiveDateTime)> {
    names_in(dir)
        .into_iter()
        .filter_map(|n| {
            let at = time_of(&n)?;
            Some((dir.join(n), at))
        })
        .filter(|(path, _)| path.is_dir())
        .collect()
}

fn names_in(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect()
}

/// The folder's own name; empty when nothing had to be set aside.
pub(crate) fn name(aside: &Path) -> String {
    if !aside.is_dir() {
        return String::new();
    }
    aside.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, text: &str) {
        files::put(path, text.as_bytes()).unwrap();
    }

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    fn home() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().to_owned();
        for name in
            ["keys.json", "keys.json.bak", "school.db", "school.db-wal", "reserve.bin", "school-2.db", "app.lock"]
        {
            put(&home.join(name), name);
        }
        (dir, home)
    }

    fn begun(home: &Path) -> PathBuf {
        let aside = announce(home, "school-2.db", now()).unwrap();
        fill(home, &aside, "school-2.db").unwrap();
        aside
    }

    fn now() -> Instant {
        Instant::parse("2026-06-20T09:30:00+08:00").unwrap()
    }

    #[test]
    fn a_crash_before_the_commit_leaves_the_old_home_and_after_it_the_new_one() {
        let (_dir, home) = home();
        let aside = begun(&home);
        assert_eq!(unfinished(&home), std::slice::from_ref(&aside));
        assert!(list(&home, now()).is_empty(), "not shown before it is true");
        let mut put_aside = names_in(&aside);
        put_aside.sort();
        assert_eq!(put_aside, ["keys.json", "keys.json.bak", PENDING, "school.db", "school.db-wal"]);
        undo(&home, &aside);
        assert!(!aside.exists());
        assert_eq!(read(&home.join("school.db")), "school.db");

        let aside = begun(&home);
        put(&home.join("keys.json"), "new keys");
        finish(&home, &aside);
        assert!(!home.join("school.db").exists() && !home.join("school.db-wal").exists());
        assert_eq!(
            (read(&home.join("keys.json")), read(&aside.join("keys.json"))),
            ("new keys".into(), "keys.json".into())
        );
        assert_eq!(read(&aside.join("school.db")), "school.db");
        assert_eq!(read(&home.join("school-2.db")), "school-2.db");
        finish(&home, &aside);
        let later = Instant::parse("2026-07-21T09:30:00+08:00").unwrap();
        let shown = list(&home, later);
        assert_eq!((shown.len(), shown[0].days, shown[0].at.as_str()), (1, 31, "2026-06-20T09:30:00+08:00"));
    }

    #[test]
    fn undo_never_removes_the_last_name_of_a_file() {
        let (_dir, home) = home();
        let aside = begun(&home);
        std::fs::remove_file(home.join("school.db")).unwrap();
        undo(&home, &aside);
        assert_eq!(read(&aside.join("school.db")), "school.db");
    }
}
