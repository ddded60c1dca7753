//! The weekly list against 漏报: every report that should have been made and was not.

use chrono::Days;

use super::owed::{Owed, end_of, owed};
use crate::handling::case::Case;
use crate::time::Date;

/// One missing report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is owed.
    pub owed: Owed,
    /// Whether it came due in this week; the others are older.
    pub this_week: bool,
}

/// The reports that were due by the end of the week that begins on `first` and not made, the longest overdue first. A duty
/// without a deadline is listed from the week in which it arose.
pub fn weekly(cases: &[Case<'_>], first: Date) -> Vec<Missing> {
    let Some(last) = first.checked_add_days(Days::new(6)) else { return Vec::new() };
    let Some(end) = end_of(last) else { return Vec::new() };
    let day = |o: &Owed| o.due.map_or_else(|| o.since.date(), |d| d.date());
    let mut all: Vec<Missing> = cases
        .iter()
        .flat_map(owed)
        .filter(|o| o.done.is_none() && day(o) <= last && o.due.is_none_or(|d| d <= end))
        .map(|o| Missing { this_week: day(&o) >= first, owed: o })
        .collect();
    all.sort_by(|a, b| day(&a.owed).cmp(&day(&b.owed)).then_with(|| a.owed.concern_id.cmp(&b.owed.concern_id)));
    all
}
