//! Staff, classes and pupils.

use super::{Choice, request, view};

view! { pub struct StaffRow { pub id: String, pub name: String, pub post: String, pub gender: Option<String> } }

request! { pub struct AddStaffRequest { pub name: String, pub post: String } }

view! {
    pub struct ClassRow {
        pub id: String,
        pub name: String,
        pub grade: i32,
        pub stage: String,
        pub homeroom_teacher_id: Option<String>,
        pub homeroom_teacher: Option<String>,
        pub pupils: u32,
    }
}

request! { pub struct AddClassRequest { pub name: String, pub homeroom_teacher_id: Option<String> } }

view! {
    pub struct PupilRow {
        pub id: String,
        pub student_no: String,
        pub name: String,
        pub class_id: String,
        pub class_name: String,
        pub birth_month: String,
        pub pseudonym: String,
    }
}

request! { pub struct PupilListRequest { pub class_id: Option<String> } }

request! {
    pub struct AddPupilRequest { pub name: String, pub student_no: String, pub class_id: String, pub birth_month: String }
}

view! {
    /// Every fixed set that a form offers.
    pub struct ChoicesView {
        pub kinds: Vec<Choice>,
        pub forms: Vec<Choice>,
        pub roles: Vec<Choice>,
        pub place_types: Vec<Choice>,
        pub channels: Vec<Choice>,
        pub ledger_areas: Vec<Choice>,
        pub ledger_levels: Vec<Choice>,
        pub ledger_sources: Vec<Choice>,
        pub pact_levels: Vec<Choice>,
        pub posts: Vec<Choice>,
    }
}
