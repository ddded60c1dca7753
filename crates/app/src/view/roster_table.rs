//! The import of a table, the turn of the school year, and the steps of one pupil.

use super::{Choice, request, view};

view! { pub struct RosterSheet { pub index: u32, pub name: String, pub hidden: bool, pub rows: u32 } }

view! {
    /// A column of the chosen table: what stands above it, what it means, a few of its values.
    pub struct RosterColumn {
        pub column: u32,
        pub letter: String,
        pub heading: String,
        pub field: Option<String>,
        pub hidden: bool,
        pub samples: Vec<String>,
    }
}

view! {
    /// The chosen table. `faults` are sentences; while there is one nothing can be imported.
    pub struct RosterFileView {
        pub token: String,
        pub file_name: String,
        pub sheets: Vec<RosterSheet>,
        pub sheet: u32,
        pub kind: String,
        pub kinds: Vec<Choice>,
        /// The row of the headings, 0 where none were found.
        pub header_row: u32,
        pub fields: Vec<Choice>,
        pub columns: Vec<RosterColumn>,
        pub faults: Vec<String>,
        pub remembered: bool,
    }
}

request! { pub struct RosterColumnRequest { pub column: u32, pub field: Option<String> } }

request! {
    pub struct RosterMapRequest {
        pub token: String,
        pub sheet: u32,
        pub kind: String,
        pub columns: Vec<RosterColumnRequest>,
    }
}

request! {
    /// `show`: an outcome, `warned` or `to_confirm`; null for every row.
    pub struct RosterPlanRequest { pub token: String, pub show: Option<String> }
}

view! { pub struct RosterChange { pub field: String, pub old: String, pub new: String } }

view! {
    /// A row of the dry run. `outcome`: added, changed, unchanged, returned, refused, skipped.
    pub struct RosterRow {
        pub number: u32,
        pub label: String,
        pub outcome: String,
        pub reasons: Vec<String>,
        pub changes: Vec<RosterChange>,
        pub warnings: Vec<String>,
        /// Done only when it is ticked.
        pub confirm: bool,
    }
}

view! {
    pub struct RosterTally {
        pub added: u32,
        pub changed: u32,
        pub unchanged: u32,
        pub returned: u32,
        pub refused: u32,
        pub skipped: u32,
        pub to_confirm: u32,
        pub left: u32,
    }
}

view! { pub struct RosterLeaver { pub id: String, pub student_no: String, pub name: String, pub class_name: String } }

view! {
    /// The dry run. `total` counts the rows that `show` lets through, of which at most 5,000 are here.
    pub struct RosterPlanView {
        pub digest: String,
        pub kind: String,
        pub file_name: String,
        pub tally: RosterTally,
        pub notes: Vec<String>,
        pub new_classes: Vec<String>,
        pub total: u32,
        pub rows: Vec<RosterRow>,
        /// Pupils of classes in the table who are not in it.
        pub leavers: Vec<RosterLeaver>,
    }
}

request! {
    pub struct RosterApplyRequest {
        pub token: String,
        pub digest: String,
        /// Numbers of the rows that are ticked.
        pub confirmed: Vec<u32>,
        /// Ids of the pupils who are marked as left.
        pub leaving: Vec<String>,
        pub left_on: Option<String>,
        pub left_reason: Option<String>,
    }
}

view! {
    /// What an import or a turn of the year did, or taking it back; `kept` counts what was left as it is.
    pub struct RosterDoneView {
        pub batch_id: String,
        pub kind: String,
        pub file: Option<String>,
        pub at: String,
        pub added: u32,
        pub changed: u32,
        pub left: u32,
        pub kept: u32,
    }
}

view! {
    pub struct RosterBatchView {
        pub done: RosterDoneView,
        pub by: String,
        pub undone_at: Option<String>,
        pub can_undo: bool,
    }
}

request! { pub struct RosterBatchRequest { pub batch_id: String } }

request! { pub struct RosterTemplateRequest { pub kind: String } }

view! {
    pub struct RolloverStep {
        pub class_id: String,
        pub from: String,
        pub to: String,
        pub graduates: bool,
        pub pupils: u32,
    }
}

view! {
    /// What 1 September does; no steps before the day or once it is done. `unclear` are names of classes to look at.
    pub struct RolloverView {
        pub digest: String,
        /// The year in which the school year began.
        pub school_year: i32,
        pub steps: Vec<RolloverStep>,
        pub unclear: Vec<String>,
    }
}

request! { pub struct RolloverRequest { pub digest: String } }

request! { pub struct PupilMoveRequest { pub id: String, pub class_id: String } }

request! { pub struct PupilLeaveRequest { pub id: String, pub on: String, pub reason: String } }

request! { pub struct PupilReturnRequest { pub id: String, pub on: String, pub class_id: String } }

view! {
    pub struct GuardianRow {
        pub id: String,
        pub name: Option<String>,
        pub relation: String,
        pub phone: Option<String>,
        pub phone_masked: Option<String>,
    }
}

view! { pub struct PupilChange { pub at: String, pub by: String, pub field: String, pub old: String, pub new: String } }

view! {
    /// One pupil of the roster.
    pub struct PupilView {
        pub id: String,
        pub name: String,
        pub student_no: String,
        pub national_no: Option<String>,
        pub class_id: String,
        pub class_name: String,
        pub gender: Option<String>,
        pub birth_month: String,
        pub boarding: bool,
        pub left_behind: bool,
        pub joined_on: Option<String>,
        pub village: Option<String>,
        pub pseudonym: String,
        pub here: bool,
        pub left_on: Option<String>,
        pub left_reason: Option<String>,
        /// Why a pupil may be marked as left.
        pub reasons: Vec<Choice>,
        pub guardians: Vec<GuardianRow>,
        pub changes: Vec<PupilChange>,
        pub editable: bool,
    }
}
