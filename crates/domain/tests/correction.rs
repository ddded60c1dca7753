//! Corrections and voids on the sample school: what may be corrected, by which rules, and what the numbers then count.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod common;

use domain::correction::{Correction, Ground, Kind, Lists, apply, check, fields, is_finished, leave_out, value};
use domain::{Instant, Numbers, Records};

fn lists(words: &[String]) -> Lists<'_> {
    Lists { place_types: words, channels: words, ledger_sources: words }
}

fn judged(records: &Records, kind: Kind, id: &str, field: &str, text: &str) -> Result<String, &'static str> {
    let words = ["教室".to_owned(), "自查".to_owned()];
    let now = Instant::parse("2026-06-26T17:00:00+08:00").unwrap();
    check(&Ground { records, lists: lists(&words), now }, kind, id, field, text)
}

fn correction(kind: Kind, id: &str, field: &str, value: &str) -> Correction {
    Correction { kind: kind.id().to_owned(), id: id.to_owned(), field: field.to_owned(), value: value.to_owned() }
}

#[test]
fn every_field_reads_back_what_was_put_into_it() {
    let records = common::sample().records;
    let finished = [(Kind::Concern, "GZ-2026-003"), (Kind::Ledger, "ZG-2026-001"), (Kind::Pact, "GY-02")];
    for (kind, id) in finished {
        assert_eq!(is_finished(&records, kind, id), Some(true), "{id}");
        for field in fields(kind) {
            let old = value(&records, kind, id, field.id).unwrap();
            let mut same = records.clone();
            apply(&mut same, &[correction(kind, id, field.id, &old)]);
            assert_eq!(same, records, "{id} {}: its own value must change nothing", field.id);
            if field.optional {
                let mut emptied = records.clone();
                apply(&mut emptied, &[correction(kind, id, field.id, "")]);
                assert_eq!(value(&emptied, kind, id, field.id).as_deref(), Some(""), "{id} {}", field.id);
            } else {
                assert!(judged(&records, kind, id, field.id, " ").is_err(), "{id} {} may not be emptied", field.id);
            }
        }
    }
    assert_eq!(is_finished(&records, Kind::Concern, "GZ-2026-015"), Some(false));
    assert_eq!(is_finished(&records, Kind::Ledger, "ZG-2026-999"), None);
}

#[test]
fn the_newest_correction_of_a_field_wins_and_foreign_ones_are_passed_over() {
    let mut records = common::sample().records;
    let before = records.clone();
    apply(
        &mut records,
        &[
            correction(Kind::Concern, "GZ-2026-001", "place", "操场"),
            correction(Kind::Concern, "GZ-2026-001", "place", "楼梯间"),
            correction(Kind::Concern, "GZ-2026-999", "place", "水房"),
            correction(Kind::Concern, "GZ-2026-001", "status", "registered"),
            Correction { kind: "later".to_owned(), ..correction(Kind::Pact, "GY-01", "title", "x") },
        ],
    );
    assert_eq!(records.concerns[0].place, "楼梯间");
    assert_eq!(records.concerns[0].status, before.concerns[0].status);
    assert_eq!((&records.pacts, &records.concerns[1..]), (&before.pacts, &before.concerns[1..]));
}

