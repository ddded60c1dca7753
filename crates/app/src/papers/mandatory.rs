//! 强制报告单: the nine kinds of the opinion of 2020, to be ticked by hand, with what the intake knows. Whoever works closely
//! with minors reports (未成年人保护法 art. 11), so whoever sees the case prints it.

use domain::Term as _;
use domain::handling::report::mandatory::{KINDS, wording};
use domain::noun::{ReporterKind, Role};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, Offer, PEOPLE, Sheet, moment};
use super::kind::Kind;
use super::words::word;
use crate::rights::Right;

pub(super) const KIND: Kind = Kind { id: "mandatory", kinds: PEOPLE, rights: &[Right::ReadOwn], offers, fill };

fn offers(_: &Desk<'_>) -> Vec<Offer> {
    vec![Offer::ready("", word("titles", "mandatory"), String::new())]
}

/// The roles of pupils who may be harmed.
const HARMED: &[Role] = &[Role::Victim, Role::Focus, Role::Party];

fn finder(desk: &Desk<'_>) -> String {
    let r = &desk.concern.reporter;
    match r.kind {
        ReporterKind::Staff => r.staff_id.as_deref().map(|id| desk.person_name(id)).unwrap_or_default(),
        ReporterKind::Guardian => {
            [r.kind.label(), r.relation.as_deref().unwrap_or_default()].join("　").trim().to_owned()
        }
        // A pupil or somebody who gave no name is not named to others.
        kind => kind.label().to_owned(),
    }
}

fn fill(desk: &Desk<'_>, _: &str) -> Option<SheetContent> {
    let c = desk.concern;
    let mut sheet = Sheet::new(SheetForm::Mandatory, &c.id);
    let kinds = KINDS.iter().map(|kind| vec!["□".to_owned(), wording(kind).unwrap_or_default().to_owned()]);
    sheet
        .set("school", desk.school())
        .set("id", c.id.clone())
        .set("found", moment(c.discovered_at))
        .set("finder", finder(desk))
        .set("place", c.place.clone())
        .set("facts", c.narrative.clone())
        .set("measures", c.immediate_action.clone())
        .set("police", desk.records.bureau.as_ref().map(|b| b.police.clone()).unwrap_or_default())
        .list("kinds", kinds.collect())
        .list("pupils", desk.register(HARMED));
    Some(sheet.done())
}
