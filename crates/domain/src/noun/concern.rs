//! A concern: an early sign, a hazard or a suspected incident, with all that hangs on it.

use serde::{Deserialize, Serialize};

use super::{Determination, Investigation, Round};
use crate::terms::terms;
use crate::time::{Date, Instant, When};

terms! { ConcernKind in "kind" by id { Sign = "sign", Hazard = "hazard", Suspected = "suspected" } }

terms! {
    /// The five forms of 未成年人学校保护规定 art. 21.
    Form in "form" by id {
        Physical = "physical", Verbal = "verbal", Property = "property", Social = "social", Cyber = "cyber",
    }
}

terms! {
    Severity in "severity" by id { Light = "light", Moderate = "moderate", Serious = "serious", Criminal = "criminal" }
}

terms! { Tier in "tier" by id { L1 = "L1", L2 = "L2", L3 = "L3", L4 = "L4" } }

terms! {
    Role in "role" by id {
        Victim = "victim", Actor = "actor", Joiner = "joiner", Party = "party", Focus = "focus",
        Bystander = "bystander", Witness = "witness",
    }
}

terms! {
    ConcernResult in "result" by id {
        SignConfirmed = "sign_confirmed", HazardConfirmed = "hazard_confirmed", Excluded = "excluded",
        Bullying = "bullying", NotBullying = "not_bullying", Transferred = "transferred",
    }
}

terms! {
    MeasureKind in "measure_kind" by id {
        Criticism = "criticism", WarningTalk = "warning_talk", EducationTalk = "education_talk", Apology = "apology",
        Reflection = "reflection", Restitution = "restitution", Undertaking = "undertaking", Guidance = "guidance",
        PublicService = "public_service", SpecialEducation = "special_education", Suspension = "suspension",
        Admonition = "admonition", PoliceWarning = "police_warning", QualityRecord = "quality_record",
        FamilyGuidance = "family_guidance", Counselling = "counselling", GroupCounselling = "group_counselling",
        Protection = "protection", Mediation = "mediation", ClassEducation = "class_education",
        PeerSupport = "peer_support", Management = "management", Environment = "environment", Evidence = "evidence",
        Transfer = "transfer",
    }
}

terms! { PoliceKind in "police_kind" by label { Called = "called", Noted = "noted" } }

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    pub id: String,
    pub title: String,
    pub kind: ConcernKind,
    pub forms: Vec<Form>,
    pub class_id: Option<String>,
    pub occurred: Occurred,
    pub discovered_at: Instant,
    pub recorded_at: Instant,
    pub internal_reported_at: Instant,
    pub place: String,
    pub place_type: String,
    pub channel: String,
    pub reporter: Reporter,
    pub received_by_id: String,
    pub owner_id: String,
    pub involved: Vec<Involved>,
    pub outsiders: Vec<Outsider>,
    pub narrative: String,
    pub immediate_action: String,
    pub cause: String,
    pub investigation: Option<Investigation>,
    pub finding: Option<String>,
    pub determination: Option<Determination>,
    pub result: Option<ConcernResult>,
    pub severity: Option<Severity>,
    pub tier: Option<Tier>,
    pub measures: Vec<Measure>,
    pub ledger_ids: Vec<String>,
    pub lesson: Option<Lesson>,
    pub review_note: Option<ReviewNote>,
    pub police: Option<Police>,
    pub public_attention: Option<PublicAttention>,
    pub report_level: Option<ReportLevel>,
    pub report_ids: Vec<String>,
    pub transfer: Option<Transfer>,
    pub county_review: Option<CountyReview>,
    /// A state id that the concern's kind has (see `crate::state`).
    pub status: String,
    pub closed_on: Option<Date>,
    pub events: Vec<Event>,
    /// The rounds that are over, the first one first; `investigation`, `finding`, `determination`, `result`, `severity`,
    /// `tier`, `lesson`, `review_note`, `transfer` and `county_review` above are those of the present round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Round>,
    /// What the lesson of the present round said before it was put in other words, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_lessons: Vec<Lesson>,
    /// What the review note of the present round said before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_review_notes: Vec<ReviewNote>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occurred {
    pub from: When,
    pub to: Option<When>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reporter {
    #[serde(rename = "type")]
    pub kind: ReporterKind,
    pub staff_id: Option<String>,
    pub student_id: Option<String>,
    pub relation: Option<String>,
}

terms! {
    ReporterKind in "reporter" by id { Staff = "staff", Student = "student", Guardian = "guardian", Anonymous = "anonymous" }
}

terms! { ReportLevel in "report_level" by id { County = "county", City = "city" } }

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Involved {
    pub student_id: String,
    pub role: Role,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outsider {
    pub no: i64,
    pub description: String,
    pub identity: String,
}

/// One thing done; `student_id` is null where it was done with all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub kind: MeasureKind,
    pub student_id: Option<String>,
    pub on: Date,
    pub by: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_days: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian_notified_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement_heard_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_no: Option<String>,
    /// The round in which it was done, from 1 on.
    #[serde(default = "first_round", skip_serializing_if = "is_first_round")]
    pub round: i64,
}

fn first_round() -> i64 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_first_round(round: &i64) -> bool {
    *round == 1
}

/// 举一反三: ledger items that follow from the case, or the reason why none does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger_ids: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewNote {
    pub on: Date,
    pub by: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Police {
    pub reported_at: Instant,
    pub how: String,
    pub kind: PoliceKind,
    pub case: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicAttention {
    pub online: bool,
    pub views: Option<i64>,
    pub media: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    pub to: String,
    pub reported_at: Instant,
    pub accepted_on: Option<Date>,
    pub materials: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountyReview {
    pub level: String,
    pub applicant_relation: String,
    pub applied_on: Date,
    pub accepted_on: Option<Date>,
    pub due_on: Option<Date>,
    pub finished_on: Option<Date>,
    pub panel: Vec<String>,
    pub outcome: Option<String>,
    pub answer: Option<String>,
    pub student_id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub at: When,
    #[serde(rename = "type")]
    pub kind: EventKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    pub actor_id: String,
    pub text: String,
}

terms! { EventKind in "event" by id { State = "state", Note = "note" } }
