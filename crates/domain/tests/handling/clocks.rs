//! Properties of the clocks: never before the start, monotone, untouched by what lies elsewhere, and the same in every
//! zone of the machine.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::clock_rules::{appeal_deadline, investigation_due, is_workday, review_due, workdays_after};
use domain::handling::report::end_of;
use domain::noun::{Calendar, Holiday};
use domain::{Date, Instant};
use proptest::prelude::*;

fn days() -> impl Strategy<Value = Date> {
    (0u64..3650).prop_map(|n| NaiveDate::from_ymd_opt(2022, 1, 1).unwrap().checked_add_days(Days::new(n)).unwrap())
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let holidays = prop::collection::vec((days(), 0u64..9), 0..12);
    (holidays, prop::collection::vec(days(), 0..8)).prop_map(|(holidays, makeup_workdays)| Calendar {
        holidays: holidays
            .into_iter()
            .map(|(first, n)| Holiday {
                name: "假".into(), first, last: first.checked_add_days(Days::new(n)).unwrap()
            })
            .collect(),
        makeup_workdays,
        note: String::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn natural_days_are_exact_and_the_first_is_not_counted(start in days()) {
        prop_assert_eq!((investigation_due(start).unwrap() - start).num_days(), 10);
        prop_assert_eq!((review_due(start).unwrap() - start).num_days(), 15);
    }

    #[test]
    fn the_last_day_of_an_appeal_is_a_workday_after_the_decision_with_fifteen_between(start in days(), calendar in calendars()) {
        let last = appeal_deadline(start, Some(&calendar)).unwrap();
        prop_assert!(last > start);
        prop_assert!(is_workday(last, Some(&calendar)));
        let counted = start.iter_days().skip(1).take_while(|d| *d <= last).filter(|d| is_workday(*d, Some(&calendar))).count();
        prop_assert_eq!(counted, 15);
    }

    #[test]
    fn a_later_decision_never_has_an_earlier_last_day(start in days(), later in 0u64..40, calendar in calendars(), count in 0u32..30) {
        let then = start.checked_add_days(Days::new(later)).unwrap();
        prop_assert!(workdays_after(start, count, Some(&calendar)) <= workdays_after(then, count, Some(&calendar)));
    }

    #[test]
    fn holidays_elsewhere_change_nothing(start in days(), calendar in calendars(), gap in 1u64..30, long in 0u64..9, before in any::<bool>()) {
        let last = appeal_deadline(start, Some(&calendar)).unwrap();
        let first = if before {
            start.checked_sub_days(Days::new(gap + long)).unwrap()
        } else {
            last.checked_add_days(Days::new(gap)).unwrap()
        };
        let mut more = calendar.clone();
        more.holidays.push(Holiday { name: "另".into(), first, last: first.checked_add_days(Days::new(long)).unwrap() });
        prop_assert_eq!(appeal_deadline(start, Some(&more)), Some(last));
    }

    #[test]
    fn a_holiday_inside_never_makes_it_earlier_and_a_makeup_day_never_later(start in days(), calendar in calendars(), at in 1u64..20) {
        let last = appeal_deadline(start, Some(&calendar)).unwrap();
        let day = start.checked_add_days(Days::new(at)).unwrap();
        let mut off = calendar.clone();
        off.holidays.push(Holiday { name: "另".into(), first: day, last: day });
        prop_assert!(appeal_deadline(start, Some(&off)).unwrap() >= last);
        let mut on = calendar.clone();
        on.makeup_workdays.push(day);
        prop_assert!(appeal_deadline(start, Some(&on)).unwrap() <= last);
    }

    #[test]
    fn without_a_calendar_fifteen_workdays_are_three_weeks(start in days()) {
        let last = appeal_deadline(start, None).unwrap();
        let monday_to_friday = !matches!(start.weekday(), Weekday::Sat | Weekday::Sun);
        let span = (last - start).num_days();
        let right = if monday_to_friday { span == 21 } else { span == 19 || span == 20 };
        prop_assert!(right, "{} days", span);
    }

    #[test]
    fn the_end_of_a_day_is_on_that_day_at_the_school(day in days()) {
        let end = end_of(day).unwrap();
        prop_assert_eq!(end.date(), day);
        prop_assert_eq!(Instant::from_ms(end.ms() + 1000).unwrap().date(), day.succ_opt().unwrap());
    }
}

#[test]
fn the_list_of_duties_is_the_same_in_every_zone_of_the_machine() {
    if std::env::var_os("ANMIAO_CLOCKS_PRINT").is_some() {
        let file = crate::world::sample();
        let all = domain::handling::duties(&file.records, file.as_of, domain::handling::Settings::default(), None);
        println!("DUTIES {all:?}");
        return;
    }
    let printed = |zone: &str| {
        let out = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["clocks::the_list_of_duties_is_the_same_in_every_zone_of_the_machine", "--exact", "--nocapture"])
            .env("ANMIAO_CLOCKS_PRINT", "1")
            .env("TZ", zone)
            .output()
            .unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        text.lines().find(|l| l.contains("DUTIES")).unwrap().to_owned()
    };
    let here = printed("Asia/Shanghai");
    assert!(here.len() > 1000);
    assert_eq!(printed("UTC"), here);
    assert_eq!(printed("America/Los_Angeles"), here);
}
