//! The dry run of a table of guardians by the numbers of their pupils. It adds nobody.

use super::code::WarningCode;
use super::code::{Fault, FaultCode};
use super::field::Field;
use super::header::Header;
use super::outcome::{Changes, Outcome, RowPlan};
use super::pupil::{GuardianFacts, Pupil};
use super::pupil_plan::{Found, Known, PupilPlan, guardian_changes, notes_of, twice};
use super::pupil_row::{PupilRow, read_keys};
use super::row::{Reading, data};
use crate::grid::Sheet;

/// Says, row by row, what an import would change; `left` and `new_classes` of the answer stay empty.
#[must_use]
pub fn plan_guardians(known: &[Pupil], sheet: &Sheet, header: &Header, lacks: &dyn Fn(&str) -> String) -> PupilPlan {
    let index = Known::new(known);
    let mut rows = Vec::new();
    let mut readings: Vec<(Reading<'_>, PupilRow)> = Vec::new();
    for row in data(sheet, header) {
        let mut reading = Reading::new(row, &header.mapping);
        match reading.skip(&header.mapping, &[Field::StudentNo, Field::NationalNo]) {
            Some(reason) => rows.push(RowPlan::skipped(row.number, String::new(), reason)),
            None => {
                let read = read_keys(&mut reading);
                reading.printable(Field::GuardianName, read.guardian.name.as_deref(), lacks);
                readings.push((reading, read));
            }
        }
    }
    let doubles = twice(readings.iter().map(|(reading, row)| (reading.number(), row)));
    for (mut reading, row) in readings {
        let (number, label) = (reading.number(), reading.label(Field::Name));
        let value = row.student_no.clone().unwrap_or_default();
        if reading.faults.is_empty() && row.national_no.is_none() && row.student_no.is_none() {
            reading.fault(FaultCode::NumberMissing, Field::StudentNo, "");
        }
        if let Some(rows) = doubles.get(&number) {
            let (field, rows) = (Some(Field::StudentNo), rows.clone());
            reading.faults.push(Fault { code: FaultCode::KeyTwice, field, value: value.clone(), rows });
        }
        let pupil = match index.find(&row) {
            Found::Pupil(pupil) => Some(pupil),
            Found::Two => {
                reading.fault(FaultCode::KeysDisagree, Field::StudentNo, &value);
                None
            }
            Found::Nobody => {
                if reading.faults.is_empty() {
                    let lost = index.lost_zeros(&row);
                    let code = if lost { FaultCode::LeadingZeroLost } else { FaultCode::UnknownKey };
                    reading.fault(code, Field::StudentNo, &value);
                }
                None
            }
        };
        rows.push(match pupil {
            Some(pupil) if reading.faults.is_empty() => changed(pupil, reading, row, label),
            _ => RowPlan::refused(number, label, reading.faults, reading.warnings),
        });
    }
    rows.sort_by_key(|r| r.number);
    PupilPlan { rows, left: Vec::new(), new_classes: Vec::new(), notes: notes_of(header) }
}

fn changed(kept: &Pupil, mut reading: Reading<'_>, row: PupilRow, label: String) -> RowPlan<Pupil> {
    // The name is not taken over from here; one that has nothing in common says that the numbers slipped.
    if row.name.as_ref().is_some_and(|n| !n.chars().any(|c| kept.name.contains(c))) {
        reading.warn(WarningCode::NameChanged, Some(Field::Name), &kept.name);
    }
    let mut target = kept.clone();
    let mut changes = Changes::default();
    let facts: GuardianFacts = row.guardian;
    guardian_changes(&mut changes, &mut target, facts);
    let unchanged = changes.0.is_empty();
    let outcome = if unchanged { Outcome::Unchanged } else { Outcome::Changed(changes.0) };
    let target = (!unchanged).then_some(target);
    RowPlan { number: reading.number(), label, outcome, warnings: reading.warnings, target }
}
