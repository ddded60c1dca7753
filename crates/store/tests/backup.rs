//! Copies and containers: what is packed comes out again byte for byte, and nothing that was changed passes.
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
use std::path::{Path, PathBuf};

use common::{Home, now};
use store::container::{self, AuditEnd, Manifest, Packed};
use store::{Error, Store, copy};

fn manifest(home: &Home, store: &Store) -> Manifest {
    let census = store.census().unwrap();
    Manifest {
        format: container::FORMAT,
        program: "0.1.0".to_owned(),
        schema: census.schema,
        home: home.id(),
        practice: true,
        school_code: "3114999901".to_owned(),
        created_at: now(),
        reason: "test".to_owned(),
        audit: AuditEnd { count: census.head.count, head: census.head.hex() },
        tables: census.tables,
        db_size: 0,
        db_sha256: String::new(),
        checkpoint: None,
    }
}

/// A container of the sample school, and the copy that was packed.
fn packed(home: &Home, store: &Store) -> (PathBuf, PathBuf, Packed) {
    let copied = home.folder.path().join("copy.db");
    store.copy_to(&copied).unwrap();
    let keys = fs::read(home.folder.path().join("keys.json")).unwrap();
    let out = home.folder.path().join("a.anmiaobak");
    let mut heard = Vec::new();
    let packed = container::pack(&copied, &manifest(home, store), &keys, &out, &mut |n| heard.push(n)).unwrap();
    assert_eq!(heard.last().copied(), Some(fs::metadata(&copied).unwrap().len()));
    (out, copied, packed)
}

