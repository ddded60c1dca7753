//! The first page: duties with their reasons, then numbers.

use super::view;

view! {
    /// One thing to be done.
    pub struct DutyView {
        /// `concern`, `ledger`, `pact`, `campaign`, `packet` or `setup`.
        pub kind: String,
        /// The number of the record, or what stands for one.
        pub id: String,
        pub title: String,
        /// Stable code of the reason.
        pub reason: String,
        /// The reason in words; empty where the window has the sentence.
        pub text: String,
        pub due: Option<String>,
        /// The moment, where hours count.
        pub due_at: Option<String>,
        /// The date that an approved extension put beside `due`.
        pub extended: Option<String>,
        /// The legal basis in words; empty for none.
        pub basis: String,
        pub overdue: bool,
        /// The people and posts that it falls to.
        pub who: String,
        /// Whether it falls to the person at the keyboard.
        pub mine: bool,
        /// The entry or step of the case that does it; empty where the record is opened.
        pub entry: String,
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

view! {
    /// The clock stands before what was entered last, so that every date is in doubt.
    pub struct ClockBackView { pub now: String, pub last: String }
}

view! {
    pub struct BoardView {
        pub duties: Vec<DutyView>,
        pub counts: CountsView,
        pub clock_back: Option<ClockBackView>,
    }
}
