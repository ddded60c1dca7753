//! A damaged schema costs no row: wherever a page is spoilt, every row that lies on another one is read, nothing appears
//! that was never written, and a log that a crash left counts.
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

use common::{Counting, Home, now, raw, teacher};
use domain::Random as _;
use rusqlite::types::Value;
use store::salvage::{SalvageReport, salvage};
use store::{Error, LOCKS, Lock, Store, table};
use vault::DbKey;

const PAGE: usize = 4096;

/// Every row of every table but those of the search index.
type Rows = BTreeMap<String, BTreeSet<String>>;

fn rows(path: &Path, key: &DbKey) -> Rows {
    let conn = raw(path, key);
    let mut all = Rows::new();
    for (name, _) in LOCKS.iter().filter(|(_, lock)| *lock != Lock::Derived) {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = statement.column_count();
        let found = statement
            .query_map([], |row| {
                let values: Vec<Value> = (0..width).map(|n| row.get(n).unwrap()).collect();
                Ok(format!("{values:?}"))
            })
            .unwrap();
        all.insert((*name).to_owned(), found.map(Result::unwrap).collect());
    }
    all
}

fn count(rows: &Rows) -> u64 {
    rows.values().map(|rows| rows.len() as u64).sum()
}

fn read(report: &SalvageReport) -> u64 {
    report.tables.values().map(|t| t.read).sum()
}

fn from_backup(report: &SalvageReport) -> u64 {
    report.tables.values().map(|t| t.from_backup).sum()
}

fn spoil(path: &Path, to: &Path, pages: &[usize]) {
    let mut bytes = fs::read(path).unwrap();
    for page in pages {
        bytes[(page - 1) * PAGE + 100] ^= 0x55;
    }
    put(to, &bytes);
}

fn put(path: &Path, bytes: &[u8]) {
    #[allow(clippy::disallowed_methods, reason = "the damage is the test")]
    fs::write(path, bytes).unwrap();
}

/// A closed home of a whole school whose backup lacks one person, has another one's old post, and has a draft that was
/// struck out since.
struct Ground {
    home: Home,
    path: PathBuf,
    backup: PathBuf,
    live: Rows,
    saved: Rows,
}

impl Ground {
    fn new() -> Self {
        let (home, store) = Home::with_sample();
        store.write(|tx| table::staff::insert(tx, &teacher("x-early", "金墨白"))).unwrap();
        for n in 0..300 {
            let id = format!("GZ-2026-{n:03}");
            let entry = store::audit::Entry {
                at: now(),
                actor: "x-early",
                action: "concern.view",
                object_kind: "concern",
                object_id: &id,
                fields: &["narrative"],
            };
            store.write(|tx| store::audit::append(tx, &entry).map(drop)).unwrap();
        }
        let conn = home.raw();
        conn.execute_batch(
            "INSERT INTO draft (form, object_id, owner, content, begun_ms, saved_ms)
             VALUES ('concern', '', 'x-early', '{}', 0, 0)",
        )
        .unwrap();
        let backup = home.folder.path().join("backup.db");
        store.copy_to(&backup).unwrap();
        conn.execute_batch("DELETE FROM draft; UPDATE staff SET post = '保卫干事' WHERE id = 'x-early'").unwrap();
        store.write(|tx| table::staff::insert(tx, &teacher("x-late", "林知夏"))).unwrap();
        drop(conn);
        store.close().unwrap();
        let path = home.path();
        let (live, saved) = (rows(&path, &home.key()), rows(&backup, &home.key()));
        Self { home, path, backup, live, saved }
    }

    fn pages(&self) -> usize {
        fs::read(&self.path).unwrap().len() / PAGE
    }

    fn repair(&self, damaged: &Path, with_backup: bool) -> store::Result<(SalvageReport, Rows)> {
        let out = self.home.folder.path().join("out.db");
        let _ = fs::remove_file(&out);
        let key = self.home.key();
        let backup = with_backup.then_some((self.backup.as_path(), &key));
        let before = fs::read(damaged).unwrap();
        let made = salvage(damaged, &key, backup, &out, &key, self.home.id());
        assert_eq!(fs::read(damaged).unwrap(), before, "the damaged file is as it was");
        let left: Vec<String> = fs::read_dir(self.home.folder.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("part"))
            .collect();
        assert_eq!(left, Vec::<String>::new());
        let report = made?;
        Store::open(&out, &key, self.home.id()).unwrap().check().unwrap();
        Ok((report, rows(&out, &key)))
    }

