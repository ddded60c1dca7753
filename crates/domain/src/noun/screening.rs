//! Screening of pupils, questionnaires, and the school's check of itself by area.

use serde::{Deserialize, Serialize};

use super::LedgerArea;
use crate::terms::terms;
use crate::time::Date;

terms! {
    ScreeningMethod in "screening_method" by label {
        Questionnaire = "questionnaire", Talk = "talk", Visit = "visit", Parents = "parents",
    }
}

terms! {
    Conclusion in "conclusion" by label { NothingFound = "nothing_found", ProblemFound = "problem_found" }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    pub id: String,
    pub name: String,
    pub held_on: Date,
    pub audience: String,
    pub due: i64,
    pub valid: i64,
    pub clues: i64,
    pub clue_handling: Option<String>,
    pub concern_ids: Vec<String>,
    /// How many of the valid sheets knew a channel for help; null where it was not asked.
    pub channel_known: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Screening {
    pub id: String,
    pub round: String,
    pub class_id: String,
    pub on: Date,
    pub methods: Vec<ScreeningMethod>,
    pub due: i64,
    pub screened: i64,
    pub missed: Vec<Missed>,
    pub psychological: String,
    pub mood: String,
    pub peer: String,
    pub parent_contacts: i64,
    pub focus_student_ids: Vec<String>,
    pub concern_ids: Vec<String>,
    pub ledger_ids: Vec<String>,
    pub conclusion: Conclusion,
    pub screener_id: String,
    pub makeup_of: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Missed {
    pub student_id: String,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SelfCheck {
    pub id: String,
    pub area: LedgerArea,
    pub on: Date,
    pub checker_id: String,
    pub checked: String,
    pub conclusion: Conclusion,
    pub finding: String,
    pub ledger_ids: Vec<String>,
    pub open_ledger_ids: Vec<String>,
}
