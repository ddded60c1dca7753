//! A school goes in and comes out equal, field by field.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::collections::HashSet;

use common::{Home, load, now, sample};
use domain::Records;
use domain::noun::{Determination, Lesson, Police, PoliceKind, ReviewNote, School, Turn, TurnGround};
use serde_json::Value;
use store::numbers::{self, Series};
use store::table;

fn read(store: &store::Store) -> Records {
    store.read(|tx| store::read_all(tx, now().date())).unwrap()
}

#[test]
fn the_sample_school_comes_out_as_it_went_in() {
    let (home, store) = Home::with_sample();
    store.close().unwrap();
    let store = home.open().unwrap();
    let (went_in, came_out) = (sample().records, read(&store));
    let (a, b) = (serde_json::to_value(&went_in).unwrap(), serde_json::to_value(&came_out).unwrap());
    for (collection, rows) in a.as_object().unwrap() {
        if let (Value::Array(a), Value::Array(b)) = (rows, &b[collection]) {
            assert_eq!(a.len(), b.len(), "rows of {collection}");
            for (a, b) in a.iter().zip(b) {
                assert_eq!(a, b, "a row of {collection}");
            }
        }
        assert_eq!(rows, &b[collection], "collection {collection}");
    }
    assert_eq!(went_in, came_out);
    store.check().unwrap();
}

#[test]
fn a_case_with_three_rounds_comes_out_as_it_went_in() {
    let mut records = sample().records;
    let turn = |ground, other: Option<&str>| Turn {
        ground,
        reason: "又发生了一次。".to_owned(),
        concern_id: other.map(str::to_owned),
        by: "t_zz".to_owned(),
        at: now(),
    };
    for (id, open) in [("GZ-2026-007", false), ("GZ-2026-021", true)] {
        let c = records.concerns.iter_mut().find(|c| c.id == id).unwrap();
        let (one, minutes) = (c.investigation.clone(), c.determination.clone().unwrap());
        let note =
            ReviewNote { on: now().date(), by: "t_zz".to_owned(), text: "第一稿，后来改写过。".to_owned() };
        c.replaced_review_notes.push(note.clone());
        c.review_note = Some(ReviewNote { text: "改写后的总结，说清了来龙去脉。".to_owned(), ..note });
        c.begin_round(turn(TurnGround::Repeat, Some("GZ-2026-005")));
        c.investigation = one;
        c.lesson = Some(Lesson { ledger_ids: Some(vec![records.ledger[0].id.clone()]), reason: None });
        c.replaced_lessons = vec![Lesson { ledger_ids: None, reason: Some("起初以为没有".to_owned()) }];
        c.police = Some(Police { reported_at: now(), how: "电话".to_owned(), kind: PoliceKind::Called, case: None });
        c.determination = Some(Determination {
            minutes_no: format!("认定〔2026〕9{}号", c.earlier.len() + usize::from(open)),
            ..minutes
        });
        c.begin_round(turn(TurnGround::CountyReview, None));
        let last = c.measures.last_mut().unwrap();
        last.round = 3;
        if open {
            c.status = "pending_determination".to_owned();
            c.closed_on = None;
        }
        assert!(c.round() == 3 && c.result.is_none() && c.police.is_some());
    }
    let (_home, store) = Home::new();
    load(&store, &records).unwrap();
    let came_out = read(&store);
    for (a, b) in records.concerns.iter().zip(&came_out.concerns) {
        assert_eq!(a, b);
    }
    assert_eq!(records, came_out);
    let one = store.read(|tx| table::concern::get(tx, "GZ-2026-021")).unwrap();
    assert_eq!(one.as_ref(), records.concerns.iter().find(|c| c.id == "GZ-2026-021"));
}

#[test]
fn every_collection_of_the_sample_is_filled() {
    // Otherwise the test above would prove nothing about an empty one.
    let records = serde_json::to_value(sample().records).unwrap();
    for (collection, rows) in records.as_object().unwrap() {
        assert!(!rows.is_null() && rows.as_array().is_none_or(|rows| !rows.is_empty()), "{collection} is empty");
    }
}

