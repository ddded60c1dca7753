//! R4: a suspension lasts seven days at most, from the upper primary grades on, for something serious, with the guardian
//! told and the pupil heard before (中小学教育惩戒规则 arts. 10 and 14).

use crate::handling::case::Ground;
use crate::handling::check::Checked;
use crate::handling::obstacle::Obstacle;
use crate::handling::warning::Warning;
use crate::noun::{ConcernResult, Measure, Tier};
use crate::time::Date;

/// 停课 for a week at most, counted in natural days, the first and the last included.
pub const SUSPENSION_MAX_DAYS: i64 = 7;

/// Checks the grade that suspension and sanctions need.
pub(crate) fn grade(out: &mut Checked, field: &'static str, ground: &Ground<'_>, student_id: &str) {
    let min = ground.settings.discipline_min_grade;
    match ground.grade(student_id) {
        None => out.stop_if(true, field, Obstacle::GradeUnknown),
        Some(grade) => out.stop_if(grade < min, field, Obstacle::GradeTooLow { grade, min }),
    }
}

/// Checks that the guardian was told and the pupil heard no later than `by`; the same day passes with a warning, since
/// only the day is known.
pub(crate) fn told_and_heard(out: &mut Checked, notified: Option<Date>, heard: Option<Date>, by: Option<Date>) {
    let late = |on: Option<Date>| on.is_none() || on.zip(by).is_some_and(|(on, by)| on > by);
    out.stop_if(late(notified), "guardian_notified_on", Obstacle::GuardianNotToldBefore);
    out.stop_if(late(heard), "statement_heard_on", Obstacle::StatementNotHeard);
    out.warn_if(by.is_some() && notified == by, "guardian_notified_on", Warning::ToldSameDay);
    out.warn_if(by.is_some() && heard == by, "statement_heard_on", Warning::ToldSameDay);
}

/// Checks one suspension against the degree of the case.
pub(crate) fn suspension(
    out: &mut Checked,
    m: &Measure,
    tier: Option<Tier>,
    result: Option<ConcernResult>,
    ground: &Ground<'_>,
) {
    match (m.from, m.to) {
        (Some(from), Some(to)) => {
            let days = (to - from).num_days() + 1;
            out.stop_if(days < 1, "to", Obstacle::EndsBeforeStart);
            out.stop_if(
                days > SUSPENSION_MAX_DAYS,
                "to",
                Obstacle::SuspensionTooLong { days, max: SUSPENSION_MAX_DAYS },
            );
        }
        _ => out.stop_if(true, "from", Obstacle::SuspensionDates),
    }
    if let Some(student) = &m.student_id {
        grade(out, "student_id", ground, student);
    }
    let undecided = tier.is_none() && result != Some(ConcernResult::NotBullying);
    out.stop_if(tier == Some(Tier::L1) || undecided, "kind", Obstacle::NotSerious);
    told_and_heard(out, m.guardian_notified_on, m.statement_heard_on, m.from);
}
