//! Pupils and staff by name, initials and number.

use domain::initials_match;

use super::{Hits, counted, shown};
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::SearchHit;

/// Pupils that the person may see in full, and members of staff.
pub(super) fn people(app: &App, home: &OpenHome, words: &str, limit: usize) -> Result<Vec<Hits>> {
    let today = app.roots.now().date();
    let records = home.read(|tx| store::read_ground(tx, today))?;
    let named = crate::safeguard::Named::of(home, &records, None)?;
    let part = |place: &'static str, text: &str| store::search::Part { place, text: text.to_owned() };
    let hit = |kind: &str, id: &str, name: &str, no: Option<&str>, meta: String| {
        let mut parts = vec![part("name", name)];
        parts.extend(no.map(|no| part("number", no)));
        let (place, snippet) = shown(&parts, words);
        let by_letters = initials_match(name, words);
        (!snippet.is_empty() || by_letters).then(|| SearchHit {
            kind: kind.to_owned(),
            id: id.to_owned(),
            title: name.to_owned(),
            meta,
            status: String::new(),
            status_label: String::new(),
            place: if snippet.is_empty() { "initials".to_owned() } else { place },
            snippet,
            voided: false,
        })
    };
    let class = |id: &str| records.class(id).map(|c| c.name.clone()).unwrap_or_default();
    let seen = records.students.iter().filter(|s| named.is_whole(s));
    let pupils = seen.filter_map(|s| hit("pupil", &s.id, &s.name, Some(&s.student_no), class(&s.class_id)));
    let staff =
        records.staff.iter().filter_map(|s| hit("staff", &s.id, &s.name, s.staff_no.as_deref(), s.post.clone()));
    Ok(vec![counted("pupil", pupils.collect(), limit), counted("staff", staff.collect(), limit)])
}
