//! What is entered into a case: a form for each kind of entry and step, described field by field, so that the window has
//! one component for all of them.

use std::collections::BTreeMap;

use super::{Choice, request, view};

view! {
    /// One field of a form.
    pub struct EntryField {
        /// The name under which the answer comes back; in a group `<group>.<row>.<field>`.
        pub field: String,
        pub label: String,
        /// Under the field; empty for none.
        pub help: String,
        /// `line`, `lines`, `date`, `instant`, `when`, `number`, `flag`, `choice`, `choices`, `words` (choices, or words
        /// that are typed), `rows`; `group` begins a group under a heading and takes no answer.
        pub input: String,
        pub required: bool,
        pub choices: Vec<Choice>,
        /// What stands in the field at first: one text, or one id for each choice made.
        pub value: Vec<String>,
        /// The columns of `rows`.
        pub columns: Vec<EntryField>,
        /// How many rows of `rows` are shown at first.
        pub rows: u32,
    }
}

view! {
    /// A form of a case, and whether it may be entered.
    pub struct EntryForm {
        pub id: String,
        pub entry: String,
        pub title: String,
        /// 条款 that asks for it; empty for none.
        pub basis: String,
        /// Verb and object of the button.
        pub submit: String,
        /// Why it cannot be entered now; empty when it can.
        pub obstacles: Vec<String>,
        /// What to think of, which stops nobody.
        pub warnings: Vec<String>,
        pub fields: Vec<EntryField>,
    }
}

request! { pub struct EntryFormRequest { pub id: String, pub entry: String } }

request! {
    pub struct EntryRequest {
        pub id: String,
        pub entry: String,
        /// The answers by field; a choice of several and nothing else has more than one text.
        pub values: BTreeMap<String, Vec<String>>,
    }
}

view! {
    /// A step or an entry that the case offers.
    pub struct CaseAction {
        pub entry: String,
        pub title: String,
        pub basis: String,
        /// Empty when it may be done now.
        pub obstacles: Vec<String>,
        pub warnings: Vec<String>,
        /// Whether it moves the case to another state.
        pub moves: bool,
        /// Whether it cannot be taken back, so that the window asks once more.
        pub grave: bool,
    }
}

view! {
    /// Something that is due in a case.
    pub struct CaseDuty {
        pub code: String,
        pub text: String,
        pub due: Option<String>,
        /// Days past the due day; 0 while there is time.
        pub overdue: u32,
        pub basis: String,
        pub who: String,
        /// The entry that does it; empty when none does.
        pub entry: String,
    }
}

view! {
    /// One line of the chronology of a case.
    pub struct CaseLine {
        pub at: String,
        /// `state`, `note`, or the kind of entry.
        pub kind: String,
        pub label: String,
        /// Its number, for example GT-2026-012; empty for lines without one.
        pub no: String,
        pub text: String,
        /// More facts for reading, label and value.
        pub facts: Vec<CaseFact>,
        pub actor: String,
    }
}

view! { pub struct CaseFact { pub label: String, pub value: String } }

view! {
    /// What was found before about a pupil of the case.
    pub struct PriorRow {
        /// The earlier case.
        pub concern: String,
        pub on: String,
        pub pupil: String,
        pub role: String,
        /// Result, degree and tier in one line.
        pub found: String,
        /// The sanction that stands after any appeal; empty for none.
        pub sanction: String,
    }
}

view! {
    /// What a round of a case said that is over.
    pub struct CaseRound {
        pub no: u32,
        /// Result, degree and tier in one line; empty where none was found.
        pub found: String,
        /// The minutes; empty for none.
        pub minutes: String,
        /// The day it was closed; none where a review ended it.
        pub closed_on: Option<String>,
        /// Why the next one began.
        pub ground: String,
        pub reason: String,
        /// The case in which it happened again; empty for none.
        pub related: String,
        pub at: String,
    }
}

view! {
    /// A case with what was done, what is due and what may be done.
    pub struct CaseView {
        pub id: String,
        /// The round it is in, from 1 on.
        pub round: u32,
        /// The rounds that are over, the first one first.
        pub earlier: Vec<CaseRound>,
        pub actions: Vec<CaseAction>,
        pub duties: Vec<CaseDuty>,
        pub chronology: Vec<CaseLine>,
        /// Earlier determinations about its pupils, newest first, as far as the person may see those cases.
        pub prior: Vec<PriorRow>,
    }
}
