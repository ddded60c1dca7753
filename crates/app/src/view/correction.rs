//! Corrections and voids of finished records.

use super::{Choice, request, view};

view! {
    /// A field that may be corrected.
    pub struct CorrectableField {
        pub field: String,
        pub label: String,
        /// As `CorrectRequest` takes it: dates and instants in their own form, choices by id, a list one id a line.
        pub value: String,
        /// For reading.
        pub shown: String,
        /// `line`, `lines`, `date`, `when`, `instant`, `choice`, `choices`.
        pub input: String,
        pub optional: bool,
        pub choices: Vec<Choice>,
    }
}

view! {
    pub struct CorrectionRow {
        pub field: String,
        pub label: String,
        pub old: String,
        pub new: String,
        pub old_shown: String,
        pub new_shown: String,
        pub reason: String,
        pub by: String,
        pub at: String,
    }
}

view! { pub struct VoidedView { pub reason: String, pub by: String, pub at: String } }

view! {
    pub struct CorrectionsView {
        pub finished: bool,
        pub voided: Option<VoidedView>,
        pub fields: Vec<CorrectableField>,
        pub rows: Vec<CorrectionRow>,
        pub may_correct: bool,
        pub may_void: bool,
    }
}

request! {
    pub struct CorrectRequest { pub kind: String, pub id: String, pub field: String, pub value: String, pub reason: String }
}

request! { pub struct VoidRequest { pub kind: String, pub id: String, pub reason: String } }
