//! The school, its bureau, term, calendar, campaign, committees and contacts.

use serde::{Deserialize, Serialize};

use crate::time::Date;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bureau {
    pub name: String,
    pub city: String,
    pub police: String,
    pub fictional: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct School {
    pub name: String,
    pub short: String,
    pub school_code: String,
    pub note: String,
    pub principal_id: String,
    pub class_count: i64,
    pub staff_total: i64,
    pub doc_prefix: String,
    pub seal_note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// `2025-2026`.
    pub school_year: String,
    /// 1 or 2.
    pub term_no: i64,
    pub label: String,
    pub start_on: Date,
    pub end_on: Date,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    pub holidays: Vec<Holiday>,
    pub makeup_workdays: Vec<Date>,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Holiday {
    pub name: String,
    pub first: Date,
    pub last: Date,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    pub name: String,
    pub basis: String,
    pub received_on: Date,
    pub phases: Vec<Phase>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    pub no: i64,
    pub name: String,
    pub start_on: Date,
    pub due_on: Date,
    pub done_on: Option<Date>,
    pub deliverable: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: String,
    pub org: String,
    pub group: Option<String>,
    pub role: String,
    pub post: String,
    pub name: Option<String>,
    pub staff_id: Option<String>,
    pub phone_masked: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Committee {
    pub id: String,
    pub name: String,
    pub founded_on: Date,
    pub file_no: String,
    pub office: String,
    pub chair_id: String,
    pub compositions: Vec<Composition>,
}

impl Committee {
    /// Whether pupils appeal to it (教育惩戒规则 art. 17): the one whose name says 申诉.
    pub fn hears_appeals(&self) -> bool {
        self.name.contains("申诉")
    }
}

/// The members, chair included, from one day to another; `to_on` is null while it serves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Composition {
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub member_ids: Vec<String>,
    pub vacant: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Privacy {
    pub notice_version: String,
    pub legal_bases: Vec<String>,
    pub pending_consent_student_ids: Vec<String>,
    pub retention_rule: String,
    pub access_log_enabled: bool,
}
