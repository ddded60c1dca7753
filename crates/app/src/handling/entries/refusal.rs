//! 辅导谢绝: counselling was offered and refused, which rule R7 takes in place of a session.

use domain::noun::CounsellingRefusal;
use store::numbers::Series;

use super::{Deed, Entry, PEOPLE, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "counselling_refusal",
    action: "case.counselling_refusal",
    kinds: PEOPLE,
    series: Some(Series::CounsellingRefusal),
    right: Right::RecordConcern,
    before: nothing,
    after_closing: false,
    fields: &["student_id", "on", "refused_by", "reason"],
    form,
    read,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.pupil("studentId").today("on").me("offeredById").line("refusedBy").lines("reason").line("document");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let student_id = answers.pupil("studentId");
    let on = answers.past_date("on");
    let offered_by_id = answers.staff("offeredById");
    let refused_by = answers.line("refusedBy");
    let reason = answers.lines("reason");
    let document = answers.line("document");
    let new = CounsellingRefusal {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        student_id: student_id?,
        on: on?,
        offered_by_id: offered_by_id?,
        refused_by: refused_by?,
        reason: reason?,
        document: document?,
    };
    Some(Box::new(move |tx, id, uuid| {
        store::table::counselling_refusal::insert(tx, uuid, &CounsellingRefusal { id: id.to_owned(), ..new })
    }))
}
