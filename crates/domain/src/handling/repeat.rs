//! What was found before about the same pupils. 屡教不改 is a judgement of people: this shows and never decides.

use super::case::Case;
use super::review::is_decision;
use crate::noun::{Concern, ConcernResult, Determination, Role, Sanction, SanctionKind, Severity, Tier};
use crate::records::Records;
use crate::time::Date;

/// One earlier determination about a pupil of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prior {
    /// The pupil.
    pub student_id: String,
    /// The pupil's role then.
    pub role: Role,
    /// The earlier concern.
    pub concern_id: String,
    /// When it was determined.
    pub held_on: Date,
    /// What was found.
    pub result: ConcernResult,
    /// Its degree.
    pub severity: Option<Severity>,
    /// Its tier.
    pub tier: Option<Tier>,
    /// The sanction that stands after any appeal.
    pub sanction: Option<SanctionKind>,
}

/// Earlier determinations about the pupils who are said to have done it or joined in, newest first. Earlier means held
/// before this case was discovered, or in an earlier round of it; one that was revoked says nothing.
pub fn prior(records: &Records, case: &Case<'_>) -> Vec<Prior> {
    let pupils = case.pupils(&[Role::Actor, Role::Joiner, Role::Party]);
    let mut found = Vec::new();
    for c in &records.concerns {
        let own = c.id == case.concern.id;
        let before = |d: &&Determination| own || d.held_at < case.concern.discovered_at;
        let standing =
            c.earlier.iter().filter(|r| !is_decision(r.next.ground)).filter_map(|r| r.determination.as_ref());
        for d in standing.chain(c.determination.as_ref().filter(|_| !own)).filter(before) {
            for i in c.involved.iter().filter(|i| pupils.contains(&i.student_id.as_str())) {
                found.push(Prior {
                    student_id: i.student_id.clone(),
                    role: i.role,
                    concern_id: c.id.clone(),
                    held_on: d.held_at.date(),
                    result: d.result,
                    severity: d.severity,
                    tier: d.tier,
                    sanction: sanction(records, c, d, &i.student_id).map(|s| s.effective_kind),
                });
            }
        }
    }
    found.sort_by(|a, b| b.held_on.cmp(&a.held_on).then_with(|| a.concern_id.cmp(&b.concern_id)));
    found
}

fn sanction<'a>(records: &'a Records, c: &Concern, d: &Determination, student: &str) -> Option<&'a Sanction> {
    let is_it = |s: &&Sanction| s.concern_id == c.id && s.student_id == student && s.minutes_no == d.minutes_no;
    records.sanctions.iter().rfind(is_it)
}
