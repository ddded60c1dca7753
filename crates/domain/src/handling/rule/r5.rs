//! R5: every sanction comes with a notice that it may be appealed within 15 workdays (中小学教育惩戒规则 art. 17).

use crate::clock_rules::appeal_deadline;
use crate::handling::case::Case;
use crate::noun::Sanction;
use crate::time::Date;

/// The sanctions whose notice of appeal is not delivered.
pub fn without_notice(case: &Case<'_>) -> Vec<String> {
    case.sanctions.iter().filter(|s| s.appeal_notice_on.is_none()).map(|s| s.id.clone()).collect()
}

/// The last day of an appeal against this sanction, by the school's calendar.
pub fn deadline(case: &Case<'_>, sanction: &Sanction) -> Option<Date> {
    appeal_deadline(sanction.decided_on, case.ground.calendar)
}

/// The latest day on which a sanction of this case may still be appealed, if one lies at or after `today`.
pub fn window_open_until(case: &Case<'_>, today: Date) -> Option<Date> {
    let open = case.sanctions.iter().filter(|s| s.appeal.is_none());
    open.filter_map(|s| deadline(case, s)).filter(|last| *last >= today).max()
}
