//! Numbers of training and of education events.

use std::collections::HashSet;

use super::answer::{Answer, count, sum};
use super::figure::Amount;
use super::rows::{Row as _, count_all};
use super::{Definition, Scope, Unit::Count, Unit::Hours};
use crate::clock_rules::school_year;
use crate::noun::Training;
use crate::records::Records;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("trainings", Count, |s| count_all(&s.records.trainings)),
    Definition::new("training_attendance", Count, |s| sum(s.records.trainings.iter().map(|t| (t.row(), t.attended)))),
    Definition::new("first_test_taken", Count, |s| {
        sum(first_test(s.records).into_iter().map(|t| (t.row(), t.tested.unwrap_or(0))))
    }),
    Definition::new("first_test_failed", Count, |s| of_first_test(s, "failed_ids", |t| &t.failed_ids)),
    Definition::new("first_test_absent", Count, |s| of_first_test(s, "absent_ids", |t| &t.absent_ids)),
    Definition::new("retrained", Count, |s| sum(retraining(s.records).map(|t| (t.row(), t.attended)))),
    Definition::new("education_events", Count, |s| count_all(&s.records.education_events)),
    Definition::new("education_attendance", Count, |s| {
        sum(s.records.education_events.iter().map(|e| (e.row(), e.participants)))
    }),
    Definition::new("legal_vp_hours", Hours, |s| legal_vp_hours(s.records)),
    Definition::new("parents_trained", Count, |s| {
        sum(s.records.trainings.iter().filter(|t| t.audience == "家长").map(|t| (t.row(), t.attended)))
    }),
];

/// The earliest training that tested what was learned.
fn first_test(records: &Records) -> Option<&Training> {
    records.trainings.iter().filter(|t| t.tested.is_some()).min_by_key(|t| t.held_on)
}

fn of_first_test<'a>(s: Scope<'a>, list: &'static str, of: fn(&Training) -> &[String]) -> Answer<'a> {
    count(first_test(s.records).into_iter().flat_map(|t| (0..of(t).len()).map(move |i| t.row().part(list, i))))
}

/// The trainings after the first test that name who attended: those held for the ones who failed or missed it.
pub(crate) fn retraining(records: &Records) -> impl Iterator<Item = &Training> {
    let after = first_test(records).map(|t| t.held_on);
    records.trainings.iter().filter(move |t| t.attendee_ids.is_some() && after.is_some_and(|on| t.held_on > on))
}

/// Hours led by the legal vice-principal (法治副校长办法: at least 4 a year) within the term's school year.
fn legal_vp_hours(records: &Records) -> Answer<'_> {
    let year = records.term.as_ref().and_then(|t| school_year(&t.school_year));
    let named = records.externals.iter().filter(|x| x.role.starts_with("法治副校长"));
    let leaders: HashSet<&str> = named.map(|x| x.id.as_str()).collect();
    let events = records.education_events.iter().filter(|e| {
        year.is_some_and(|(first, last)| (first..=last).contains(&e.held_on)) && leaders.contains(e.lead_id.as_str())
    });
    let mut hundredths = 0i64;
    let rows = events.map(|e| (hundredths = hundredths.saturating_add(e.hours.0), e.row()).1).collect();
    Answer::One(Amount::Hundredths(hundredths), rows)
}
