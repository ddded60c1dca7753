//! The duty to report: what the sample's serious cases owed, made, and still owe.

use domain::handling::report::{Owed, Receiver, check, check_chain, mandatory, owed, weekly};
use domain::handling::{Ground, Obstacle, Settings, cases};
use domain::noun::*;
use domain::{Records, Term as _};

use crate::common::sample_json;
use crate::world::*;

fn all(records: &Records, id: &str) -> Vec<Owed> {
    with_case(records, id, owed)
}

#[test]
fn only_serious_cases_and_those_the_school_marks_owe_reports_专项治理通知三之四() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    let owing: Vec<&str> =
        cases(&records, &ground).iter().filter(|c| !owed(c).is_empty()).map(|c| c.concern.id.as_str()).collect();
    assert_eq!(owing, ["GZ-2026-017", "GZ-2026-024"]);
    let marked = changed(|r| concern(r, "GZ-2026-021").report_level = Some(ReportLevel::County));
    assert_eq!(all(&marked, "GZ-2026-021").len(), 2, "by telephone and in writing to the county");
}

#[test]
fn the_first_reports_of_the_sample_were_in_time_and_their_delay_is_the_files_专项治理通知三之四() {
    let records = sample().records;
    for (id, minutes) in sample_json()["expected"]["first_report_delay_minutes"].as_object().unwrap() {
        let mine = all(&records, id);
        let phone = mine.iter().find(|o| o.mode == ReportMode::Phone && o.to == Receiver::County).unwrap();
        let (_, at) = phone.done.clone().unwrap();
        let discovered = records.concerns.iter().find(|c| c.id == *id).unwrap().discovered_at;
        assert_eq!((at.ms() - discovered.ms()) / 60_000, minutes.as_i64().unwrap(), "{id}");
        for first in mine.iter().filter(|o| o.kind == ReportType::First) {
            assert!(first.done.is_some(), "{first:?}");
            assert_eq!(first.delay_minutes(now()), 0, "{first:?}");
        }
    }
    let city = all(&records, "GZ-2026-024").into_iter().find(|o| o.to == Receiver::City).unwrap();
    assert_eq!(city.done.unwrap().0.as_deref(), Some("BG-2026-06"));
}

#[test]
fn a_late_first_report_is_late_by_the_minute_专项治理通知三之四() {
    let records = changed(|r| {
        r.incident_reports.retain(|b| b.id != "BG-2026-01");
        let b = r.incident_reports.iter_mut().find(|b| b.id == "BG-2026-02").unwrap();
        b.sent_at = at("2026-05-20T18:36:00+08:00");
    });
    let mine = all(&records, "GZ-2026-017");
    let late: Vec<i64> = mine
        .iter()
        .filter(|o| o.to == Receiver::County && o.kind == ReportType::First)
        .map(|o| o.delay_minutes(now()))
        .collect();
    assert_eq!(late, [23 * 60 + 1, 1], "an hour by telephone, a day in writing");
}

#[test]
fn a_change_of_state_after_the_last_report_is_followed_up_专项治理通知三之四() {
    let mine = all(&sample().records, "GZ-2026-017");
    let follow: Vec<_> = mine.iter().filter(|o| o.kind == ReportType::FollowUp).collect();
    assert_eq!(follow.len(), 2, "{follow:?}");
    assert_eq!(
        (follow[0].since.date(), follow[0].done.clone().unwrap().0.as_deref()),
        (day("2026-05-25"), Some("BG-2026-03"))
    );
    assert_eq!(follow[0].delay_minutes(now()), (9 * 24 + 16) * 60, "due on the 26th, made on 5 June at 16:00");
    assert_eq!((follow[1].since.date(), follow[1].done.clone()), (day("2026-06-08"), None));
    assert!(follow[1].is_missed(now()) && follow[1].is_open_follow_up());
    let reported = changed(|r| {
        let mut b = r.incident_reports[2].clone();
        (b.id, b.seq, b.previous_id, b.sent_at) =
            ("BG-2026-07".into(), 4, Some("BG-2026-03".into()), at("2026-06-09T10:00:00+08:00"));
        r.incident_reports.push(b);
    });
    assert!(all(&reported, "GZ-2026-017").iter().all(|o| o.done.is_some()));
}

#[test]
fn a_closed_case_owes_a_final_report_that_a_follow_up_does_not_replace_专项治理通知三之四() {
    let close = |last: ReportType| {
        changed(|r| {
            let mut b = r.incident_reports[2].clone();
            (b.id, b.seq, b.kind, b.sent_at) = ("BG-2026-07".into(), 4, last, at("2026-06-26T10:00:00+08:00"));
            r.incident_reports.push(b);
            let c = concern(r, "GZ-2026-017");
            let mut end = c.events[0].clone();
            (end.at, end.state) = (domain::When::On(day("2026-06-25")), Some("closed".into()));
            c.events.push(end);
            c.status = "closed".into();
        })
    };
    let open =
        |r: &Records| all(r, "GZ-2026-017").iter().filter(|o| o.done.is_none()).map(|o| o.kind).collect::<Vec<_>>();
    assert_eq!(open(&close(ReportType::FollowUp)), [ReportType::Final]);
    assert_eq!(open(&close(ReportType::Final)), []);
}

#[test]
fn a_degree_found_at_the_meeting_starts_the_clock_there_专项治理通知三之四() {
    let records = changed(|r| {
        let c = concern(r, "GZ-2026-007");
        (c.tier, c.severity) = (Some(Tier::L3), Some(Severity::Serious));
    });
    let mine = all(&records, "GZ-2026-007");
    assert_eq!(mine[0].due, Some(at("2026-04-16T16:00:00+08:00")), "an hour after the meeting of 15:00");
    assert!(mine.iter().all(|o| o.done.is_none()));
}

