//! What one row of a table of pupils or guardians says, before it is held against the roster.

use chrono::Datelike as _;

use super::cell::{self, Day, Phone};
use super::code::{FaultCode, WarningCode};
use super::field::Field;
use super::pupil::{GuardianFacts, shown_phone};
use super::row::Reading;
use crate::noun::Gender;
use crate::time::{Date, Month};
use crate::validate::ClassName;
use crate::validate_ids::check_student_number;

/// Most characters of a village, a relation or a post.
const LINE_MAX: usize = 100;

/// The values of a row; `None` where the row says nothing.
#[derive(Debug, Default)]
pub(super) struct PupilRow {
    pub(super) national_no: Option<String>,
    pub(super) student_no: Option<String>,
    pub(super) name: Option<String>,
    pub(super) gender: Option<Gender>,
    pub(super) class: Option<ClassName>,
    pub(super) birth: Option<Month>,
    pub(super) boarding: Option<bool>,
    pub(super) left_behind: Option<bool>,
    pub(super) joined_on: Option<Date>,
    pub(super) village: Option<String>,
    pub(super) guardian: GuardianFacts,
}

pub(super) fn line(text: &str) -> Result<String, FaultCode> {
    crate::text::line(&cell::folded(text), 1, LINE_MAX).ok_or(FaultCode::TextTooLong)
}

/// Reads number, name and guardian: what both kinds of tables have.
pub(super) fn read_keys(row: &mut Reading<'_>) -> PupilRow {
    let national_no = row.take(Field::NationalNo, cell::key);
    if national_no.as_deref().is_some_and(|n| check_student_number(n).is_err()) {
        row.warn(WarningCode::NationalNoCheck, Some(Field::NationalNo), "");
    }
    let student_no = row.take(Field::StudentNo, cell::key);
    let name = row.take(Field::Name, |t, _| cell::name(t).ok_or(FaultCode::NotAName));
    let guardian = guardian(row);
    PupilRow { national_no, student_no, name, guardian, ..PupilRow::default() }
}

/// Reads a whole row of a table of pupils.
pub(super) fn read(row: &mut Reading<'_>, today: Date, school_year: i64, date1904: bool) -> PupilRow {
    let mut read = read_keys(row);
    read.gender = row.take(Field::Gender, |t, _| cell::gender(t).ok_or(FaultCode::NotAGender));
    read.class = class(row, school_year);
    read.birth = birth(row, today, date1904);
    read.boarding = row.take(Field::Boarding, |t, _| cell::yes_no(t).ok_or(FaultCode::NotYesNo));
    read.left_behind = row.take(Field::LeftBehind, |t, _| cell::yes_no(t).ok_or(FaultCode::NotYesNo));
    read.joined_on = joined(row, today, date1904);
    read.village = row.take(Field::Village, |t, _| line(t));
    read
}

/// The class of a row from one column or two.
pub(super) fn class(row: &mut Reading<'_>, school_year: i64) -> Option<ClassName> {
    let grade = row.get(Field::Grade).map(|(t, _)| t.to_owned()).unwrap_or_default();
    row.take(Field::Class, |t, _| cell::class(&grade, t, school_year).ok_or(FaultCode::NotAClass))
}

fn birth(row: &mut Reading<'_>, today: Date, date1904: bool) -> Option<Month> {
    let (text, _) = row.get(Field::Birth)?;
    let (day, serial) = row.take(Field::Birth, |t, m| cell::day(t, m, date1904))?;
    if serial {
        let shown = match day {
            Day::Day(d) => d.to_string(),
            Day::Month(m) => m.to_string(),
        };
        row.warn(WarningCode::SerialDate, Some(Field::Birth), &shown);
    }
    let month = day.month();
    let future = match day {
        Day::Day(d) => d > today,
        Day::Month(m) => (m.year, m.month) > (today.year(), today.month()),
    };
    if future {
        row.fault(FaultCode::DateInFuture, Field::Birth, text);
        return None;
    }
    if !(4..=20).contains(&(today.year() - month.year)) {
        row.fault(FaultCode::AgeOutOfBounds, Field::Birth, text);
        return None;
    }
    Some(month)
}

/// The day of entry; a month alone is no day and is left out with a warning.
fn joined(row: &mut Reading<'_>, today: Date, date1904: bool) -> Option<Date> {
    let (text, _) = row.get(Field::JoinedOn)?;
    match row.take(Field::JoinedOn, |t, m| cell::day(t, m, date1904))? {
        (Day::Day(day), _) if day > today => {
            row.fault(FaultCode::DateInFuture, Field::JoinedOn, text);
            None
        }
        (Day::Day(day), serial) => {
            if serial {
                row.warn(WarningCode::SerialDate, Some(Field::JoinedOn), &day.to_string());
            }
            Some(day)
        }
        (Day::Month(_), _) => {
            row.warn(WarningCode::ValueIgnored, Some(Field::JoinedOn), text);
            None
        }
    }
}

/// The guardian: the columns of one, else the father's, else the mother's.
fn guardian(row: &mut Reading<'_>) -> GuardianFacts {
    let name = guardian_name(row, Field::GuardianName);
    let relation = row.take(Field::GuardianRelation, |t, _| line(t));
    let phone = phone(row, Field::GuardianPhone);
    let father = (guardian_name(row, Field::FatherName).0, self::phone(row, Field::FatherPhone));
    let mother = (guardian_name(row, Field::MotherName).0, self::phone(row, Field::MotherPhone));
    let (name, bracketed) = name;
    if name.is_some() || phone.is_some() || relation.is_some() {
        return GuardianFacts { name, relation: relation.or(bracketed), phone };
    }
    for ((name, phone), relation) in [(father, "父亲"), (mother, "母亲")] {
        if name.is_some() || phone.is_some() {
            return GuardianFacts { name, relation: Some(relation.to_owned()), phone };
        }
    }
    GuardianFacts::default()
}

/// A guardian's name, and the relation where it stands in brackets behind it: `王某（父亲）`. A name that cannot be read
/// is left out with a warning: the pupil does not depend on it.
fn guardian_name(row: &mut Reading<'_>, field: Field) -> (Option<String>, Option<String>) {
    let Some((text, _)) = row.get(field) else { return (None, None) };
    let folded = cell::folded(text);
    let (name, relation) = match folded.split_once('(') {
        Some((name, rest)) => (name, Some(rest.trim_end_matches(')').trim().to_owned()).filter(|r| !r.is_empty())),
        None => (folded.as_str(), None),
    };
    let read = cell::name(name);
    if read.is_none() {
        row.warn(WarningCode::ValueIgnored, Some(field), text);
    }
    (read, relation.and_then(|r| line(&r).ok()))
}

pub(super) fn phone(row: &mut Reading<'_>, field: Field) -> Option<String> {
    let Phone { number, more } = row.take(field, cell::phone)?;
    if more {
        row.warn(WarningCode::MorePhones, Some(field), &shown_phone(&number));
    }
    Some(number)
}
