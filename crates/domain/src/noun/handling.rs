//! What follows a case: sanctions, communications with guardians, talks, counselling, family guidance.

use serde::{Deserialize, Serialize};

use super::{Tier, Vote};
use crate::terms::terms;
use crate::time::{Date, Instant};

terms! {
    SanctionKind in "sanction_kind" by id {
        Warning = "warning", SeriousWarning = "serious_warning", Demerit = "demerit", Probation = "probation",
    }
}

terms! {
    SanctionStatus in "sanction_status" by id { InForce = "in_force", Lifted = "lifted", Revoked = "revoked" }
}

terms! { RiskLevel in "risk_level" by label { Low = "low", Medium = "medium", High = "high" } }

terms! {
    CommunicationMode in "communication_mode" by label {
        Phone = "phone", AtSchool = "at_school", HomeVisit = "home_visit", Wechat = "wechat", OtherInPerson = "other_in_person",
    }
}

terms! {
    /// What came of an appeal inside the school.
    AppealOutcome in "appeal_outcome" by id { Upheld = "upheld", Changed = "changed", Revoked = "revoked" }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sanction {
    pub id: String,
    pub concern_id: String,
    pub student_id: String,
    pub kind: SanctionKind,
    pub tier: Tier,
    pub decided_on: Date,
    pub minutes_no: String,
    pub statement_heard_on: Date,
    pub guardian_notified_on: Date,
    pub appeal_notice_on: Option<Date>,
    pub appeal: Option<Appeal>,
    pub effective_kind: SanctionKind,
    pub status: SanctionStatus,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appeal {
    pub filed_on: Date,
    pub filed_by_relation: String,
    pub body: String,
    pub present_ids: Vec<String>,
    pub vote: Vote,
    pub decided_on: Option<Date>,
    pub outcome: Option<AppealOutcome>,
    pub changed_kind: Option<SanctionKind>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Communication {
    pub id: String,
    pub concern_id: String,
    pub at: Instant,
    pub student_id: String,
    pub guardian_relation: String,
    pub mode: CommunicationMode,
    pub staff_id: String,
    pub minutes: i64,
    pub points: String,
    pub guardian_reply: String,
    pub follow_up: String,
    pub doc_type: String,
    pub notice: Option<Notice>,
}

/// The written notice that a guardian signs for; null for a plain record of a talk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub matter: String,
    pub facts: String,
    pub school_measures: String,
    pub rights: Vec<String>,
    pub meeting_at: Option<Instant>,
    pub receipt_signed_on: Option<Date>,
    pub will_attend: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Talk {
    pub id: String,
    pub concern_id: String,
    pub at: Instant,
    pub ended_at: Instant,
    pub student_id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub staff_id: String,
    pub recorder_id: String,
    pub place: String,
    pub present: Vec<String>,
    pub reason: String,
    pub points: String,
    pub qa: Vec<Question>,
    pub student_statement: String,
    pub student_signed: bool,
    pub guardian_signed: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub q: String,
    pub a: String,
}

/// A counselling session without its sealed texts, which this form of the store does not keep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counselling {
    pub id: String,
    pub concern_id: String,
    pub at: Instant,
    pub student_id: String,
    pub source: String,
    pub session: i64,
    pub form: String,
    pub counsellor_id: String,
    pub minutes: i64,
    pub risk_level: RiskLevel,
    pub plan: String,
    pub guardian_informed: bool,
    pub consent: String,
    pub next_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CounsellingRefusal {
    pub id: String,
    pub concern_id: String,
    pub student_id: String,
    pub on: Date,
    pub offered_by_id: String,
    pub refused_by: String,
    pub reason: String,
    pub document: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FamilyGuidance {
    pub id: String,
    pub concern_id: String,
    pub student_id: String,
    pub on: Date,
    pub guardian_relation: String,
    pub by: String,
    pub minutes: i64,
    pub topic: String,
    pub guardian_signed: bool,
}
