//! 原因 and the findings: why it came to this, and what looking into it has shown.

use store::table::concern::{Change, change};

use super::{ALL, Deed, Entry};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "facts",
    action: "case.facts",
    kinds: ALL,
    series: None,
    right: Right::HandleConcern,
    moves: false,
    after_closing: false,
    fields: &["cause", "finding"],
    form,
    read,
};

fn form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let c = ground.concern;
    form.lines("cause").with(c.cause.clone()).maybe_lines("finding").with(c.finding.clone().unwrap_or_default());
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let cause = answers.lines("cause");
    let finding = answers.maybe_lines("finding");
    let facts = Change { cause: Some(cause?), finding, ..Change::default() };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| change(tx, &id, &facts)))
}
