//! What a row's change is made of: finding the row, and the three parts of a case.

use std::collections::BTreeMap;

use domain::Records;
use domain::noun::*;

/// What changes, how, and exactly which keys must move.
pub type Case = (&'static str, Box<dyn Fn(&mut Records)>, Vec<&'static str>);

pub fn case(what: &'static str, change: impl Fn(&mut Records) + 'static, moves: &[&'static str]) -> Case {
    (what, Box::new(change), moves.to_vec())
}

pub fn concern<'a>(r: &'a mut Records, id: &str) -> &'a mut Concern {
    r.concerns.iter_mut().find(|c| c.id == id).unwrap()
}
pub fn item<'a>(r: &'a mut Records, id: &str) -> &'a mut LedgerItem {
    r.ledger.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn report<'a>(r: &'a mut Records, id: &str) -> &'a mut IncidentReport {
    r.incident_reports.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn sanction<'a>(r: &'a mut Records, id: &str) -> &'a mut Sanction {
    r.sanctions.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn training<'a>(r: &'a mut Records, id: &str) -> &'a mut Training {
    r.trainings.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn survey<'a>(r: &'a mut Records, id: &str) -> &'a mut Survey {
    r.surveys.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn event<'a>(r: &'a mut Records, id: &str) -> &'a mut EducationEvent {
    r.education_events.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn pact<'a>(r: &'a mut Records, id: &str) -> &'a mut Pact {
    r.pacts.iter_mut().find(|l| l.id == id).unwrap()
}
pub fn round2(r: &mut Records, makeup: bool) -> &mut Screening {
    r.screenings.iter_mut().find(|s| s.round == "专项治理排查" && s.makeup_of.is_some() == makeup).unwrap()
}
pub fn day(text: &str) -> domain::Date {
    text.parse().unwrap()
}
pub fn later(at: domain::Instant, minutes: i64) -> domain::Instant {
    domain::Instant::from_ms(at.ms() + minutes * 60_000).unwrap()
}
pub fn unmeasure(r: &mut Records, kind: MeasureKind) {
    let measure = r.concerns.iter_mut().flat_map(|c| &mut c.measures).find(|m| m.kind == kind).unwrap();
    measure.kind = MeasureKind::Criticism;
}
/// A pupil of at least fourteen who neither boards nor is left behind.
pub fn plain_pupil(r: &mut Records) -> &mut Student {
    r.students.iter_mut().find(|s| !s.under14 && !s.boarding && !s.left_behind).unwrap()
}
pub fn only_once<'a>(ids: impl Iterator<Item = &'a String>) -> String {
    let mut times: BTreeMap<&String, usize> = BTreeMap::new();
    ids.for_each(|id| *times.entry(id).or_default() += 1);
    times.into_iter().find(|(_, n)| *n == 1).unwrap().0.clone()
}
pub fn twin<T: Clone>(rows: &mut Vec<T>, find: impl Fn(&T) -> bool, change: impl Fn(&mut T)) {
    let mut row = rows.iter().find(|r| find(r)).unwrap().clone();
    change(&mut row);
    rows.push(row);
}
