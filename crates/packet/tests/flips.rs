//! One changed byte is never genuine, wherever it is, and is called not genuine wherever the bytes still read as ours.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

mod common;

use common::*;
use packet::manifest::SIGNATURE_FILE;
use packet::open::NamedFile;
use packet::verify::{self, Class, Reason};
use rand_chacha::rand_core::Rng;

/// What a byte is changed by: one bit, the bit between capital and small letters, all bits.
const MASKS: [u8; 3] = [0x01, 0x20, 0xff];

fn changed(bytes: &[u8], place: usize, mask: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[place] ^= mask;
    bytes
}

/// Seeded places of a file, all different from each other only by chance.
fn places(length: usize, count: usize, seed: u64) -> Vec<usize> {
    let mut random = seeded(seed);
    (0..count).map(|_| usize::try_from(random.0.next_u64() % length as u64).unwrap()).collect()
}

#[test]
fn every_byte_of_the_signature_file() {
    let world = world(21);
    let packet = packet_of(&world.school);
    let signature = packet.file(SIGNATURE_FILE).unwrap().to_vec();
    for place in 0..signature.len() {
        for mask in MASKS {
            let mut files = packet.files.clone();
            files[1] = NamedFile::new(SIGNATURE_FILE, changed(&signature, place, mask));
            let report = verify::folder(&files, &world.trusting());
            assert_eq!(report.class(), Class::NotGenuine, "byte {place} of packet.jws by {mask:#x}");
        }
        let mut files = packet.files.clone();
        files[1] = NamedFile::new(SIGNATURE_FILE, &signature[..place]);
        assert_eq!(verify::folder(&files, &world.trusting()).class(), Class::NotGenuine);
        let mut longer = signature.clone();
        longer.insert(place, b' ');
        files[1] = NamedFile::new(SIGNATURE_FILE, longer);
        assert_eq!(verify::folder(&files, &world.trusting()).class(), Class::NotGenuine, "space at {place}");
    }
}

#[test]
fn every_byte_of_packet_json_and_records() {
    let world = world(22);
    let packet = packet_of(&world.school);
    for index in [0, 2] {
        for place in 0..packet.files[index].bytes.len() {
            let mut files = packet.files.clone();
            files[index].bytes = changed(&files[index].bytes, place, 0x01);
            assert_eq!(verify::folder(&files, &world.trusting()).class(), Class::NotGenuine);
        }
    }
}

#[test]
fn every_byte_of_a_signature_in_a_paper_and_of_what_follows() {
    let world = world(23);
    let question = world.trusting();
    for modern in [true, false] {
        let base = paper(Some(RECORDS), modern);
        let paper = signed(&base, &world.school);
        // All of the update: signature dictionary with the CMS and its padding, widget, page, catalog, trailer.
        for place in base.len()..paper.len() {
            let mask = MASKS[place % 3];
            let report = verify::paper(&changed(&paper, place, mask), &question);
            assert_eq!(report.class(), Class::NotGenuine, "byte {place} by {mask:#x}: {:?}", report.reason);
        }
        for place in places(base.len(), 500, 1) {
            let report = verify::paper(&changed(&paper, place, 0x01), &question);
            assert_eq!(report.class(), Class::NotGenuine, "byte {place}: {:?}", report.reason);
        }
        for place in places(paper.len(), 200, 2) {
            assert_ne!(verify::file(&paper[..place], &question).class(), Class::Genuine, "cut at {place}");
        }
    }
}

#[test]
fn seeded_places_of_the_sealed_file_and_its_whole_head() {
    let world = world(24);
    let packet = packet_of(&world.school);
    let sealed = world.seal(&packet);
    let question = world.trusting();
    assert_eq!(verify::file(&sealed, &question).reason, Reason::Genuine);
    let head = sealed.windows(4).position(|window| window == b"\n---").unwrap() + 80;
    for place in (0..head).chain(places(sealed.len(), 500, 3)) {
        let report = verify::file(&changed(&sealed, place, 0x01), &question);
        assert_ne!(report.class(), Class::Genuine, "byte {place}");
        if place >= head {
            assert_eq!(report.class(), Class::NotGenuine, "byte {place}");
        }
    }
    for place in places(sealed.len(), 100, 4) {
        assert_ne!(verify::file(&sealed[..place], &question).class(), Class::Genuine, "cut at {place}");
    }
    let mut longer = sealed.clone();
    longer.push(0);
    assert_eq!(verify::file(&longer, &question).reason, Reason::SealBroken);
}

#[test]
fn a_changed_byte_is_never_called_unconfirmed() {
    let world = world(25);
    let packet = packet_of(&world.stage0);
    for (index, file) in packet.files.iter().enumerate() {
        for place in places(file.bytes.len(), 200, 5) {
            let mut files = packet.files.clone();
            files[index].bytes = changed(&file.bytes, place, 0x01);
            let report = verify::folder(&files, &world.trusting());
            assert_eq!(report.class(), Class::NotGenuine, "byte {place} of {}", file.name);
        }
    }
}