    /// What must hold whatever was damaged: every row stood in the file or in the backup, the file's word on a key counts
    /// before the backup's, and what is neither read nor taken is told.
    fn judge(&self, what: &str, report: &SalvageReport, made: &Rows) {
        for (table, rows) in made {
            let (live, saved) = (&self.live[table], &self.saved[table]);
            for row in rows {
                assert!(live.contains(row) || saved.contains(row), "{what}: {table} has a row from nowhere: {row}");
            }
            let told = &report.tables[table];
            let lost = !told.lost_ranges.is_empty() || told.orphaned > 0 || told.refused > 0;
            assert!(lost || rows == live, "{what}: {table} differs from the file, and nothing is told: {told:?}");
            assert!(rows.is_superset(&(live & saved)) || told.orphaned > 0, "{what}: {table} lacks what both have");
            assert_eq!(told.read + told.from_backup, rows.len() as u64 + told.orphaned, "{what}: {table}");
        }
    }
}

#[test]
fn each_of_the_first_pages_and_of_others_costs_only_its_own_rows() {
    let g = Ground::new();
    let spoilt = g.home.folder.path().join("damaged.db");
    let (all, pages) = (count(&g.live), g.pages());
    let largest = g.live.values().map(BTreeSet::len).max().unwrap() as u64;
    let mut random = Counting(5);
    let mut others = || {
        let mut four = [0; 4];
        random.fill(&mut four);
        21 + u32::from_le_bytes(four) as usize % (pages - 20)
    };
    let tried: BTreeSet<usize> = (1..=20).chain((0..10).map(|_| others())).collect();
    let mut whole = 0;
    for page in tried {
        spoil(&g.path, &spoilt, &[page]);
        let (report, made) = g.repair(&spoilt, true).unwrap();
        g.judge(&format!("page {page}"), &report, &made);
        // A page holds at most some tens of rows, or the way to those of one table; the rest comes from the file and not
        // from the backup.
        assert!(read(&report) + largest >= all, "page {page}: only {} of {all} from the file", read(&report));
        whole += usize::from(made == g.live && from_backup(&report) == 0);
        if page == 1 {
            assert_eq!((read(&report), from_backup(&report), &made), (all, 0, &g.live), "the first page holds no row");
        }
    }
    assert!(whole > 10, "the schema's pages cost nothing: {whole}");
}

#[test]
fn without_a_first_page_and_without_a_backup_every_row_is_read() {
    let g = Ground::new();
    let spoilt = g.home.folder.path().join("damaged.db");
    // The salt at its beginning counts as much as the rest.
    for at in [3, 100, 4000] {
        let mut bytes = fs::read(&g.path).unwrap();
        bytes[at] ^= 1;
        put(&spoilt, &bytes);
        let (report, made) = g.repair(&spoilt, false).unwrap();
        assert_eq!(made, g.live, "byte {at}");
        assert!(report.tables.values().all(|t| t.lost_ranges.is_empty()), "byte {at}");
    }
    let mut bytes = fs::read(&g.path).unwrap();
    bytes[..PAGE].fill(0);
    put(&spoilt, &bytes);
    assert_eq!(g.repair(&spoilt, false).unwrap().1, g.live, "a first page of zeros");
}

