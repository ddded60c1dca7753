//! Whole encrypted homes of former schemas are unlocked with their password and brought up to date; nothing in them
//! changes, also when the upgrade is cut off after any step.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{now, raw, sample};
use rusqlite::Connection;
use rusqlite::types::Value;
use store::audit::Finding;
use store::{Error, LOCKS, Lock, Store};
use tempfile::TempDir;
use vault::{AccountNo, Keyring, KeysFile, Unlock};

/// The schema of each kept home, which lies in `tests/suite/homes/schema-<version>`.
const HOMES: &[i64] = &[10, 19, 25];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A copy of a kept home with its keys opened.
struct Kept {
    folder: TempDir,
    keys: Keyring,
    version: i64,
}

impl Kept {
    fn unlocked(version: i64) -> Self {
        let from = root().join(format!("tests/suite/homes/schema-{version}"));
        let folder = TempDir::new().unwrap();
        for name in ["keys.json", "school.db"] {
            fs::copy(from.join(name), folder.path().join(name)).unwrap();
        }
        let password = fs::read_to_string(from.join("password.txt")).unwrap();
        let with = Unlock::Password { account: AccountNo::new(1).unwrap(), password: password.trim() };
        let keys = KeysFile::read(folder.path()).unwrap().unlock(&with).expect("the password opens the home");
        Self { folder, keys, version }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("school.db")
    }

    fn raw(&self) -> Connection {
        raw(&self.path(), &self.keys.db_key())
    }

    fn open(&self) -> store::Result<Store> {
        Store::open(&self.path(), &self.keys.db_key(), self.keys.home())
    }

    /// Puts the database back as it was kept.
    fn put_back(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with("school.db") {
                fs::remove_file(path).unwrap();
            }
        }
        let kept = root().join(format!("tests/suite/homes/schema-{}/school.db", self.version));
        fs::copy(kept, self.path()).unwrap();
    }
}

/// The values of every row of every table, in the columns of `like` or in all.
type Rows = BTreeMap<String, (Vec<String>, Vec<Vec<Value>>)>;

fn rows(conn: &Connection, like: Option<&Rows>) -> Rows {
    let names = |sql: &str| -> Vec<String> {
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let tables = match like {
        Some(like) => like.keys().cloned().collect(),
        // The index of the search is made again, and may be made otherwise.
        None => names(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name <> 'search' AND name NOT LIKE 'search\\_%' ESCAPE '\\'",
        ),
    };
    let mut out = Rows::new();
    for table in tables {
        let columns = match like {
            Some(like) => like[&table].0.clone(),
            None => names(&format!("SELECT name FROM pragma_table_info('{table}')")),
        };
        let order: Vec<String> = (1..=columns.len()).map(|n| n.to_string()).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY {}", columns.join(", "), order.join(", "));
        let mut statement = conn.prepare(&sql).unwrap();
        let found = statement
            .query_map([], |row| (0..columns.len()).map(|n| row.get(n)).collect())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        out.insert(table, (columns, found));
    }
    out
}

/// What holds of every home that was brought up to date, whatever happened on the way.
fn up_to_date(kept: &Kept, before: &Rows, what: &str) {
    let store = kept.open().unwrap_or_else(|error| panic!("{what}: {error}"));
    store
        .read(|tx| -> store::Result<()> {
            assert!(matches!(store::audit::examine(tx)?, Finding::Whole(_)), "{what}: the log is whole");
            let records = store::read_all(tx, now().date())?;
            assert_eq!(records.concerns.len(), sample().records.concerns.len(), "{what}");
            for concern in records.concerns.iter().take(12) {
                for words in [concern.id.as_str(), concern.title.as_str(), concern.narrative.as_str()] {
                    let found = store::search::find(tx, words, 1000)?;
                    assert!(found.contains(&concern.id), "{what}: {} is not found", concern.id);
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(store.differences().unwrap().is_empty(), "{what}: {:?}", store.differences());
    store.close().unwrap();
    let conn = kept.raw();
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, store::SCHEMA_VERSION, "{what}");
    assert!(rows(&conn, Some(before)) == *before, "{what}: a row is not what it was");
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let there: BTreeSet<String> =
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(there, LOCKS.iter().map(|(table, _)| (*table).to_owned()).collect(), "{what}");
    conn.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for (table, lock) in LOCKS {
        let filled: bool = conn.query_row(&format!("SELECT EXISTS (SELECT 1 FROM {table})"), [], |r| r.get(0)).unwrap();
        if filled && !matches!(lock, Lock::Scratch | Lock::Derived) {
            let error = conn.execute(&format!("DELETE FROM {table}"), []).expect_err(table);
            assert!(error.to_string().contains("locked:"), "{what}: {table}: {error}");
        }
    }
}

#[test]
fn a_home_of_every_former_schema_is_copied_and_brought_up_to_date_unchanged() {
    for version in HOMES {
        let kept = Kept::unlocked(*version);
        let before = rows(&kept.raw(), None);
        assert_eq!(before["concern"].1.len(), sample().records.concerns.len(), "the kept home is a whole school");
        assert!(!before["audit"].1.is_empty(), "with a log");
        up_to_date(&kept, &before, &format!("schema {version}"));
        let name = store::copy_name(&kept.path(), *version);
        if *version == store::SCHEMA_VERSION {
            assert!(!name.exists(), "what is up to date is not copied");
            continue;
        }
        let copy = raw(&name, &kept.keys.db_key());
        let copied: i64 = copy.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(copied, *version, "the copy is of the former schema");
        assert!(rows(&copy, None) == before, "the copy holds every row");

        // Cut off after each step: the next start goes on from there, with or without the search index made.
        for last in *version + 1..=store::SCHEMA_VERSION {
            kept.put_back();
            let conn = kept.raw();
            for step in *version + 1..=last {
                conn.execute_batch(&format!("BEGIN; {} PRAGMA user_version = {step}; COMMIT;", sql_of(step))).unwrap();
            }
            drop(conn);
            up_to_date(&kept, &before, &format!("schema {version}, cut off after step {last}"));
        }
    }
}

/// The step that leads to this version.
fn sql_of(version: i64) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let starts = format!("{version:04}_");
    let file = entries.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&starts));
    fs::read_to_string(file.unwrap()).unwrap()
}

#[test]
fn a_kept_home_that_a_later_program_wrote_is_refused_and_left() {
    let kept = Kept::unlocked(HOMES[0]);
    let newer = store::SCHEMA_VERSION + 1;
    kept.raw().execute_batch(&format!("PRAGMA user_version = {newer}")).unwrap();
    let before = fs::read(kept.path()).unwrap();
    assert!(matches!(kept.open(), Err(Error::TooNew { found, .. }) if found == newer));
    assert!(fs::read(kept.path()).unwrap() == before, "the file is as it was");
}
