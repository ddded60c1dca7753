//! Whether a school file is sound: bounds of every value and the target of every reference, found by key name so that a
//! new collection is checked from its first day.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::handling::history;
use crate::noun::{PactLevel, SignatoryKind};
use crate::records::Records;
use crate::state::states;
use crate::time::{Instant, When, under_14};
use crate::validate::{SchoolCode, is_person_name};

/// What is wrong with a school file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem:?} at {path}")]
pub struct Fault {
    /// Place in the document, `concerns[3].involved[0].student_id`; `line:column` when it is not JSON.
    pub path: String,
    /// The id of the row that holds it.
    pub id: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not JSON.
    NotJson,
    /// A field that must be there is not.
    Missing,
    /// A value of another type, or outside its fixed set.
    WrongValue,
    /// A reference to a row that is not in the file.
    BrokenReference,
    /// An id that two rows share.
    DoubledId,
    /// A number, date or text outside its bounds.
    OutOfBounds,
    /// Two facts that cannot both be true.
    Contradiction,
}

/// Longest free text and longest title, in code points.
const TEXT_MAX: usize = 4000;
const TITLE_MAX: usize = 100;
const NARRATIVE_MIN: usize = 20;

/// Which collection a reference points into, by the name of its key.
const REFERENCES: &[(&str, &[&str])] = &[
    ("students", &["student_id", "focus_student_ids", "safety_officer_ids", "pending_consent_student_ids"]),
    ("classes", &["class_id"]),
    (
        "staff",
        &["staff_id", "homeroom_teacher_id", "principal_id", "absent_ids", "failed_ids", "attendee_ids", "holder_ids"],
    ),
    (
        "person",
        &[
            "by",
            "owner_id",
            "leader_id",
            "verifier_id",
            "chair_id",
            "member_ids",
            "present_ids",
            "due_ids",
            "visitor_ids",
            "trainer_id",
            "lead_id",
            "checker_id",
            "screener_id",
            "received_by_id",
            "reporter_id",
            "reviewer_id",
            "issuer_id",
            "actor_id",
            "counsellor_id",
            "offered_by_id",
            "recorder_id",
            "person_id",
            "approved_by",
            "applied_by",
        ],
    ),
    ("concerns", &["concern_id", "concern_ids", "related_concern_ids"]),
    ("ledger", &["ledger_ids", "open_ledger_ids", "new_ledger_ids", "related_ledger_ids"]),
    ("incident_reports", &["report_ids", "previous_id"]),
    ("screenings", &["makeup_of"]),
    ("minutes", &["minutes_no"]),
];

/// Collections whose rows have an id of their own.
const WITH_IDS: &[&str] = &[
    "contacts",
    "staff",
    "externals",
    "committees",
    "classes",
    "students",
    "policy_docs",
    "surveys",
    "screenings",
    "self_checks",
    "concerns",
    "sanctions",
    "communications",
    "talks",
    "counselling",
    "counselling_refusals",
    "family_guidance",
    "incident_reports",
    "ledger",
    "lookback",
    "inspections",
    "pacts",
    "trainings",
    "education_events",
    "export_packets",
];

/// Parts that are not the school's records.
const PASSED_OVER: &[&str] = &["meta", "expected", "validation_vectors"];

struct Walk {
    target: HashMap<&'static str, &'static str>,
    ids: HashMap<&'static str, HashSet<String>>,
}

pub(crate) fn check(document: &Value, records: &Records, as_of: Instant) -> Result<(), Fault> {
    let mut ids: HashMap<&'static str, HashSet<String>> = HashMap::new();
    for collection in WITH_IDS {
        let set = ids.entry(collection).or_default();
        for (i, row) in document.get(collection).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            let fault = |problem| Fault { path: format!("{collection}[{i}].id"), id: Some(id.clone()), problem };
            if id.is_empty() || id.len() > 40 {
                return Err(fault(Problem::OutOfBounds));
            }
            if !set.insert(id.clone()) {
                return Err(fault(Problem::DoubledId));
            }
        }
    }
    if let Some(both) = ids.get("staff").zip(ids.get("externals")).and_then(|(a, b)| a.intersection(b).next().cloned())
    {
        return Err(Fault { path: "externals".into(), id: Some(both), problem: Problem::DoubledId });
    }
    let person = ["staff", "externals"].iter().filter_map(|c| ids.get(c)).flatten().cloned().collect();
    ids.insert("person", person);
    let minutes = records.concerns.iter().flat_map(|c| c.determinations()).map(|d| d.minutes_no.clone());
    ids.insert("minutes", minutes.collect());
    let target = REFERENCES.iter().flat_map(|(to, keys)| keys.iter().map(|k| (*k, *to))).collect();
    let walk = Walk { target, ids };
    if let Value::Object(top) = document {
        for (key, value) in top.iter().filter(|(k, _)| !PASSED_OVER.contains(&k.as_str())) {
            walk.value(key, value, key.clone(), None)?;
        }
    }
    facts(records, as_of, &walk)
}

