//! Adds a pupil: name, number inside the school, class, birth month.

use domain::noun::Student;
use domain::{Month, is_person_name, normalise_name, under_14};

use super::glyphs::printable;
use super::lists::row;
use super::pseudonym::Pseudonyms;
use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::safeguard::Named;
use crate::view::{AddPupilRequest, PupilRow};

/// Adds the pupil under a new random pseudonym.
///
/// # Errors
/// `InvalidFields` for each field at fault: a number that is taken, an unknown class, a birth month that makes the pupil
/// younger than 4 or older than 20.
pub fn add_pupil(app: &App, request: &AddPupilRequest) -> Result<PupilRow> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let records = home.ground(app)?;
    let today = app.roots.now().date();
    let mut fields = Fields::default();
    let name = normalise_name(&request.name);
    let name = fields.need("name", "not_a_name", is_person_name(&name).then_some(name));
    printable(app, name.as_deref(), &mut fields)?;
    let number = request.student_no.trim();
    let plain = (2..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    if !plain {
        fields.fault("studentNo", "not_a_student_no");
    } else if records.students.iter().any(|s| s.student_no == number || s.national_no.as_deref() == Some(number)) {
        fields.fault("studentNo", "student_no_taken");
    }
    let class = fields.need("classId", "unknown_class", records.class(&request.class_id).filter(|c| c.is_here(today)));
    let birth = fields.need("birthMonth", "not_a_month", Month::parse(request.birth_month.trim()));
    if birth.is_some_and(|b| !age_in_school(b, today)) {
        fields.fault("birthMonth", "age_out_of_bounds");
    }
    fields.done()?;
    let (Some(class), Some(birth)) = (class, birth) else {
        return Err(crate::error::Code::Internal.into());
    };
    let student = Student {
        id: app.roots.uuid().to_string(),
        student_no: number.to_owned(),
        name: name.unwrap_or_default(),
        gender: None,
        class_id: class.id.clone(),
        birth_month: birth,
        boarding: false,
        left_behind: false,
        focus_care: false,
        joined_on: Some(today),
        village: None,
        guardian: None,
        pseudonym: Pseudonyms::of(&records).next(app),
        under14: under_14(birth, today),
        national_no: None,
        left: None,
    };
    home.record(app, "pupil.add", "student", &student.id, &["name", "student_no", "class_id", "birth_month"], |tx| {
        store::table::student::insert(tx, &student)?;
        store::table::class::recount(tx, &student.class_id)
    })?;
    let named = Named::of(&home, &records, None)?;
    Ok(row(&records, &named, &student, today))
}

fn age_in_school(birth: Month, today: domain::Date) -> bool {
    use chrono::Datelike as _;
    (4..=20).contains(&(today.year() - birth.year))
}
