//! Concerns.

use super::{CorrectionRow, SensitiveView, VoidedView, request, view};

request! {
    /// What a list of concerns shows. Every part may be left out.
    pub struct ConcernListRequest {
        pub text: Option<String>,
        pub kind: Option<String>,
        /// `open`, `closed`, or the id of a state.
        pub state: Option<String>,
        /// First and last civil day on which it was noticed.
        pub from: Option<String>,
        pub to: Option<String>,
        pub class_id: Option<String>,
        pub tier: Option<String>,
        pub owner_id: Option<String>,
        /// Where the page before ended; nothing for the newest.
        pub after: Option<u32>,
        /// Rows of a page, 1 to 500; 200 when left out.
        pub limit: Option<u32>,
    }
}

view! {
    /// A page of the list, newest first.
    pub struct ConcernListView {
        pub rows: Vec<ConcernRow>,
        /// Where the next page begins; nothing when this is the last.
        pub next: Option<u32>,
        /// How many there are on all pages; `more` when it is at least so many.
        pub total: u32,
        pub more: bool,
        /// How many of them are not finished.
        pub open: u32,
    }
}

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
        /// Whoever is in charge of discipline where it is left empty.
        pub owner_id: String,
        pub class_id: Option<String>,
        /// When the school was told; now where it is left out.
        pub internal_reported_at: Option<String>,
        /// `staff`, `student`, `guardian` or `anonymous`; whoever types where it is left out.
        pub reporter_kind: Option<String>,
        pub reporter_staff_id: Option<String>,
        pub reporter_student_id: Option<String>,
        pub reporter_relation: Option<String>,
        /// People who are not on the roster: pupils of other schools, strangers.
        #[serde(default)]
        pub outsiders: Vec<OutsiderRequest>,
        /// How it came to be known, for the first line of the chronology; the immediate action where it is left out.
        pub how: Option<String>,
    }
}

request! { pub struct OutsiderRequest { pub description: String, pub identity: String } }

view! {
    /// What to think of before a concern is recorded. It stops nobody.
    pub struct IntakeCheckView { pub warnings: Vec<FieldWarning>, pub duplicates: Vec<DuplicateRow> }
}

view! { pub struct FieldWarning { pub field: String, pub text: String } }

view! {
    /// A concern on record that may be the same matter.
    pub struct DuplicateRow {
        pub id: String,
        pub title: String,
        pub kind_label: String,
        pub occurred_from: String,
        pub place: String,
        pub status_label: String,
        pub owner: String,
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
        pub sensitive: SensitiveView,
    }
}
