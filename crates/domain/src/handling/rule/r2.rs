//! R2: a serious case (L3, L4) is not closed before the county bureau and the police were told (未成年人保护法 art. 39;
//! 治安管理处罚法 art. 60). A report by telephone starts the duty, the written one fulfils it.

use crate::handling::case::Case;
use crate::handling::obstacle::Obstacle;
use crate::handling::report::{Receiver, is_sent, reaches};
use crate::noun::ReportMode;
use crate::time::Instant;

/// Which reports of a serious case are missing; empty for any other case.
pub fn missing(case: &Case<'_>) -> Vec<Obstacle> {
    if !case.is_serious() {
        return Vec::new();
    }
    // What happened again is told again.
    let since = case.repeated_since();
    let counts = |at: Instant| since.is_none_or(|s| at.date() >= s);
    let sent =
        |to: Receiver| case.reports.iter().filter(move |r| is_sent(r) && reaches(case, r, to) && counts(r.sent_at));
    let to_county = || sent(Receiver::County);
    let mut missing = Vec::new();
    if to_county().next().is_none() {
        missing.push(Obstacle::CountyReportMissing);
    } else if !to_county().any(|r| r.mode == ReportMode::Written) {
        missing.push(Obstacle::CountyWrittenMissing);
    }
    let called = case.concern.police.as_ref().is_some_and(|p| counts(p.reported_at));
    let told = called || sent(Receiver::Police).next().is_some();
    if !told {
        missing.push(Obstacle::PoliceReportMissing);
    }
    missing
}
