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
use sha2::{Digest as _, Sha256};
use store::attachment::{Files, StoredFile};
use store::container::{self, AuditEnd, Cargo, Manifest, Packed};
use store::{Error, Store, copy};

fn manifest(home: &Home, store: &Store) -> Manifest {
    let census = store.census().unwrap();
    Manifest {
        format: container::PLAIN_FORMAT,
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
        files: None,
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

/// Three encrypted files in the folder of a home, as its database would name them.
fn attached(home: &Home) -> (Files, Vec<StoredFile>) {
    let folder = Files::of(home.folder.path());
    let files = (1..4u8).map(|n| {
        let content = vec![n; 40_000 * usize::from(n)];
        let key = vault::FileKey::from_bytes(&[n; 32]).unwrap();
        let sha256 = Sha256::digest(&content).into();
        let incoming = folder.put(&key, &sha256, &mut content.as_slice()).unwrap();
        let made = incoming.encrypted;
        let id = incoming.id().to_owned();
        incoming.settle();
        StoredFile {
            id,
            sha256,
            size: made.size,
            stored_sha256: made.stored_sha256,
            stored_size: made.stored_size,
            key,
            added_at: now(),
        }
    });
    let files = files.collect();
    (folder, files)
}

#[test]
fn files_beside_the_database_are_carried_and_come_out_again() {
    let (home, store) = Home::with_sample();
    let (folder, files) = attached(&home);
    let copied = home.folder.path().join("copy.db");
    store.copy_to(&copied).unwrap();
    let keys = fs::read(home.folder.path().join("keys.json")).unwrap();
    let (carried, listed) = files.split_at(2);
    let cargo = Cargo { folder: &folder, carried, listed };
    let manifest = Manifest { format: container::FORMAT, files: cargo.told(), ..manifest(&home, &store) };
    let out = home.folder.path().join("b.anmiaobak");
    let mut heard = 0;
    let mut hear = |done| {
        heard = done;
        std::ops::ControlFlow::Continue(())
    };
    let part = container::begin_with(&copied, &manifest, &keys, Some(cargo), &out, &mut hear).unwrap();
    let packed = part.name().unwrap();
    let bytes: u64 = carried.iter().map(|f| f.stored_size).sum();
    assert_eq!(heard, fs::metadata(&copied).unwrap().len() + bytes);
    assert_eq!(container::check(&out).unwrap(), packed.sha256);
    let read = container::open(&out).unwrap();
    let named = read.files().unwrap();
    assert_eq!(
        named.iter().map(|f| f.id.clone()).collect::<Vec<_>>(),
        files.iter().map(|f| f.id.clone()).collect::<Vec<_>>()
    );
    assert_eq!(named.iter().map(container::InBackup::is_carried).collect::<Vec<_>>(), [true, true, false]);
    assert!(matches!(read.file(&named[2]), Err(Error::Missing)));
    // Into another home, byte for byte.
    let other = Home::bare(9);
    let to = Files::of(other.folder.path());
    for file in &named[..2] {
        to.take(&file.id, &file.stored_sha256, file.stored_size, &mut read.file(file).unwrap()).unwrap();
        assert_eq!(fs::read(to.place(&file.id).unwrap()).unwrap(), fs::read(folder.place(&file.id).unwrap()).unwrap());
    }
    let wrong = to.take(&named[0].id, &[0; 32], named[1].stored_size, &mut read.file(&named[1]).unwrap());
    assert!(matches!(wrong, Err(Error::BadBackup)), "other bytes take nobody's place");
    assert!(to.take("../../keys.json", &[0; 32], 0, &mut [].as_slice()).is_err());
    // A byte of the list, of a file or of the end: none passes.
    let whole = fs::read(&out).unwrap();
    let behind = whole.len() - usize::try_from(bytes).unwrap() - 3 * 72 - 32;
    let changed = home.folder.path().join("c.anmiaobak");
    for at in [behind, behind + 33, behind + 3 * 72 - 1, behind + 3 * 72, whole.len() - 40, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 2;
        spoil(&changed, &bytes);
        assert!(matches!(container::check(&changed), Err(Error::BadBackup)), "byte {at}");
        // Whatever the list says then, reading it ends.
        if let Ok(read) = container::open(&changed) {
            let _ = read.files();
        }
    }
    for length in [behind, behind + 10, whole.len() - 33] {
        spoil(&changed, &whole[..length]);
        assert!(matches!(container::open(&changed), Err(Error::BadBackup)), "cut to {length}");
    }
    // A file that is no longer whole stops the packing, and nothing of that name is made.
    spoil(&folder.place(&files[0].id).unwrap(), b"short");
    let again = home.folder.path().join("d.anmiaobak");
    let mut hear = |_| std::ops::ControlFlow::Continue(());
    let refused = container::begin_with(&copied, &manifest, &keys, Some(cargo), &again, &mut hear);
    assert!(matches!(refused, Err(Error::Damaged)) && !names(home.folder.path()).iter().any(|n| n.starts_with("d.")));
}
