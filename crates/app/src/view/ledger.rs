//! The rectification ledger.

use super::{CorrectionRow, VoidedView, request, view};

request! { pub struct LedgerListRequest { pub status: Option<String> } }

view! {
    pub struct LedgerRow {
        pub id: String,
        pub area: String,
        pub problem: String,
        pub level: String,
        pub owner: String,
        pub deadline: String,
        pub new_deadline: Option<String>,
        pub status: String,
        pub status_label: String,
        pub overdue: bool,
        pub voided: bool,
    }
}

request! {
    pub struct RecordLedgerRequest {
        pub area: String,
        pub problem: String,
        pub source: String,
        pub level: String,
        pub found_on: String,
        pub measures: String,
        pub owner_id: String,
        pub leader_id: String,
        pub verifier_id: Option<String>,
        pub deadline: String,
    }
}

view! { pub struct ProgressView { pub on: String, pub by: String, pub text: String } }

view! {
    pub struct LedgerView {
        pub id: String,
        pub area: String,
        pub source: String,
        pub problem: String,
        pub level: String,
        pub measures: String,
        pub found_on: String,
        pub recorded_on: String,
        pub owner: String,
        pub leader: String,
        pub verifier: Option<String>,
        pub deadline: String,
        pub new_deadline: Option<String>,
        pub extension_reason: Option<String>,
        pub extension_approved: Option<bool>,
        pub status: String,
        pub status_label: String,
        pub overdue: bool,
        pub completed_on: Option<String>,
        pub verified_on: Option<String>,
        pub closed_on: Option<String>,
        pub remark: String,
        pub progress: Vec<ProgressView>,
        pub evidence: Vec<String>,
        pub concern_ids: Vec<String>,
        pub corrections: Vec<CorrectionRow>,
        pub voided: Option<VoidedView>,
    }
}
