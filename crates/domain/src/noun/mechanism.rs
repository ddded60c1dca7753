//! What stands after the campaign: policies, posts and duties, channels for help, training, education, assessment,
//! look-back and inspection.

use serde::{Deserialize, Serialize};

use crate::terms::terms;
use crate::time::{Date, Hours};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channel {
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
    pub person_id: Option<String>,
    pub hours: String,
    pub last_tested_on: Option<Date>,
}

/// One row of the 责任清单.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Duty {
    pub post: String,
    pub duties: Vec<String>,
    pub holder_ids: Vec<String>,
    pub signed_on: Option<Date>,
}

terms! { PolicyStatus in "policy_status" by id { InForce = "in_force", Draft = "draft" } }

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyDoc {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub version: i64,
    pub status: PolicyStatus,
    pub consulted: Consulted,
    pub adopted_on: Option<Date>,
    pub published_on: Option<Date>,
    pub supersedes: Option<String>,
    pub ledger_ids: Vec<String>,
    /// 64 lower-case hex digits, null until a file is attached.
    pub file_sha256: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consulted {
    pub teachers_on: Option<Date>,
    pub students_on: Option<Date>,
    pub parents_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Training {
    pub id: String,
    pub title: String,
    pub audience: String,
    pub held_on: Date,
    pub trainer_id: Option<String>,
    pub trainer: Option<String>,
    pub hours: Hours,
    pub due: i64,
    pub attended: i64,
    pub absent_ids: Vec<String>,
    pub tested: Option<i64>,
    pub passed: Option<i64>,
    pub failed_ids: Vec<String>,
    /// Named only for a training that repeats an earlier one.
    pub attendee_ids: Option<Vec<String>>,
    pub materials: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EducationEvent {
    pub id: String,
    pub kind: String,
    pub title: String,
    pub held_on: Date,
    pub audience: String,
    pub participants: i64,
    pub hours: Hours,
    pub lead_id: String,
    pub concern_ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    pub staff_id: String,
    pub post: String,
    pub period: String,
    pub score: i64,
    pub veto: bool,
    pub suspended: bool,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lookback {
    pub id: String,
    pub past_on: Date,
    pub past_incident: String,
    pub past_measures: Vec<String>,
    pub checked_on: Date,
    pub checker_id: String,
    pub findings: String,
    pub rectified: bool,
    pub new_ledger_ids: Vec<String>,
    pub related_ledger_ids: Vec<String>,
    pub related_concern_ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    pub id: String,
    pub kind: String,
    pub on: Date,
    pub visitor_ids: Vec<String>,
    pub received_by_id: String,
    pub scope: String,
    pub findings: Vec<InspectionFinding>,
    pub praise: Option<String>,
    pub feedback_on: Option<Date>,
    pub replied_on: Option<Date>,
    pub campaign_phase: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InspectionFinding {
    pub no: i64,
    pub text: String,
    pub ledger_ids: Vec<String>,
}
