//! 强制报告: the nine kinds of harm to a minor that whoever works closely with minors reports to the police at once
//! (未成年人保护法 art. 11(2); 关于建立侵害未成年人案件强制报告制度的意见（试行）, 2020, art. 4).

use crate::handling::check::{Checked, blank};
use crate::handling::obstacle::Obstacle;
use crate::handling::words;
use crate::time::Instant;

/// The ids of the nine kinds, in the order of the opinion; the wording stands in `assets/text/handling.json`.
pub const KINDS: [&str; 9] = [
    "private_injury",
    "girl_under_14",
    "girl_from_14",
    "several_injuries",
    "unnatural_harm",
    "abandoned",
    "unknown_origin",
    "begging",
    "other_serious",
];

/// The wording of a kind.
pub fn wording(kind: &str) -> Option<&'static str> {
    KINDS.contains(&kind).then(|| words::word("mandatory", kind)).flatten()
}

/// A mandatory report as typed. Who is harmed and how is on the concern it belongs to, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandatoryReport {
    /// Ids of the kinds that apply.
    pub kinds: Vec<String>,
    /// When somebody at the school found out.
    pub found_at: Instant,
    /// When the police were told.
    pub reported_at: Instant,
    /// The police station.
    pub to: String,
    /// Who reported, a staff id.
    pub reporter_id: String,
    /// What was seen.
    pub facts: String,
}

impl MandatoryReport {
    /// Whole minutes between finding out and reporting; the law says 立即.
    pub fn delay_minutes(&self) -> i64 {
        (self.reported_at.ms() - self.found_at.ms()) / 60_000
    }
}

/// Checks the form; `now` is the clock.
pub fn check(r: &MandatoryReport, now: Instant) -> Checked {
    let mut out = Checked::default();
    out.stop_if(r.kinds.is_empty(), "kinds", Obstacle::Required);
    let strange = r.kinds.iter().any(|k| !KINDS.contains(&k.as_str()));
    out.stop_if(strange, "kinds", Obstacle::NotInList);
    out.stop_if(r.reported_at < r.found_at, "reported_at", Obstacle::ReportedBeforeLearned);
    out.stop_if(r.reported_at > now, "reported_at", Obstacle::InTheFuture);
    out.stop_if(blank(&r.to), "to", Obstacle::ReceiverMissing);
    out.stop_if(blank(&r.reporter_id), "reporter_id", Obstacle::Required);
    out.stop_if(blank(&r.facts), "facts", Obstacle::Required);
    out
}
