//! Sealed texts.

use super::{request, view};

request! { pub struct RecordRequest { pub kind: String, pub id: String } }

view! {
    pub struct SealedRow {
        pub id: String,
        pub label: String,
        pub written_at: String,
        pub written_by: String,
        /// The text that this one replaces.
        pub supersedes: Option<String>,
        /// Whether a newer text replaces this one.
        pub superseded: bool,
        pub may_open: bool,
        pub needs_reason: bool,
    }
}

request! {
    pub struct WriteSealedRequest {
        pub kind: String,
        pub id: String,
        pub label: String,
        pub text: String,
        /// The text that this one replaces; it stays.
        pub supersedes: Option<String>,
    }
}

request! { pub struct OpenSealedRequest { pub id: String, pub reason: Option<String> } }

/// A sealed text in the clear. No `Debug`: it must not reach a log.
#[derive(Clone, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../../ui/src/generated/")]
pub struct SealedTextView {
    pub text: String,
}
