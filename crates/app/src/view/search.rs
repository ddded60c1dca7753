//! Search over everything, views that a person keeps, and the school's own numbers and calendar.

use super::{request, view};

request! {
    /// What is searched for. Every part may be left out.
    pub struct SearchRequest {
        pub text: String,
        /// `concern`, `ledger`, `pact`, `pupil`, `staff`; none for all of them.
        #[serde(default)]
        pub kinds: Vec<String>,
        pub kind: Option<String>,
        pub state: Option<String>,
        pub from: Option<String>,
        pub to: Option<String>,
        pub class_id: Option<String>,
        pub tier: Option<String>,
        pub owner_id: Option<String>,
        /// Where the page before ended.
        pub after: Option<u32>,
        /// Hits of each kind, 1 to 100; 30 when left out.
        pub limit: Option<u32>,
    }
}

view! { pub struct SnippetPiece { pub text: String, pub hit: bool } }

view! {
    pub struct SearchHit {
        /// `concern`, `ledger`, `pact`, `pupil` or `staff`.
        pub kind: String,
        pub id: String,
        pub title: String,
        /// Kind, state, class: a few words that tell one hit from the next.
        pub meta: String,
        /// The id of its state; empty for people.
        pub status: String,
        pub status_label: String,
        /// Which text was hit: `narrative`, `talk`, `people` …
        pub place: String,
        pub snippet: Vec<SnippetPiece>,
        pub voided: bool,
    }
}

view! { pub struct SearchCount { pub kind: String, pub total: u32, pub more: bool } }

view! {
    pub struct SearchView {
        pub hits: Vec<SearchHit>,
        /// Where the next page of concerns begins.
        pub next: Option<u32>,
        pub counts: Vec<SearchCount>,
    }
}

request! { pub struct ViewListRequest { pub page: String } }

request! { pub struct SaveViewRequest { pub page: String, pub name: String, pub query: String } }

view! {
    /// Filters under a name.
    pub struct SavedListView { pub id: String, pub name: String, pub query: String }
}

view! { pub struct HolidayRow { pub name: String, pub first: String, pub last: String } }

request! { pub struct HolidayRequest { pub name: String, pub first: String, pub last: String } }

view! {
    /// The holidays and makeup workdays of one year.
    pub struct CalendarYearView {
        pub year: i32,
        pub holidays: Vec<HolidayRow>,
        pub makeup_workdays: Vec<String>,
        pub note: String,
        /// Who set it, and when; empty for what came with the school.
        pub set_by: String,
        pub set_at: Option<String>,
    }
}

view! {
    pub struct CalendarView {
        pub years: Vec<CalendarYearView>,
        pub this_year: i32,
        pub may_edit: bool,
    }
}

request! {
    pub struct CalendarYearRequest {
        pub year: i32,
        pub holidays: Vec<HolidayRequest>,
        pub makeup_workdays: Vec<String>,
        pub note: String,
    }
}

view! {
    /// One number of the handling that no statute fixes.
    pub struct HandlingSetting {
        pub field: String,
        pub value: u32,
        /// What it is where nobody changed it.
        pub usual: u32,
        pub min: u32,
        pub max: u32,
    }
}

view! { pub struct HandlingSettingsView { pub settings: Vec<HandlingSetting>, pub may_edit: bool } }

request! { pub struct HandlingSettingsRequest { pub values: std::collections::BTreeMap<String, u32> } }
