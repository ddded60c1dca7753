//! Finds pupils by name, pinyin initials or number, wherever a few letters are typed.

use domain::noun::Student;
use domain::{Date, Records, initials_match};

use super::lists::row;
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::safeguard::Named;
use crate::view::{PupilFindRequest, PupilRow};

/// Who types this much of a name knows whom it means, and reads it whole.
const KNOWN_MIN: usize = 2;
/// Most pupils that one search answers.
const FOUND_MAX: usize = 50;

/// Pupils whose name holds the text, whose initials it is, or whose number begins or ends with it; those who are here
/// first. Numbers are searched only of pupils whose class the person sees.
///
/// # Errors
/// Those of the store.
pub fn pupil_find(app: &App, request: &PupilFindRequest) -> Result<Vec<PupilRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let today = app.roots.now().date();
    let typed = domain::normalise_name(&request.text);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let upper = typed.to_ascii_uppercase();
    let records = home.ground(app)?;
    let named = Named::of(&home, &records, None)?;
    let known = typed.chars().count() >= KNOWN_MIN;
    let numbered = |s: &Student| {
        let mut numbers = [Some(&s.student_no), s.national_no.as_ref()].into_iter().flatten();
        upper.len() >= 2 && numbers.any(|n| n.starts_with(&upper) || n.ends_with(&upper))
    };
    let mut found: Vec<&Student> = records
        .students
        .iter()
        .filter(|s| request.with_left.unwrap_or(false) || s.is_here(today))
        .filter(|s| s.name.contains(&typed) || initials_match(&s.name, &typed) || (named.is_whole(s) && numbered(s)))
        .collect();
    found.sort_by_key(|s| (!s.is_here(today), !s.name.starts_with(&typed)));
    Ok(found
        .into_iter()
        .take(FOUND_MAX)
        .map(|s| found_row(&records, &named, s, today, known && s.name.contains(&typed)))
        .collect())
}

/// A pupil who was found; by a name that was typed, with that name.
fn found_row(records: &Records, named: &Named, s: &Student, today: Date, known: bool) -> PupilRow {
    let row = row(records, named, s, today);
    if known { PupilRow { name: s.name.clone(), ..row } } else { row }
}
