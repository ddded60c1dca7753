//! Opening: what is refused, and that nothing readable lies on the disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::collections::HashMap;
use std::fs;

use common::{Home, clock, load, now, raw, sample};
use store::{Error, NewHome, Store};
use uuid::Uuid;

/// `unwrap_err` would need the store to be printable, which it is not, on purpose.
fn refused(result: store::Result<Store>) -> Error {
    match result {
        Ok(_) => panic!("was opened"),
        Err(error) => error,
    }
}

#[test]
fn a_missing_or_empty_file_is_never_made_into_a_new_database() {
    let home = Home::bare(1);
    assert!(matches!(refused(home.open()), Error::Missing));
    assert!(!home.path().exists());
    fs::File::create(home.path()).unwrap();
    assert!(matches!(refused(home.open()), Error::Empty));
    assert_eq!(fs::metadata(home.path()).unwrap().len(), 0);
}

#[test]
fn a_new_database_is_never_made_over_a_trace_of_one() {
    for trace in ["school.db", "school.db-wal"] {
        let home = Home::bare(2);
        fs::File::create(home.folder.path().join(trace)).unwrap();
        assert!(matches!(refused(home.create()), Error::AlreadyThere), "{trace}");
    }
}

#[test]
fn what_a_crash_during_creation_left_is_replaced() {
    let home = Home::bare(3);
    fs::copy(home.folder.path().join("keys.json"), home.folder.path().join("school.db.part")).unwrap();
    home.create().unwrap().close().unwrap();
    let left: Vec<String> = fs::read_dir(home.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("school.db"))
        .collect();
    assert_eq!(left, ["school.db"]);
}

#[test]
fn another_key_does_not_open_it() {
    let (home, store) = Home::with_sample();
    store.close().unwrap();
    let other = Home::bare(99);
    assert!(matches!(refused(Store::open(&home.path(), &other.key(), home.id())), Error::WrongKeyOrDamaged));
    assert!(home.open().is_ok(), "the attempt left the file as it was");
}

#[test]
fn another_home_is_refused() {
    let (home, store) = Home::new();
    store.close().unwrap();
    assert!(matches!(refused(Store::open(&home.path(), &home.key(), Uuid::from_u128(8))), Error::OtherHome));
}

#[test]
fn a_file_of_a_later_program_is_refused_and_left_as_it_is() {
    let (home, store) = Home::new();
    store.close().unwrap();
    home.raw().execute_batch("PRAGMA user_version = 999").unwrap();
    let before = fs::read(home.path()).unwrap();
    match refused(home.open()) {
        Error::TooNew { found: 999, known } => assert_eq!(known, store::SCHEMA_VERSION),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read(home.path()).unwrap(), before);
}

#[test]
fn an_encrypted_file_of_another_program_is_refused() {
    let home = Home::bare(4);
    home.raw().execute_batch("CREATE TABLE notes (a)").unwrap();
    assert!(matches!(refused(home.open()), Error::OtherFile));
}

#[test]
fn damage_is_told_from_a_wrong_key_where_it_can_be() {
    let (home, store) = Home::with_sample();
    store.close().unwrap();
    let whole = fs::read(home.path()).unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        let part = home.folder.path().join("flipped");
        let mut file = fs::File::create(&part).unwrap();
        std::io::Write::write_all(&mut file, &bytes).unwrap();
        fs::rename(&part, home.path()).unwrap();
    };
    flipped(100);
    assert!(matches!(refused(home.open()), Error::WrongKeyOrDamaged));
    flipped(4096 * (whole.len() / 4096 / 2) + 77);
    let found = home.open().and_then(|store| store.check());
    assert!(matches!(found, Err(Error::Damaged)), "{found:?}");
    // The first 16 bytes are only the salt, which the keys file keeps too.
    flipped(3);
    home.open().unwrap().check().unwrap();
}

#[test]
fn no_name_can_be_found_in_the_files() {
    let (home, store) = Home::with_sample();
    let records = sample().records;
    // Each word by its first six bytes, so that every file is gone through once.
    let mut words: HashMap<[u8; 6], Vec<Vec<u8>>> = HashMap::new();
    for text in records.students.iter().map(|s| &s.name).chain(records.concerns.iter().map(|c| &c.narrative)) {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for word in [text.as_bytes().to_vec(), utf16] {
            if let Some(start) = word.first_chunk() {
                words.entry(*start).or_default().push(word);
            }
        }
    }
    let found_in = |bytes: &[u8]| {
        let starts = (0..bytes.len()).filter_map(|at| Some((at, words.get(bytes[at..].first_chunk::<6>()?)?)));
        starts.flat_map(|(at, words)| words.iter().filter(move |word| bytes[at..].starts_with(word))).count()
    };
    // While it is open: the log and its index lie beside the database.
    let mut read = 0;
    for entry in fs::read_dir(home.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert_eq!(found_in(&bytes), 0, "{}", path.display());
        read += 1;
    }
    assert!(read >= 4, "keys, their copy, the database and its log");
    store.close().unwrap();
    assert_eq!(found_in(&fs::read(home.path()).unwrap()), 0);
    // The search itself works: the same database without a key is full of names.
    let clear = home.folder.path().join("clear.db");
    let conn = home.raw();
    conn.execute_batch(&format!(
        "ATTACH DATABASE '{}' AS clear KEY ''; SELECT sqlcipher_export('clear'); DETACH DATABASE clear;",
        clear.display()
    ))
    .unwrap();
    assert!(found_in(&fs::read(clear).unwrap()) >= records.students.len());
}

