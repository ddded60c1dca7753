//! 舆情: whether the case is public, which decides whether the city is told (通知 四（二）).

use domain::noun::PublicAttention;

use super::{Deed, Entry, INCIDENT, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "attention",
    action: "case.attention",
    kinds: INCIDENT,
    series: None,
    right: Right::HandleConcern,
    before: nothing,
    after_closing: false,
    fields: &["public_attention"],
    form,
    read,
};

fn form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let known = ground.concern.public_attention.as_ref();
    let ticked = |is: bool| if is { "1" } else { "" };
    form.flag("online").with(ticked(known.is_some_and(|p| p.online)));
    form.maybe_number("views").with(known.and_then(|p| p.views).map(|n| n.to_string()).unwrap_or_default());
    form.flag("media").with(ticked(known.is_some_and(|p| p.media)));
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let views = answers.maybe_number("views", 0, 1_000_000_000);
    let public = PublicAttention { online: answers.flag("online"), views, media: answers.flag("media") };
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| store::table::concern::set_public_attention(tx, &id, &public)))
}
