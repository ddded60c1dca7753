//! The first page: duties with their reasons, then numbers.

use super::view;

view! {
    pub struct DutyView {
        /// `campaign`, `ledger`, `investigation`, `packet` or `setup`.
        pub kind: String,
        pub id: String,
        pub title: String,
        /// Stable code of the reason; the window has the sentence.
        pub reason: String,
        pub due: Option<String>,
        pub basis: Option<String>,
        pub overdue: bool,
    }
}

view! {
    pub struct CountsView {
        pub concerns: u32,
        pub open_concerns: u32,
        pub ledger: u32,
        pub ledger_open: u32,
        pub ledger_overdue: u32,
        pub pacts: u32,
        pub students: u32,
        pub classes: u32,
        pub staff: u32,
    }
}

view! { pub struct BoardView { pub duties: Vec<DutyView>, pub counts: CountsView } }
