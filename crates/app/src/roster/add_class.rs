//! Adds a class under its canonical name.

use domain::noun::Class;
use domain::{ClassName, Term as _};

use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{AddClassRequest, ClassRow};

/// Adds the class. `初一2班` and `七（2）班` become `七年级2班`; the cohort follows from grade and school year.
///
/// # Errors
/// `InvalidFields` for a name that is no class, a class that is there already, or an unknown teacher.
pub fn add_class(app: &App, request: &AddClassRequest) -> Result<ClassRow> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let records = home.records(app)?;
    let start = school_year_start(app.roots.now().date());
    let mut fields = Fields::default();
    let name = fields.need("name", "not_a_class", ClassName::parse(&request.name, start));
    let canonical = name.as_ref().map(ClassName::canonical).unwrap_or_default();
    if records.classes.iter().any(|c| c.name == canonical) {
        fields.fault("name", "class_exists");
    }
    let teacher = request.homeroom_teacher_id.as_deref().filter(|id| !id.is_empty());
    if teacher.is_some_and(|id| !records.staff.iter().any(|s| s.id == id)) {
        fields.fault("homeroomTeacherId", "unknown_person");
    }
    fields.done()?;
    let name = name.unwrap_or(ClassName { grade: 1, class_no: 1 });
    let entry_year = start - (name.grade - first_grade(name.grade));
    let class = Class {
        id: app.roots.uuid().to_string(),
        name: canonical,
        grade: name.grade,
        class_no: name.class_no,
        stage: name.stage(),
        entry_year,
        cohort: format!("{entry_year}级"),
        enrolment: 0,
        homeroom_teacher_id: teacher.map(str::to_owned),
        room: None,
        safety_officer_ids: Vec::new(),
    };
    home.record(app, "class.add", "class", &class.id, &["name", "homeroom_teacher_id"], |tx| {
        store::table::class::insert(tx, &class)
    })?;
    Ok(ClassRow {
        homeroom_teacher: class
            .homeroom_teacher_id
            .as_deref()
            .and_then(|id| records.person_name(id))
            .map(str::to_owned),
        id: class.id,
        name: class.name,
        grade: i32::try_from(class.grade).unwrap_or(0),
        stage: class.stage.label().to_owned(),
        homeroom_teacher_id: class.homeroom_teacher_id,
        pupils: 0,
    })
}

/// The year in which the school year of `day` began: it runs from 1 September to 31 August.
pub(crate) fn school_year_start(day: domain::Date) -> i64 {
    use chrono::Datelike as _;
    i64::from(day.year()) - i64::from(day.month() < 9)
}

/// The grade in which a pupil of this grade entered: a nine-year school counts its cohorts from grade 1, a senior school
/// from grade 10.
fn first_grade(grade: i64) -> i64 {
    if grade >= 10 { 10 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_school_year_begins_on_the_first_of_september() {
        for (day, year) in [("2026-06-26", 2025), ("2026-08-31", 2025), ("2026-09-01", 2026), ("2027-01-10", 2026)] {
            assert_eq!(school_year_start(day.parse().unwrap()), year, "{day}");
        }
    }
}
