//! All records of one school at one moment: what a school file holds, what the store reads back, and what every number
//! and paper is computed from.

use serde::{Deserialize, Serialize};

use crate::noun::*;

/// Every collection of the school, each in the order in which its rows were numbered or entered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is the collection of its name, defined in docs/school-file.md")]
pub struct Records {
    pub bureau: Option<Bureau>,
    pub contacts: Vec<Contact>,
    pub school: Option<School>,
    pub term: Option<Term>,
    pub calendar: Option<Calendar>,
    pub campaign: Option<Campaign>,
    pub staff: Vec<Staff>,
    pub externals: Vec<External>,
    pub committees: Vec<Committee>,
    pub classes: Vec<Class>,
    pub students: Vec<Student>,
    pub emergency_channels: Vec<Channel>,
    pub responsibility_list: Vec<Duty>,
    pub policy_docs: Vec<PolicyDoc>,
    pub surveys: Vec<Survey>,
    pub screenings: Vec<Screening>,
    pub self_checks: Vec<SelfCheck>,
    pub concerns: Vec<Concern>,
    pub sanctions: Vec<Sanction>,
    pub communications: Vec<Communication>,
    pub talks: Vec<Talk>,
    pub counselling: Vec<Counselling>,
    pub counselling_refusals: Vec<CounsellingRefusal>,
    pub family_guidance: Vec<FamilyGuidance>,
    pub incident_reports: Vec<IncidentReport>,
    pub ledger: Vec<LedgerItem>,
    pub lookback: Vec<Lookback>,
    pub inspections: Vec<Inspection>,
    pub pacts: Vec<Pact>,
    pub trainings: Vec<Training>,
    pub education_events: Vec<EducationEvent>,
    pub assessments: Vec<Assessment>,
    pub privacy: Option<Privacy>,
    pub export_packets: Vec<PastPacket>,
    pub report_notes: Vec<ReportNote>,
    pub report_no: Option<String>,
}

impl Records {
    /// The name behind a staff member's or outsider's id.
    pub fn person_name(&self, id: &str) -> Option<&str> {
        self.staff
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.name.as_str())
            .or_else(|| self.externals.iter().find(|x| x.id == id).map(|x| x.name.as_str()))
    }

    /// The pupil with this id.
    pub fn student(&self, id: &str) -> Option<&Student> {
        self.students.iter().find(|s| s.id == id)
    }

    /// The class with this id.
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.classes.iter().find(|c| c.id == id)
    }
}
