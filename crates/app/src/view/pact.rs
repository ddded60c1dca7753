//! Pacts.

use super::{CorrectionRow, VoidedView, request, view};

view! {
    pub struct PactRow {
        pub id: String,
        pub level: String,
        pub level_label: String,
        pub scope: String,
        pub title: String,
        pub version: u32,
        pub effective_on: Option<String>,
        pub status: String,
        pub status_label: String,
        pub articles: u32,
        pub signed: u32,
        pub unsigned: u32,
        pub voided: bool,
    }
}

view! {
    pub struct PactView {
        pub id: String,
        pub level: String,
        pub level_label: String,
        pub scope: String,
        pub class_name: Option<String>,
        pub title: String,
        pub version: u32,
        pub preamble: String,
        pub articles: Vec<String>,
        pub adopted_on: Option<String>,
        pub adoption: Option<String>,
        pub effective_on: Option<String>,
        pub status: String,
        pub status_label: String,
        pub signed: u32,
        pub unsigned: Vec<UnsignedView>,
        pub corrections: Vec<CorrectionRow>,
        pub voided: Option<VoidedView>,
    }
}

view! { pub struct UnsignedView { pub name: String, pub reason: String } }

request! {
    pub struct RecordPactRequest {
        pub level: String,
        pub scope: String,
        pub class_id: Option<String>,
        pub title: String,
        pub preamble: String,
        pub articles: Vec<String>,
        pub adopted_on: String,
        pub adoption: String,
        pub effective_on: String,
    }
}

view! {
    #[derive(serde::Deserialize)]
    pub struct PactTemplate { pub level: String, pub stage: String, pub title: String, pub preamble: String, pub articles: Vec<String> }
}
