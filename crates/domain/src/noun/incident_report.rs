//! Reports of an incident to the county bureau and beyond: first report, follow-ups, final report.

use serde::{Deserialize, Serialize};

use crate::terms::terms;
use crate::time::Instant;

terms! { ReportType in "report_type" by label { First = "first", FollowUp = "follow_up", Final = "final" } }

terms! { ReportMode in "report_mode" by label { Phone = "phone", Written = "written" } }

terms! {
    ReportState in "report_state" by id {
        Draft = "draft", InReview = "in_review", Issued = "issued", Queued = "queued", Delivered = "delivered",
        Receipted = "receipted", Returned = "returned",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentReport {
    pub id: String,
    pub concern_id: String,
    pub seq: i64,
    #[serde(rename = "type")]
    pub kind: ReportType,
    pub mode: ReportMode,
    pub sent_at: Instant,
    pub to: Vec<String>,
    pub reporter_id: String,
    pub reviewer_id: Option<String>,
    pub issuer_id: String,
    pub version: i64,
    pub previous_id: Option<String>,
    pub state: ReportState,
    /// What was said, of a report by phone.
    pub content: Option<String>,
    /// The fields of a written report.
    pub fields: Option<ReportFields>,
}

/// The six facts that the notice requires (三（四）) and four that the forms add.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportFields {
    #[serde(rename = "时间")]
    pub time: String,
    #[serde(rename = "地点")]
    pub place: String,
    #[serde(rename = "起因")]
    pub cause: String,
    #[serde(rename = "过程")]
    pub course: String,
    #[serde(rename = "涉及人员")]
    pub people: String,
    #[serde(rename = "已采取的措施")]
    pub measures: String,
    #[serde(rename = "伤情损失")]
    pub harm: String,
    #[serde(rename = "证据")]
    pub evidence: String,
    #[serde(rename = "是否报警")]
    pub police: String,
    #[serde(rename = "舆情")]
    pub public_opinion: String,
}