/// The pages that hold rows of the schema, found by taking them away one by one.
#[test]
fn with_the_whole_schema_gone_one_row_of_it_is_enough() {
    let g = Ground::new();
    let conn = g.home.raw();
    let of_schema: Vec<usize> = conn
        .prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' AND pageno > 1 ORDER BY pageno")
        .unwrap()
        .query_map([], |row| row.get::<_, u32>(0))
        .unwrap()
        .map(|page| page.unwrap() as usize)
        .collect();
    let last_root: u32 = conn.query_row("SELECT max(rootpage) FROM sqlite_master", [], |row| row.get(0)).unwrap();
    drop(conn);
    assert!(of_schema.len() > 20, "{of_schema:?}");
    let spoilt = g.home.folder.path().join("damaged.db");
    let mut all = of_schema.clone();
    all.push(1);
    spoil(&g.path, &spoilt, &all);
    assert!(matches!(g.repair(&spoilt, false), Err(Error::Damaged)), "without any row nothing is guessed");
    let (report, made) = g.repair(&spoilt, true).unwrap();
    assert_eq!((read(&report), &made), (0, &g.saved), "then there is the backup");
    let mut found_all = 0;
    // A repair takes a second or more, so not each of them is tried.
    let tried =
        of_schema.iter().enumerate().filter(|(n, _)| n % 9 == 0 || n + 4 > of_schema.len()).map(|(_, page)| page);
    for kept in tried {
        let spoilt_pages: Vec<usize> = all.iter().copied().filter(|page| page != kept).collect();
        spoil(&g.path, &spoilt, &spoilt_pages);
        let (report, made) = g.repair(&spoilt, true).unwrap();
        g.judge(&format!("only page {kept}"), &report, &made);
        found_all += usize::from(read(&report) == count(&g.live));
    }
    assert!(found_all > 0, "the page with the last root, {last_root}, tells where all others are");
}

#[test]
fn a_log_that_a_crash_left_counts_also_without_a_first_page() {
    let g = Ground::new();
    let crashed = g.home.folder.path().join("crashed.db");
    {
        let store = g.home.open().unwrap();
        store.write(|tx| table::staff::insert(tx, &teacher("x-last", "苏晚晴"))).unwrap();
        // As a power cut leaves both.
        fs::copy(&g.path, &crashed).unwrap();
        fs::copy(g.path.with_extension("db-wal"), crashed.with_extension("db-wal")).unwrap();
    }
    let now = rows(&g.path, &g.home.key());
    assert_eq!(count(&now), count(&g.live) + 2, "a person and a member of staff");
    let log = crashed.with_extension("db-wal");
    let whole = fs::read(&log).unwrap();
    assert!(whole.len() > PAGE);
    spoil(&crashed, &crashed, &[1]);
    assert_eq!(g.repair(&crashed, false).unwrap().1, now, "what was committed into the log is there");
    // A log torn within its last transaction has all but that one.
    put(&log, &whole[..whole.len() - 7]);
    let torn = g.repair(&crashed, false).unwrap().1;
    assert_eq!(torn, g.live);
    // One that was torn and went on being written is read up to there.
    let mut bytes = whole;
    bytes[60] ^= 1;
    put(&log, &bytes);
    assert_eq!(g.repair(&crashed, false).unwrap().1, g.live);
}

#[test]
fn what_was_cut_off_is_not_filled_with_zeros() {
    let g = Ground::new();
    let spoilt = g.home.folder.path().join("damaged.db");
    let bytes = fs::read(&g.path).unwrap();
    let pages = g.pages();
    for kept in [3, pages / 4, pages / 2, pages - 1] {
        put(&spoilt, &bytes[..kept * PAGE + 1000]);
        let (report, made) = g.repair(&spoilt, true).unwrap();
        g.judge(&format!("{kept} of {pages} pages"), &report, &made);
        if kept == pages - 1 {
            assert!(read(&report) + 250 > count(&g.live), "{} rows", read(&report));
        }
    }
}

#[test]
fn a_copy_that_was_restored_is_found_as_well() {
    let g = Ground::new();
    let spoilt = g.home.folder.path().join("damaged.db");
    spoil(&g.backup, &spoilt, &[1, 3, 5, 8]);
    let key = g.home.key();
    let out = g.home.folder.path().join("other.db");
    let report = salvage(&spoilt, &key, Some((&g.backup, &key)), &out, &key, g.home.id()).unwrap();
    assert_eq!(rows(&out, &key), g.saved);
    assert!(read(&report) + 250 > count(&g.saved), "{}", read(&report));
}