#[test]
fn the_weekly_list_names_what_was_not_made_and_what_is_new_this_week_专项治理通知三之四() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    let all = cases(&records, &ground);
    let list = |first: &str| {
        weekly(&all, day(first)).iter().map(|m| (m.owed.concern_id.clone(), m.this_week)).collect::<Vec<_>>()
    };
    assert_eq!(list("2026-06-01"), []);
    assert_eq!(list("2026-06-08"), [("GZ-2026-017".to_owned(), true)]);
    assert_eq!(list("2026-06-22"), [("GZ-2026-017".to_owned(), false)]);
}

fn written() -> IncidentReport {
    sample().records.incident_reports.iter().find(|b| b.id == "BG-2026-02").unwrap().clone()
}

#[test]
fn r10_a_written_report_has_its_six_facts_专项治理通知三之四() {
    let faults = |change: &dyn Fn(&mut ReportFields)| {
        let mut r = written();
        change(r.fields.as_mut().unwrap());
        check(&r).faults.into_iter().map(|(field, o)| (field, o.code())).collect::<Vec<_>>()
    };
    assert_eq!(faults(&|_| ()), []);
    let clear: [(&str, fn(&mut ReportFields) -> &mut String); 6] = [
        ("时间", |f| &mut f.time),
        ("地点", |f| &mut f.place),
        ("起因", |f| &mut f.cause),
        ("过程", |f| &mut f.course),
        ("涉及人员", |f| &mut f.people),
        ("已采取的措施", |f| &mut f.measures),
    ];
    for (field, get) in clear {
        assert_eq!(faults(&|f| get(f).clear()), [(field, "r10_field_missing")]);
        assert_eq!(faults(&|f| *get(f) = "待核。".into()), [(field, "r10_field_open")]);
    }
    assert_eq!(faults(&|f| f.cause = "口角".repeat(9)), [("起因", "r10_field_short")], "18 characters");
    assert_eq!(faults(&|f| f.course = "打".repeat(20)), [], "20 characters");
    let mut none = written();
    none.fields = None;
    assert_eq!(check(&none).faults.len(), 6);
    none.to = vec![" ".into()];
    assert_eq!(check(&none).faults[0].1, Obstacle::ReceiverMissing);
}

#[test]
fn r10_a_report_by_telephone_may_leave_facts_open_but_says_something_专项治理通知三之四() {
    let mut phone = sample().records.incident_reports[0].clone();
    phone.content = Some("待核".into());
    assert!(check(&phone).is_sound());
    phone.content = Some(" ".into());
    assert_eq!(check(&phone).faults, [("content", Obstacle::PhoneContentMissing)]);
}

#[test]
fn r9_each_report_follows_on_the_one_before_专项治理通知三之四() {
    let reports = sample().records.incident_reports;
    let chain = |change: &dyn Fn(&mut Vec<IncidentReport>), closed| {
        let mut mine: Vec<IncidentReport> = reports.iter().filter(|b| b.concern_id == "GZ-2026-017").cloned().collect();
        change(&mut mine);
        check_chain(&mine.iter().collect::<Vec<_>>(), closed).faults.iter().map(|(_, o)| o.code()).collect::<Vec<_>>()
    };
    assert_eq!(chain(&|_| (), false), Vec::<&str>::new());
    assert_eq!(chain(&|m| m[2].previous_id = None, false), ["r9_report_chain"]);
    assert_eq!(chain(&|m| m[2].seq = 4, false), ["r9_report_chain"]);
    assert_eq!(chain(&|m| m[2].sent_at = at("2026-05-19T20:00:00+08:00"), false), ["r9_report_chain"]);
    assert_eq!(chain(&|m| m[0].kind = ReportType::FollowUp, false), ["r9_report_order", "r9_report_order"]);
    assert_eq!(chain(&|m| m[2].kind = ReportType::Final, false), ["r9_final_before_close"]);
    assert_eq!(chain(&|m| m[2].kind = ReportType::Final, true), Vec::<&str>::new());
}

#[test]
fn the_nine_kinds_of_a_mandatory_report_have_their_wording_未成年人保护法第十一条_强制报告意见第四条() {
    let distinct: std::collections::BTreeSet<_> =
        mandatory::KINDS.iter().map(|k| mandatory::wording(k).unwrap()).collect();
    assert_eq!(distinct.len(), 9);
    assert_eq!(mandatory::wording("bullying"), None);
    let sound = mandatory::MandatoryReport {
        kinds: vec!["several_injuries".into()],
        found_at: at("2026-06-08T19:20:00+08:00"),
        reported_at: at("2026-06-08T19:25:00+08:00"),
        to: "派出所".into(),
        reporter_id: "t_xz".into(),
        facts: "多处擦伤。".into(),
    };
    assert!(mandatory::check(&sound, now()).is_sound());
    assert_eq!(sound.delay_minutes(), 5);
    let broken = mandatory::MandatoryReport {
        kinds: vec!["x".into()],
        reported_at: at("2026-06-08T19:00:00+08:00"),
        to: String::new(),
        ..sound
    };
    let codes: Vec<&str> = mandatory::check(&broken, now()).faults.iter().map(|(_, o)| o.code()).collect();
    assert_eq!(codes, ["not_in_list", "reported_before_learned", "r10_receiver_missing"]);
    assert_eq!(ReportType::ALL.len(), 3);
}
