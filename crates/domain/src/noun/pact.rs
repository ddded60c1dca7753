//! Pacts against bullying, of the school, a grade or a class, and who signed them.

use serde::{Deserialize, Serialize};

use crate::terms::terms;
use crate::time::Date;

terms! { PactLevel in "pact_level" by id { School = "school", Grade = "grade", Class = "class" } }

terms! {
    PactStatus in "pact_status" by id {
        Draft = "draft", Voting = "voting", Signing = "signing", Effective = "effective", Superseded = "superseded",
    }
}

terms! {
    UnsignedReason in "unsigned_reason" by label {
        Leave = "leave", Sick = "sick", Transferring = "transferring", Other = "other",
    }
}

terms! { SignatoryKind in "signatory" by id { Staff = "staff", External = "external", Student = "student" } }

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pact {
    pub id: String,
    pub level: PactLevel,
    pub scope: String,
    pub class_id: Option<String>,
    pub title: String,
    pub version: i64,
    pub supersedes: Option<String>,
    pub preamble: String,
    pub adopted_on: Option<Date>,
    pub adoption: Option<String>,
    pub effective_on: Option<Date>,
    pub status: PactStatus,
    pub history: Vec<PactStep>,
    pub articles: Vec<String>,
    pub signatories: Vec<Signatory>,
    pub unsigned: Vec<Unsigned>,
    pub witness: Option<String>,
    pub attachments: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PactStep {
    pub state: PactStatus,
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signatory {
    #[serde(rename = "type")]
    pub kind: SignatoryKind,
    pub id: String,
    pub signed_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian_signed: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unsigned {
    pub student_id: String,
    pub reason: UnsignedReason,
}
