//! Checks a report as typed: R10, the six facts of the notice 三（四）, and R9, each report following on the one before.

use crate::handling::check::{Checked, blank, count};
use crate::handling::obstacle::Obstacle;
use crate::noun::{IncidentReport, ReportFields, ReportMode, ReportType};

/// The six facts of the notice, by their names on the form, each with its least length in characters.
pub const REQUIRED: [(&str, i64); 6] =
    [("时间", 1), ("地点", 1), ("起因", 20), ("过程", 20), ("涉及人员", 1), ("已采取的措施", 1)];

/// What a report by telephone may say of a fact that is not known yet.
pub const OPEN: &str = "待核";

fn required(f: &ReportFields) -> [(&'static str, i64, &str); 6] {
    let texts = [&f.time, &f.place, &f.cause, &f.course, &f.people, &f.measures];
    let mut all = [("", 0, ""); 6];
    for (slot, ((name, min), text)) in all.iter_mut().zip(REQUIRED.iter().zip(texts)) {
        *slot = (name, *min, text.as_str());
    }
    all
}

/// Checks what the report says. A first report by telephone needs only what was said and may leave facts 待核; a written
/// one needs all six.
pub fn check(r: &IncidentReport) -> Checked {
    let mut out = Checked::default();
    out.stop_if(r.to.iter().all(|t| blank(t)), "to", Obstacle::ReceiverMissing);
    match (r.mode, &r.fields) {
        (ReportMode::Phone, None) => {
            let silent = r.content.as_deref().is_none_or(blank);
            out.stop_if(silent, "content", Obstacle::PhoneContentMissing);
        }
        (ReportMode::Phone, Some(f)) => {
            let said = required(f).iter().any(|(_, _, t)| !blank(t)) || r.content.as_deref().is_some_and(|c| !blank(c));
            out.stop_if(!said, "content", Obstacle::PhoneContentMissing);
        }
        (ReportMode::Written, None) => {
            for (field, _) in REQUIRED {
                out.stop_if(true, field, Obstacle::ReportFieldMissing { field });
            }
        }
        (ReportMode::Written, Some(f)) => {
            for (field, min, text) in required(f) {
                let text = text.trim();
                let length = count(text.chars().count());
                if text.is_empty() {
                    out.stop_if(true, field, Obstacle::ReportFieldMissing { field });
                } else if text.trim_end_matches(['。', '.', '！', '!']) == OPEN {
                    out.stop_if(true, field, Obstacle::ReportFieldOpen { field });
                } else {
                    out.stop_if(length < min, field, Obstacle::ReportFieldShort { field, min });
                }
            }
        }
    }
    out
}

/// Checks the reports of one concern against each other, in the order of their `seq`: the first is 初报, each names the one
/// before, no 初报 follows a 续报, 终报 comes after the close.
pub fn check_chain(reports: &[&IncidentReport], closed: bool) -> Checked {
    let mut out = Checked::default();
    let mut previous: Option<&IncidentReport> = None;
    for r in reports {
        let follows = r.previous_id.as_deref() == previous.map(|p| p.id.as_str());
        let next = r.seq == previous.map_or(1, |p| p.seq + 1);
        let in_time = previous.is_none_or(|p| p.sent_at <= r.sent_at);
        out.stop_if(!follows || !next || !in_time, "previous_id", Obstacle::ReportChain { report: r.id.clone() });
        let order = match (previous.map(|p| p.kind), r.kind) {
            (None, kind) => kind == ReportType::First,
            (Some(ReportType::First), _) => true,
            (Some(_), kind) => kind != ReportType::First,
        };
        out.stop_if(!order, "type", Obstacle::ReportOrder { report: r.id.clone() });
        out.stop_if(r.kind == ReportType::Final && !closed, "type", Obstacle::FinalBeforeClose);
        previous = Some(r);
    }
    out
}
