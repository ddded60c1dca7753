//! 举一反三 as a part of a form: ledger items that follow from the case, or the reason why none does.

use domain::noun::Lesson;
use store::table::concern;

use super::answers::Answers;
use super::entries::Deed;
use super::spec::{Form, Ground};
use crate::view::Choice;

/// Most characters of a ledger item's problem in a choice.
const PROBLEM_MAX: usize = 30;

/// The fields: the items under `ledgerIds`, the reason under this name.
pub(super) fn fields(ground: &Ground<'_>, form: &mut Form<'_>, reason: &str) {
    let items = ground.records.ledger.iter().rev().map(|l| Choice {
        id: l.id.clone(),
        label: format!("{} {}", l.id, l.problem.chars().take(PROBLEM_MAX).collect::<String>()),
    });
    let known = ground.concern.lesson.as_ref();
    form.choices("ledgerIds", false, items.collect());
    form.with_all(known.and_then(|l| l.ledger_ids.clone()).unwrap_or_default());
    form.maybe_lines(reason).with(known.and_then(|l| l.reason.clone()).unwrap_or_default());
}

/// What was typed; `Some(None)` for nothing, `None` for an item that does not exist.
pub(super) fn typed(ground: &Ground<'_>, answers: &mut Answers<'_>, reason: &str) -> Option<Option<Lesson>> {
    let named = answers.list("ledgerIds");
    let reason = answers.maybe_lines(reason);
    if named.iter().any(|id| !ground.records.ledger.iter().any(|l| l.id == *id)) {
        answers.fault("ledgerIds", "required_choice");
        return None;
    }
    if named.is_empty() && reason.is_none() {
        return Some(None);
    }
    Some(Some(Lesson { ledger_ids: (!named.is_empty()).then_some(named), reason }))
}

/// Keeps it, and links the items with the case.
pub(super) fn keep(id: String, lesson: Lesson) -> Deed {
    Box::new(move |tx, _, _| {
        for item in lesson.ledger_ids.iter().flatten() {
            concern::add_ledger_item(tx, &id, item)?;
        }
        concern::set_lesson(tx, &id, &lesson)
    })
}
