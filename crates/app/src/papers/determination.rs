//! 学生欺凌认定与处置表, form 3.5, of the present round.

use domain::Term as _;
use domain::handling::words::word as rule_word;
use domain::noun::{ConcernResult, Determination, Element};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, INCIDENT, Offer, Sheet, day, moment};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind =
    Kind { id: "determination", kinds: INCIDENT, rights: &[Right::HandleConcern], offers, fill };

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let title = word("titles", "determination");
    match &desk.concern.determination {
        Some(d) => vec![Offer::ready("", title, format!("{} · {}", d.minutes_no, d.result.label()))],
        None => vec![Offer::blocked(title, "determination")],
    }
}

fn fill(desk: &Desk<'_>, _: &str) -> Option<SheetContent> {
    let c = desk.concern;
    let d = c.determination.as_ref()?;
    let recused = |id: &String| d.recusals.iter().any(|r| r.id == *id);
    let voting: Vec<String> = d.present_ids.iter().filter(|id| !recused(id)).cloned().collect();
    let number = |n: usize| n.to_string();
    let parts = [
        ("due", number(d.due_ids.len())),
        ("present", number(d.present_ids.len())),
        ("recused", number(d.recusals.len())),
        ("voting", number(voting.len())),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let attendance = said("words", "attendance", &parts);
    let recusals = d
        .recusals
        .iter()
        .map(|r| said("words", "recusal", &[("name", &desk.person_name(&r.id)), ("reason", &r.reason)]));
    let recusals: Vec<String> = recusals.chain(d.recusal_note.clone()).collect();
    let vote = [("for", d.vote.in_favour), ("against", d.vote.against), ("abstain", d.vote.abstain)];
    let vote = vote.iter().fold(word("words", "vote"), |t, (n, v)| t.replace(&format!("{{{n}}}"), &v.to_string()));
    let mut severity: Vec<&str> = d.severity.map(|s| s.label()).into_iter().chain(d.tier.map(|t| t.label())).collect();
    // The two lists have words in common.
    severity.dedup();
    let guardians = d.guardians.iter().map(|g| {
        let pupil = said("words", "guardian_of", &[("pupil", &desk.pupil(&g.student_id))]);
        vec![pupil, g.side.label().to_owned(), day(g.notified_on), word("words", if g.attended { "yes" } else { "no" })]
    });
    let names: Vec<String> = voting.iter().map(|id| desk.person_name(id)).collect();
    let signatures = names.chunks(2).map(|pair| {
        let mut row: Vec<String> = pair.iter().flat_map(|name| [name.clone(), String::new()]).collect();
        row.resize(4, String::new());
        row
    });
    let mut sheet = Sheet::new(SheetForm::Determination, &c.id);
    sheet
        .set("school", desk.school())
        .set("id", c.id.clone())
        .set("minutes_no", d.minutes_no.clone())
        .set("held", moment(d.held_at))
        .set("body", d.body.clone())
        .set("chair", desk.person_name(&d.chair_id))
        .set("attendance", attendance)
        .set("present", desk.people(&d.present_ids))
        .set("recusals", recusals.join("；"))
        .set("facts", d.facts.clone())
        .set("result", d.result.label())
        .set("severity", severity.join("，"))
        .set("reasons", d.not_bullying_reasons.clone().unwrap_or_default())
        .set("basis", d.basis.join("\n"))
        .set("handling", d.proposed_handling.clone())
        .set("statements", d.student_statements.clone())
        .set("opinions", d.guardian_opinions.clone())
        .set("vote", vote)
        .set("remedy", remedy(desk, d))
        .list("elements", elements(d))
        .list("guardians", guardians.collect())
        .list("signatures", signatures.collect());
    Some(sheet.done())
}

fn elements(d: &Determination) -> Vec<Vec<String>> {
    let e = &d.elements;
    let named: [(&str, &Element); 4] =
        [("between_students", &e.between_students), ("intent", &e.intent), ("means", &e.means), ("harm", &e.harm)];
    let row = |(id, e): (&str, &Element)| {
        let name = rule_word("elements", id).unwrap_or(id).to_owned();
        vec![name, word("words", if e.met { "yes" } else { "no" }), e.text.clone()]
    };
    named.into_iter().map(row).collect()
}

/// What was said of the ways to have it looked at again: R6 where it is no bullying, R5 where sanctions followed.
fn remedy(desk: &Desk<'_>, d: &Determination) -> String {
    if d.result == ConcernResult::NotBullying {
        return match d.review_notice_on {
            Some(on) => said("words", "review_told", &[("date", &day(on))]),
            None => word("words", "review_not_told"),
        };
    }
    let sanctioned = desk.records.sanctions.iter().any(|s| s.concern_id == desk.concern.id);
    if sanctioned { word("words", "appeal_told") } else { String::new() }
}