/// Puts other bytes in the place of a file.
fn spoil(path: &Path, bytes: &[u8]) {
    fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_copy_holds_what_the_original_holds_and_looking_leaves_nothing() {
    let (home, store) = Home::with_sample();
    let copied = home.folder.path().join("copy.db");
    store.copy_to(&copied).unwrap();
    let before = names(home.folder.path());
    assert_eq!(copy::examine(&copied, &home.key(), home.id()).unwrap(), store.census().unwrap());
    assert_eq!(names(home.folder.path()), before);
    assert!(matches!(store.copy_to(&copied), Err(Error::AlreadyThere)));
    let other = Home::bare(8);
    assert!(matches!(copy::examine(&copied, &other.key(), home.id()), Err(Error::WrongKeyOrDamaged)));
    assert!(matches!(copy::examine(&copied, &home.key(), other.id()), Err(Error::OtherHome)));
}

#[test]
fn a_counted_copy_is_what_was_counted_however_much_is_written_meanwhile() {
    let (home, store) = Home::with_sample();
    let copied = home.folder.path().join("copy.db");
    let counted = store.copy_counted(&copied).unwrap().expect("nobody writes");
    assert_eq!(copy::examine(&copied, &home.key(), home.id()).unwrap(), counted);
    assert_eq!(store.census().unwrap(), counted);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (store, done) = (&store, &done);
        scope.spawn(move || {
            // Bounded, so that a failure below ends the test as well.
            let names = (0..20_000).map(|n| format!("x-{n:06}"));
            for id in names.take_while(|_| !done.load(std::sync::atomic::Ordering::Relaxed)) {
                store.write(|tx| store::table::staff::insert(tx, &common::teacher(&id, "金墨白"))).unwrap();
            }
        });
        for _ in 0..6 {
            fs::remove_file(&copied).unwrap();
            if let Some(counted) = store.copy_counted(&copied).unwrap() {
                assert_eq!(copy::examine(&copied, &home.key(), home.id()).unwrap(), counted);
            }
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn what_is_packed_comes_out_again() {
    let (home, store) = Home::with_sample();
    let (out, copied, packed) = packed(&home, &store);
    assert_eq!(container::check(&out).unwrap(), packed.sha256);
    assert_eq!(fs::metadata(&out).unwrap().len(), packed.size);
    let read = container::open(&out).unwrap();
    assert_eq!(read.keys_json, fs::read(home.folder.path().join("keys.json")).unwrap());
    assert_eq!(read.manifest.tables, store.census().unwrap().tables);
    let extracted = home.folder.path().join("out.db");
    read.extract(&extracted).unwrap();
    assert_eq!(fs::read(&extracted).unwrap(), fs::read(&copied).unwrap());
    assert!(matches!(read.extract(&extracted), Err(Error::AlreadyThere)));
}

#[test]
fn every_changed_byte_is_noticed() {
    let (home, store) = Home::with_sample();
    let (out, _, _) = packed(&home, &store);
    let bytes = fs::read(&out).unwrap();
    let changed = home.folder.path().join("changed.anmiaobak");
    let head_end = bytes.windows(4).position(|w| w == b"SQLi").unwrap_or(2000);
    let places = (0..60).chain((0..40).map(|n| head_end + n * 997)).chain((1..40).map(|n| bytes.len() - n));
    for place in places.filter(|p| *p < bytes.len()) {
        let mut spoilt = bytes.clone();
        spoilt[place] ^= 1;
        spoil(&changed, &spoilt);
        let found = container::check(&changed);
        assert!(matches!(found, Err(Error::BadBackup | Error::TooNew { .. })), "byte {place}: {found:?}");
    }
    for length in [0, 1, 6, 7, 11, 500, bytes.len() / 2, bytes.len() - 1] {
        spoil(&changed, &bytes[..length]);
        assert!(matches!(container::check(&changed), Err(Error::BadBackup)), "cut to {length}");
    }
    let mut longer = bytes;
    longer.push(0);
    spoil(&changed, &longer);
    assert!(matches!(container::check(&changed), Err(Error::BadBackup)));
}

#[test]
fn a_failed_extraction_leaves_nothing() {
    let (home, store) = Home::with_sample();
    let (out, _, _) = packed(&home, &store);
    let mut bytes = fs::read(&out).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    spoil(&out, &bytes);
    let before = names(home.folder.path());
    let to = home.folder.path().join("out.db");
    assert!(matches!(container::open(&out).unwrap().extract(&to), Err(Error::BadBackup)));
    assert_eq!(names(home.folder.path()), before);
}

#[test]
fn names_are_plain_and_short() {
    let code = domain::SchoolCode::parse("3114999901").unwrap();
    let name = container::file_name(&code, now());
    assert_eq!(name, "AM-3114999901-20260626-170000.anmiaobak");
    assert!(name.is_ascii() && name.len() < 60);
}

#[test]
fn a_copy_of_an_earlier_schema_is_judged_as_it_is() {
    let home = Home::bare(5);
    let conn = home.raw();
    let steps = [
        include_str!("../migrations/0001_home.sql"),
        include_str!("../migrations/0002_people.sql"),
        include_str!("../migrations/0003_school.sql"),
        include_str!("../migrations/0004_concern.sql"),
        include_str!("../migrations/0005_handling.sql"),
        include_str!("../migrations/0006_mechanism.sql"),
        include_str!("../migrations/0007_pact.sql"),
        include_str!("../migrations/0008_packet.sql"),
        include_str!("../migrations/0009_audit.sql"),
        include_str!("../migrations/0010_locks.sql"),
    ];
    for (version, sql) in (1..).zip(steps) {
        conn.execute_batch(&format!("{sql} PRAGMA user_version = {version}; PRAGMA application_id = 1095650609;"))
            .unwrap();
        if version == 1 {
            let id = home.id().to_string();
            conn.execute("INSERT INTO meta VALUES (1, :home, 0, 0)", [(":home", id.as_str())].as_slice()).unwrap();
        }
        let census = copy::examine(&home.path(), &home.key(), home.id()).unwrap();
        assert_eq!((census.schema, census.tables["meta"], census.head.count), (version, 1, 0));
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_backup_and_is_not_waited_for() {
    let folder = tempfile::TempDir::new().unwrap();
    let pipe = folder.path().join("a.anmiaobak");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(matches!(container::open(&pipe), Err(Error::BadBackup)));
    assert!(matches!(container::open(folder.path()), Err(Error::BadBackup)));
    assert!(matches!(container::open(&folder.path().join("none")), Err(Error::Missing)));
}
