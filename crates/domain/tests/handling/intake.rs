//! Intake: every field's limits, the order of times, numbers in texts, duplicates.

use domain::When;
use domain::correction::Lists;
use domain::handling::intake::{self, NewConcern, has_identity_number, has_phone_number, possible_duplicates};
use domain::handling::{Checked, Ground, Settings, Warning};
use domain::noun::*;
use serde_json::Value;

use crate::world::*;

const PICKLISTS: &str = include_str!("../../../../assets/text/picklists.json");

fn picklist(name: &str) -> Vec<String> {
    let all: Value = serde_json::from_str(PICKLISTS).unwrap();
    all[name].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

/// Checks a concern of the sample after a change, against no other concern.
fn entered(id: &str, change: impl FnOnce(&mut Concern)) -> Checked {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    let (places, channels) = (picklist("place_types"), picklist("channels"));
    let lists = Lists { place_types: &places, channels: &channels, ledger_sources: &[] };
    let mut c = records.concerns.iter().find(|c| c.id == id).unwrap().clone();
    change(&mut c);
    intake::check(&NewConcern::of(&c), &ground, &lists, [])
}

fn faults(change: impl FnOnce(&mut Concern)) -> Vec<(&'static str, &'static str)> {
    entered("GZ-2026-005", change).faults.into_iter().map(|(f, o)| (f, o.code())).collect()
}

fn warned(change: impl FnOnce(&mut Concern)) -> Vec<(&'static str, &'static str)> {
    entered("GZ-2026-005", change).warnings.into_iter().map(|(f, w)| (f, w.code())).collect()
}

#[test]
fn every_concern_of_the_sample_passes_with_nothing_to_say() {
    for c in sample().records.concerns {
        assert_eq!(entered(&c.id, |_| ()), Checked::default(), "{}", c.id);
    }
}

#[test]
fn a_narrative_has_twenty_to_four_thousand_code_points() {
    assert_eq!(faults(|c| c.narrative = "𬱖".repeat(19)), [("narrative", "too_short")]);
    assert_eq!(faults(|c| c.narrative = "𬱖".repeat(20)), []);
    assert_eq!(faults(|c| c.narrative = "字".repeat(4000)), []);
    assert_eq!(faults(|c| c.narrative = "字".repeat(4001)), [("narrative", "too_long")]);
    assert_eq!(faults(|c| c.narrative = " \n".into()), [("narrative", "required")]);
    assert_eq!(faults(|c| c.narrative = format!("{}\r\n{}", "字".repeat(2000), "字".repeat(1999))), []);
    assert_eq!(
        faults(|c| c.narrative = format!("{}\u{7}", "字".repeat(30)) + "字"),
        [("narrative", "control_character")]
    );
}

#[test]
fn titles_places_and_actions_have_their_limits_and_a_title_names_no_pupil() {
    assert_eq!(faults(|c| c.title = "题".repeat(101)), [("title", "too_long")]);
    assert_eq!(faults(|c| c.title = "两\n行".into()), [("title", "control_character")]);
    assert_eq!(faults(|c| c.place.clear()), [("place", "required")]);
    assert_eq!(faults(|c| c.immediate_action = "做".repeat(4001)), [("immediate_action", "too_long")]);
    let pupil = sample().records.students[0].name.clone();
    assert_eq!(faults(|c| c.title = format!("{pupil}被推")), [("title", "title_names_pupil")]);
}

#[test]
fn occurred_learned_reported_and_recorded_stand_in_this_order_by_civil_days() {
    let on = |d: &str| When::On(day(d));
    assert_eq!(
        faults(|c| c.occurred.from = on("2026-03-26")),
        [("occurred.to", "ends_before_start"), ("discovered_at", "learned_before_occurred")]
    );
    let same_day = |c: &mut Concern| c.occurred = Occurred { from: on("2026-03-25"), to: None };
    assert_eq!(faults(same_day), [], "learned on the day it happened");
    let minute = |c: &mut Concern| c.occurred = Occurred { from: When::At(at("2026-03-25T08:10:01+08:00")), to: None };
    assert_eq!(
        faults(minute),
        [("discovered_at", "learned_before_occurred")],
        "where both minutes are known they count"
    );
    assert_eq!(
        faults(|c| c.internal_reported_at = at("2026-03-25T08:09:00+08:00")),
        [("internal_reported_at", "reported_before_learned")]
    );
    let future = |c: &mut Concern| {
        c.recorded_at = at("2026-03-25T08:00:00+08:00");
    };
    assert_eq!(faults(future), [("discovered_at", "in_the_future"), ("internal_reported_at", "in_the_future")]);
    let utc = |c: &mut Concern| c.discovered_at = at("2026-03-25T00:10:00Z");
    assert_eq!(faults(utc), [], "the same moment written in another zone");
}

#[test]
fn choices_and_people_are_those_on_record() {
    assert_eq!(faults(|c| c.place_type = "月球".into()), [("place_type", "not_in_list")]);
    assert_eq!(faults(|c| c.channel = "传闻".into()), [("channel", "not_in_list")]);
    assert_eq!(faults(|c| c.forms.clear()), [("forms", "forms_needed")]);
    assert_eq!(faults(|c| c.owner_id = "t_none".into()), [("owner_id", "unknown_person")]);
    assert_eq!(faults(|c| c.class_id = Some("c99".into())), [("class_id", "unknown_class")]);
    assert_eq!(faults(|c| c.involved[0].student_id = "stu-none".into()), [("involved", "unknown_person")]);
    assert_eq!(faults(|c| c.involved.push(c.involved[0].clone())), [("involved", "person_twice")]);
    assert_eq!(faults(|c| c.reporter.kind = ReporterKind::Staff), [("reporter", "unknown_person")]);
    assert_eq!(
        faults(|c| c.reporter.kind = ReporterKind::Anonymous),
        [("reporter", "unknown_person")],
        "anonymous and named"
    );
}

#[test]
fn identity_numbers_inside_a_text_are_found_and_dates_are_not() {
    for text in [
        "身份证11010519491231002X。",
        "号码110105194912310021",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
    ] {
        assert!(has_identity_number(text), "{text}");
    }
    for text in ["2026-05-19 18:35 在河堤路", "学号20190103，20190104", "110105199913310021", "共123456789012345678件"]
    {
        assert!(!has_identity_number(text), "{text}");
    }
    let said = warned(|c| c.narrative.push_str("身份证11010519491231002X。"));
    assert_eq!(said, [("narrative", "id_number_in_text")]);
}

#[test]
fn telephone_numbers_inside_a_text_are_found_and_dates_are_not() {
    for text in [
        "电话13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "+8613912345678",
        "１３９１２３４５６７８",
        "0399-1234567",
        "打010-12345678-8120找他",
    ] {
        assert!(has_phone_number(text), "{text}");
    }
    for text in
        ["2026-05-19 18:35", "2026-05-19 18时", "拨打110", "药费1326元", "12912345678", "20190103", "05-19至05-21"]
    {
        assert!(!has_phone_number(text), "{text}");
    }
    assert_eq!(warned(|c| c.immediate_action.push_str("13912345678")), [("immediate_action", "phone_in_text")]);
}

#[test]
fn a_late_report_inside_the_school_and_a_late_recording_are_said() {
    let late = |c: &mut Concern| {
        c.internal_reported_at = at("2026-03-26T08:10:00+08:00");
        c.recorded_at = at("2026-03-29T08:10:00+08:00");
    };
    assert_eq!(warned(late), [("internal_reported_at", "internal_report_late"), ("discovered_at", "recorded_late")]);
}

#[test]
fn a_matter_already_on_record_is_named_and_stops_nobody() {
    let records = sample().records;
    let old = records.concerns.iter().find(|c| c.id == "GZ-2026-005").unwrap();
    let others = || records.concerns.iter();
    let find = |change: &dyn Fn(&mut Concern)| {
        let mut c = old.clone();
        change(&mut c);
        possible_duplicates(&NewConcern::of(&c), others(), 3)
    };
    assert_eq!(find(&|_| ()), ["GZ-2026-005"]);
    let elsewhere = |c: &mut Concern| {
        c.class_id = Some("c12".into());
        c.involved.retain(|i| i.role == Role::Actor);
    };
    assert_eq!(find(&elsewhere), ["GZ-2026-005"], "a shared pupil is enough");
    let nobody = |c: &mut Concern| c.involved.clear();
    assert_eq!(find(&nobody), ["GZ-2026-005"], "class and kind of place are enough");
    let both = |c: &mut Concern| {
        c.involved.clear();
        c.place_type = "操场".into();
    };
    assert_eq!(find(&both), Vec::<String>::new());
    let when = |from: &str, found: &str| {
        let (from, found) = (When::On(day(from)), at(found));
        find(&move |c: &mut Concern| (c.occurred, c.discovered_at) = (Occurred { from, to: None }, found))
    };
    assert_eq!(when("2026-03-27", "2026-03-27T08:00:00+08:00"), ["GZ-2026-005"], "three days after its end");
    assert_eq!(when("2026-03-28", "2026-03-28T08:00:00+08:00"), Vec::<String>::new());

    let ground = Ground::new(&records, Settings::default());
    let (places, channels) = (picklist("place_types"), picklist("channels"));
    let lists = Lists { place_types: &places, channels: &channels, ledger_sources: &[] };
    let checked = intake::check(&NewConcern::of(old), &ground, &lists, others());
    assert!(checked.is_sound());
    assert_eq!(checked.warnings, [("narrative", Warning::PossibleDuplicate { concerns: vec!["GZ-2026-005".into()] })]);
}
