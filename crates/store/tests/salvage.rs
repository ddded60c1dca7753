//! A damaged database gives back every row that can be read, and a backup the rest.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use common::{Counting, Home, now, teacher};
use domain::Random as _;
use store::salvage::{SalvageReport, salvage};
use store::{Error, Store, table};

const PAGE: usize = 4096;

/// A closed home with the sample and five hundred more people, whose rows fill many pages.
fn filled() -> (Home, PathBuf) {
    let (home, store) = Home::with_sample();
    store
        .write(|tx| -> store::Result<()> {
            for n in 0..500 {
                table::staff::insert(
                    tx,
                    &domain::noun::Staff { post: "教师".repeat(300), ..teacher(&format!("x-{n:03}"), "金墨白") },
                )?;
            }
            Ok(())
        })
        .unwrap();
    store.close().unwrap();
    let path = home.path();
    (home, path)
}

/// Spoils pages of a copy; never the first, without which nothing opens.
fn spoilt(path: &PathBuf, to: &PathBuf, seed: u64, pages: usize) {
    let mut bytes = fs::read(path).unwrap();
    let mut random = Counting(seed);
    for _ in 0..pages {
        let mut four = [0; 4];
        random.fill(&mut four);
        let page = 1 + u32::from_le_bytes(four) as usize % (bytes.len() / PAGE - 1);
        bytes[page * PAGE + 100] ^= 0x55;
    }
    fs::File::create(to).unwrap().write_all(&bytes).unwrap();
}

fn lost(report: &SalvageReport) -> usize {
    report.tables.values().map(|t| t.lost_ranges.len()).sum()
}

#[test]
fn nothing_is_lost_of_a_whole_file() {
    let (home, path) = filled();
    let out = home.folder.path().join("out.db");
    let report = salvage(&path, &home.key(), None, &out, &home.key(), home.id()).unwrap();
    assert_eq!((lost(&report), report.tables.values().map(|t| t.orphaned).sum::<u64>()), (0, 0));
    let (old, new) = (home.open().unwrap(), Store::open(&out, &home.key(), home.id()).unwrap());
    assert_eq!(new.census().unwrap(), old.census().unwrap());
    let read = |store: &Store| store.read(|tx| store::read_all(tx, now().date())).unwrap();
    assert_eq!(read(&new), read(&old));
    assert_eq!(
        new.read(|tx| store::search::find(tx, "食堂", 50)).unwrap(),
        old.read(|tx| store::search::find(tx, "食堂", 50)).unwrap()
    );
    let locked = new.write(|tx| table::staff::insert(tx, &teacher("x-000", "金墨白")));
    assert!(matches!(locked, Err(Error::Constraint { .. })), "the rules are back: {locked:?}");
}

#[test]
fn damaged_pages_take_only_their_own_rows_and_a_backup_gives_those_back() {
    let (home, path) = filled();
    let backup = home.folder.path().join("backup.db");
    home.open().unwrap().copy_to(&backup).unwrap();
    let whole = Store::open(&path, &home.key(), home.id()).unwrap();
    let census = whole.census().unwrap();
    let all = whole.read(table::staff::list).unwrap().len();
    whole.close().unwrap();
    for seed in 1..6 {
        let damaged = home.folder.path().join(format!("damaged-{seed}.db"));
        spoilt(&path, &damaged, seed, 20);
        let before = fs::read(&damaged).unwrap();
        let alone = home.folder.path().join(format!("alone-{seed}.db"));
        match salvage(&damaged, &home.key(), None, &alone, &home.key(), home.id()) {
            Ok(report) => {
                let store = Store::open(&alone, &home.key(), home.id()).unwrap();
                store.check().unwrap();
                let kept = store.read(table::staff::list).unwrap().len();
                assert!(kept + 200 > all, "seed {seed}: only {kept} of {all}");
                assert!(lost(&report) > 0, "seed {seed}: what is missing is told");
            }
            // The row that tells whose database it is lies on a damaged page.
            Err(Error::Damaged) => assert!(!alone.exists()),
            Err(other) => panic!("seed {seed}: {other}"),
        }
        let merged = home.folder.path().join(format!("merged-{seed}.db"));
        let key = home.key();
        let with = Some((backup.as_path(), &key));
        let report = salvage(&damaged, &home.key(), with, &merged, &home.key(), home.id()).unwrap();
        assert!(report.tables.values().any(|t| t.from_backup > 0) || lost(&report) == 0);
        let store = Store::open(&merged, &home.key(), home.id()).unwrap();
        store.check().unwrap();
        assert_eq!(store.census().unwrap(), census, "seed {seed}");
        assert_eq!(fs::read(&damaged).unwrap(), before, "the damaged file is as it was");
    }
}

