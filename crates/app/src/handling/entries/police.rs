//! 报警 or 备案: when and how the police were told.

use domain::noun::{Police, PoliceKind};

use super::{Deed, Entry, INCIDENT, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "police",
    action: "case.police",
    kinds: INCIDENT,
    series: None,
    right: Right::HandleConcern,
    before: nothing,
    after_closing: false,
    fields: &["police"],
    form,
    read,
};

fn form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let known = ground.concern.police.as_ref();
    match known {
        Some(police) => form.instant("reportedAt").with(police.reported_at.to_string()),
        None => form.now("reportedAt"),
    };
    form.term::<PoliceKind>("kind").line("how").maybe_line("case");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let reported_at = answers.past_instant("reportedAt");
    let kind = answers.term("kind");
    let how = answers.line("how");
    let case = answers.maybe_line("case");
    let police = Police { reported_at: reported_at?, how: how?, kind: kind?, case };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| store::table::concern::set_police(tx, &id, &police)))
}
