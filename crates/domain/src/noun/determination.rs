//! Investigation and determination of a suspected incident.

use serde::{Deserialize, Serialize};

use super::{Role, Severity, Tier};
use crate::time::{Date, Instant};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Investigation {
    pub started_on: Date,
    /// The tenth natural day after the start.
    pub due_on: Date,
    pub finished_on: Option<Date>,
    pub member_ids: Vec<String>,
    pub methods: Vec<String>,
    pub extension: Option<InvestigationExtension>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InvestigationExtension {
    pub applied_on: Date,
    pub applied_by: String,
    pub days: i64,
    pub reason: String,
    pub basis: String,
    pub approved_on: Option<Date>,
    pub approved_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Determination {
    pub minutes_no: String,
    pub body: String,
    pub held_at: Instant,
    pub due_ids: Vec<String>,
    /// Recused members included.
    pub present_ids: Vec<String>,
    pub chair_id: String,
    pub recusals: Vec<Recusal>,
    pub recusal_note: Option<String>,
    pub facts: String,
    pub elements: Elements,
    pub result: super::ConcernResult,
    pub severity: Option<Severity>,
    pub tier: Option<Tier>,
    pub basis: Vec<String>,
    pub proposed_handling: String,
    pub student_statements: String,
    pub guardian_opinions: String,
    pub vote: Vote,
    pub guardians: Vec<GuardianInvited>,
    pub not_bullying_reasons: Option<String>,
    pub review_notice_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recusal {
    pub id: String,
    pub reason: String,
}

/// The four elements of 未成年人保护法 art. 130(三).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Elements {
    pub between_students: Element,
    pub intent: Element,
    pub means: Element,
    pub harm: Element,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Element {
    pub met: bool,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vote {
    #[serde(rename = "for")]
    pub in_favour: i64,
    pub against: i64,
    pub abstain: i64,
}

/// A guardian told of the meeting (未成年人保护法 art. 39).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GuardianInvited {
    pub student_id: String,
    pub side: Role,
    pub notified_on: Date,
    pub attended: bool,
}
