//! Pupils. Whether one is under fourteen is not kept: it is computed for the day on which it is asked.

use domain::noun::{Guardian, Leaving, LeftReason, Student};
use domain::{Date, under_14};

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, Of, Row};
use crate::tx::{ReadTx, WriteTx};

/// Enters a pupil.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id or pseudonym, a class that is not there, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Student) -> Result<()> {
    let all: Vec<Column> =
        [("id", new.id.cell()), ("pseudonym", new.pseudonym.cell())].into_iter().chain(columns(new)).collect();
    tx.put("student", &all)
}

/// Changes what stands about a pupil; the pseudonym stays, since packets already carry it.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, student: &Student) -> Result<()> {
    tx.set("student", ("id", student.id.cell()), &columns(student))
}

/// Every pupil as on that day, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>, on: Date) -> Result<Vec<Student>> {
    tx.rows("student", Of::All, |r| row(r, on))
}

/// One pupil as on that day.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str, on: Date) -> Result<Option<Student>> {
    Ok(tx.rows("student", Of::One(id), |r| row(r, on))?.into_iter().next())
}

fn columns(student: &Student) -> [Column; 15] {
    let guardian = student.guardian.as_ref();
    [
        ("student_no", student.student_no.cell()),
        ("name", student.name.cell()),
        ("gender", student.gender.cell()),
        ("class_id", student.class_id.cell()),
        ("birth_month", student.birth_month.cell()),
        ("boarding", student.boarding.cell()),
        ("left_behind", student.left_behind.cell()),
        ("focus_care", student.focus_care.cell()),
        ("joined_on", student.joined_on.cell()),
        ("village", student.village.cell()),
        ("national_no", student.national_no.cell()),
        ("left_on", student.left.map(|left| left.on).cell()),
        ("left_reason", student.left.map(|left| left.reason).cell()),
        ("guardian_relation", guardian.map(|g| g.relation.clone()).cell()),
        ("guardian_phone_masked", guardian.map(|g| g.phone_masked.clone()).cell()),
    ]
}

fn row(r: &Row<'_>, on: Date) -> Result<Student> {
    let birth_month = r.at("birth_month")?;
    let relation: Option<String> = r.at("guardian_relation")?;
    let phone_masked: Option<String> = r.at("guardian_phone_masked")?;
    let left_on: Option<Date> = r.at("left_on")?;
    let left_reason: Option<LeftReason> = r.at("left_reason")?;
    Ok(Student {
        id: r.at("id")?,
        student_no: r.at("student_no")?,
        name: r.at("name")?,
        gender: r.at("gender")?,
        class_id: r.at("class_id")?,
        birth_month,
        boarding: r.at("boarding")?,
        left_behind: r.at("left_behind")?,
        focus_care: r.at("focus_care")?,
        joined_on: r.at("joined_on")?,
        village: r.at("village")?,
        guardian: relation.zip(phone_masked).map(|(relation, phone_masked)| Guardian { relation, phone_masked }),
        pseudonym: r.at("pseudonym")?,
        under14: under_14(birth_month, on),
        national_no: r.at("national_no")?,
        left: left_on.zip(left_reason).map(|(on, reason)| Leaving { on, reason }),
    })
}
