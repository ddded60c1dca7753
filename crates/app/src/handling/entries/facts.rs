//! 原因 and the findings: why it came to this, what looking into it has shown, and what a sign or a
//! hazard turned out to be as soon as that is known.

use domain::Term as _;
use domain::noun::{ConcernKind, ConcernResult};
use store::table::concern::{Change, change};

use super::{ALL, Deed, Entry, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::handling::steps::outcomes;
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "facts",
    action: "case.facts",
    kinds: ALL,
    series: None,
    right: Right::HandleConcern,
    before: nothing,
    after_closing: false,
    fields: &["cause", "finding", "result"],
    form,
    read,
};

fn form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let c = ground.concern;
    form.lines("cause").with(c.cause.clone()).maybe_lines("finding").with(c.finding.clone().unwrap_or_default());
    if c.kind != ConcernKind::Suspected {
        form.maybe_term_of("result", &outcomes(c.kind)).with(c.result.map(|r| r.id()).unwrap_or_default());
    }
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let cause = answers.lines("cause");
    let finding = answers.maybe_lines("finding");
    let result = answers.maybe_term::<ConcernResult>("result");
    // What a suspected incident was is the committee's to say.
    let known = outcomes(ground.concern.kind);
    if result.is_some_and(|r| ground.concern.kind == ConcernKind::Suspected || !known.contains(&r)) {
        answers.fault("result", "required_choice");
        return None;
    }
    let facts = Change { cause: Some(cause?), finding, result, ..Change::default() };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| change(tx, &id, &facts)))
}
