//! The USB carrier: each thing that can be wrong with a folder has its own name, and nothing half stands there.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;

use courier::{Carried, CarryError, CourierError, Parcel, carry};
use tempfile::tempdir;

use crate::support::*;

/// A file name of the real form.
const NAME: &str = "AM-2152000123-20260612010203-0007.anmiao";

fn carried(parcel: &Parcel, bytes: &[u8], folder: &Path) -> Result<Carried, CarryError> {
    carry(parcel, &mut Cursor::new(bytes), NAME, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn put(path: &Path, bytes: &[u8]) {
    File::create(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_packet_is_copied_read_back_and_copied_again_without_harm() {
    let stick = tempdir().unwrap();
    let (parcel, bytes) = sealed(3 * (1 << 20) + 17);
    let first = carried(&parcel, &bytes, stick.path()).unwrap();
    assert_eq!(first, Carried { path: stick.path().join(NAME), was_there: false });
    assert_eq!(fs::read(&first.path).unwrap(), bytes);
    assert!(carried(&parcel, &bytes, stick.path()).unwrap().was_there);
    assert_eq!(names(stick.path()), [NAME]);
}

#[test]
fn another_file_of_the_name_is_never_written_over() {
    let stick = tempdir().unwrap();
    let (parcel, bytes) = sealed(1000);
    let mut other = bytes.clone();
    other[999] ^= 1;
    put(&stick.path().join(NAME), &other);
    assert!(matches!(carried(&parcel, &bytes, stick.path()), Err(CarryError::Occupied)));
    assert_eq!(fs::read(stick.path().join(NAME)).unwrap(), other);
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join(NAME)).unwrap();
    assert!(matches!(carried(&parcel, &bytes, folder.path()), Err(CarryError::Occupied)));
}

#[test]
fn a_half_file_of_a_stick_pulled_before_is_replaced() {
    let stick = tempdir().unwrap();
    let (parcel, bytes) = sealed(1000);
    put(&stick.path().join(format!("{NAME}.part")), b"half");
    assert!(!carried(&parcel, &bytes, stick.path()).unwrap().was_there);
    assert_eq!(names(stick.path()), [NAME]);
}

#[test]
fn wrong_folders_are_told_apart() {
    let place = tempdir().unwrap();
    let (parcel, bytes) = sealed(1000);
    let file = place.path().join("file");
    put(&file, b"x");
    assert!(matches!(carried(&parcel, &bytes, &file), Err(CarryError::NotAFolder)));
    assert!(matches!(carried(&parcel, &bytes, &file.join("below")), Err(CarryError::NotAFolder)));
    assert!(matches!(carried(&parcel, &bytes, &place.path().join("pulled")), Err(CarryError::NoFolder)));
    // Nobody may make files there, the administrator included.
    #[cfg(target_os = "linux")]
    assert!(matches!(carried(&parcel, &bytes, Path::new("/sys/kernel")), Err(CarryError::ReadOnly)));
    // A folder at the part file's place: the stick fails in a way that has no name of its own.
    fs::create_dir(place.path().join(format!("{NAME}.part"))).unwrap();
    assert!(matches!(carried(&parcel, &bytes, place.path()), Err(CarryError::Failed(_))));
    assert!(!place.path().join(NAME).exists());
}

#[test]
fn too_little_room_is_seen_before_anything_is_read() {
    let stick = tempdir().unwrap();
    let (mut parcel, bytes) = sealed(1000);
    parcel.size = 1 << 60;
    let full = carried(&parcel, &bytes, stick.path());
    assert!(matches!(full, Err(CarryError::Full { needed, free }) if needed == 1 << 60 && free < needed));
    assert_eq!(names(stick.path()), [""; 0], "the part file is gone again");
}

#[test]
fn a_changed_source_leaves_nothing_on_the_stick() {
    let stick = tempdir().unwrap();
    let (parcel, mut bytes) = sealed(1000);
    bytes[0] ^= 1;
    let changed = carried(&parcel, &bytes, stick.path());
    assert!(matches!(changed, Err(CarryError::Source(CourierError::SourceChanged))));
    assert_eq!(names(stick.path()), [""; 0]);
}

#[test]
fn names_that_windows_or_fat_would_not_take_are_refused() {
    let stick = tempdir().unwrap();
    let (parcel, bytes) = sealed(10);
    let long = "a".repeat(60);
    for name in [
        "",
        ".",
        "..",
        ".hidden",
        "a/b",
        "a\\b",
        "a:b",
        "a?b",
        "安苗.anmiao",
        "con",
        "NUL.anmiao",
        "com1.x",
        "x.",
        "a b",
        &long,
    ] {
        let refused = carry(&parcel, &mut Cursor::new(&bytes), name, stick.path());
        assert!(matches!(refused, Err(CarryError::Name)), "{name}");
    }
    for name in [NAME, "common.anmiao", "AM-2152000123-20260612-010203.anmiaobak"] {
        assert!(carry(&parcel, &mut Cursor::new(&bytes), name, stick.path()).is_ok(), "{name}");
    }
}