impl Walk {
    fn value(&self, key: &str, value: &Value, path: String, id: Option<&str>) -> Result<(), Fault> {
        let fault = |problem| Err(Fault { path: path.clone(), id: id.map(str::to_owned), problem });
        match value {
            Value::Object(map) => {
                let id = map.get("id").and_then(Value::as_str).or(id);
                for (k, v) in map.iter().filter(|(k, _)| !k.ends_with("_label") && !k.ends_with("_labels")) {
                    self.value(k, v, format!("{path}.{k}"), id)?;
                }
                Ok(())
            }
            Value::Array(rows) => {
                if self.target.contains_key(key) {
                    let mut seen = HashSet::new();
                    if let Some(i) = rows.iter().filter_map(Value::as_str).position(|id| !seen.insert(id)) {
                        let path = format!("{path}[{i}]");
                        return Err(Fault { path, id: id.map(str::to_owned), problem: Problem::DoubledId });
                    }
                }
                for (i, row) in rows.iter().enumerate() {
                    self.value(key, row, format!("{path}[{i}]"), id)?;
                }
                Ok(())
            }
            Value::String(text) => {
                if let Some(to) = self.target.get(key)
                    && !self.ids.get(to).is_some_and(|set| set.contains(text))
                {
                    return fault(Problem::BrokenReference);
                }
                let max = if matches!(key, "title" | "name" | "place") { TITLE_MAX } else { TEXT_MAX };
                let control = text.chars().any(|c| c.is_control() && c != '\n');
                if control || text.chars().count() > max || !date_in_bounds(key, text) {
                    return fault(Problem::OutOfBounds);
                }
                Ok(())
            }
            Value::Number(n) if !n.as_f64().is_some_and(|x| (0.0..=1e9).contains(&x)) => fault(Problem::OutOfBounds),
            _ => Ok(()),
        }
    }
}

/// A civil date or instant lies between 1950 and 2099: anything else is a slip of the pen or a dead clock.
fn date_in_bounds(key: &str, text: &str) -> bool {
    let certain = key.ends_with("_on")
        || key.ends_with("_at")
        || matches!(key, "on" | "at" | "deadline" | "new_deadline" | "birth_month" | "makeup_workdays");
    // These keys hold a date in some places and a word in others.
    let perhaps = matches!(key, "first" | "last" | "from" | "to") && When::parse(text).is_some();
    if !certain && !perhaps {
        return true;
    }
    text.split('-').next().and_then(|y| y.parse::<i32>().ok()).is_some_and(|y| (1950..2100).contains(&y))
}

