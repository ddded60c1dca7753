//! The calendar of the school and its own numbers: who sets them, what is refused, and that the clocks go by them.

use super::*;

#[test]
fn a_year_of_holidays_is_set_as_a_whole_and_earlier_ones_stay() {
    let school = School::new(331);
    school.principal();
    let year = |holidays: Value, makeup: Value| json!({ "year": 2026, "holidays": holidays, "makeupWorkdays": makeup, "note": "国办通知" });
    let set = |request: Value| app::school::calendar_set(&school.app, &ask(request));
    let view =
        set(year(json!([{ "name": "端午节", "first": "2026-06-19", "last": "2026-06-21" }]), json!(["2026-06-27"])))
            .unwrap();
    let this = view.years.iter().find(|y| y.year == 2026).unwrap();
    assert_eq!((this.holidays.len(), this.makeup_workdays.as_slice()), (1, ["2026-06-27".to_owned()].as_slice()));
    assert!(this.set_at.is_some());
    let refused = |request: Value| faults(&set(request).unwrap_err());
    let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
    let row = |first: &str, last: &str| json!([{ "name": "国庆节", "first": first, "last": last }]);
    assert_eq!(refused(year(row("2026-10-07", "2026-10-01"), json!([]))), one("holidays.0.last", "before_start"));
    assert_eq!(refused(year(row("2025-10-01", "2025-10-07"), json!([]))), one("holidays.0.first", "another_year"));
    assert_eq!(refused(year(row("2026-10-01", "2026-10-30"), json!([]))), one("holidays.0.last", "holiday_too_long"));
    assert_eq!(refused(year(row("2026-10-01", "2026-10-07"), json!(["2026-10-03"]))), one("makeup.0", "day_twice"));
    assert_eq!(refused(year(json!([]), json!(["2026-10-08"]))), one("makeup.0", "not_a_weekend"));
    let two = json!([{ "name": "甲", "first": "2026-10-01", "last": "2026-10-07" }, { "name": "乙", "first": "2026-10-07", "last": "2026-10-08" }]);
    assert_eq!(refused(year(two, json!([]))), one("holidays.1.first", "day_twice"));
    // The last edition counts; what was refused left nothing.
    let view = set(year(json!([]), json!([]))).unwrap();
    assert!(view.years.iter().find(|y| y.year == 2026).unwrap().holidays.is_empty());
    school.log_in(&school.teacher);
    assert!(!app::school::calendar_get(&school.app).unwrap().may_edit);
    assert_eq!(set(year(json!([]), json!([]))).unwrap_err().code, Code::NoRight);
}

#[test]
fn the_numbers_of_the_school_move_its_deadlines() {
    let school = School::new(332);
    school.principal();
    let id = school.record(school.facts(&school.pupils[0])).unwrap();
    let due = || {
        let board = school.board();
        board.duties.iter().find(|d| d.id == id && d.reason == "first_check").unwrap().due.clone().unwrap()
    };
    assert_eq!(due(), "2026-06-20");
    let set = |values: Value| app::school::handling_settings_set(&school.app, &ask(json!({ "values": values })));
    let view = set(json!({ "verifyDays": 5, "phoneReportMinutes": 30 })).unwrap();
    let verify = view.settings.iter().find(|s| s.field == "verifyDays").unwrap();
    assert_eq!((verify.value, verify.usual), (5, 1), "the usual number stays named");
    assert_eq!(due(), "2026-06-24");
    assert_eq!(
        faults(&set(json!({ "verifyDays": 0 })).unwrap_err()),
        [("verifyDays".to_owned(), "out_of_bounds".to_owned())]
    );
    assert_eq!(
        faults(&set(json!({ "nothing": 1 })).unwrap_err()),
        [("nothing".to_owned(), "required_choice".to_owned())]
    );
    assert_eq!(due(), "2026-06-24");
    school.log_in(&school.caretaker);
    assert_eq!(set(json!({ "verifyDays": 1 })).unwrap_err().code, Code::NoRight);
}
