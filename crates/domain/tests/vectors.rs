//! The rules for what people type, for masks and for clocks answer every vector of the sample.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod common;

use common::{sample, sample_json};
use domain::clock_rules::{TenDays, appeal_deadline, investigation_due, review_due};
use domain::mask::{mask_mobile, mask_name, official_short, official_shorts};
use domain::validate_ids::{
    TermName, check_identity_card, check_student_number, formal_school_year, is_landline, is_mobile,
};
use domain::{ClassName, Date, Month, SchoolCode, is_person_name, normalise_name, under_14};
use serde_json::Value;

fn date(v: &Value) -> Date {
    v.as_str().unwrap().parse().unwrap()
}

/// The kinds of check, by the first part of the vector's name.
fn accepts(kind: &str, text: &str) -> bool {
    match kind {
        "id" => check_identity_card(text).is_ok(),
        "student_no" => check_student_number(text).is_ok(),
        "school_code" => SchoolCode::parse(text).is_ok(),
        "mobile" => is_mobile(text),
        "landline" => is_landline(text),
        "class" => ClassName::parse(text, 2025).is_some(),
        "term" => TermName::parse(text).is_some(),
        "name" => is_person_name(text),
        other => panic!("no check for {other}"),
    }
}

/// The rules that turn one text into another.
fn maps(kind: &str, text: &str) -> String {
    match kind {
        "mobile_mask" => mask_mobile(text),
        "class_canonical" => ClassName::parse(text, 2025).unwrap().canonical(),
        "term_formal" => formal_school_year(text),
        "name_normalise" => normalise_name(text),
        "mask" => mask_name(text),
        "official_short" => official_short(text),
        other => panic!("no rule for {other}"),
    }
}

#[test]
fn every_vector_is_answered() {
    let document = sample_json();
    let calendar = sample().records.calendar;
    let mut answered = 0;
    for (name, rows) in document["validation_vectors"].as_object().unwrap() {
        let list = || rows.as_array().unwrap().iter();
        match name.as_str() {
            "class_canonical_note" => continue,
            "under14" => list().for_each(|v| {
                let birth = Month::parse(v["birth_month"].as_str().unwrap()).unwrap();
                assert_eq!(under_14(birth, date(&v["on"])), v["under14"].as_bool().unwrap(), "{v}");
            }),
            "ten_days" => list().for_each(|v| {
                assert_eq!(investigation_due(date(&v["start"])), Some(date(&v["due"])), "{v}");
            }),
            "review_15_days" => list().for_each(|v| {
                assert_eq!(review_due(date(&v["accepted"])), Some(date(&v["due"])), "{v}");
            }),
            "workdays_15" => list().for_each(|v| {
                let deadline = appeal_deadline(date(&v["decided"]), calendar.as_ref());
                assert_eq!(deadline, Some(date(&v["deadline"])), "{v}");
            }),
            "ten_day_period" => {
                for (period, days) in rows.as_object().unwrap() {
                    let (month, term) = period.rsplit_once('-').unwrap();
                    let got = TenDays::from_term(term).unwrap().of(Month::parse(month).unwrap());
                    assert_eq!(got, Some((date(&days[0]), date(&days[1]))), "{period}");
                }
            }
            "official_duplicates" => {
                for (names, short) in rows.as_object().unwrap() {
                    let names: Vec<&str> = names.split('|').collect();
                    assert_eq!(serde_json::to_value(official_shorts(&names)).unwrap(), *short);
                }
            }
            _ => match (name.strip_suffix("_valid"), name.strip_suffix("_invalid")) {
                (Some(kind), _) => list().for_each(|v| assert!(accepts(kind, v.as_str().unwrap()), "{kind} {v}")),
                (_, Some(kind)) => list().for_each(|v| assert!(!accepts(kind, v.as_str().unwrap()), "{kind} {v}")),
                _ => rows.as_object().unwrap().iter().for_each(|(text, wanted)| {
                    assert_eq!(maps(name, text), wanted.as_str().unwrap(), "{name} {text}");
                }),
            },
        }
        answered += 1;
    }
    assert_eq!(answered, document["validation_vectors"].as_object().unwrap().len() - 1);
}
