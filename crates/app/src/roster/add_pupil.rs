//! Adds a pupil: name, number inside the school, class, birth month.

use domain::noun::Student;
use domain::{Month, Records, is_person_name, normalise_name, under_14};

use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{AddPupilRequest, PupilRow};

/// Adds the pupil under a new random pseudonym.
///
/// # Errors
/// `InvalidFields` for each field at fault: a number that is taken, an unknown class, a birth month that makes the pupil
/// younger than 4 or older than 20.
pub fn add_pupil(app: &App, request: &AddPupilRequest) -> Result<PupilRow> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let records = home.records(app)?;
    let today = app.roots.now().date();
    let mut fields = Fields::default();
    let name = normalise_name(&request.name);
    let name = fields.need("name", "not_a_name", is_person_name(&name).then_some(name));
    let number = request.student_no.trim();
    let plain = (2..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    if !plain {
        fields.fault("studentNo", "not_a_student_no");
    } else if records.students.iter().any(|s| s.student_no == number) {
        fields.fault("studentNo", "student_no_taken");
    }
    let class = fields.need("classId", "unknown_class", records.class(&request.class_id));
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
        pseudonym: pseudonym(app, &records),
        under14: under_14(birth, today),
    };
    home.record(app, "pupil.add", "student", &student.id, &["name", "student_no", "class_id", "birth_month"], |tx| {
        store::table::student::insert(tx, &student)
    })?;
    Ok(PupilRow {
        id: student.id,
        student_no: student.student_no,
        name: student.name,
        class_id: student.class_id,
        class_name: class.name.clone(),
        birth_month: student.birth_month.to_string(),
        pseudonym: student.pseudonym,
    })
}

fn age_in_school(birth: Month, today: domain::Date) -> bool {
    use chrono::Datelike as _;
    (4..=20).contains(&(today.year() - birth.year))
}

/// A code `学生` + four digits that nobody has; five digits once four are used up.
fn pseudonym(app: &App, records: &Records) -> String {
    let taken: std::collections::HashSet<&str> = records.students.iter().map(|s| s.pseudonym.as_str()).collect();
    let word = domain::noun::SignatoryKind::Student;
    let word = domain::Term::label(word);
    let mut span: u32 = 9000;
    loop {
        for _ in 0..64 {
            let mut bytes = [0u8; 4];
            app.roots.random().fill(&mut bytes);
            let code = format!("{word}{}", span / 9 + u32::from_le_bytes(bytes) % span);
            if !taken.contains(code.as_str()) {
                return code;
            }
        }
        span = span.saturating_mul(10).min(900_000_000);
    }
}
