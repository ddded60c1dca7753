//! One pupil: what the roster holds, whom to call, and what changed since.

use domain::Term as _;
use domain::noun::LeftReason;
use domain::roster::shown_phone;

use super::pupil_steps::holds;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{Choice, GuardianRow, IdRequest, PupilChange, PupilView};

/// The pupil of this id. Whoever does not see the pupil's class learns nothing of it.
///
/// # Errors
/// `NotFound`.
pub fn pupil_get(app: &App, request: &IdRequest) -> Result<PupilView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    let not_found = || AppError::new(Code::NotFound).with("id", request.id.clone());
    let pupil = records.student(&request.id).ok_or_else(not_found)?;
    if !home.scope().sees_pupils_of(&records, &pupil.class_id) {
        return Err(not_found());
    }
    let (contacts, past) = home.read(|tx| {
        Ok((store::table::guardian::of_student(tx, &pupil.id)?, store::roster::changes_of(tx, "student", &pupil.id)?))
    })?;
    let edits = home.holds(Right::EditRoster);
    let class = |id: &str| records.class(id).map(|c| c.name.clone()).unwrap_or_else(|| id.to_owned());
    let shown = |field: &str, value: &Option<String>| match (field, value) {
        (_, None) => String::new(),
        ("class_id", Some(id)) => class(id),
        ("left_reason", Some(id)) => LeftReason::from_id(id).map_or(id.clone(), |r| r.label().to_owned()),
        ("gender", Some(id)) => domain::noun::Gender::from_id(id).map_or(id.clone(), |g| g.label().to_owned()),
        ("boarding" | "left_behind", Some(flag)) => if flag == "1" { "是" } else { "否" }.to_owned(),
        ("national_no", Some(number)) => masked_number(number),
        (_, Some(value)) => value.clone(),
    };
    Ok(PupilView {
        id: pupil.id.clone(),
        name: pupil.name.clone(),
        student_no: pupil.student_no.clone(),
        national_no: pupil.national_no.as_deref().map(|n| if edits { n.to_owned() } else { masked_number(n) }),
        class_id: pupil.class_id.clone(),
        class_name: class(&pupil.class_id),
        gender: pupil.gender.map(|g| g.label().to_owned()),
        birth_month: pupil.birth_month.to_string(),
        boarding: pupil.boarding,
        left_behind: pupil.left_behind,
        joined_on: pupil.joined_on.map(|d| d.to_string()),
        village: pupil.village.clone(),
        pseudonym: pupil.pseudonym.clone(),
        here: pupil.is_here(today),
        left_on: pupil.left.map(|l| l.on.to_string()),
        left_reason: pupil.left.map(|l| l.reason.label().to_owned()),
        reasons: LeftReason::ALL.iter().filter(|r| **r != LeftReason::Graduated).map(|r| Choice::of(*r)).collect(),
        guardians: contacts
            .iter()
            .filter(holds)
            .map(|c| GuardianRow {
                id: c.id.clone(),
                name: c.name.clone(),
                relation: c.relation.clone(),
                phone: c.phone.clone(),
                phone_masked: c.phone.as_deref().map(shown_phone),
            })
            .collect(),
        changes: past
            .iter()
            .filter(|(_, _, c)| c.field != "guardian_relation" && c.field != "guardian_phone_masked")
            .map(|(at, by, c)| PupilChange {
                at: at.to_string(),
                by: records.person_name(by).unwrap_or_default().to_owned(),
                field: c.field.clone(),
                old: shown(&c.field, &c.old),
                new: shown(&c.field, &c.new),
            })
            .collect(),
        editable: edits,
    })
}

/// A 学籍号 holds the number of the identity card: its first and last four characters.
fn masked_number(number: &str) -> String {
    let all: Vec<char> = number.chars().collect();
    let n = all.len();
    all.into_iter().enumerate().map(|(i, c)| if n > 8 && (4..n - 4).contains(&i) { '*' } else { c }).collect()
}