#[test]
fn what_was_written_after_the_backup_wins_over_it() {
    let (home, path) = filled();
    let backup = home.folder.path().join("backup.db");
    let store = home.open().unwrap();
    store.copy_to(&backup).unwrap();
    store.write(|tx| table::staff::insert(tx, &teacher("later", "金墨白"))).unwrap();
    store.close().unwrap();
    let out = home.folder.path().join("out.db");
    salvage(&path, &home.key(), Some((&backup, &home.key())), &out, &home.key(), home.id()).unwrap();
    let store = Store::open(&out, &home.key(), home.id()).unwrap();
    assert!(store.read(|tx| table::staff::get(tx, "later")).unwrap().is_some());
}

#[test]
fn what_was_struck_out_after_the_backup_does_not_come_back() {
    let (home, path) = filled();
    let store = home.open().unwrap();
    let struck = home.raw();
    struck
        .execute_batch("INSERT INTO draft (form, object_id, owner, content, begun_ms, saved_ms) VALUES ('concern', '', 'x-001', '{}', 0, 0)")
        .unwrap();
    let backup = home.folder.path().join("backup.db");
    store.copy_to(&backup).unwrap();
    struck.execute_batch("DELETE FROM draft").unwrap();
    drop(struck);
    store.close().unwrap();
    let out = home.folder.path().join("out.db");
    let report = salvage(&path, &home.key(), Some((&backup, &home.key())), &out, &home.key(), home.id()).unwrap();
    assert_eq!(report.tables.values().map(|t| t.from_backup).sum::<u64>(), 0);
    let census = Store::open(&out, &home.key(), home.id()).unwrap().census().unwrap();
    assert_eq!(census.tables["draft"], 0);
}

#[test]
fn a_row_whose_parent_is_lost_is_left_out_by_name() {
    let (home, path) = filled();
    // As if the parent's page were gone: its row is taken out past the rules.
    let conn = home.raw();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER staff_no_delete; DELETE FROM staff WHERE id = 'x-007'")
        .unwrap();
    drop(conn);
    let out = home.folder.path().join("out.db");
    let conn = home.raw();
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO account (number, staff_id, disabled, created_ms) VALUES (9, 'x-007', 0, 0)",
    )
    .unwrap();
    drop(conn);
    let report = salvage(&path, &home.key(), None, &out, &home.key(), home.id()).unwrap();
    let account = &report.tables["account"];
    assert_eq!((account.orphaned, account.left_out.as_slice()), (1, ["9".to_owned()].as_slice()));
    Store::open(&out, &home.key(), home.id()).unwrap().check().unwrap();
}

#[test]
fn a_gap_in_the_log_is_told_for_good_and_keeps_nobody_from_copying() {
    let (home, path) = filled();
    let store = home.open().unwrap();
    let entry = |n: &'static str| store::audit::Entry {
        at: now(),
        actor: "system",
        action: n,
        object_kind: "audit",
        object_id: "",
        fields: &[],
    };
    for action in ["test.one", "test.two", "test.three"] {
        store.write(|tx| store::audit::append(tx, &entry(action)).map(drop)).unwrap();
    }
    store.close().unwrap();
    let conn = home.raw();
    conn.execute_batch("DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = 2").unwrap();
    drop(conn);
    let out = home.folder.path().join("out.db");
    let report = salvage(&path, &home.key(), None, &out, &home.key(), home.id()).unwrap();
    let gap = store::audit::Finding::Missing { after: 1, next: 3 };
    assert_eq!(report.audit, gap);
    let store = Store::open(&out, &home.key(), home.id()).unwrap();
    store.write(|tx| store::audit::append(tx, &entry("test.four")).map(drop)).unwrap();
    let copied = home.folder.path().join("copy.db");
    store.copy_to(&copied).unwrap();
    let census = store::copy::examine(&copied, &home.key(), home.id()).unwrap();
    assert_eq!((census.log, census.head.count), (gap, 4));
    assert_eq!(census, store.census().unwrap());
}
