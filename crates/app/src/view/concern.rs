//! Concerns.

use super::{CorrectionRow, VoidedView, request, view};

request! { pub struct ConcernListRequest { pub kind: Option<String>, pub text: Option<String> } }

view! {
    pub struct ConcernRow {
        pub id: String,
        pub kind: String,
        pub kind_label: String,
        pub title: String,
        pub discovered_at: String,
        pub place: String,
        pub status: String,
        pub status_label: String,
        pub people: u32,
        pub owner: String,
        pub voided: bool,
    }
}

request! { pub struct IdRequest { pub id: String } }

request! { pub struct InvolvedRequest { pub student_id: String, pub role: String } }

request! {
    pub struct RecordConcernRequest {
        pub kind: String,
        /// Made from kind, class and place where it is left empty; never a pupil's name.
        pub title: Option<String>,
        /// A date or an instant.
        pub occurred_from: String,
        pub occurred_to: Option<String>,
        pub learned_at: String,
        pub place: String,
        pub place_type: String,
        pub channel: String,
        pub forms: Vec<String>,
        pub involved: Vec<InvolvedRequest>,
        pub narrative: String,
        pub immediate_action: String,
        pub owner_id: String,
        pub class_id: Option<String>,
    }
}

view! { pub struct SavedView { pub id: String } }

view! {
    pub struct InvolvedView {
        pub student_id: String,
        pub name: String,
        pub class_name: String,
        pub role: String,
        pub role_label: String,
    }
}

view! {
    pub struct ChronologyRow { pub at: String, pub kind: String, pub label: Option<String>, pub text: String, pub actor: String }
}

view! {
    pub struct ConcernView {
        pub id: String,
        pub kind: String,
        pub kind_label: String,
        pub title: String,
        pub status: String,
        pub status_label: String,
        pub forms: Vec<String>,
        pub class_name: Option<String>,
        pub occurred_from: String,
        pub occurred_to: Option<String>,
        pub learned_at: String,
        pub recorded_at: String,
        pub place: String,
        pub place_type: String,
        pub channel: String,
        pub owner: String,
        pub received_by: String,
        pub involved: Vec<InvolvedView>,
        pub outsiders: Vec<String>,
        pub narrative: String,
        pub immediate_action: String,
        pub cause: String,
        pub finding: Option<String>,
        pub result: Option<String>,
        pub closed_on: Option<String>,
        pub ledger_ids: Vec<String>,
        pub chronology: Vec<ChronologyRow>,
        pub corrections: Vec<CorrectionRow>,
        pub voided: Option<VoidedView>,
    }
}
