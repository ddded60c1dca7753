//! R7: before a case of bullying is closed each victim was counselled at least once, or a refusal stands on record
//! (未成年人保护法 art. 39; the notice 三（三）).

use crate::handling::case::Case;
use crate::noun::{ConcernResult, Role};
use crate::time::Date;

/// Whether the duty arises: bullying was found, or the matter went to the police.
pub fn applies(case: &Case<'_>) -> bool {
    matches!(case.concern.result, Some(ConcernResult::Bullying | ConcernResult::Transferred)) || case.is_serious()
}

/// Victims with neither a session nor a refusal.
pub fn not_counselled<'a>(case: &Case<'a>) -> Vec<&'a str> {
    // Who was hurt again is cared for again.
    let since = case.repeated_since();
    let counts = |on: Date| since.is_none_or(|s| on >= s);
    let cared = |id: &str| {
        case.counselling.iter().any(|c| c.student_id == id && counts(c.at.date()))
            || case.refusals.iter().any(|r| r.student_id == id && counts(r.on))
    };
    case.pupils(&[Role::Victim]).into_iter().filter(|id| !cared(id)).collect()
}
