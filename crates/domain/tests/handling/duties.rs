//! 今日待办 of the sample school, and how it moves with the clock.

use domain::handling::{Duty, DutyCode, Person, Settings, Subject, duties};
use domain::noun::*;
use domain::{Instant, Records};

use crate::common::sample_json;
use crate::world::*;

fn list(records: &Records, now: Instant) -> Vec<Duty> {
    duties(records, now, Settings::default(), None)
}

fn of(all: &[Duty], what: &DutyCode) -> Vec<(String, i64)> {
    all.iter().filter(|d| d.what == *what).map(|d| (d.id.clone(), d.overdue_days)).collect()
}

#[test]
fn the_list_of_the_sample_is_what_its_records_owe_on_its_day() {
    let all = list(&sample().records, now());
    let expected = sample_json()["expected"].clone();
    let overdue: Vec<&str> =
        all.iter().filter(|d| d.what == DutyCode::LedgerDeadline && d.overdue).map(|d| d.id.as_str()).collect();
    let mut wanted: Vec<&str> =
        expected["ledger_overdue_ids"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    wanted.sort();
    let mut ours = overdue.clone();
    ours.sort();
    assert_eq!(ours, wanted);
    assert_eq!(of(&all, &DutyCode::Investigation), [("GZ-2026-026".to_owned(), 0)]);
    assert_eq!(of(&all, &DutyCode::InvestigationExtension), [("GZ-2026-026".to_owned(), 0)]);
    assert_eq!(of(&all, &DutyCode::Determination), [("GZ-2026-027".to_owned(), 0)]);
    assert_eq!(of(&all, &DutyCode::VideoEvidence), [("GZ-2026-030".to_owned(), 0)]);
    assert_eq!(of(&all, &DutyCode::FollowUpReport), [("GZ-2026-017".to_owned(), 17)]);
    assert_eq!(
        of(&all, &DutyCode::LedgerExtension).len(),
        expected["numbers"]["ledger_extension_pending"].as_u64().unwrap() as usize
    );
    assert_eq!(of(&all, &DutyCode::LedgerVerify).len(), 2);
    let unsigned: usize = all.iter().filter(|d| d.what == DutyCode::PactUnsigned).map(|d| d.rows.len()).sum();
    assert_eq!(unsigned, expected["numbers"]["pact_unsigned"].as_u64().unwrap() as usize);
    for none in [
        DutyCode::AppealNotice,
        DutyCode::ReviewNotice,
        DutyCode::Counselling,
        DutyCode::PactReason,
        DutyCode::WrittenReport,
    ] {
        assert_eq!(of(&all, &none), [], "{none:?}");
    }
}

#[test]
fn the_list_is_sorted_by_date_and_each_duty_falls_to_somebody_with_a_basis() {
    let all = list(&sample().records, now());
    let dated: Vec<_> = all.iter().map(|d| (d.due.is_none(), d.due)).collect();
    assert!(dated.is_sorted());
    for d in &all {
        assert!(!d.people.is_empty() || !d.posts.is_empty(), "{d:?}");
        assert!(!d.basis().is_empty(), "{d:?}");
    }
}

#[test]
fn a_person_sees_what_falls_to_the_name_or_the_post() {
    let records = sample().records;
    let mine = |who| duties(&records, now(), Settings::default(), Some(who));
    let owner = mine(Person { id: "t_zw", posts: &[Post::Staff] });
    assert!(!owner.is_empty() && owner.iter().all(|d| d.people.contains(&"t_zw".to_owned())));
    let principal = mine(PRINCIPAL);
    assert!(principal.iter().any(|d| d.what == DutyCode::InvestigationExtension));
    assert!(mine(Person { id: "t_ct3", posts: &[Post::Staff] }).is_empty());
}

#[test]
fn each_missing_fact_of_a_case_becomes_its_duty_and_goes_when_it_is_there() {
    let cases: [(DutyCode, &str, fn(&mut Records)); 8] = [
        (DutyCode::FirstCheck, "GZ-2026-026", |r| rewind(concern(r, "GZ-2026-026"), "registered")),
        (DutyCode::AppealNotice, "GZ-2026-007", |r| sanction(r, "CF-2026-001").appeal_notice_on = None),
        (DutyCode::ReviewNotice, "GZ-2026-003", |r| {
            concern(r, "GZ-2026-003").determination.as_mut().unwrap().review_notice_on = None;
        }),
        (DutyCode::AppealDecision, "GZ-2026-014", |r| {
            sanction(r, "CF-2026-003").appeal.as_mut().unwrap().decided_on = None;
        }),
        (DutyCode::CountyReview, "GZ-2026-010", |r| {
            concern(r, "GZ-2026-010").county_review.as_mut().unwrap().finished_on = None;
        }),
        (DutyCode::Counselling, "GZ-2026-021", |r| r.counselling.retain(|c| c.concern_id != "GZ-2026-021")),
        (DutyCode::WrittenReport, "GZ-2026-024", |r| {
            r.incident_reports.retain(|b| b.concern_id != "GZ-2026-024" || b.mode == ReportMode::Phone);
        }),
        (DutyCode::PactReason, "GY-04", |r| r.pacts.iter_mut().find(|p| p.id == "GY-04").unwrap().unsigned.clear()),
    ];
    let before = list(&sample().records, now());
    for (what, id, change) in cases {
        let has = |all: &[Duty]| all.iter().any(|d| d.what == what && d.id == id);
        assert!(!has(&before), "{what:?}");
        assert!(has(&list(&changed(change), now())), "{what:?}");
    }
}

#[test]
fn the_county_review_of_the_sample_was_due_on_the_fifteenth_day_教督2017第10号() {
    let records = changed(|r| concern(r, "GZ-2026-010").county_review.as_mut().unwrap().finished_on = None);
    let one =
        list(&records, at("2026-05-24T08:00:00+08:00")).into_iter().find(|d| d.what == DutyCode::CountyReview).unwrap();
    assert_eq!((one.due, one.overdue_days, one.subject), (Some(day("2026-05-23")), 1, Subject::Concern));
}

#[test]
fn hours_count_for_the_first_report_专项治理通知三之四() {
    let records = changed(|r| r.incident_reports.retain(|b| b.concern_id != "GZ-2026-024"));
    let phone = |now: &str| list(&records, at(now)).into_iter().find(|d| d.what == DutyCode::PhoneReport).unwrap();
    let before = phone("2026-06-08T20:20:00+08:00");
    assert_eq!((before.due_at, before.overdue, before.overdue_days), (Some(at("2026-06-08T20:20:00+08:00")), false, 0));
    let after = phone("2026-06-08T20:20:01+08:00");
    assert_eq!((after.overdue, after.overdue_days), (true, 0), "late by hours, not yet by days");
}

#[test]
fn an_approved_extension_stands_beside_the_first_deadline_and_changes_neither_date_nor_delay() {
    let all = list(&sample().records, now());
    let one = all.iter().find(|d| d.id == "ZG-2026-012" && d.what == DutyCode::LedgerDeadline).unwrap();
    assert_eq!((one.due, one.extended, one.overdue_days), (Some(day("2026-06-25")), Some(day("2026-07-03")), 1));
}
