//! The lists that stand beside the numbers: ids, deadlines and delays, each from the same rule as its number.

use std::collections::HashMap;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use super::answer::length;
use super::ledger::{is_overdue, lateness_days};
use super::minutes_to_first_report;
use crate::clock_rules::appeal_deadline;
use crate::noun::{PactLevel, SignatoryKind};
use crate::records::Records;
use crate::time::Date;

/// The lists of a school on one day; each in the order of its collection, the pairs as JSON objects by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lists {
    /// Ledger items not completed whose first deadline has passed.
    pub ledger_overdue_ids: Vec<String>,
    /// Days between first deadline and completion, of the items completed late.
    #[serde(serialize_with = "as_map")]
    pub ledger_lateness_days: Vec<(String, i64)>,
    /// Ledger items not completed whose first deadline is this day.
    pub ledger_due_today_ids: Vec<String>,
    /// The new deadlines of approved extensions.
    #[serde(serialize_with = "as_map")]
    pub ledger_extended_deadlines: Vec<(String, Date)>,
    /// Concerns whose investigation is unfinished and due on this day.
    pub investigations_due_today: Vec<String>,
    /// The last day for an appeal inside the school, of every sanction.
    #[serde(serialize_with = "as_map")]
    pub appeal_deadlines: Vec<(String, Date)>,
    /// Whole minutes from discovery to the first report, of every concern reported.
    #[serde(serialize_with = "as_map")]
    pub first_report_delay_minutes: Vec<(String, i64)>,
    /// One row per class pact.
    pub pact_summary: Vec<PactSummary>,
}

/// The state of the signatures under one class pact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PactSummary {
    /// The pact.
    pub pact_id: String,
    /// The class as the pact names it.
    pub scope: String,
    /// Pupils of the class.
    pub due: i64,
    /// Pupils who signed.
    pub signed: i64,
    /// Pupils listed as unsigned, each with a reason.
    pub unsigned: i64,
    /// Pupils whose guardian signed too.
    pub guardian_signed: i64,
}

impl Lists {
    /// Makes every list from the records; `as_of` is the civil date at the school.
    pub fn compute(records: &Records, as_of: Date) -> Self {
        let ledger = || records.ledger.iter();
        let calendar = records.calendar.as_ref();
        Self {
            ledger_overdue_ids: ledger().filter(|l| is_overdue(l, as_of)).map(|l| l.id.clone()).collect(),
            ledger_lateness_days: ledger()
                .map(|l| (l.id.clone(), lateness_days(l)))
                .filter(|(_, days)| *days > 0)
                .collect(),
            ledger_due_today_ids: ledger()
                .filter(|l| l.completed_on.is_none() && l.deadline == as_of)
                .map(|l| l.id.clone())
                .collect(),
            ledger_extended_deadlines: ledger()
                .filter_map(|l| {
                    let extension = l.extension.as_ref().filter(|e| e.approved_on.is_some())?;
                    Some((l.id.clone(), extension.new_deadline))
                })
                .collect(),
            investigations_due_today: records
                .concerns
                .iter()
                .filter(|c| c.investigation.as_ref().is_some_and(|i| i.finished_on.is_none() && i.due_on == as_of))
                .map(|c| c.id.clone())
                .collect(),
            appeal_deadlines: records
                .sanctions
                .iter()
                .filter_map(|s| Some((s.id.clone(), appeal_deadline(s.decided_on, calendar)?)))
                .collect(),
            first_report_delay_minutes: minutes_to_first_report(records)
                .into_iter()
                .map(|(c, minutes, _)| (c.id.clone(), minutes))
                .collect(),
            pact_summary: pact_summary(records, as_of),
        }
    }
}

fn pact_summary(records: &Records, as_of: Date) -> Vec<PactSummary> {
    let mut pupils: HashMap<&str, i64> = HashMap::new();
    for student in records.students.iter().filter(|s| s.is_here(as_of)) {
        *pupils.entry(student.class_id.as_str()).or_default() += 1;
    }
    let class_pacts = records.pacts.iter().filter(|p| p.level == PactLevel::Class);
    class_pacts
        .map(|p| {
            let signed = || p.signatories.iter().filter(|s| s.kind == SignatoryKind::Student);
            PactSummary {
                pact_id: p.id.clone(),
                scope: p.scope.clone(),
                due: p.class_id.as_deref().and_then(|id| pupils.get(id)).copied().unwrap_or(0),
                signed: length(signed().count()),
                unsigned: length(p.unsigned.len()),
                guardian_signed: length(signed().filter(|s| s.guardian_signed == Some(true)).count()),
            }
        })
        .collect()
}

fn as_map<S: Serializer, V: Serialize>(pairs: &[(String, V)], s: S) -> Result<S::Ok, S::Error> {
    let mut map = s.serialize_map(Some(pairs.len()))?;
    for (id, value) in pairs {
        map.serialize_entry(id, value)?;
    }
    map.end()
}
