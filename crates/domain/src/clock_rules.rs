//! Deadlines: natural days, workdays by the school's own calendar, ten-day periods, the school year. Every date is a
//! civil date at +08:00; the starting day is never counted (民法典 art. 201).

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::noun::Calendar;
use crate::time::{Date, Month};

/// Natural days that an investigation may take (教督〔2017〕10号).
pub const INVESTIGATION_DAYS: u64 = 10;
/// Natural days that a review by the county may take from its acceptance (教督〔2017〕10号).
pub const REVIEW_DAYS: u64 = 15;
/// Workdays for an appeal inside the school (中小学教育惩戒规则 art. 17).
pub const APPEAL_WORKDAYS: u32 = 15;
/// Hours from discovery within which the first written report is expected; local custom, no statute.
pub const WRITTEN_REPORT_HOURS: i64 = 24;

/// The day `days` natural days after `start`; `None` past the end of the calendar.
pub fn natural_days_after(start: Date, days: u64) -> Option<Date> {
    start.checked_add_days(Days::new(days))
}

/// The last day of an investigation begun on `started_on`. It is not moved when it falls on a day off.
pub fn investigation_due(started_on: Date) -> Option<Date> {
    natural_days_after(started_on, INVESTIGATION_DAYS)
}

/// The last day of a county review accepted on `accepted_on`.
pub fn review_due(accepted_on: Date) -> Option<Date> {
    natural_days_after(accepted_on, REVIEW_DAYS)
}

/// Whether people work on this day: a weekday outside the holidays, or a day declared a workday in exchange for one.
/// Without a calendar only weekends are off.
pub fn is_workday(day: Date, calendar: Option<&Calendar>) -> bool {
    if calendar.is_some_and(|c| c.makeup_workdays.contains(&day)) {
        return true;
    }
    let holiday = calendar.is_some_and(|c| c.holidays.iter().any(|h| (h.first..=h.last).contains(&day)));
    !holiday && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The `count`-th workday after `start`; `start` itself for 0. `None` past the end of the calendar, or where ten years
/// hold fewer workdays than asked, which only a calendar that declares everything a holiday can do.
pub fn workdays_after(start: Date, count: u32, calendar: Option<&Calendar>) -> Option<Date> {
    let mut left = count;
    let mut day = start;
    for _ in 0..3660 {
        if left == 0 {
            return Some(day);
        }
        day = day.succ_opt()?;
        if is_workday(day, calendar) {
            left -= 1;
        }
    }
    (left == 0).then_some(day)
}

/// The last day for an appeal inside the school against a decision of `decided_on`.
pub fn appeal_deadline(decided_on: Date, calendar: Option<&Calendar>) -> Option<Date> {
    workdays_after(decided_on, APPEAL_WORKDAYS, calendar)
}

/// A third of a month, as notices name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TenDays {
    /// 上旬, 1 to 10.
    First,
    /// 中旬, 11 to 20.
    Middle,
    /// 下旬, 21 to the end of the month.
    Last,
}

impl TenDays {
    /// Reads 上旬, 中旬 or 下旬.
    pub fn from_term(text: &str) -> Option<Self> {
        match text {
            "上旬" => Some(Self::First),
            "中旬" => Some(Self::Middle),
            "下旬" => Some(Self::Last),
            _ => None,
        }
    }
    /// First and last day of the period, both included.
    pub fn of(self, month: Month) -> Option<(Date, Date)> {
        let day = |d| NaiveDate::from_ymd_opt(month.year, month.month, d);
        match self {
            Self::First => Some((day(1)?, day(10)?)),
            Self::Middle => Some((day(11)?, day(20)?)),
            Self::Last => Some((day(21)?, month.last_day()?)),
        }
    }
}

/// First and last day of the school year `2025-2026`: 1 September to 31 August.
pub fn school_year(text: &str) -> Option<(Date, Date)> {
    let (first, last) = text.split_once(['-', '—', '–'])?;
    let (first, last): (i32, i32) = (first.parse().ok()?, last.parse().ok()?);
    let years = (NaiveDate::from_ymd_opt(first, 9, 1)?, NaiveDate::from_ymd_opt(last, 8, 31)?);
    (first.checked_add(1) == Some(last)).then_some(years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun::Holiday;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_makeup_workday_wins_over_weekend_and_holiday() {
        let calendar = Calendar {
            holidays: vec![Holiday { name: "劳动节".into(), first: day("2026-05-01"), last: day("2026-05-05") }],
            makeup_workdays: vec![day("2026-05-09"), day("2026-05-05")],
            note: String::new(),
        };
        for (on, with, without) in [
            ("2026-04-30", true, true),
            ("2026-05-01", false, true),
            ("2026-05-02", false, false),
            ("2026-05-05", true, true),
            ("2026-05-09", true, false),
            ("2026-05-10", false, false),
        ] {
            assert_eq!(is_workday(day(on), Some(&calendar)), with, "{on} with calendar");
            assert_eq!(is_workday(day(on), None), without, "{on} without");
        }
        assert_eq!(workdays_after(day("2026-05-01"), 0, Some(&calendar)), Some(day("2026-05-01")));
        assert_eq!(workdays_after(day("2026-04-30"), 1, Some(&calendar)), Some(day("2026-05-05")));
    }

    #[test]
    fn a_calendar_of_holidays_only_has_no_deadline_and_does_not_hang() {
        let calendar = Calendar {
            holidays: vec![Holiday { name: "长假".into(), first: day("2020-01-01"), last: day("2060-01-01") }],
            makeup_workdays: Vec::new(),
            note: String::new(),
        };
        assert_eq!(workdays_after(day("2026-05-01"), 15, Some(&calendar)), None);
        assert_eq!(workdays_after(Date::MAX, 1, None), None);
        assert_eq!(natural_days_after(Date::MAX, 1), None);
    }

    #[test]
    fn the_last_ten_days_end_with_the_month() {
        for (month, last) in [("2026-02", "2026-02-28"), ("2028-02", "2028-02-29"), ("2026-12", "2026-12-31")] {
            let period = TenDays::Last.of(Month::parse(month).unwrap()).unwrap();
            assert_eq!(period.1, day(last), "{month}");
        }
        assert_eq!(TenDays::from_term("月底"), None);
    }

    #[test]
    fn a_school_year_is_two_years_in_a_row() {
        assert_eq!(school_year("2025-2026"), Some((day("2025-09-01"), day("2026-08-31"))));
        assert_eq!(school_year("2025—2026"), school_year("2025-2026"));
        for bad in ["2025-2027", "2025", "a-b", "2147483647-0"] {
            assert_eq!(school_year(bad), None, "{bad}");
        }
    }
}
