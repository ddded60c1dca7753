//! The list of concerns: what it shows, what it finds, and that both are what the records say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use app::view::*;
use common::program;
use domain::noun::Concern;
use domain::{Term as _, state_label};

const SAMPLE: &[u8] = include_bytes!("../../../assets/sample/school.json");

fn page(app: &app::App, request: serde_json::Value) -> ConcernListView {
    app::concern::concern_list(app, &serde_json::from_value(request).unwrap()).unwrap()
}

fn list(app: &app::App, kind: Option<&str>, text: Option<&str>) -> Vec<ConcernRow> {
    page(app, serde_json::json!({ "kind": kind, "text": text })).rows
}

fn ids(rows: &[ConcernRow]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn every_line_says_what_its_record_says_and_a_text_is_found_wherever_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 71);
    app::home::practice_open(&app, &PasswordRequest { password: "山上种了七棵梨树和枣".into() }).unwrap();
    let records = domain::SchoolFile::parse(SAMPLE).unwrap().records;
    let newest_first: Vec<&Concern> = records.concerns.iter().rev().collect();
    let rows = list(&app, None, None);
    assert_eq!(rows.len(), newest_first.len());
    for (row, c) in rows.iter().zip(&newest_first) {
        assert_eq!((&row.id, &row.title, &row.place, &row.status), (&c.id, &c.title, &c.place, &c.status));
        assert_eq!((row.kind.as_str(), row.kind_label.as_str()), (c.kind.id(), c.kind.label()));
        assert_eq!(row.discovered_at, c.discovered_at.to_string());
        assert_eq!(Some(row.status_label.as_str()), state_label(c.kind, &c.status));
        assert_eq!(usize::try_from(row.people).unwrap(), c.involved.len());
        assert_eq!(Some(row.owner.as_str()), records.person_name(&c.owner_id));
    }
    for kind in ["sign", "hazard", "suspected"] {
        let of_kind: Vec<&str> = newest_first.iter().filter(|c| c.kind.id() == kind).map(|c| c.id.as_str()).collect();
        assert_eq!(ids(&list(&app, Some(kind), None)), of_kind);
    }
    // From the number, the place and the middle of the narrative; a blank text is none.
    let one = newest_first[3];
    let piece: String = one.narrative.chars().skip(4).take(9).collect();
    for text in [&one.id, &one.title, &one.place, &piece] {
        let found = list(&app, None, Some(text));
        assert!(ids(&found).contains(&one.id.as_str()), "{text}");
        assert!(found.len() < rows.len(), "{text}");
    }
    assert_eq!(list(&app, None, Some("  ")).len(), rows.len());
    assert!(list(&app, None, Some("龘龘龘")).is_empty());

    let correction = CorrectRequest {
        kind: "concern".into(),
        id: "GZ-2026-001".into(),
        field: "place".into(),
        value: "玻璃花房".into(),
        reason: "地点写错了".into(),
    };
    app::correction::correction_add(&app, &correction).unwrap();
    let found = list(&app, None, Some("玻璃花房"));
    assert_eq!(
        found.iter().map(|row| (row.id.as_str(), row.place.as_str())).collect::<Vec<_>>(),
        [("GZ-2026-001", "玻璃花房")]
    );
    let before = records.concerns.iter().find(|c| c.id == "GZ-2026-001").unwrap();
    assert!(ids(&list(&app, None, Some(&before.place))).contains(&"GZ-2026-001"), "what was entered is still found");
}
