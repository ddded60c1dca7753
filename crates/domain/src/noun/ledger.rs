//! The rectification ledger: one numbered row per problem, kept until it is struck off.

use serde::{Deserialize, Serialize};

use crate::terms::terms;
use crate::time::Date;

terms! {
    /// The seven areas of the notice, 三（一）.
    LedgerArea in "ledger_area" by label {
        WorkMechanism = "work_mechanism", Rules = "rules", Team = "team", Responsibility = "responsibility",
        Publicity = "publicity", Discipline = "discipline", Resources = "resources",
    }
}

terms! { LedgerLevel in "ledger_level" by label { Ordinary = "ordinary", Larger = "larger", Major = "major" } }

terms! {
    LedgerStatus in "ledger_status" by id {
        Pending = "pending", InProgress = "in_progress", AwaitingVerify = "awaiting_verify", Closed = "closed",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerItem {
    pub id: String,
    pub area: LedgerArea,
    pub source: String,
    pub found_on: Date,
    pub recorded_on: Date,
    pub problem: String,
    pub level: LedgerLevel,
    pub measures: String,
    pub leader_id: String,
    pub owner_id: String,
    /// Null until one is named; never the owner.
    pub verifier_id: Option<String>,
    /// The first deadline, never changed.
    pub deadline: Date,
    pub extension: Option<LedgerExtension>,
    pub status: LedgerStatus,
    pub progress: Vec<Progress>,
    pub completed_on: Option<Date>,
    pub evidence: Vec<Evidence>,
    pub verified_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub remark: String,
    pub concern_ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerExtension {
    pub applied_on: Date,
    pub reason: String,
    pub new_deadline: Date,
    pub approved_on: Option<Date>,
    pub approved_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    pub on: Date,
    pub by: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub name: String,
    pub added_on: Date,
}
