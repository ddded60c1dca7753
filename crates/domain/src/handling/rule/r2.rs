//! R2: a serious case (L3, L4) is not closed before the county bureau and the police were told (未成年人保护法 art. 39;
//! 治安管理处罚法 art. 60). A report by telephone starts the duty, the written one fulfils it.

use crate::handling::case::Case;
use crate::handling::obstacle::Obstacle;
use crate::handling::report::{Receiver, is_sent, reaches};
use crate::noun::ReportMode;

/// Which reports of a serious case are missing; empty for any other case.
pub fn missing(case: &Case<'_>) -> Vec<Obstacle> {
    if !case.is_serious() {
        return Vec::new();
    }
    let to_county = || case.reports.iter().filter(|r| is_sent(r) && reaches(case, r, Receiver::County));
    let mut missing = Vec::new();
    if to_county().next().is_none() {
        missing.push(Obstacle::CountyReportMissing);
    } else if !to_county().any(|r| r.mode == ReportMode::Written) {
        missing.push(Obstacle::CountyWrittenMissing);
    }
    let told =
        case.concern.police.is_some() || case.reports.iter().any(|r| is_sent(r) && reaches(case, r, Receiver::Police));
    if !told {
        missing.push(Obstacle::PoliceReportMissing);
    }
    missing
}