#[test]
fn a_new_value_is_judged_by_the_rules_of_entry() {
    let records = common::sample().records;
    let pupil = &records.students[0].name;
    let named = format!("{pupil}在教室");
    let owner = records.ledger[0].owner_id.clone();
    let verifier = records.ledger[0].verifier_id.clone().unwrap();
    let long = "长".repeat(101);
    for (kind, id, field, text, code) in [
        (Kind::Concern, "GZ-2026-003", "narrative", "太短", "narrative_20_4000"),
        (Kind::Concern, "GZ-2026-003", "title", named.as_str(), "title_names_pupil"),
        (Kind::Concern, "GZ-2026-003", "place", long.as_str(), "required_text_100"),
        (Kind::Concern, "GZ-2026-003", "place_type", "月球", "required_choice"),
        (Kind::Concern, "GZ-2026-003", "owner_id", "nobody", "unknown_person"),
        (Kind::Concern, "GZ-2026-003", "forms", "", "forms_needed"),
        (Kind::Concern, "GZ-2026-001", "forms", "verbal", "forms_only_suspected"),
        (Kind::Concern, "GZ-2026-003", "occurred_from", "2026-06-26", "learned_before_occurred"),
        (Kind::Concern, "GZ-2026-003", "occurred_to", "2020-01-01", "before_start"),
        (Kind::Concern, "GZ-2026-003", "discovered_at", "2026-06-27T08:00:00+08:00", "in_the_future"),
        (Kind::Concern, "GZ-2026-003", "discovered_at", "yesterday", "not_a_date"),
        (Kind::Concern, "GZ-2026-003", "closed_on", "2026-01-01", "before_start"),
        (Kind::Concern, "GZ-2026-003", "status", "registered", "not_correctable"),
        (Kind::Concern, "GZ-2026-003", "result", "excluded", "not_correctable"),
        (Kind::Ledger, "ZG-2026-001", "verifier_id", owner.as_str(), "verifier_is_owner"),
        (Kind::Ledger, "ZG-2026-001", "owner_id", verifier.as_str(), "verifier_is_owner"),
        (Kind::Ledger, "ZG-2026-001", "deadline", "2026-12-31", "not_correctable"),
        (Kind::Ledger, "ZG-2026-001", "closed_on", "2026-07-01", "in_the_future"),
        (Kind::Ledger, "ZG-2026-001", "completed_on", "2025-01-01", "before_start"),
        (Kind::Pact, "GY-02", "title", "另一个名字", "not_correctable"),
        (Kind::Pact, "GY-02", "articles", "一条", "not_correctable"),
        (Kind::Pact, "GY-02", "effective_on", "2026-06-01", "effective_before_adopted"),
        (Kind::Pact, "GY-02", "adopted_on", "2026-06-31", "not_a_date"),
    ] {
        assert_eq!(judged(&records, kind, id, field, text), Err(code), "{id} {field}");
    }
    assert_eq!(judged(&records, Kind::Concern, "GZ-2026-003", "place", "  东楼梯  "), Ok("东楼梯".to_owned()));
    assert_eq!(
        judged(&records, Kind::Concern, "GZ-2026-003", "forms", "cyber\nphysical"),
        Ok("physical\ncyber".into())
    );
}

#[test]
fn a_voided_record_is_counted_nowhere_and_leaves_no_loose_end() {
    let file = common::sample();
    let today = file.as_of.date();
    let mut records = file.records;
    let before = Numbers::compute(&records, today);
    let concern = "GZ-2026-003";
    let item = records.concerns.iter().find_map(|c| c.lesson.as_ref()?.ledger_ids.clone()).unwrap()[0].clone();
    leave_out(&mut records, [(Kind::Concern, concern), (Kind::Ledger, item.as_str()), (Kind::Pact, "GY-02")]);
    let text = serde_json::to_string(&serde_json::to_value(&records).unwrap()).unwrap();
    let mentions = |id: &str| text.matches(&format!("\"{id}\"")).count();
    // A packet that was sent names what it was made from, whatever becomes of that.
    let sent = serde_json::to_string(&records.export_packets).unwrap();
    let sent_mentions = |id: &str| sent.matches(&format!("\"{id}\"")).count();
    for id in [concern, item.as_str()] {
        assert_eq!(mentions(id), sent_mentions(id), "{id} is still named somewhere");
    }
    let after = Numbers::compute(&records, today);
    for key in ["concerns", "ledger", "pacts"] {
        assert_eq!(after.whole(key), before.whole(key) - 1, "{key}");
    }
}
