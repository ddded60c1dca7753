//! Staff, outsiders with a role, classes and pupils.

use serde::{Deserialize, Serialize};

use crate::terms::terms;
use crate::time::{Date, Month};

terms! {
    Gender in "gender" by id { Male = "M", Female = "F" }
}

terms! {
    /// 学段.
    Stage in "stage" by label { Primary = "primary", Junior = "junior", Senior = "senior" }
}

terms! {
    /// A post that carries rights in the program; the words of a person's own title are `Staff::post`.
    Post in "post" by id {
        Principal = "principal",
        DeputyPrincipal = "deputy_principal",
        DisciplineDirector = "discipline_director",
        HomeroomTeacher = "homeroom_teacher",
        Counsellor = "counsellor",
        Staff = "staff",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Staff {
    pub id: String,
    pub name: String,
    /// Null where nobody recorded it.
    pub gender: Option<Gender>,
    pub post: String,
    pub campaign_role: Option<String>,
    /// Null where nobody recorded it.
    pub phone_masked: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct External {
    pub id: String,
    pub name: String,
    pub org: String,
    pub role: String,
    /// `first/last` civil dates of an appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Class {
    pub id: String,
    pub name: String,
    pub grade: i64,
    pub class_no: i64,
    pub stage: Stage,
    pub entry_year: i64,
    pub cohort: String,
    pub enrolment: i64,
    /// Null until one is named.
    pub homeroom_teacher_id: Option<String>,
    /// Null where nobody recorded it.
    pub room: Option<String>,
    pub safety_officer_ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Student {
    pub id: String,
    pub student_no: String,
    pub name: String,
    /// Null where nobody recorded it.
    pub gender: Option<Gender>,
    pub class_id: String,
    pub birth_month: Month,
    pub boarding: bool,
    pub left_behind: bool,
    pub focus_care: bool,
    pub joined_on: Option<Date>,
    /// Null where nobody recorded it.
    pub village: Option<String>,
    /// Null where nobody recorded it.
    pub guardian: Option<Guardian>,
    /// A random code, unrelated to name or class.
    pub pseudonym: String,
    /// Derived from the birth month at the file's `as_of`; the store does not keep it.
    pub under14: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guardian {
    pub relation: String,
    pub phone_masked: String,
}
