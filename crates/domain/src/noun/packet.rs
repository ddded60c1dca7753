//! Packets sent before, as history, and the words that only the principal can add to the report.

use serde::{Deserialize, Serialize};

use crate::terms::terms;
use crate::time::Instant;

terms! {
    PacketKind in "packet_kind" by id {
        IncidentFirst = "incident-first", IncidentFollowUp = "incident-followup", IncidentFinal = "incident-final",
        MonthlyReport = "monthly-report", NilReport = "nil-report", CampaignReport = "campaign-report",
        RectificationLedger = "rectification-ledger", Pacts = "pacts", Correction = "correction",
        KeyRollover = "key-rollover",
    }
}

terms! {
    /// Delivery states; there is no state “delivered”, only a verified receipt proves that.
    PacketState in "packet_state" by id {
        Queued = "queued", Uploading = "uploading", Uploaded = "uploaded", Carried = "carried",
        Receipted = "receipted", Returned = "returned", Quarantined = "quarantined",
    }
}

terms! {
    Edition in "edition" by label { Statistics = "statistics", Pseudonymous = "pseudonymous", Identified = "identified" }
}

/// A packet of the past that came with a loaded school file: history, never sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastPacket {
    pub id: String,
    pub seq: i64,
    pub kind: PacketKind,
    pub source_ids: Vec<String>,
    pub created_at: Instant,
    pub edition: Edition,
    pub to: Vec<String>,
    pub state: PacketState,
    pub history: Vec<PacketStep>,
    pub receipt_at: Option<Instant>,
    pub supersedes: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PacketStep {
    pub state: PacketState,
    pub at: Instant,
}

/// Printed after the computed sentences of that section (1 to 9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportNote {
    pub section: i64,
    pub text: String,
}
