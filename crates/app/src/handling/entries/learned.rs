//! 举一反三 and the review note: what the school learns from the case.

use domain::noun::{Lesson, ReviewNote};

use super::{Deed, Entry, INCIDENT};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;
use crate::view::Choice;

/// 举一反三: ledger items that follow, or the reason why none does.
pub(super) const LESSON: Entry = Entry {
    id: "lesson",
    action: "case.lesson",
    kinds: &[domain::noun::ConcernKind::Hazard, domain::noun::ConcernKind::Suspected],
    series: None,
    right: Right::HandleConcern,
    moves: false,
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
    moves: false,
    after_closing: false,
    fields: &["review_note"],
    form: review_form,
    read: review,
};

fn lesson_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let items = ground.records.ledger.iter().rev().map(|l| Choice {
        id: l.id.clone(),
        label: format!("{} {}", l.id, l.problem.chars().take(30).collect::<String>()),
    });
    let known = ground.concern.lesson.as_ref();
    form.choices("ledgerIds", false, items.collect());
    form.with_all(known.and_then(|l| l.ledger_ids.clone()).unwrap_or_default());
    form.maybe_lines("reason").with(known.and_then(|l| l.reason.clone()).unwrap_or_default());
}

fn lesson(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let named = answers.list("ledgerIds");
    let reason = answers.maybe_lines("reason");
    if named.iter().any(|id| !ground.records.ledger.iter().any(|l| l.id == *id)) {
        answers.fault("ledgerIds", "required_choice");
        return None;
    }
    if named.is_empty() && reason.is_none() {
        answers.fault("reason", "lesson_or_reason");
        return None;
    }
    let lesson = Lesson { ledger_ids: (!named.is_empty()).then(|| named.clone()), reason };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| {
        for item in &named {
            store::table::concern::add_ledger_item(tx, &id, item)?;
        }
        store::table::concern::set_lesson(tx, &id, &lesson)
    }))
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
