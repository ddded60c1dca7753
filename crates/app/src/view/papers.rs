//! The papers of a case and of the school.

use super::{request, view};

view! {
    /// A paper that exists for a case, printable or not yet.
    pub struct CasePaperRow {
        /// What opens it: its kind, and after a colon its row.
        pub paper: String,
        pub group: String,
        pub title: String,
        /// Whom or what it is about; may be a pupil's name.
        pub detail: String,
        /// Whether a pupil's real name stands in it.
        pub names: bool,
        /// Why it cannot be printed yet; empty when it can.
        pub blocked: String,
    }
}

request! { pub struct CasePaperRequest { pub id: String, pub paper: String } }

request! {
    /// A paper of the school: `intake_blank`; `concern_ledger` from one day to another; `missing_reports` of the week that
    /// holds `from`. The other days are left out where the paper has none.
    pub struct SchoolPaperRequest {
        pub paper: String,
        pub from: Option<String>,
        pub to: Option<String>,
        /// Pseudonyms in place of pupils' names.
        pub coded: bool,
    }
}

request! {
    pub struct MissingReportsRequest {
        /// Any day of the week; this week where it is null.
        pub week: Option<String>,
    }
}

view! {
    /// A report that should have been made and was not.
    pub struct MissingReportRow {
        pub concern_id: String,
        pub title: String,
        pub kind: String,
        pub receiver: String,
        /// What made it due.
        pub since: String,
        pub due: Option<String>,
        /// Whole hours past the deadline; 0 where there is none.
        pub late_hours: u32,
        /// Whether it came due in this week; the others are older.
        pub this_week: bool,
        pub basis: String,
    }
}

view! {
    pub struct MissingReportsView { pub first: String, pub last: String, pub rows: Vec<MissingReportRow> }
}
