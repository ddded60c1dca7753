//! Classes and their safety officers.

use domain::noun::Class;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a class.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id or name, a teacher who is not there, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Class) -> Result<()> {
    tx.put("class", &[("id", new.id.cell())].into_iter().chain(columns(new)).collect::<Vec<_>>())?;
    tx.put_list("class_safety_officer", ("class_id", &new.id), "student_id", &new.safety_officer_ids)
}

/// Changes what stands about a class. Its safety officers stay; see [`add_safety_officer`].
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, class: &Class) -> Result<()> {
    tx.set("class", ("id", class.id.cell()), &columns(class))
}

/// Sets the enrolment of a class to the number of its pupils.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn recount(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    let pupils: i64 = tx
        .one("SELECT count(*) AS n FROM student WHERE class_id = :id AND left_on IS NULL", &[("id", text(id))], |r| {
            r.at("n")
        })?
        .unwrap_or_default();
    tx.set("class", ("id", text(id)), &[("enrolment", pupils.cell())])
}

/// Adds a safety officer.
///
/// # Errors
/// [`crate::Error::Constraint`].
pub fn add_safety_officer(tx: &mut WriteTx<'_>, id: &str, student_id: &str) -> Result<()> {
    let position = tx.next_position("class_safety_officer", ("class_id", id))?;
    tx.put(
        "class_safety_officer",
        &[("class_id", text(id)), ("position", position.cell()), ("student_id", text(student_id))],
    )
}

/// Every class, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Class>> {
    select(tx, Of::All)
}

/// One class.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Class>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn columns(class: &Class) -> [Column; 10] {
    [
        ("name", class.name.cell()),
        ("grade", class.grade.cell()),
        ("class_no", class.class_no.cell()),
        ("stage", class.stage.cell()),
        ("entry_year", class.entry_year.cell()),
        ("cohort", class.cohort.cell()),
        ("enrolment", class.enrolment.cell()),
        ("homeroom_teacher_id", class.homeroom_teacher_id.cell()),
        ("room", class.room.cell()),
        ("graduated_on", class.graduated_on.cell()),
    ]
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Class>> {
    let mut found = tx.rows("class", of, |r| {
        Ok(Class {
            id: r.at("id")?,
            name: r.at("name")?,
            grade: r.at("grade")?,
            class_no: r.at("class_no")?,
            stage: r.at("stage")?,
            entry_year: r.at("entry_year")?,
            cohort: r.at("cohort")?,
            enrolment: r.at("enrolment")?,
            homeroom_teacher_id: r.at("homeroom_teacher_id")?,
            room: r.at("room")?,
            safety_officer_ids: Vec::new(),
            graduated_on: r.at("graduated_on")?,
        })
    })?;
    let mut officers = tx.children("class_safety_officer", "class_id", of, |r| r.at("student_id"))?;
    for row in &mut found {
        row.safety_officer_ids = officers.take(&row.id);
    }
    Ok(found)
}