#[test]
fn an_older_database_is_copied_and_then_brought_up_to_date() {
    let home = Home::bare(5);
    let conn = home.raw();
    let first = include_str!("../migrations/0001_home.sql");
    let second = include_str!("../migrations/0002_people.sql");
    conn.execute_batch(&format!("{first}{second} PRAGMA user_version = 2; PRAGMA application_id = 1095650609;"))
        .unwrap();
    conn.execute("INSERT INTO meta VALUES (1, :home, 0, 0)", [(":home", home.id().to_string().as_str())].as_slice())
        .unwrap();
    conn.execute_batch("INSERT INTO person VALUES ('t-1', 'staff')").unwrap();
    drop(conn);
    let store = home.open().unwrap();
    let version =
        |conn: rusqlite::Connection| -> i64 { conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap() };
    assert_eq!(version(home.raw()), store::SCHEMA_VERSION);
    store.close().unwrap();
    let copy = store::copy_name(&home.path(), 2);
    let copied = raw(&copy, &home.key());
    let people: i64 = copied.query_row("SELECT count(*) FROM person", [], |row| row.get(0)).unwrap();
    assert_eq!((people, version(copied)), (1, 2));
}

#[test]
fn a_fresh_database_makes_no_copy_and_opens_again_unchanged() {
    let (home, store) = Home::new();
    load(&store, &sample().records).unwrap();
    store.close().unwrap();
    for _ in 0..2 {
        let store = home.open().unwrap();
        assert_eq!(store.read(|tx| store::read_all(tx, now().date())).unwrap(), sample().records);
        store.close().unwrap();
    }
    for version in 0..=store::SCHEMA_VERSION {
        assert!(!store::copy_name(&home.path(), version).exists());
    }
}

#[test]
fn a_practice_home_stays_one() {
    let home = Home::bare(6);
    for (practice, file) in [(true, "practice.db"), (false, "real.db")] {
        let path = home.folder.path().join(file);
        let new = NewHome { home: home.id(), practice };
        let store = Store::create(&path, &home.key(), new, &clock()).unwrap();
        assert_eq!(store.read(store::meta::is_practice).unwrap(), practice);
        assert_eq!(store.read(store::meta::epoch).unwrap(), "20260626090000");
    }
}

/// The files of a folder with their bytes.
fn files(folder: &std::path::Path) -> HashMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(p).unwrap())).collect()
}

/// The log of another school's database, with its pages under another key, as it lies there while that one is open.
fn foreign_log() -> Vec<u8> {
    let other = Home::bare(77);
    let store = other.create().unwrap();
    load(&store, &sample().records).unwrap();
    let log = fs::read(other.folder.path().join("school.db-wal")).unwrap();
    assert!(log.len() > 4096, "it holds pages");
    log
}

#[test]
fn the_log_of_another_database_never_gets_into_this_one() {
    let (home, store) = Home::with_sample();
    store.close().unwrap();
    let log = home.folder.path().join("school.db-wal");
    fs::copy(home.path(), home.folder.path().join("kept")).unwrap();
    let part = home.folder.path().join("part");
    std::io::Write::write_all(&mut fs::File::create(&part).unwrap(), &foreign_log()).unwrap();
    fs::rename(&part, &log).unwrap();
    let before = files(home.folder.path());
    let error = refused(home.open());
    assert!(matches!(error, Error::WrongKeyOrDamaged | Error::Damaged), "{error:?}");
    for (name, bytes) in before {
        assert_eq!(fs::read(home.folder.path().join(&name)).unwrap(), bytes, "{name} is as it was");
    }
    fs::remove_file(log).unwrap();
    home.open().unwrap().check().unwrap();
}

