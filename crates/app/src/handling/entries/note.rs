//! A line in the chronology: what happened, was seen or was done and has no form of its own.

use domain::noun::{Event, EventKind};

use super::{ALL, Deed, Entry, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "note",
    action: "case.note",
    kinds: ALL,
    series: None,
    right: Right::RecordConcern,
    before: nothing,
    after_closing: false,
    fields: &["events"],
    form,
    read,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.now_or_today("at").lines("text");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let at = answers.past_when("at");
    let text = answers.lines("text");
    let event = Event { at: at?, kind: EventKind::Note, state: None, actor_id: ground.person.to_owned(), text: text? };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| store::table::concern::add_event(tx, &id, &event)))
}
