//! 认定结果告知书: 不构成 with its reasons in writing and the right to a review (R6), one letter for the family of each pupil on
//! either side.

use domain::noun::{ConcernResult, Determination, Role};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, INCIDENT, Offer, Sheet, day, moment};
use super::kind::Kind;
use super::words::word;
use crate::rights::Right;

pub(super) const KIND: Kind =
    Kind { id: "not_bullying", kinds: INCIDENT, rights: &[Right::HandleConcern], offers, fill };

/// The pupils whose guardians are told, each once (未成年人保护法 art. 39).
fn parties<'a>(desk: &Desk<'a>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    let sides = [Role::Victim, Role::Actor, Role::Joiner, Role::Party];
    for i in desk.concern.involved.iter().filter(|i| sides.contains(&i.role)) {
        if !all.contains(&i.student_id.as_str()) {
            all.push(&i.student_id);
        }
    }
    all
}

fn reasons(d: &Determination) -> Option<&str> {
    d.not_bullying_reasons.as_deref().map(str::trim).filter(|r| !r.is_empty())
}

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let title = word("titles", "not_bullying");
    match &desk.concern.determination {
        None => vec![Offer::blocked(title, "not_bullying")],
        Some(d) if d.result != ConcernResult::NotBullying => Vec::new(),
        Some(d) if reasons(d).is_none() => vec![Offer::blocked(title, "not_bullying_reasons")],
        Some(_) => parties(desk).into_iter().map(|id| Offer::ready(id, title.clone(), desk.pupil(id))).collect(),
    }
}

fn fill(desk: &Desk<'_>, row: &str) -> Option<SheetContent> {
    let c = desk.concern;
    let d = c.determination.as_ref().filter(|d| d.result == ConcernResult::NotBullying)?;
    let pupil = parties(desk).into_iter().find(|id| *id == row)?;
    let told = |text: &str| desk.masked(text, Some(pupil));
    let county = desk.records.bureau.as_ref().map_or_else(|| word("script", "county"), |b| b.name.clone());
    let mut sheet = Sheet::new(SheetForm::NotBullying, &c.id);
    sheet
        .set("school", desk.school())
        .set("id", c.id.clone())
        .set("minutes_no", d.minutes_no.clone())
        .set("pupil", desk.pupil(pupil))
        .set("class", desk.class(pupil))
        .set("held", moment(d.held_at))
        .set("body", d.body.clone())
        .set("event", c.title.clone())
        .set("facts", told(&d.facts))
        .set("reasons", told(reasons(d)?))
        .set("handling", told(&d.proposed_handling))
        .set("county", county)
        .set("date", d.review_notice_on.map_or_else(|| word("words", "date_blank"), day));
    Some(sheet.done())
}
