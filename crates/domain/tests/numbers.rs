//! Every number equals the sample's expected one, opens down to its rows, and is zero or null where there is nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod common;

use std::collections::BTreeMap;

use common::{flat, sample, sample_json};
use domain::noun::{Concern, IncidentReport};
use domain::numbers::{Lists, WorkStatistics, definitions, open};
use domain::{Numbers, Records, SchoolFile};
use serde_json::{Value, json};

fn numbers(records: &Records) -> BTreeMap<String, Value> {
    let as_of = sample().as_of.date();
    flat(&serde_json::to_value(Numbers::compute(records, as_of)).unwrap())
}

#[test]
fn every_number_equals_the_expected_one() {
    let got = numbers(&sample().records);
    let wanted = flat(&sample_json()["expected"]["numbers"]);
    for (key, value) in &wanted {
        assert_eq!(got.get(key), Some(value), "{key}");
    }
    assert_eq!(got, wanted);
}

#[test]
fn the_lists_and_the_form_equal_the_expected_ones() {
    let file = sample();
    let expected = &sample_json()["expected"];
    let lists = serde_json::to_value(Lists::compute(&file.records, file.as_of.date())).unwrap();
    for (key, value) in lists.as_object().unwrap() {
        assert_eq!(value, &expected[key], "{key}");
    }
    let computed = Numbers::compute(&file.records, file.as_of.date());
    let form = WorkStatistics::fill(&file.records, &computed);
    assert_eq!(serde_json::to_value(form).unwrap(), expected["form_3_11"]);
}

#[test]
fn nothing_is_read_from_the_expected_part() {
    let mut document = sample_json();
    document.as_object_mut().unwrap().remove("expected");
    document.as_object_mut().unwrap().remove("validation_vectors");
    let bare = SchoolFile::parse(&serde_json::to_vec(&document).unwrap()).unwrap();
    assert_eq!(numbers(&bare.records), numbers(&sample().records));
}

/// Numbers that are no count of rows, and so may differ from the length of what they open.
const NOT_COUNTED_BY_ROWS: &[&str] = &[
    "posts_staff",
    "screening_due",
    "screened",
    "screening_first_pass",
    "screening_parent_contacts",
    "self_check_areas",
    "survey_due",
    "survey_valid",
    "survey_valid_pct",
    "channel_known_before_pct",
    "channel_known_after_pct",
    "counselling_students",
    "communication_households",
    "reported_county",
    "first_report_max_minutes",
    "ledger_close_pct",
    "training_attendance",
    "first_test_taken",
    "retrained",
    "education_attendance",
    "legal_vp_hours",
    "parents_trained",
    "pact_class_signers_distinct",
];

#[test]
fn every_number_opens_down_to_rows_that_are_there() {
    let file = sample();
    let as_of = file.as_of.date();
    let document = sample_json();
    for (key, value) in numbers(&file.records) {
        let rows = open(&file.records, as_of, &key).unwrap();
        if !NOT_COUNTED_BY_ROWS.contains(&key.as_str()) {
            assert_eq!(value, json!(rows.len()), "{key}");
        }
        assert!(!rows.is_empty() || value == json!(0), "{key} opens nothing");
        for row in rows {
            let of = document[row.collection].as_array().unwrap_or_else(|| panic!("{key}: {}", row.collection));
            let there = of.iter().find(|r| ["id", "post", "value", "staff_id"].iter().any(|k| r[k] == row.id));
            let there = there.unwrap_or_else(|| panic!("{key}: no {} in {}", row.id, row.collection));
            if let Some(part) = row.part {
                let list = there.get(part.list).or_else(|| there["compositions"].as_array()?.last()?.get(part.list));
                assert!(list.unwrap().get(part.index).is_some(), "{key}: {}[{}]", part.list, part.index);
            }
        }
    }
    assert_eq!(open(&file.records, as_of, "no_such_number"), None);
    assert_eq!(open(&file.records, as_of, "by_kind.没有"), Some(Vec::new()));
    assert_eq!(open(&file.records, as_of, "by_kind").map(|r| r.len()), Some(30));
}

fn day(text: &str) -> domain::Date {
    text.parse().unwrap()
}

#[test]
fn a_school_with_nothing_has_zeros_and_nulls() {
    let records = Records::default();
    let computed = Numbers::compute(&records, day("2026-06-26"));
    let json = serde_json::to_value(&computed).unwrap();
    for definition in definitions() {
        let value = &json[definition.key];
        let nothing = definition.key.ends_with("_pct") || definition.key.ends_with("_minutes");
        let map = definition.key.contains("by_");
        let wanted = if nothing {
            Value::Null
        } else if map {
            json!({})
        } else {
            json!(0)
        };
        assert_eq!(value, &wanted, "{}", definition.key);
    }
    let form = serde_json::to_value(WorkStatistics::fill(&records, &computed)).unwrap();
    assert_eq!((&form["苗头"], &form["学校"]), (&json!(0), &json!("")));
    let lists = serde_json::to_value(Lists::compute(&records, day("2026-06-26"))).unwrap();
    assert!(lists.as_object().unwrap().values().all(|v| v == &json!([]) || v == &json!({})), "{lists}");
}

#[test]
fn the_day_decides_what_is_overdue_and_due() {
    let records = sample().records;
    for (on, overdue, due) in [("2026-06-26", 3, 1), ("2026-06-27", 4, 0), ("2026-06-11", 1, 0), ("2026-06-10", 0, 1)] {
        let computed = Numbers::compute(&records, day(on));
        let lists = Lists::compute(&records, day(on));
        assert_eq!(computed.whole("ledger_overdue"), overdue, "{on}");
        assert_eq!(lists.ledger_overdue_ids.len(), usize::try_from(overdue).unwrap(), "{on}");
        assert_eq!(lists.ledger_due_today_ids.len(), due, "{on}");
    }
}

/// A school with `n` concerns and half as many reports.
fn large(n: usize) -> Records {
    let mut records = sample().records;
    let (concerns, reports) = (records.concerns.clone(), records.incident_reports.clone());
    let concern = |i: usize| Concern { id: format!("GZ-{i}"), events: Vec::new(), ..concerns[i % 30].clone() };
    let report = |i: usize| IncidentReport {
        id: format!("BG-{i}"),
        concern_id: format!("GZ-{}", 2 * i),
        ..reports[i % 6].clone()
    };
    records.concerns = (0..n).map(concern).collect();
    records.incident_reports = (0..n / 2).map(report).collect();
    records
}

#[test]
fn ten_times_the_concerns_take_about_ten_times_as_long() {
    let time = |records: &Records| {
        let once = || {
            let started = std::time::Instant::now();
            let computed = Numbers::compute(records, day("2026-06-26"));
            let lists = Lists::compute(records, day("2026-06-26"));
            domain::report::compose(records, &computed, day("2026-06-26"));
            assert_eq!(lists.first_report_delay_minutes.len() * 2, records.concerns.len());
            assert_eq!(computed.amount("concerns").to_string(), records.concerns.len().to_string());
            started.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap()
    };
    let (few, many) = (time(&large(4_000)), time(&large(40_000)));
    // One quadratic query would make it a hundred times as long.
    assert!(many < few * 45, "{few:?} for 4,000, {many:?} for 40,000");
}
