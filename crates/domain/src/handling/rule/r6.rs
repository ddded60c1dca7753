//! R6: 不构成 needs its reasons in writing and a notice that a review may be asked for (未成年人学校保护规定 art. 23;
//! 教督〔2017〕10号).

use crate::handling::case::Case;
use crate::handling::obstacle::Obstacle;
use crate::noun::ConcernResult;

/// What is missing before a case that was found not to be bullying may be closed.
pub fn missing(case: &Case<'_>) -> Vec<Obstacle> {
    let Some(d) = &case.concern.determination else { return Vec::new() };
    if d.result != ConcernResult::NotBullying {
        return Vec::new();
    }
    let mut missing = Vec::new();
    if d.not_bullying_reasons.as_deref().is_none_or(|r| r.trim().is_empty()) {
        missing.push(Obstacle::ReasonsMissing);
    }
    if d.review_notice_on.is_none() {
        missing.push(Obstacle::ReviewNoticeMissing);
    }
    missing
}
