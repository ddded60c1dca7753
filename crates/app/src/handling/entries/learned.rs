//! 举一反三 and the review note: what the school learns from the case.

use domain::noun::ReviewNote;

use super::{ALL, Deed, Entry, INCIDENT, nothing};
use crate::handling::answers::Answers;
use crate::handling::lesson;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

/// 举一反三: ledger items that follow, or the reason why none does.
pub(super) const LESSON: Entry = Entry {
    id: "lesson",
    action: "case.lesson",
    kinds: ALL,
    series: None,
    right: Right::HandleConcern,
    before: nothing,
    after_closing: false,
    fields: &["lesson"],
    form: lesson_form,
    read: lesson,
};

/// 反思总结 of a case of 较重 and above.
pub(super) const REVIEW: Entry = Entry {
    id: "review_note",
    action: "case.review_note",
    kinds: INCIDENT,
    series: None,
    right: Right::HandleConcern,
    before: nothing,
    after_closing: false,
    fields: &["review_note"],
    form: review_form,
    read: review,
};

fn lesson_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    lesson::fields(ground, form, "reason");
}

fn lesson(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let Some(lesson) = lesson::typed(ground, answers, "reason")? else {
        answers.fault("reason", "lesson_or_reason");
        return None;
    };
    Some(lesson::keep(ground.concern.id.clone(), lesson))
}

fn review_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    form.today("on").me("by").lines("text");
    form.with(ground.concern.review_note.as_ref().map(|n| n.text.clone()).unwrap_or_default());
}

fn review(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let on = answers.past_date("on");
    let by = answers.staff("by");
    let text = answers.lines_from("text", 20);
    let note = ReviewNote { on: on?, by: by?, text: text? };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| store::table::concern::set_review_note(tx, &id, &note)))
}
