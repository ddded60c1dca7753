//! Two schools side by side: the file's, and the one that was entered. What cannot be equal is made equal here and nowhere
//! else, each with its reason.

use domain::noun::{LedgerStatus, Measure, ReportState};
use domain::{Date, Records, Term as _, When};
use serde_json::Value;

/// The collections that are entered through the use cases.
pub const ENTERED: &[&str] = &[
    "concerns",
    "sanctions",
    "communications",
    "talks",
    "counselling",
    "counselling_refusals",
    "family_guidance",
    "incident_reports",
];

/// Takes away the differences that are none of the case's.
pub fn normalised(mut records: Records) -> Records {
    for concern in &mut records.concerns {
        // The file lists measures by what they are for, the program keeps them in the order of their entry, which is that
        // of their days.
        let key = |m: &Measure| (m.on, m.kind.id(), m.student_id.clone());
        concern.measures.sort_by_key(key);
    }
    // Numbers follow the order of entry, and what was said on the phone before its concern was recorded is entered after it:
    // the file numbers by the time of the talk.
    records.communications.sort_by_key(|x| x.at);
    for (n, communication) in records.communications.iter_mut().enumerate() {
        communication.id = format!("GT-2026-{:03}", n + 1);
        if let Some(notice) = &mut communication.notice {
            // The rights on the paper are the program's own wording; the file says 县教育科技局 where the program, which
            // serves any county, says 县级教育部门.
            for right in &mut notice.rights {
                *right = right.replace("县级教育部门", "县教育科技局");
            }
        }
    }
    for report in &mut records.incident_reports {
        // A receipt comes from the bureau with the packet that carries the report: no entry of a case brings one.
        if report.state == ReportState::Receipted {
            report.state = ReportState::Issued;
        }
    }
    for item in &mut records.ledger {
        // The ledger stands finished from the start, and what is struck off takes no link on its own side any more; the
        // concern's side of the link is compared with the concern.
        if item.status == LedgerStatus::Closed {
            item.concern_ids.clear();
        }
    }
    records
}

/// Every place where two values differ, by its path.
pub fn differences(path: &str, wanted: &Value, got: &Value, out: &mut Vec<String>) {
    match (wanted, got) {
        (Value::Object(w), Value::Object(g)) => {
            for key in w.keys().chain(g.keys().filter(|k| !w.contains_key(*k))) {
                let (w, g) = (w.get(key).unwrap_or(&Value::Null), g.get(key).unwrap_or(&Value::Null));
                differences(&format!("{path}.{key}"), w, g, out);
            }
        }
        (Value::Array(w), Value::Array(g)) if w.len() == g.len() => {
            for (n, (w, g)) in w.iter().zip(g).enumerate() {
                differences(&format!("{path}[{n}]"), w, g, out);
            }
        }
        _ if wanted == got => {}
        _ => out.push(format!("{path}: the file has {wanted}, entered is {got}")),
    }
}

/// The state of each concern at the end of a day, by its events.
pub fn state_on(records: &Records, id: &str, day: Date) -> Option<String> {
    let concern = records.concerns.iter().find(|c| c.id == id)?;
    let on = |at: When| at.date();
    let mut known = concern.events.iter().filter(|e| on(e.at) <= day).filter_map(|e| e.state.clone());
    known.next_back()
}