#[test]
fn a_page_of_another_database_in_the_log_is_found_before_it_gets_into_this_one() {
    let (home, store) = Home::with_sample();
    store.write(|tx| store::table::staff::insert(tx, &common::teacher("x-1", "金墨白"))).unwrap();
    // As after a crash: the log lies there whole. One page in it is then spoilt, and its frame made to fit again, as a log
    // from elsewhere would.
    let (whole, log) = (fs::read(home.path()).unwrap(), fs::read(home.folder.path().join("school.db-wal")).unwrap());
    let crashed = Home::bare(7);
    let write = |name: &str, bytes: &[u8]| {
        std::io::Write::write_all(&mut fs::File::create(crashed.folder.path().join(name)).unwrap(), bytes).unwrap();
    };
    write("school.db", &whole);
    write("school.db-wal", &log);
    crashed.open().unwrap().check().unwrap();
    write("school.db", &whole);
    write("school.db-wal", &spoilt_frames(log));
    let _ = fs::remove_file(crashed.folder.path().join("school.db-shm"));
    let before = files(crashed.folder.path());
    let error = refused(crashed.open());
    assert!(matches!(error, Error::WrongKeyOrDamaged | Error::Damaged), "{error:?}");
    for (name, bytes) in before {
        assert_eq!(fs::read(crashed.folder.path().join(&name)).unwrap(), bytes, "{name} is as it was");
    }
}

/// A log whose last frame holds a spoilt page and whose sums are right: <https://www.sqlite.org/fileformat2.html#walformat>.
fn spoilt_frames(mut log: Vec<u8>) -> Vec<u8> {
    const HEADER: usize = 32;
    const FRAME: usize = 24 + 4096;
    let big = log[3] & 1 == 1;
    let word = |bytes: &[u8]| {
        let four = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    };
    let sum = |(mut a, mut b): (u32, u32), bytes: &[u8]| {
        for pair in bytes.chunks(8) {
            a = a.wrapping_add(word(pair)).wrapping_add(b);
            b = b.wrapping_add(word(&pair[4..])).wrapping_add(a);
        }
        (a, b)
    };
    let salt = log[16..24].to_vec();
    let frames: Vec<usize> =
        (HEADER..log.len() - FRAME + 1).step_by(FRAME).filter(|at| log[at + 8..at + 16] == salt[..]).collect();
    let last = *frames.last().unwrap();
    log[last + 24 + 2000] ^= 1;
    let mut running = sum((0, 0), &log[..24]);
    for at in frames {
        running = sum(running, &log[at..at + 8]);
        running = sum(running, &log[at + 24..at + FRAME]);
        log[at + 16..at + 20].copy_from_slice(&running.0.to_be_bytes());
        log[at + 20..at + 24].copy_from_slice(&running.1.to_be_bytes());
    }
    log
}

#[test]
fn a_file_that_was_cut_off_is_told_and_left() {
    let (home, store) = Home::with_sample();
    store.close().unwrap();
    let whole = fs::read(home.path()).unwrap();
    for pages in [1, 3, whole.len() / 4096 / 2, whole.len() / 4096 - 1] {
        fs::File::options().write(true).open(home.path()).unwrap().set_len(pages as u64 * 4096).unwrap();
        let found = home.open().and_then(|store| store.check());
        assert!(matches!(found, Err(Error::Damaged)), "{pages} pages: {found:?}");
        assert_eq!(fs::read(home.path()).unwrap(), whole[..pages * 4096], "{pages} pages");
        fs::copy(home.folder.path().join("school.db"), home.folder.path().join("cut")).unwrap();
        std::io::Write::write_all(&mut fs::File::create(home.path()).unwrap(), &whole).unwrap();
    }
}

#[test]
fn after_damage_was_met_the_store_says_so() {
    let (home, store) = Home::with_sample();
    let people = |tx: &mut store::WriteTx<'_>| -> store::Result<()> {
        let post = "教师".repeat(300);
        (0..500).try_for_each(|n| {
            let person =
                domain::noun::Staff { post: post.clone(), ..common::teacher(&format!("x-{n:03}"), "金墨白") };
            store::table::staff::insert(tx, &person)
        })
    };
    store.write(people).unwrap();
    store.close().unwrap();
    // The end of the file holds these people's pages and nothing that opening needs.
    let mut bytes = fs::read(home.path()).unwrap();
    let pages = bytes.len() / 4096;
    for page in pages - 60..pages - 20 {
        bytes[page * 4096 + 50] ^= 1;
    }
    std::io::Write::write_all(&mut fs::File::create(home.path()).unwrap(), &bytes).unwrap();
    let store = home.open().unwrap();
    for round in 0..6 {
        let error = store.read(store::table::staff::list).unwrap_err();
        assert!(matches!(error, Error::Damaged), "round {round}: {error:?}");
    }
    // Nothing is answered any more, whatever is asked, and nothing is taken.
    let error = store.read(store::meta::is_practice).unwrap_err();
    assert!(matches!(error, Error::Damaged), "{error:?}");
    let new = common::teacher("x-late", "金墨白");
    let error = store.write(|tx| store::table::staff::insert(tx, &new)).unwrap_err();
    assert!(matches!(error, Error::Damaged), "{error:?}");
}
