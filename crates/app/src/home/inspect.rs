//! What stands at a home, told without a password. Any trace that does not make a whole home is `Damaged`: nothing is
//! ever started over it.

use std::path::Path;

use vault::{KeysFile, VaultError};

use super::PRACTICE_DIR;
use crate::App;
use crate::care;
use crate::view::{FaultView, HomeKind, HomeState};

/// The database's file of a new home; ever after the keys name it.
pub(crate) const DATABASE_FILE: &str = "school.db";
/// The size of a page of the database (bytes): a closed database is a whole number of them.
const PAGE: u64 = 4096;

/// What a look at the folder tells.
pub(crate) struct Seen {
    pub(crate) kind: HomeKind,
    pub(crate) keys: Option<KeysFile>,
    /// Stable codes of what was found; the window has the words.
    pub(crate) found: Vec<String>,
}

/// Looks at a folder.
pub(crate) fn look(dir: &Path) -> Seen {
    let seen = |kind: HomeKind, keys: Option<KeysFile>, found: &[&str]| Seen {
        kind,
        keys,
        found: found.iter().map(|f| (*f).to_owned()).collect(),
    };
    let damaged = |found: &[&str]| seen(HomeKind::Damaged, None, found);
    match KeysFile::read(dir) {
        Err(VaultError::Missing) if has_database(dir) => damaged(&["keys_missing", "database_found"]),
        Err(VaultError::Missing) => seen(HomeKind::None, None, &[]),
        Err(VaultError::Newer(_)) => damaged(&["keys_newer"]),
        Err(_) if has_database(dir) => damaged(&["keys_damaged", "database_found"]),
        Err(_) => damaged(&["keys_damaged"]),
        Ok(keys) if !keys.is_confirmed() => seen(HomeKind::Unfinished, Some(keys), &[]),
        Ok(keys) => {
            let found = match database_fault(dir, keys.db_file()) {
                None => return seen(HomeKind::Locked, Some(keys), &[]),
                Some(fault) => ["keys_found", fault],
            };
            seen(HomeKind::Damaged, Some(keys), &found)
        }
    }
}

/// What is wrong with the database, as far as it shows without its key.
fn database_fault(dir: &Path, file: &str) -> Option<&'static str> {
    let log = std::fs::metadata(dir.join(format!("{file}-wal"))).is_ok_and(|m| m.len() > 0);
    match std::fs::metadata(dir.join(file)) {
        Err(_) => Some("database_missing"),
        Ok(meta) if meta.len() == 0 => Some("database_empty"),
        // With a log beside it the last page may be half written: the log has it.
        Ok(meta) if meta.len() % PAGE != 0 && !log => Some("database_truncated"),
        Ok(_) => None,
    }
}

/// Whether any trace of a database stands in the folder: of this name, or of one that a restore gave.
fn has_database(dir: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(dir) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("school") && [".db", ".db-wal", ".db-shm"].iter().any(|end| name.ends_with(end))
    })
}

/// The state of the real home, or of the practice home while that one is open.
pub fn home_state(app: &App) -> HomeState {
    let dir = &app.roots.home;
    let mut real = look(dir);
    let practice = look(&dir.join(PRACTICE_DIR));
    let open = app.home().ok();
    if open.is_none() && real.kind == HomeKind::Locked && app.care.is_damaged(dir) {
        real.kind = HomeKind::Damaged;
        real.found = vec!["keys_found".to_owned(), "database_damaged".to_owned()];
    }
    let mut faults = care::faults(dir);
    faults.extend(left_behind(dir, real.kind));
    HomeState {
        kind: if open.is_some() { HomeKind::Open } else { real.kind },
        practice: open.is_some_and(|h| h.is_practice()),
        accounts: real.keys.as_ref().map(care::accounts).unwrap_or_default(),
        found: real.found,
        practice_exists: practice.kind == HomeKind::Locked,
        practice_accounts: match practice.kind {
            HomeKind::Locked => practice.keys.as_ref().map(care::accounts).unwrap_or_default(),
            _ => Vec::new(),
        },
        place: dir.display().to_string(),
        faults,
        backups: care::local_backups(dir),
    }
}

/// What an interruption left in the folder. Nothing that was saved is missing for any of it.
fn left_behind(dir: &Path, kind: HomeKind) -> Vec<FaultView> {
    let mut faults = Vec::new();
    if matches!(kind, HomeKind::Locked | HomeKind::Unfinished) && one_copy(dir) {
        faults.push(FaultView::new("keys_one_copy"));
    }
    if kind == HomeKind::Unfinished {
        faults.push(FaultView::new("unfinished"));
    }
    if care::was_cut_off(dir) {
        faults.push(FaultView::new("restore_interrupted"));
    }
    if care::has_part(dir) {
        faults.push(FaultView::new("leftover_part"));
    }
    faults
}

/// Whether one of the two copies of the keys is gone or damaged. The next login writes it again.
pub(crate) fn one_copy(dir: &Path) -> bool {
    [vault::KEYS_FILE, vault::BACKUP_FILE].iter().any(|name| {
        let path = dir.join(name);
        std::fs::read(&path).map_or(true, |bytes| KeysFile::from_bytes(dir, &bytes).is_err())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, bytes: &[u8]) {
        crate::files::put(path, bytes).unwrap();
    }

    fn found(dir: &Path) -> (HomeKind, Vec<String>) {
        let seen = look(dir);
        (seen.kind, seen.found)
    }

    #[test]
    fn every_trace_without_keys_is_told_and_nothing_is_a_first_start() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        assert_eq!(found(dir), (HomeKind::None, vec![]));
        put(&dir.join("reserve.bin"), b"x");
        assert_eq!(found(dir), (HomeKind::None, vec![]), "a reserve is no data");
        for trace in ["school.db", "school-3.db", "school.db-wal"] {
            put(&dir.join(trace), b"x");
            assert_eq!(
                found(dir),
                (HomeKind::Damaged, vec!["keys_missing".into(), "database_found".into()]),
                "{trace}"
            );
            std::fs::remove_file(dir.join(trace)).unwrap();
        }
        put(&dir.join("keys.json"), b"{");
        assert_eq!(found(dir), (HomeKind::Damaged, vec!["keys_damaged".into()]));
        put(&dir.join("keys.json"), br#"{"keys":{"v":99}}"#);
        assert_eq!(found(dir), (HomeKind::Damaged, vec!["keys_newer".into()]));
    }

    #[test]
    fn a_half_page_at_the_end_is_damage_only_without_a_log() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        assert_eq!(database_fault(dir, "school.db"), Some("database_missing"));
        put(&dir.join("school.db"), b"");
        assert_eq!(database_fault(dir, "school.db"), Some("database_empty"));
        put(&dir.join("school.db"), &[0; 5000]);
        assert_eq!(database_fault(dir, "school.db"), Some("database_truncated"));
        put(&dir.join("school.db-wal"), b"x");
        assert_eq!(database_fault(dir, "school.db"), None);
        put(&dir.join("school.db"), &[0; 8192]);
        std::fs::remove_file(dir.join("school.db-wal")).unwrap();
        assert_eq!(database_fault(dir, "school.db"), None);
    }
}
