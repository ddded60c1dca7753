//! The three lists of the roster: those who are here, and on request those who left.

use std::collections::HashMap;

use domain::noun::Student;
use domain::{Date, Records, Term as _, initials};

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::safeguard::Named;
use crate::view::{ClassRow, PupilListRequest, PupilRow, StaffRow};

/// Most ways to write the initials of a name that a row carries.
const INITIALS_MAX: usize = 8;

/// Everybody on the staff.
///
/// # Errors
/// Those of the store.
pub fn staff_list(app: &App) -> Result<Vec<StaffRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    Ok(records
        .staff
        .into_iter()
        .filter(|s| s.left_on.is_none_or(|day| today < day))
        .map(|s| StaffRow { gender: s.gender.map(|g| g.label().to_owned()), id: s.id, name: s.name, post: s.post })
        .collect())
}

/// Every running class with its teacher and the number of its pupils.
///
/// # Errors
/// Those of the store.
pub fn class_list(app: &App) -> Result<Vec<ClassRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    let mut pupils: HashMap<&str, u32> = HashMap::new();
    for s in records.students.iter().filter(|s| s.is_here(today)) {
        *pupils.entry(s.class_id.as_str()).or_default() += 1;
    }
    Ok(records
        .classes
        .iter()
        .filter(|c| c.is_here(today))
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

/// The pupils of one class, or all of them: those who are here, and with `with_left` those who left too.
///
/// # Errors
/// Those of the store.
pub fn pupil_list(app: &App, request: &PupilListRequest) -> Result<Vec<PupilRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    let named = Named::of(&home, &records, None)?;
    Ok(records
        .students
        .iter()
        .filter(|s| request.with_left.unwrap_or(false) || s.is_here(today))
        .filter(|s| request.class_id.as_deref().is_none_or(|id| id == s.class_id))
        .map(|s| row(&records, &named, s, today))
        .collect())
}

/// A pupil as the person reads one in a list.
pub(super) fn row(records: &Records, named: &Named, s: &Student, today: Date) -> PupilRow {
    // Whoever records what was seen has to name a pupil, but needs nothing else of pupils of other classes: least of all the
    // pseudonym beside the name, which would open every packet.
    let full = named.is_whole(s);
    let left = s.left.filter(|_| !s.is_here(today));
    PupilRow {
        id: s.id.clone(),
        student_no: if full { s.student_no.clone() } else { String::new() },
        name: named.name(s),
        initials: if full { initials(&s.name, INITIALS_MAX).join(" ") } else { String::new() },
        class_id: s.class_id.clone(),
        class_name: records.class(&s.class_id).map(|c| c.name.clone()).unwrap_or_default(),
        birth_month: if full { s.birth_month.to_string() } else { String::new() },
        pseudonym: if full { s.pseudonym.clone() } else { String::new() },
        left_on: left.map(|l| l.on.to_string()),
        left_reason: left.map(|l| l.reason.label().to_owned()),
    }
}