#[test]
fn one_row_is_read_like_all_rows() {
    let (_home, store) = Home::with_sample();
    let records = sample().records;
    let day = now().date();
    store
        .read(|tx| -> store::Result<()> {
            for x in &records.concerns {
                assert_eq!(table::concern::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.ledger {
                assert_eq!(table::ledger::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.pacts {
                assert_eq!(table::pact::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.students {
                assert_eq!(table::student::get(tx, &x.id, day)?.as_ref(), Some(x));
            }
            for x in &records.classes {
                assert_eq!(table::class::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.sanctions {
                assert_eq!(table::sanction::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.communications {
                assert_eq!(table::communication::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.committees {
                assert_eq!(table::committee::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.screenings {
                assert_eq!(table::screening::get(tx, &x.id)?.as_ref(), Some(x));
            }
            for x in &records.incident_reports {
                assert_eq!(table::incident_report::get(tx, &x.id)?.as_ref(), Some(x));
            }
            assert_eq!(table::concern::get(tx, "GZ-2026-999")?, None);
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_is_absent_stays_absent_and_what_is_empty_stays_empty() {
    let mut records = sample().records;
    for (i, lesson) in [
        None,
        Some(Lesson { ledger_ids: Some(Vec::new()), reason: None }),
        Some(Lesson { ledger_ids: None, reason: Some("无需立项".to_owned()) }),
        Some(Lesson { ledger_ids: Some(vec!["ZG-2026-002".to_owned(), "ZG-2026-001".to_owned()]), reason: None }),
    ]
    .into_iter()
    .enumerate()
    {
        records.concerns[i].lesson = lesson;
    }
    records.trainings[0].attendee_ids = Some(Vec::new());
    records.trainings[1].attendee_ids = None;
    records.students[0].guardian = None;
    records.report_no = None;
    let (_home, store) = Home::new();
    load(&store, &records).unwrap();
    assert_eq!(read(&store), records);
}

#[test]
fn a_link_that_only_one_side_names_stays_one_sided() {
    let mut records = sample().records;
    let [first, second] = [records.ledger[0].id.clone(), records.ledger[1].id.clone()];
    records.concerns[0].ledger_ids = vec![second.clone(), first];
    records.ledger[0].concern_ids = Vec::new();
    let other = records.concerns[5].id.clone();
    records.ledger[1].concern_ids = vec![other, records.concerns[0].id.clone()];
    records.concerns[5].ledger_ids = Vec::new();
    let (_home, store) = Home::new();
    load(&store, &records).unwrap();
    let back = read(&store);
    assert_eq!(back.concerns, records.concerns);
    assert_eq!(back.ledger, records.ledger);
}

#[test]
fn a_link_named_twice_is_refused_rather_than_kept_once() {
    let mut records = sample().records;
    let twice = records.ledger[0].id.clone();
    records.concerns[0].ledger_ids = vec![twice.clone(), twice];
    let (_home, store) = Home::new();
    let refused = load(&store, &records);
    assert!(matches!(refused, Err(store::Error::Constraint { kind: store::Rule::Unique, .. })), "{refused:?}");
}

#[test]
fn a_new_school_needs_no_more_than_itself_and_its_first_person() {
    let (_home, store) = Home::new();
    let school = School {
        name: "青坪县石湾子乡九年一贯制学校".to_owned(),
        short: String::new(),
        school_code: "3114999901".to_owned(),
        note: String::new(),
        principal_id: "t-1".to_owned(),
        class_count: 0,
        staff_total: 1,
        doc_prefix: String::new(),
        seal_note: String::new(),
    };
    let principal = common::teacher("t-1", "金墨白");
    store
        .write(|tx| {
            table::staff::insert(tx, &principal)?;
            table::school::insert(tx, &school)
        })
        .unwrap();
    let expected = Records { school: Some(school), staff: vec![principal], ..Records::default() };
    assert_eq!(read(&store), expected);
}

#[test]
fn a_pupil_grows_out_of_under_fourteen() {
    let (_home, store) = Home::with_sample();
    let count = |day: &str| {
        let students = store.read(|tx| table::student::list(tx, day.parse().unwrap())).unwrap();
        students.iter().filter(|s| s.under14).count()
    };
    assert_eq!(count("2026-06-26"), sample().records.students.iter().filter(|s| s.under14).count());
    assert_eq!(count("2040-01-01"), 0);
}

#[test]
fn numbers_go_on_from_the_file_without_a_gap_and_an_undone_one_comes_again() {
    let (_home, store) = Home::with_sample();
    let next = |series| store.write(|tx| numbers::next(tx, series, 2026)).unwrap();
    assert_eq!(next(Series::Concern), "GZ-2026-031");
    assert_eq!(next(Series::Concern), "GZ-2026-032");
    assert_eq!(next(Series::Ledger), "ZG-2026-021");
    assert_eq!(next(Series::Pact), "GY-15");
    assert_eq!(next(Series::SelfCheck), "ZC-2026-08");
    assert_eq!(next(Series::PastPacket), "BB-2026-0010");
    assert_eq!(next(Series::Minutes), "认定〔2026〕11号");
    let undone: store::Result<()> = store.write(|tx| {
        numbers::next(tx, Series::Concern, 2026)?;
        Err(store::Error::Missing)
    });
    assert!(undone.is_err());
    assert_eq!(next(Series::Concern), "GZ-2026-033");
    assert_eq!(store.write(|tx| numbers::next(tx, Series::Concern, 2027)).unwrap(), "GZ-2027-001");
    assert!(matches!(
        store.write(|tx| numbers::next(tx, Series::Concern, 26)),
        Err(store::Error::NoNumber { prefix: "GZ" })
    ));
}

#[test]
fn what_a_transaction_did_is_undone_as_a_whole() {
    let (home, store) = Home::new();
    let mut records = sample().records;
    records.concerns[29].place = "长".repeat(101);
    assert!(load(&store, &records).is_err());
    assert_eq!(read(&store), Records::default());
    load(&store, &sample().records).unwrap();
    let raw = home.raw();
    let mut statement = raw.prepare("SELECT uuid FROM concern").unwrap();
    let ids: HashSet<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(ids.len(), 30);
    assert!(ids.iter().all(|id| uuid::Uuid::parse_str(id).is_ok_and(|id| id.get_version_num() == 7)));
}
