//! The real papers: drawn as poppler draws them, and searched for the names of all pupils.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

mod poppler;
mod sample;

use std::time::Instant;

use paper::content::Edition;
use paper::preview::Preview;
use paper::readback::{Found, Place, squeezed, texts};
use serde_json::Value;

const RECORDS: &[u8] = br#"{"schemaVersion":1,"note":"only in the attachment"}"#;

fn papers(school: &Value) -> [(&'static str, Vec<u8>); 4] {
    let fonts = sample::fonts();
    let report = sample::report(school);
    let pacts = |edition| paper::pacts(&sample::pacts(school), edition, &sample::meta("反欺凌公约"), &fonts).unwrap();
    [
        ("report", paper::report(&report, &sample::meta(&report.title.text), Some(RECORDS), &fonts).unwrap()),
        ("ledger", paper::ledger(&sample::ledger(school), &sample::meta("整改台账"), &fonts).unwrap()),
        ("pacts, school", pacts(Edition::School)),
        ("pacts, packet", pacts(Edition::Packet)),
    ]
}

fn names(school: &Value, list: &str) -> Vec<String> {
    let people = school[list].as_array().unwrap();
    people.iter().map(|p| squeezed(p["name"].as_str().unwrap())).collect()
}

fn hits<'a>(found: &'a [Found], names: &'a [String]) -> Vec<(&'a str, &'a Place)> {
    let named = |f: &'a Found| names.iter().filter(|n| f.text.contains(*n)).map(|n| (n.as_str(), &f.place));
    found.iter().flat_map(named).collect()
}

#[test]
fn every_form_looks_as_poppler_draws_it() {
    for (name, pdf) in papers(&sample::school()) {
        let preview = Preview::open(pdf.as_slice().into()).unwrap();
        let there = poppler::pages(&pdf, 96);
        assert_eq!(preview.page_count(), there.len(), "{name}");
        for (page, there) in there.iter().enumerate() {
            let (here, _) = poppler::decoded(&preview.page_png(page, 96.0).unwrap());
            let difference = poppler::difference(&here, there);
            assert!(difference < 12.0, "{name}, page {}: {difference} grey levels in a square", page + 1);
        }
    }
}

#[test]
fn pupils_are_found_in_the_schools_edition_and_nowhere_in_the_packets() {
    let school = sample::school();
    let pupils = names(&school, "students");
    for (name, pdf) in papers(&school) {
        let found = texts(&pdf).unwrap();
        let hits = hits(&found, &pupils);
        if name == "pacts, school" {
            let on_pages =
                |pupil: &&String| hits.iter().any(|(n, place)| n == pupil && matches!(place, Place::Page(_)));
            let signed = pupils.iter().filter(on_pages).count();
            assert!(signed > 300, "the sheets carry the names of all who signed; {signed} were found");
        } else {
            assert!(hits.is_empty(), "{name}: {hits:?}");
        }
    }
}

#[test]
fn text_attachment_metadata_and_structure_are_read_back() {
    let school = sample::school();
    let [(_, report), ..] = papers(&school);
    let found = texts(&report).unwrap();
    let title = squeezed(&sample::report(&school).title.text);
    let has =
        |place: &dyn Fn(&Place) -> bool, text: &str| found.iter().any(|f| place(&f.place) && f.text.contains(text));
    assert!(has(&|p| *p == Place::Page(1), &title));
    assert!(has(&|p| *p == Place::Structure, &title));
    assert!(has(&|p| *p == Place::Metadata, &title));
    assert!(has(&|p| *p == Place::Info, &title));
    assert!(has(&|p| matches!(p, Place::Attachment(_)), "onlyintheattachment"));
}

#[test]
fn a_long_ledger_is_read_back_about_as_fast_as_it_is_made() {
    let school = sample::school();
    let mut ledger = sample::ledger(&school);
    let rows = ledger.rows.clone();
    while ledger.rows.len() < 500 {
        ledger.rows.extend(rows.iter().cloned());
    }
    let fonts = sample::fonts();
    let start = Instant::now();
    let pdf = paper::ledger(&ledger, &sample::meta("整改台账"), &fonts).unwrap();
    let made = start.elapsed();
    let start = Instant::now();
    let found = texts(&pdf).unwrap();
    let took = start.elapsed();
    let pages = found.iter().filter(|f| matches!(f.place, Place::Page(_))).count();
    assert!(pages >= 50, "{pages} pages");
    // Both are done under the same load, and what is quadratic in the pages would be far beyond this.
    assert!(took < made * 10, "{pages} pages were made in {made:?} and read in {took:?}");
    println!("{pages} pages, {} KB: made in {made:?}, read in {took:?}", pdf.len() / 1024);
}
