//! The kept inputs of `corpus/`: what once broke a reader, or might. They are given to the readers by every `make test`; a
//! file `good-…` must be accepted, `refused-…` must be refused, and none may panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};

use domain::SchoolFile;
use store::container;
use vault::KeysFile;

/// Gives every file of a folder to a reader, which says whether it accepts; answers how many there were.
fn replay(folder: &str, accepts: impl Fn(&[u8]) -> bool) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(folder);
    let paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for path in &paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let good = name.starts_with("good-");
        assert!(good || name.starts_with("refused-"), "{name} does not say what is expected of it");
        assert_eq!(accepts(&fs::read(path).unwrap()), good, "{}", path.display());
    }
    paths.len()
}

#[test]
fn heads_of_backups() {
    assert!(replay("container", |bytes| container::parse_head(bytes).is_ok()) > 20);
}

#[test]
fn a_backup_of_a_later_program_is_told_from_a_broken_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/container/refused-newer-format");
    let found = container::parse_head(&fs::read(path).unwrap());
    assert!(matches!(found, Err(store::Error::TooNew { found: 2, known: 1 })), "{found:?}");
}

#[test]
fn keys_files() {
    assert!(replay("keys", |bytes| KeysFile::from_bytes(Path::new("home"), bytes).is_ok()) > 10);
}

#[test]
fn school_files() {
    assert!(replay("school", |bytes| SchoolFile::parse(bytes).is_ok()) > 10);
    let sample = include_bytes!("../assets/sample/school.json");
    assert!(SchoolFile::parse(sample).is_ok(), "the reader accepts something");
}
