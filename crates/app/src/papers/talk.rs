//! 谈话记录, form 3.6.

use domain::under_14;
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, Offer, PEOPLE, Sheet, moment};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind = Kind { id: "talk", kinds: PEOPLE, rights: &[Right::RecordConcern], offers, fill };

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let of_case = desk.records.talks.iter().filter(|t| t.concern_id == desk.concern.id);
    let all: Vec<Offer> = of_case
        .map(|t| {
            let title = said("titles", "talk", &[("no", &t.id)]);
            Offer::ready(&t.id, title, format!("{} · {}", desk.pupil(&t.student_id), moment(t.at)))
        })
        .collect();
    if all.is_empty() { vec![Offer::blocked(said("titles", "talk", &[("no", "")]), "talk")] } else { all }
}

fn fill(desk: &Desk<'_>, row: &str) -> Option<SheetContent> {
    let t = desk.records.talks.iter().find(|t| t.id == row && t.concern_id == desk.concern.id)?;
    let young = desk.records.student(&t.student_id).is_some_and(|s| under_14(s.birth_month, t.at.date()));
    let signed = |yes: bool| if yes { word("words", "signed") } else { String::new() };
    let mut sheet = Sheet::new(SheetForm::Talk, &t.id);
    sheet
        .set("school", desk.school())
        .set("id", t.id.clone())
        .set("concern", desk.concern.id.clone())
        .set("pupil", desk.pupil(&t.student_id))
        .set("class", desk.class(&t.student_id))
        .set("kind", t.kind.clone())
        .set("place", t.place.clone())
        .set("from", moment(t.at))
        .set("to", moment(t.ended_at))
        .set("staff", desk.person_name(&t.staff_id))
        .set("recorder", desk.person_name(&t.recorder_id))
        .set("present", t.present.join("、"))
        .set("under14", if young { word("words", "under14") } else { String::new() })
        .set("reason", t.reason.clone())
        .set("points", t.points.clone())
        .set("statement", t.student_statement.clone())
        .set("pupil_signed", signed(t.student_signed))
        .set("guardian_signed", signed(t.guardian_signed))
        .list("qa", t.qa.iter().map(|q| vec![q.q.clone(), q.a.clone()]).collect());
    Some(sheet.done())
}
