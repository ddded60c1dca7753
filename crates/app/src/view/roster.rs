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
        /// Every way to write the initials of the name, with a space between: `zw`, `dx sx`.
        pub initials: String,
        pub class_id: String,
        pub class_name: String,
        pub birth_month: String,
        pub pseudonym: String,
        /// The first day on which the pupil is no longer here; null while the pupil is.
        pub left_on: Option<String>,
        pub left_reason: Option<String>,
    }
}

request! {
    pub struct PupilListRequest {
        pub class_id: Option<String>,
        /// Those who left too.
        #[serde(default)]
        #[ts(optional)]
        pub with_left: Option<bool>,
    }
}

request! {
    /// Name, initials or number, as far as typed.
    pub struct PupilFindRequest {
        pub text: String,
        #[serde(default)]
        #[ts(optional)]
        pub with_left: Option<bool>,
    }
}

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