fn facts(r: &Records, as_of: Instant, walk: &Walk) -> Result<(), Fault> {
    let fault = |path: String, id: &str, problem| Err(Fault { path, id: Some(id.to_owned()), problem });
    let required = [
        ("bureau", r.bureau.is_some()),
        ("school", r.school.is_some()),
        ("term", r.term.is_some()),
        ("campaign", r.campaign.is_some()),
        ("calendar", r.calendar.is_some()),
        ("privacy", r.privacy.is_some()),
    ];
    if let Some((path, _)) = required.iter().find(|(_, there)| !there) {
        return Err(Fault { path: (*path).to_owned(), id: None, problem: Problem::Missing });
    }
    if r.school.as_ref().is_some_and(|s| SchoolCode::parse(&s.school_code).is_err()) {
        return Err(Fault { path: "school.school_code".into(), id: None, problem: Problem::OutOfBounds });
    }
    let unique = |path: &str, keys: &mut dyn Iterator<Item = &str>| {
        let mut seen = HashSet::new();
        match keys.enumerate().find(|(_, k)| !seen.insert(*k)) {
            Some((i, key)) => {
                let (collection, field) = path.split_once('.').unwrap_or((path, ""));
                let path = format!("{collection}[{i}].{field}");
                Err(Fault { path, id: Some(key.to_owned()), problem: Problem::DoubledId })
            }
            None => Ok(()),
        }
    };
    unique("classes.name", &mut r.classes.iter().map(|c| c.name.as_str()))?;
    unique("students.student_no", &mut r.students.iter().map(|s| s.student_no.as_str()))?;
    unique("students.pseudonym", &mut r.students.iter().map(|s| s.pseudonym.as_str()))?;
    unique("responsibility_list.post", &mut r.responsibility_list.iter().map(|d| d.post.as_str()))?;
    for (i, s) in r.students.iter().enumerate() {
        if !is_person_name(&s.name) {
            return fault(format!("students[{i}].name"), &s.id, Problem::OutOfBounds);
        }
        if s.under14 != under_14(s.birth_month, as_of.date()) {
            return fault(format!("students[{i}].under14"), &s.id, Problem::Contradiction);
        }
    }
    for (i, c) in r.classes.iter().enumerate() {
        if !(1..=12).contains(&c.grade) || !(1..=99).contains(&c.class_no) {
            return fault(format!("classes[{i}].grade"), &c.id, Problem::OutOfBounds);
        }
    }
    let mut minutes = HashSet::new();
    for (i, c) in r.concerns.iter().enumerate() {
        let at = |field: &str| format!("concerns[{i}].{field}");
        if c.narrative.chars().count() < NARRATIVE_MIN {
            return fault(at("narrative"), &c.id, Problem::OutOfBounds);
        }
        if !states(c.kind).contains(&c.status.as_str()) {
            return fault(at("status"), &c.id, Problem::WrongValue);
        }
        if let Some(k) = history::unknown_state(c) {
            return fault(at(&format!("events[{k}].state")), &c.id, Problem::WrongValue);
        }
        let reports = r.incident_reports.iter().filter(|b| b.concern_id == c.id).map(|b| b.id.as_str());
        if !reports.eq(c.report_ids.iter().map(String::as_str)) {
            return fault(at("report_ids"), &c.id, Problem::Contradiction);
        }
        for d in c.determinations() {
            if !minutes.insert(d.minutes_no.as_str()) {
                return fault(at("determination.minutes_no"), &c.id, Problem::DoubledId);
            }
            if !d.recusals.iter().all(|x| walk.ids.get("person").is_some_and(|ids| ids.contains(&x.id))) {
                return fault(at("determination.recusals"), &c.id, Problem::BrokenReference);
            }
            let voting = i64::try_from(d.present_ids.len()).unwrap_or(0) - i64::try_from(d.recusals.len()).unwrap_or(0);
            if d.vote.in_favour + d.vote.against + d.vote.abstain != voting {
                return fault(at("determination.vote"), &c.id, Problem::Contradiction);
            }
        }
    }
    for (i, l) in r.ledger.iter().enumerate() {
        if l.verifier_id.as_deref() == Some(l.owner_id.as_str()) {
            return fault(format!("ledger[{i}].verifier_id"), &l.id, Problem::Contradiction);
        }
    }
    for (i, p) in r.pacts.iter().enumerate() {
        if (p.level == PactLevel::Class) != p.class_id.is_some() {
            return fault(format!("pacts[{i}].class_id"), &p.id, Problem::Contradiction);
        }
        for (k, s) in p.signatories.iter().enumerate() {
            let set = match s.kind {
                SignatoryKind::Staff => "staff",
                SignatoryKind::External => "externals",
                SignatoryKind::Student => "students",
            };
            if !walk.ids.get(set).is_some_and(|ids| ids.contains(&s.id)) {
                return fault(format!("pacts[{i}].signatories[{k}].id"), &p.id, Problem::BrokenReference);
            }
        }
    }
    for (i, n) in r.report_notes.iter().enumerate() {
        if !(1..=9).contains(&n.section) {
            return Err(Fault { path: format!("report_notes[{i}].section"), id: None, problem: Problem::OutOfBounds });
        }
    }
    Ok(())
}
