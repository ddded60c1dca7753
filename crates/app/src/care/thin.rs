//! Which local generations stay: enough of the last days, weeks and months, and always the newest that was verified.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDateTime};

/// How many of the newest stay whatever their dates: what was made before a restore or a removal is among them.
const NEWEST: usize = 3;
/// The newest generation of each of so many days, weeks and months that have one.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// The names that may go. `all` are the generations with the civil time (+08:00) in their names, in any order;
/// `verified` is the newest that was read back and opened, which never goes, also when the clock was wrong when it was
/// made and its name says an old date.
pub(crate) fn superfluous<'a>(all: &[(&'a str, NaiveDateTime)], verified: Option<&str>) -> Vec<&'a str> {
    let mut newest_first = all.to_vec();
    newest_first.sort_by_key(|(name, at)| std::cmp::Reverse((*at, *name)));
    let (mut days, mut weeks, mut months) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut gone = Vec::new();
    for (index, (name, at)) in newest_first.iter().enumerate() {
        let week = at.iso_week();
        let mut kept = index < NEWEST || verified == Some(*name);
        kept |= first_of(&mut days, DAYS, at.date());
        kept |= first_of(&mut weeks, WEEKS, (week.year(), week.week()));
        kept |= first_of(&mut months, MONTHS, (at.year(), at.month()));
        if !kept {
            gone.push(*name);
        }
    }
    gone
}

/// Whether `period` is new and still within the number that is kept; then it is taken.
fn first_of<T: Ord>(taken: &mut BTreeSet<T>, most: usize, period: T) -> bool {
    taken.len() < most && taken.insert(period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn left(times: &[&str], verified: Option<&str>) -> Vec<String> {
        let all: Vec<_> = times.iter().map(|t| (*t, at(t))).collect();
        let gone = superfluous(&all, verified);
        times.iter().filter(|t| !gone.contains(*t)).map(|t| (*t).to_owned()).collect()
    }

    #[test]
    fn what_stays() {
        // (what the case shows, generations, the verified one, those that stay)
        #[expect(clippy::type_complexity, reason = "a table of cases")]
        let cases: &[(&str, &[&str], Option<&str>, &[&str])] = &[
            ("nothing from nothing", &[], None, &[]),
            ("one stays", &["2026-06-01 08:00"], None, &["2026-06-01 08:00"]),
            (
                "of one day the newest three",
                &["2026-06-01 08:00", "2026-06-01 09:00", "2026-06-01 10:00", "2026-06-01 11:00", "2026-06-01 12:00"],
                None,
                &["2026-06-01 10:00", "2026-06-01 11:00", "2026-06-01 12:00"],
            ),
            (
                "the verified one stays although it is neither new nor the newest of its day",
                &["2026-06-01 08:00", "2026-06-01 09:00", "2026-06-01 10:00", "2026-06-01 11:00", "2026-06-01 12:00"],
                Some("2026-06-01 08:00"),
                &["2026-06-01 08:00", "2026-06-01 10:00", "2026-06-01 11:00", "2026-06-01 12:00"],
            ),
            (
                "of an older day the newest one",
                &["2026-06-01 08:00", "2026-06-01 18:00", "2026-06-02 08:00", "2026-06-03 08:00", "2026-06-04 08:00"],
                None,
                &["2026-06-01 18:00", "2026-06-02 08:00", "2026-06-03 08:00", "2026-06-04 08:00"],
            ),
            (
                "a week has one year at new year's eve",
                &["2026-12-30 08:00", "2027-01-02 08:00", "2027-01-02 09:00", "2027-01-02 10:00"],
                None,
                &["2026-12-30 08:00", "2027-01-02 08:00", "2027-01-02 09:00", "2027-01-02 10:00"],
            ),
        ];
        for (what, times, verified, stay) in cases {
            assert_eq!(left(times, *verified), *stay, "{what}");
        }
    }

    #[test]
    fn three_years_of_daily_use_become_seven_days_four_weeks_and_twelve_months() {
        let first = at("2024-01-01 17:00");
        let names: Vec<(String, NaiveDateTime)> = (0..3 * 365)
            .map(|day| first + chrono::Duration::days(day))
            .map(|t| (t.format("%Y-%m-%d %H:%M").to_string(), t))
            .collect();
        let all: Vec<(&str, NaiveDateTime)> = names.iter().map(|(n, t)| (n.as_str(), *t)).collect();
        let gone = superfluous(&all, None);
        let stay: Vec<NaiveDateTime> = all.iter().filter(|(n, _)| !gone.contains(n)).map(|(_, t)| *t).collect();
        let last = all.last().unwrap().1;
        for back in 0..7 {
            assert!(stay.contains(&(last - chrono::Duration::days(back))), "day {back} back");
        }
        let weeks: BTreeSet<_> = stay.iter().map(|t| (t.iso_week().year(), t.iso_week().week())).collect();
        let months: BTreeSet<_> = stay.iter().map(|t| (t.year(), t.month())).collect();
        assert!(weeks.len() >= 4 && months.len() == 12, "{weeks:?} {months:?}");
        assert!(stay.len() <= 7 + 4 + 12, "{}", stay.len());
    }

    #[test]
    fn thinning_again_and_again_from_day_to_day_ends_in_the_same() {
        let mut kept: Vec<(String, NaiveDateTime)> = Vec::new();
        let first = at("2024-01-01 17:00");
        for day in 0..800 {
            let t = first + chrono::Duration::days(day);
            kept.push((t.format("%Y-%m-%d %H:%M").to_string(), t));
            let all: Vec<(&str, NaiveDateTime)> = kept.iter().map(|(n, t)| (n.as_str(), *t)).collect();
            let gone: Vec<String> = superfluous(&all, None).into_iter().map(str::to_owned).collect();
            kept.retain(|(n, _)| !gone.contains(n));
        }
        let months: BTreeSet<_> = kept.iter().map(|(_, t)| (t.year(), t.month())).collect();
        assert_eq!(months.len(), 12, "a generation of every month is still there although most days went long before");
    }
}
