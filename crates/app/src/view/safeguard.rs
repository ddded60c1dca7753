//! Sensitive cases, legal bases, consents and requests of guardians.

use super::{Choice, request, view};

request! { pub struct OpenSensitiveRequest { pub id: String, pub reason: String } }

request! { pub struct MarkSensitiveRequest { pub id: String, pub marked: bool, pub reason: String } }

view! {
    /// Whether every opening of a case is logged.
    pub struct SensitiveView {
        pub marked: bool,
        /// Why; empty where it is not marked.
        pub reason: String,
        pub by: String,
        pub at: Option<String>,
        pub may_mark: bool,
    }
}

view! {
    /// What the school processes pupils' data for.
    pub struct PurposeRow {
        pub id: String,
        pub label: String,
        pub what: String,
        /// The articles it rests on.
        pub law: String,
        pub basis: String,
        pub basis_label: String,
        /// Whether that is what the program proposes.
        pub usual: bool,
        pub decided: Option<PurposeDecision>,
        /// Pupils of this list whose consent is missing.
        pub missing: u32,
    }
}

view! { pub struct PurposeDecision { pub reason: String, pub by: String, pub at: String } }

view! {
    /// One answer of guardians.
    pub struct ConsentLine {
        /// Null for everything.
        pub purpose: Option<String>,
        pub answer: String,
        pub answer_label: String,
        pub guardian: Option<String>,
        pub way: String,
        pub on: Option<String>,
        pub by: Option<String>,
    }
}

view! {
    pub struct ConsentRow {
        pub student_id: String,
        pub name: String,
        pub class_name: String,
        pub under14: bool,
        /// For which purposes consent is needed and was not given.
        pub missing: Vec<Choice>,
        /// Newest first.
        pub answers: Vec<ConsentLine>,
    }
}

view! {
    pub struct PrivacyView {
        pub purposes: Vec<PurposeRow>,
        pub pupils: Vec<ConsentRow>,
        /// Pupils with anything missing.
        pub missing: u32,
        pub answers: Vec<Choice>,
        pub ways: Vec<Choice>,
        pub bases: Vec<Choice>,
        pub may_decide: bool,
        pub may_answer_requests: bool,
    }
}

request! { pub struct PrivacyBasisRequest { pub purpose: String, pub basis: String, pub reason: String } }

request! {
    pub struct ConsentRequest {
        pub student_id: String,
        /// Null or empty for everything.
        pub purpose: Option<String>,
        pub answer: String,
        pub guardian: String,
        pub way: String,
        pub answered_on: String,
    }
}

view! {
    pub struct GuardianAnswerView {
        pub outcome: String,
        pub outcome_label: String,
        pub text: String,
        pub on: String,
        pub by: String,
    }
}

view! {
    pub struct GuardianRequestRow {
        pub id: String,
        pub student_id: String,
        pub name: String,
        pub class_name: String,
        pub kind: String,
        pub kind_label: String,
        pub asked_by: String,
        pub asked_on: String,
        pub detail: String,
        pub by: String,
        /// Civil days since it was asked.
        pub days: u32,
        /// How it may end.
        pub outcomes: Vec<Choice>,
        pub answer: Option<GuardianAnswerView>,
    }
}

view! { pub struct GuardianRequestsView { pub rows: Vec<GuardianRequestRow>, pub open: u32, pub kinds: Vec<Choice> } }

request! {
    pub struct AddGuardianRequest {
        pub student_id: String,
        pub kind: String,
        pub asked_by: String,
        pub asked_on: String,
        pub detail: String,
    }
}

request! {
    pub struct AnswerGuardianRequest { pub id: String, pub outcome: String, pub text: String, pub answered_on: String }
}
