//! The audit log.

use super::{Choice, request, view};

request! {
    /// Which rows: every member left out or empty lets all through. Days are civil dates, both included.
    pub struct AuditPageRequest {
        pub actor: Option<String>,
        pub action: Option<String>,
        /// Only what was seen of sensitive records: who looked, and why.
        pub views: Option<bool>,
        pub kind: Option<String>,
        pub id: Option<String>,
        pub from: Option<String>,
        pub to: Option<String>,
        /// Only rows before this one; null for the newest.
        #[ts(type = "number | null")]
        pub before: Option<i64>,
    }
}

view! {
    pub struct AuditRow {
        #[ts(type = "number")]
        pub seq: i64,
        pub at: String,
        /// The person's name, or the program's.
        pub actor: String,
        pub actor_id: String,
        pub action: String,
        pub action_label: String,
        pub kind: String,
        pub kind_label: String,
        pub id: String,
        /// Labels of the fields that were set; never a value.
        pub fields: Vec<String>,
        pub reason: Option<String>,
        /// 64 hexadecimal digits.
        pub hash: String,
    }
}

view! {
    pub struct AuditPageView {
        pub rows: Vec<AuditRow>,
        pub more: bool,
        /// Rows that the filter lets through.
        #[ts(type = "number")]
        pub total: u64,
        /// Hash of the last row of the log.
        pub head: String,
        /// Rows of the log.
        #[ts(type = "number")]
        pub count: u64,
    }
}

view! { pub struct AuditChoicesView { pub actors: Vec<Choice>, pub actions: Vec<Choice>, pub kinds: Vec<Choice> } }

view! {
    pub struct AuditVerifyView {
        /// `whole`; `changed` and `missing`: the row `seq`; `rewritten`: the log contradicts the signed checkpoint of `seq`
        /// rows; `truncated`: a signed checkpoint proves `seq` rows; `checkpoint`: the signature of the checkpoint of
        /// `seq` rows is wrong; `record_changed`: the record `kind`, `id` is not what it was when it was finished, as the
        /// row `seq` has it.
        pub state: String,
        #[ts(type = "number")]
        pub count: u64,
        #[ts(type = "number | null")]
        pub seq: Option<u64>,
        pub head: String,
        /// Signed checkpoints that the log was compared with.
        pub checkpoints: u32,
        /// The table of the record that was changed.
        pub kind: Option<String>,
        /// Its number.
        pub id: Option<String>,
    }
}

view! {
    pub struct AuditCompareView {
        /// `extends`, `truncated`, `differs`.
        pub state: String,
        pub file: String,
        /// `packet` or `backup`.
        pub kind: String,
        /// Rows that the file proves.
        #[ts(type = "number")]
        pub count: u64,
        /// Rows that are here.
        #[ts(type = "number")]
        pub have: u64,
        /// The first row known to differ.
        #[ts(type = "number | null")]
        pub seq: Option<u64>,
    }
}
