//! 家长告知书 with its receipt and 沟通记录, form 3.7: one paper for each communication of the case. Pupils of other families
//! stand in it as 张某某.

use domain::Term as _;
use domain::noun::{Communication, ConcernKind, Notice};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, Offer, Sheet, day, moment};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind =
    Kind { id: "notice", kinds: ConcernKind::ALL, rights: &[Right::RecordConcern], offers, fill };

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let of_case = desk.records.communications.iter().filter(|c| c.concern_id == desk.concern.id);
    let all: Vec<Offer> = of_case
        .map(|c| {
            let title = match c.notice {
                Some(_) => said("titles", "notice", &[("doc", &c.doc_type), ("no", &c.id)]),
                None => said("titles", "communication", &[("no", &c.id)]),
            };
            Offer::ready(&c.id, title, format!("{} · {}", desk.pupil(&c.student_id), moment(c.at)))
        })
        .collect();
    let title = said("titles", "communication", &[("no", "")]);
    // A hazard concerns no family, unless one has told of it.
    let expected = desk.concern.kind != ConcernKind::Hazard;
    if all.is_empty() && expected { vec![Offer::blocked(title, "notice")] } else { all }
}

fn fill(desk: &Desk<'_>, row: &str) -> Option<SheetContent> {
    let c = desk.records.communications.iter().find(|c| c.id == row && c.concern_id == desk.concern.id)?;
    Some(match &c.notice {
        Some(notice) => letter(desk, c, notice),
        None => record(desk, c),
    })
}

/// Without the full stop that the sentence around it adds.
fn open_ended(text: String) -> String {
    text.trim_end().trim_end_matches(['。', '；']).to_owned()
}

fn letter(desk: &Desk<'_>, c: &Communication, n: &Notice) -> SheetContent {
    let told = |text: &str| desk.masked(text, Some(&c.student_id));
    let receipt = n.receipt_signed_on.map_or_else(|| word("words", "date_blank"), day);
    let mut sheet = Sheet::new(SheetForm::GuardianNotice, &c.id);
    sheet
        .set("school", desk.school())
        .set("id", c.id.clone())
        .set("title", c.doc_type.clone())
        .set("pupil", desk.pupil(&c.student_id))
        .set("class", desk.class(&c.student_id))
        .set("relation", c.guardian_relation.clone())
        .set("matter", told(&n.matter))
        .set("facts", told(&n.facts))
        .set("measures", told(&n.school_measures))
        .set("rights", format!("{}。", open_ended(n.rights.join("；"))))
        .set("meeting", n.meeting_at.map(moment).unwrap_or_default())
        .set("date", day(c.at.date()))
        .set("reply", told(&c.guardian_reply))
        .set("signed_relation", if n.receipt_signed_on.is_some() { c.guardian_relation.clone() } else { String::new() })
        .set("signed_on", receipt);
    sheet.done()
}

fn record(desk: &Desk<'_>, c: &Communication) -> SheetContent {
    let mut sheet = Sheet::new(SheetForm::Communication, &c.id);
    sheet
        .set("school", desk.school())
        .set("id", c.id.clone())
        .set("concern", desk.concern.id.clone())
        .set("at", moment(c.at))
        .set("mode", c.mode.label())
        .set("pupil", desk.pupil(&c.student_id))
        .set("class", desk.class(&c.student_id))
        .set("relation", c.guardian_relation.clone())
        .set("staff", desk.person_name(&c.staff_id))
        .set("minutes", said("words", "minutes", &[("n", &c.minutes.to_string())]))
        .set("points", c.points.clone())
        .set("reply", c.guardian_reply.clone())
        .set("follow_up", c.follow_up.clone());
    sheet.done()
}
