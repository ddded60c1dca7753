//! 家庭教育指导 (家庭教育促进法 art. 43).

use domain::noun::FamilyGuidance;
use store::numbers::Series;

use super::{Deed, Entry, PEOPLE, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground, picks};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "family_guidance",
    action: "case.family_guidance",
    kinds: PEOPLE,
    series: Some(Series::FamilyGuidance),
    right: Right::RecordConcern,
    before: nothing,
    after_closing: false,
    fields: &["student_id", "on", "topic"],
    form,
    read,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.pupil("studentId").today("on").word("guardianRelation", "relations").me("by").number("minutes");
    form.line("topic").flag("guardianSigned");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let student_id = answers.pupil("studentId");
    let on = answers.past_date("on");
    let guardian_relation = answers.word("guardianRelation", &picks("relations"));
    let by = answers.staff("by");
    let minutes = answers.number("minutes", 1, 600);
    let topic = answers.line("topic");
    let new = FamilyGuidance {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        student_id: student_id?,
        on: on?,
        guardian_relation: guardian_relation?,
        by: by?,
        minutes: minutes?,
        topic: topic?,
        guardian_signed: answers.flag("guardianSigned"),
    };
    Some(Box::new(move |tx, id, uuid| {
        store::table::family_guidance::insert(tx, uuid, &FamilyGuidance { id: id.to_owned(), ..new })
    }))
}
