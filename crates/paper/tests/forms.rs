//! The forms made from the sample school: whole, repeatable, and left in the target folder to be looked at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

#[allow(dead_code, reason = "each test file uses a part of the sample")]
mod sample;

use std::path::Path;

use paper::content::{Edition, Meta};
use paper::readback::{Place, squeezed, texts};

fn keep(name: &str, bytes: &[u8]) {
    use std::io::Write as _;
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// All pages in order, squeezed.
fn pages(pdf: &[u8]) -> String {
    let found = texts(pdf).expect("a paper can be read back");
    let pages = found.into_iter().filter_map(|f| matches!(f.place, Place::Page(_)).then_some(f.text));
    pages.collect()
}

/// The text in reading order, squeezed: what a page end parts is whole here.
fn reading(pdf: &[u8]) -> String {
    let found = texts(pdf).expect("a paper can be read back");
    found.into_iter().find(|f| f.place == Place::Structure).expect("a paper has a structure").text
}

#[test]
fn every_form_is_the_same_bytes_when_made_again_and_other_bytes_for_another_seed() {
    let (fonts, school) = (sample::fonts(), sample::school());
    let (report, ledger, pacts) = (sample::report(&school), sample::ledger(&school), sample::pacts(&school));
    let records = br#"{"schemaVersion":1}"#;
    let make = |name: &str, meta: &Meta| match name {
        "report.pdf" => paper::report(&report, meta, Some(records), &fonts).unwrap(),
        "ledger.pdf" => paper::ledger(&ledger, meta, &fonts).unwrap(),
        "pacts.pdf" => paper::pacts(&pacts, Edition::School, meta, &fonts).unwrap(),
        _ => paper::pacts(&pacts, Edition::Packet, meta, &fonts).unwrap(),
    };
    let other = Meta { id_seed: "other".to_owned(), ..sample::meta("标题") };
    for name in ["report.pdf", "ledger.pdf", "pacts.pdf", "pacts-packet.pdf"] {
        let first = make(name, &sample::meta("标题"));
        assert!(first == make(name, &sample::meta("标题")), "{name} must not depend on anything but its arguments");
        assert!(first != make(name, &other), "{name}: the seed must reach the file's ID");
        keep(name, &first);
    }
}

#[test]
fn the_ledger_holds_every_text_of_every_row() {
    let (fonts, school) = (sample::fonts(), sample::school());
    let content = sample::ledger(&school);
    let pdf = paper::ledger(&content, &sample::meta("台账"), &fonts).unwrap();
    let shown = reading(&pdf);
    for row in &content.rows {
        let texts = [&row.id, &row.area, &row.problem, &row.origin, &row.level, &row.measures, &row.leader, &row.owner];
        let more = [&row.progress, &row.evidence, &row.verifier, &row.remark];
        for text in texts.into_iter().chain(more) {
            assert!(shown.contains(&squeezed(text)), "{} must hold {text}", row.id);
        }
        let dates = [row.found_on, row.deadline, row.extended_to, row.completed_on, row.verified_on, row.closed_on];
        for date in dates.into_iter().flatten() {
            assert!(shown.contains(&date.to_string()), "{} must hold {date}", row.id);
        }
    }
    let shown = pages(&pdf);
    assert!(shown.contains("第1页共3页") && shown.contains("第3页共3页"), "pages are numbered out of all");
}

#[test]
fn names_are_on_the_signature_sheets_and_in_no_packet_edition() {
    let (fonts, school) = (sample::fonts(), sample::school());
    let content = sample::pacts(&school);
    let made = |edition| paper::pacts(&content, edition, &sample::meta("公约"), &fonts).unwrap();
    let (named, counted) = (made(Edition::School), made(Edition::Packet));
    let sheet = reading(&named);
    let packet: String = texts(&counted).unwrap().into_iter().map(|f| f.text).collect();
    for pact in &content.pacts {
        for article in &pact.articles {
            assert!(sheet.contains(&squeezed(&article.text)), "{}", article.text);
            assert!(packet.contains(&squeezed(&article.text)), "{}", article.text);
        }
        let pupils = pact.signatories.iter().filter(|s| s.pupil);
        for (number, name) in
            pupils.map(|s| (&s.number, &s.name)).chain(pact.unsigned.iter().map(|u| (&u.number, &u.name)))
        {
            assert!(sheet.contains(&squeezed(name)), "the sheet of {} must show {number}", pact.id);
            assert!(!packet.contains(&squeezed(name)), "the packet edition of {} must not show {number}", pact.id);
        }
    }
}

#[test]
fn the_report_carries_its_records_and_states_its_claims() {
    let (fonts, school) = (sample::fonts(), sample::school());
    let content = sample::report(&school);
    let records = br#"{"numbers":{"students":329}}"#;
    let pdf = paper::report(&content, &sample::meta(&content.title.text), Some(records), &fonts).unwrap();
    let shown = reading(&pdf);
    for section in &content.sections {
        assert!(shown.contains(&squeezed(&section.heading.text)), "{}", section.heading.text);
    }
    let found = texts(&pdf).unwrap();
    let attached = found.iter().find(|f| f.place == Place::Attachment("records.json".to_owned()));
    assert_eq!(attached.map(|f| f.text.as_str()), Some(r#"{"numbers":{"students":329}}"#));
    let xmp = found.iter().find(|f| f.place == Place::Metadata).expect("a PDF/A says what it is in XMP");
    for claim in ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
        assert!(xmp.text.contains(claim), "{claim}");
    }
    assert!(xmp.text.contains(&squeezed(&content.title.text)), "the title of the paper is the title of the file");
}

#[test]
fn a_practice_paper_says_so_on_every_page_and_another_does_not() {
    let (fonts, school) = (sample::fonts(), sample::school());
    let content = sample::ledger(&school);
    let practice = Meta { practice: true, ..sample::meta("台账") };
    let pdf = paper::ledger(&content, &practice, &fonts).unwrap();
    keep("practice.pdf", &pdf);
    for found in texts(&pdf).unwrap().into_iter().filter(|f| matches!(f.place, Place::Page(_))) {
        assert!(found.text.contains("演练"), "{:?}", found.place);
        assert!(found.text.contains("a5a5a5a5a5a5a5a5"), "the audit digits stand on {:?}", found.place);
    }
    let real = paper::ledger(&content, &sample::meta("台账"), &fonts).unwrap();
    assert!(!pages(&real).contains("演练"));
}
