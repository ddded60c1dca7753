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

terms! {
    /// Why a pupil is no longer here.
    LeftReason in "left_reason" by id {
        Transferred = "transferred",
        Graduated = "graduated",
        Suspended = "suspended",
        /// The row came by mistake, for example with an import that was undone; the pupil was never here.
        EnteredInError = "entered_in_error",
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
    /// 工号, the key of an import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_no: Option<String>,
    /// The first civil day on which the person is no longer here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_on: Option<Date>,
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
    /// The first civil day on which the class is no longer at the school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graduated_on: Option<Date>,
}

impl Class {
    /// Whether the class is at the school on this day.
    pub fn is_here(&self, on: Date) -> bool {
        self.graduated_on.is_none_or(|day| on < day)
    }
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
    /// 学籍号 of the national register, 19 characters; null where the school keeps only its own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_no: Option<String>,
    /// Null while the pupil is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Leaving>,
}

/// The end of a pupil's time at the school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// The first civil day on which the pupil is no longer here.
    pub on: Date,
    pub reason: LeftReason,
}

impl Student {
    /// Whether the pupil is at the school on this day.
    pub fn is_here(&self, on: Date) -> bool {
        self.left.is_none_or(|left| left.reason != LeftReason::EnteredInError && on < left.on)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guardian {
    pub relation: String,
    pub phone_masked: String,
}

/// Whom to call for a pupil, as the school's own roster has it; no packet carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianContact {
    pub id: String,
    pub student_id: String,
    /// Null where only relation and number are known.
    pub name: Option<String>,
    pub relation: String,
    /// The whole number, digits and dashes.
    pub phone: Option<String>,
    /// The first civil day on which they are no longer called.
    pub until_on: Option<Date>,
}
