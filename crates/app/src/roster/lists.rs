//! The three lists of the roster.

use std::collections::HashMap;

use domain::Term as _;

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{ClassRow, PupilListRequest, PupilRow, StaffRow};

/// Everybody on the staff.
///
/// # Errors
/// Those of the store.
pub fn staff_list(app: &App) -> Result<Vec<StaffRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = home.records(app)?;
    Ok(records
        .staff
        .into_iter()
        .map(|s| StaffRow { gender: s.gender.map(|g| g.label().to_owned()), id: s.id, name: s.name, post: s.post })
        .collect())
}

/// Every class with its teacher and the number of pupils on the roster.
///
/// # Errors
/// Those of the store.
pub fn class_list(app: &App) -> Result<Vec<ClassRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = home.records(app)?;
    let mut pupils: HashMap<&str, u32> = HashMap::new();
    for s in &records.students {
        *pupils.entry(s.class_id.as_str()).or_default() += 1;
    }
    Ok(records
        .classes
        .iter()
        .map(|c| ClassRow {
            id: c.id.clone(),
            name: c.name.clone(),
            grade: i32::try_from(c.grade).unwrap_or(0),
            stage: c.stage.label().to_owned(),
            homeroom_teacher_id: c.homeroom_teacher_id.clone(),
            homeroom_teacher: c
                .homeroom_teacher_id
                .as_deref()
                .and_then(|id| records.person_name(id))
                .map(str::to_owned),
            pupils: pupils.get(c.id.as_str()).copied().unwrap_or(0),
        })
        .collect())
}

/// The pupils of one class, or all of them.
///
/// # Errors
/// Those of the store.
pub fn pupil_list(app: &App, request: &PupilListRequest) -> Result<Vec<PupilRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = home.records(app)?;
    let scope = home.scope();
    let names: HashMap<&str, &str> = records.classes.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
    Ok(records
        .students
        .iter()
        .filter(|s| request.class_id.as_deref().is_none_or(|id| id == s.class_id))
        .map(|s| PupilRow {
            id: s.id.clone(),
            // Whoever records what was seen has to name a pupil, but needs nothing else of pupils of other classes.
            student_no: if scope.sees_pupils_of(&records, &s.class_id) { s.student_no.clone() } else { String::new() },
            name: s.name.clone(),
            class_id: s.class_id.clone(),
            class_name: names.get(s.class_id.as_str()).copied().unwrap_or_default().to_owned(),
            birth_month: if scope.sees_pupils_of(&records, &s.class_id) {
                s.birth_month.to_string()
            } else {
                String::new()
            },
            pseudonym: s.pseudonym.clone(),
        })
        .collect())
}
