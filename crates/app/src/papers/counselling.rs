//! 心理辅导情况表, form 3.8 as the school sees it: number, count, degree of risk and advice, under the pupil's pseudonym. What
//! was said and how it was judged is sealed and stands in no paper.

use domain::Term as _;
use domain::noun::Counselling;
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, Offer, PEOPLE, Sheet};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind =
    Kind { id: "counselling", kinds: PEOPLE, rights: &[Right::HandleConcern, Right::WriteSealed], offers, fill };

fn of_case<'a>(desk: &Desk<'a>) -> Vec<&'a Counselling> {
    let mut all: Vec<_> = desk.records.counselling.iter().filter(|c| c.concern_id == desk.concern.id).collect();
    all.sort_by_key(|c| c.at);
    all
}

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let title = word("titles", "counselling");
    let mut pupils: Vec<&str> = Vec::new();
    for c in of_case(desk) {
        if !pupils.contains(&c.student_id.as_str()) {
            pupils.push(&c.student_id);
        }
    }
    let code = |id: &str| desk.records.student(id).map(|s| s.pseudonym.clone()).unwrap_or_default();
    let all: Vec<Offer> = pupils.into_iter().map(|id| Offer::ready(id, title.clone(), code(id))).collect();
    if all.is_empty() { vec![Offer::blocked(title, "counselling")] } else { all }
}

fn fill(desk: &Desk<'_>, row: &str) -> Option<SheetContent> {
    let sessions: Vec<&Counselling> = of_case(desk).into_iter().filter(|c| c.student_id == row).collect();
    let last = *sessions.last()?;
    let pupil = desk.records.student(row)?;
    let line = |c: &&Counselling| {
        let session = said("words", "session", &[("n", &c.session.to_string())]);
        vec![c.id.clone(), session, c.risk_level.label().to_owned(), desk.masked(&c.plan, None)]
    };
    let mut counsellors: Vec<String> = sessions.iter().map(|c| desk.person_name(&c.counsellor_id)).collect();
    counsellors.dedup();
    let mut sheet = Sheet::new(SheetForm::Counselling, &desk.concern.id);
    sheet
        .set("school", desk.school())
        .set("id", desk.concern.id.clone())
        .set("pupil", pupil.pseudonym.clone())
        .set("count", said("words", "times", &[("n", &sessions.len().to_string())]))
        .set("risk", last.risk_level.label())
        .set("counsellor", counsellors.join("、"))
        .list("sessions", sessions.iter().map(line).collect());
    Some(sheet.done())
}
