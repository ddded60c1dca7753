//! One changed byte of the demo's own files is never genuine. In process, so that every byte of a signature can be tried.

use std::fs;
use std::thread;

use packet::open::NamedFile;
use packet::verify::{self, Class, Question};

use crate::shared::{Seeded, files_under, sample};

/// The files of the opened packet.
fn packet_files() -> Vec<NamedFile> {
    let names = files_under(&sample().path("packet"));
    names.into_iter().map(|name| NamedFile::new(name.clone(), sample().read(&format!("packet/{name}")))).collect()
}

/// Judges the opened packet with one byte changed in the file at `index`.
fn folder_with(files: &mut [NamedFile], index: usize, place: usize, mask: u8, question: &Question) -> Class {
    files[index].bytes[place] ^= mask;
    let class = verify::folder(files, question).class();
    files[index].bytes[place] ^= mask;
    class
}

fn mask(place: usize) -> u8 {
    // One bit, the bit between capital and small letters, all bits.
    [0x01, 0x20, 0xff][place % 3]
}

#[test]
fn every_byte_of_the_packet_s_signature_and_manifest() {
    let question = sample().trusting();
    let mut files = packet_files();
    assert_eq!(verify::folder(&files, &question).class(), Class::Genuine);
    for name in ["packet.jws", "packet.json"] {
        let index = files.iter().position(|f| f.name == name).expect("the file is there");
        for place in 0..files[index].bytes.len() {
            let class = folder_with(&mut files, index, place, mask(place), &question);
            assert_eq!(class, Class::NotGenuine, "byte {place} of {name}");
        }
    }
    assert_eq!(verify::folder(&files, &question).class(), Class::Genuine, "every change was taken back");
}

#[test]
fn five_hundred_places_of_the_other_files_of_the_packet() {
    let question = sample().trusting();
    let mut files = packet_files();
    let mut random = Seeded::new(1);
    let others: Vec<usize> = (0..files.len()).filter(|i| !files[*i].name.starts_with("packet.")).collect();
    assert_eq!(others.len(), 4);
    for _ in 0..500 {
        let index = others[random.below(others.len())];
        let place = random.below(files[index].bytes.len());
        let class = folder_with(&mut files, index, place, mask(place), &question);
        assert_eq!(class, Class::NotGenuine, "byte {place} of {}", files[index].name);
    }
}

/// Where the last revision of a PDF begins: what the signing appended, with the CMS, the cross-references and the trailer.
fn last_revision(pdf: &[u8]) -> usize {
    const MARK: &[u8] = b"%%EOF";
    let marks: Vec<usize> = (0..pdf.len() - MARK.len()).filter(|at| pdf[*at..].starts_with(MARK)).collect();
    assert_eq!(marks.len(), 2, "a paper, and its signature appended");
    marks[0]
}

/// Judges the paper with each of the places changed, in turn.
fn never_genuine(name: &str, pdf: &[u8], places: impl Iterator<Item = usize>, question: &Question) {
    let mut pdf = pdf.to_vec();
    for place in places {
        pdf[place] ^= mask(place);
        let report = verify::paper(&pdf, question);
        assert_eq!(report.class(), Class::NotGenuine, "byte {place} of {name}: {:?}", report.reason);
        pdf[place] ^= mask(place);
    }
    assert_eq!(verify::paper(&pdf, question).class(), Class::Genuine, "every change was taken back");
}

#[test]
fn every_byte_of_each_cms_and_trailer_and_five_hundred_places_before() {
    let question = &sample().trusting();
    thread::scope(|scope| {
        for name in ["report.pdf", "ledger.pdf", "pacts.pdf", "packet/pacts.pdf"] {
            scope.spawn(move || {
                let pdf = sample().read(name);
                let start = last_revision(&pdf);
                assert!(pdf.len() - start > 8192, "the CMS is in it");
                never_genuine(name, &pdf, start..pdf.len(), question);
                let mut random = Seeded::new(2);
                never_genuine(name, &pdf, (0..500).map(|_| random.below(start)), question);
            });
        }
    });
}

#[test]
fn the_head_of_the_sealed_file_and_five_hundred_places_of_the_rest() {
    let question = sample().trusting();
    let mut sealed = fs::read(sample().sealed()).expect("the sealed file");
    let head = sealed.windows(4).position(|w| w == b"\n---").expect("the end of the head") + 80;
    let mut random = Seeded::new(3);
    let rest: Vec<usize> = (0..500).map(|_| head + random.below(sealed.len() - head)).collect();
    for place in (0..head).chain(rest) {
        sealed[place] ^= mask(place);
        let class = verify::file(&sealed, &question).class();
        assert_ne!(class, Class::Genuine, "byte {place}");
        // Bytes of the head may no longer read as ours, or read as sealed to somebody else.
        assert!(place < head || class == Class::NotGenuine, "byte {place}");
        sealed[place] ^= mask(place);
    }
    assert_eq!(verify::file(&sealed, &question).class(), Class::Genuine);
}

#[test]
fn bytes_appended_or_cut_off() {
    let question = sample().trusting();
    let mut files = packet_files();
    for index in 0..files.len() {
        let whole = files[index].bytes.clone();
        for tail in [b"\n".as_slice(), b" ", b"%%EOF\n", b"\0"] {
            files[index].bytes.extend_from_slice(tail);
            assert_eq!(verify::folder(&files, &question).class(), Class::NotGenuine, "{}", files[index].name);
            files[index].bytes.truncate(whole.len());
        }
        files[index].bytes.truncate(whole.len() - 1);
        assert_eq!(verify::folder(&files, &question).class(), Class::NotGenuine, "{}", files[index].name);
        files[index].bytes = whole;
    }
    for index in 0..files.len() {
        let mut fewer = files.clone();
        let gone = fewer.remove(index);
        assert_eq!(verify::folder(&fewer, &question).class(), Class::NotGenuine, "without {}", gone.name);
    }
    let mut more = files.clone();
    more.push(NamedFile::new("note.txt", "unsigned"));
    assert_eq!(verify::folder(&more, &question).class(), Class::NotGenuine, "a file that nobody signed for");
}
