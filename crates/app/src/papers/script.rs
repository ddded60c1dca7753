//! 紧急电话报告稿: whom to call and what to say, in the order of the notice 三（四）. It needs nothing but the intake: what is
//! not known is said to be 待核, and no pupil is named.

use domain::noun::Contact;
use domain::{Instant, Term as _};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, INCIDENT, Offer, Sheet, moment, when};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind = Kind {
    id: "phone_script",
    kinds: INCIDENT,
    // Whoever saw the case may have to call: the law says 立即, and asks nobody's post.
    rights: &[Right::ReadOwn],
    offers,
    fill,
};

fn offers(_: &Desk<'_>) -> Vec<Offer> {
    vec![Offer::ready("", word("titles", "phone_script"), String::new())]
}

fn script(key: &str, parts: &[(&str, &str)]) -> String {
    said("script", key, parts)
}

fn fill(desk: &Desk<'_>, _: &str) -> Option<SheetContent> {
    let c = desk.concern;
    let mut sheet = Sheet::new(SheetForm::PhoneScript, &c.id);
    let caller = desk.records.staff.iter().find(|s| s.id == desk.person);
    let (post, name) = caller.map(|s| (s.post.clone(), s.name.clone())).unwrap_or_default();
    let open = word("script", "open");
    let place = if c.place.contains(c.place_type.as_str()) {
        c.place.clone()
    } else {
        format!("{}（{}）", c.place, c.place_type)
    };
    let harm = c.determination.as_ref().filter(|d| d.elements.harm.met).map(|d| desk.told(&d.elements.harm.text));
    let state = [
        script("harm", &[("text", harm.as_deref().unwrap_or(&open))]),
        script("police", &[("text", &desk.police())]),
        script("opinion", &[("text", &desk.opinion())]),
    ];
    sheet
        .set("school", desk.school())
        .set("id", c.id.clone())
        .set("printed_at", moment(desk.now))
        .set("who", script("who", &[("school", &desk.school()), ("post", &post), ("name", &name), ("id", &c.id)]))
        .set("time", script("time", &[("occurred", &when(c.occurred.from)), ("discovered", &moment(c.discovered_at))]))
        .set("place", desk.masked(&place, None))
        .set("cause", if c.cause.trim().is_empty() { open.clone() } else { desk.masked(&c.cause, None) })
        .set("course", desk.masked(&c.narrative, None))
        .set("people", desk.people_counted())
        .set("measures", desk.masked(&desk.done_so_far(), None))
        .set("state", state.join("\n"))
        .set("closing", script("closing", &[("due", &written_due(desk))]))
        .set("after", word("script", "after"))
        .list("calls", calls(desk));
    Some(sheet.done())
}

/// Until when the written report is there: a time, or 马上 once it is past.
fn written_due(desk: &Desk<'_>) -> String {
    let hours = desk.settings.written_report_hours;
    let due = desk.concern.discovered_at.ms().checked_add(hours.saturating_mul(3_600_000)).and_then(Instant::from_ms);
    match due {
        Some(due) if due > desk.now => script("due_before", &[("time", &moment(due))]),
        _ => word("script", "due_now"),
    }
}

/// The number as the school keeps it; where it keeps only a part, the rest is in the school's own list of numbers.
fn number(phone: &str) -> String {
    if phone.contains('*') { format!("{phone}\n{}", word("script", "by_list")) } else { phone.to_owned() }
}

/// Whom to call, in this order: the own principal, the county's duty desk, the police, and the county's reporting desk when
/// the first does not answer.
fn calls(desk: &Desk<'_>) -> Vec<Vec<String>> {
    let records = desk.records;
    let bureau = records.bureau.as_ref();
    let county_name = bureau.map_or_else(|| word("script", "county"), |b| b.name.clone());
    let police_name = bureau.map_or_else(|| word("script", "police_org"), |b| b.police.clone());
    let minutes = desk.settings.phone_report_minutes;
    let within = if minutes % 60 == 0 {
        script("hours", &[("n", &(minutes / 60).to_string())])
    } else {
        script("minutes", &[("n", &minutes.to_string())])
    };
    let at_once = word("script", "at_once");
    let mut rows: Vec<(String, String, String)> = Vec::new();
    let principal = records.school.as_ref().map(|s| s.principal_id.as_str()).filter(|id| *id != desk.person);
    if let Some(p) = principal.and_then(|id| records.staff.iter().find(|s| s.id == id)) {
        let post = script("principal", &[("post", domain::noun::Post::Principal.label())]);
        rows.push((
            format!("{post}\n{}", p.name),
            number(p.phone_masked.as_deref().unwrap_or_default()),
            at_once.clone(),
        ));
    }
    let is_police = |c: &&Contact| c.org == police_name || c.org.contains("公安") || c.org.contains("派出所");
    let desk_of = |words: &[&str]| {
        records
            .contacts
            .iter()
            .find(|c| c.org.starts_with(&county_name) && words.iter().any(|w| c.role.contains(w) || c.post.contains(w)))
    };
    let named = |c: &Contact| format!("{}\n{} {}", c.org, c.post, c.role);
    let (duty, reports) = (desk_of(&["应急", "值班"]), desk_of(&["收报告", "联络员"]));
    match duty.or(reports) {
        Some(c) => rows.push((named(c), number(&c.phone_masked), within.clone())),
        None => rows.push((county_name.clone(), String::new(), within.clone())),
    }
    let also = word("script", "police_also");
    match records.contacts.iter().find(is_police) {
        Some(c) => rows.push((named(c), format!("{}\n{also}", c.phone_masked), at_once)),
        None => rows.push((police_name.clone(), word("script", "police_phone"), at_once)),
    }
    if let (Some(_), Some(c)) = (duty, reports) {
        rows.push((named(c), number(&c.phone_masked), word("script", "fallback")));
    }
    let numbered = rows.into_iter().enumerate();
    numbered
        .map(|(i, (who, phone, limit))| vec![(i + 1).to_string(), who, phone, limit, String::new(), String::new()])
        .collect()
}
