//! 学生欺凌事件登记表（书面报告单）, form 3.4: each written report as it was sent, and the next one filled in advance from what
//! the case holds. What nobody has written yet stays open for the pen; a written report leaves nothing 待核 (R10).

use domain::Term as _;
use domain::handling::report::is_sent;
use domain::noun::{IncidentReport, ReportMode, ReportType, Role};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, INCIDENT, Offer, Sheet, moment, when};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind = Kind { id: "incident", kinds: INCIDENT, rights: &[Right::ReportIncident], offers, fill };

/// The row of the report that is still to be written.
const NEW: &str = "new";
/// Behind a row: with the list of names.
const NAMES: &str = "+names";

fn reports<'a>(desk: &Desk<'a>) -> Vec<&'a IncidentReport> {
    let mut all: Vec<_> = desk.records.incident_reports.iter().filter(|r| r.concern_id == desk.concern.id).collect();
    all.sort_by_key(|r| r.seq);
    all
}

/// What the next report is: the first, a follow-up, or the last after the close.
fn next_kind(desk: &Desk<'_>) -> ReportType {
    let sent = reports(desk).iter().any(|r| is_sent(r));
    match (sent, desk.concern.closed_on) {
        (false, _) => ReportType::First,
        (true, None) => ReportType::FollowUp,
        (true, Some(_)) => ReportType::Final,
    }
}

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let kind = next_kind(desk).label();
    let mut all = Vec::new();
    for (row, title) in [(NEW.to_owned(), "incident_new"), (format!("{NEW}{NAMES}"), "incident_new_names")] {
        all.push(Offer::ready(&row, said("titles", title, &[("kind", kind)]), String::new()));
    }
    for r in reports(desk).into_iter().filter(|r| r.mode == ReportMode::Written) {
        let parts = [("no", r.id.as_str()), ("kind", r.kind.label())];
        for (row, title) in [(r.id.clone(), "incident"), (format!("{}{NAMES}", r.id), "incident_names")] {
            all.push(Offer::ready(&row, said("titles", title, &parts), moment(r.sent_at)));
        }
    }
    all
}

fn fill(desk: &Desk<'_>, row: &str) -> Option<SheetContent> {
    let (row, names) = row.strip_suffix(NAMES).map_or((row, false), |row| (row, true));
    let desk = Desk { names, ..*desk };
    let report = reports(&desk).into_iter().find(|r| r.id == row && r.fields.is_some());
    if row != NEW && report.is_none() {
        return None;
    }
    let c = desk.concern;
    let mut sheet = Sheet::new(SheetForm::Incident, report.map_or(c.id.as_str(), |r| r.id.as_str()));
    let form_labels = c.forms.iter().map(|f| f.label()).collect::<Vec<_>>().join("、");
    sheet
        .set("school", desk.school())
        .set("concern", c.id.clone())
        .set("discovered", moment(c.discovered_at))
        .set("victims", desk.counts(&[Role::Victim, Role::Focus]))
        .set("actors", desk.counts(&[Role::Actor]))
        .set("others", others(&desk))
        .set("forms", form_labels)
        .set("names", if names { word("words", "yes") } else { String::new() })
        .list("names", if names { desk.register(Role::ALL) } else { Vec::new() });
    match report {
        Some(r) => written(&desk, &mut sheet, r),
        None => ahead(&desk, &mut sheet),
    }
    Some(sheet.done())
}

fn others(desk: &Desk<'_>) -> String {
    let roles = [Role::Joiner, Role::Party, Role::Bystander, Role::Witness];
    let counted = roles.iter().filter_map(|role| {
        let list = desk.counts(&[*role]);
        (!list.is_empty()).then(|| said("words", "role_counts", &[("role", role.label()), ("list", &list)]))
    });
    let mut all: Vec<String> = counted.collect();
    if !desk.concern.outsiders.is_empty() {
        let count = desk.concern.outsiders.len().to_string();
        all.push(said("words", "person_count", &[("grade", &word("words", "outsider")), ("count", &count)]));
    }
    all.join("；")
}

/// The reports before one, each with receiver, time and way.
fn made_before(desk: &Desk<'_>, seq: i64) -> String {
    let before = reports(desk).into_iter().filter(|r| r.seq < seq && is_sent(r));
    let lines: Vec<String> = before
        .map(|r| {
            let (to, time) = (r.to.join("、"), moment(r.sent_at));
            let parts = [("to", to.as_str()), ("time", &time), ("mode", r.mode.label()), ("kind", r.kind.label())];
            said("words", "report_line", &parts)
        })
        .collect();
    lines.join("\n")
}

/// A report as it was sent: every text as it was typed.
fn written(desk: &Desk<'_>, sheet: &mut Sheet, r: &IncidentReport) {
    let Some(f) = &r.fields else { return };
    let previous = r.previous_id.as_deref().and_then(|id| reports(desk).into_iter().find(|p| p.id == id));
    let previous = previous.map(|p| said("words", "previous", &[("no", &p.id), ("kind", p.kind.label())]));
    let earlier = made_before(desk, r.seq);
    sheet
        .set("id", r.id.clone())
        .set("kind", r.kind.label())
        .set("to", r.to.join("、"))
        .set("time", f.time.clone())
        .set("place", f.place.clone())
        .set("people", f.people.clone())
        .set("cause", f.cause.clone())
        .set("course", f.course.clone())
        .set("harm", f.harm.clone())
        .set("evidence", f.evidence.clone())
        .set("measures", f.measures.clone())
        .set("police", f.police.clone())
        .set("opinion", f.public_opinion.clone())
        .set("reported", if earlier.is_empty() { word("words", "not_reported") } else { earlier })
        .set("reporter", desk.person_name(&r.reporter_id))
        .set("reviewer", r.reviewer_id.as_deref().map(|id| desk.person_name(id)).unwrap_or_default())
        .set("issuer", desk.person_name(&r.issuer_id))
        .set("sent", moment(r.sent_at))
        .set("previous", previous.unwrap_or_default());
}

/// The report that is still to be written, as far as the case knows.
fn ahead(desk: &Desk<'_>, sheet: &mut Sheet) {
    let c = desk.concern;
    let bureau = desk.records.bureau.as_ref();
    let to = bureau.map(|b| [b.name.as_str(), b.police.as_str()].join("、")).unwrap_or_default();
    let harm = c.determination.as_ref().filter(|d| d.elements.harm.met).map(|d| desk.told(&d.elements.harm.text));
    let opinion = if c.public_attention.is_some() { desk.opinion() } else { String::new() };
    let last = reports(desk).into_iter().rfind(|r| is_sent(r));
    let previous = last.map(|p| said("words", "previous", &[("no", &p.id), ("kind", p.kind.label())]));
    sheet
        .set("id", word("words", "no_number"))
        .set("kind", next_kind(desk).label())
        .set("to", to)
        .set("time", when(c.occurred.from))
        .set("place", desk.told(&c.place))
        .set("people", desk.people_counted())
        .set("cause", desk.told(&c.cause))
        .set("course", desk.told(&c.narrative))
        .set("harm", harm.unwrap_or_default())
        .set("evidence", String::new())
        .set("measures", desk.told(&desk.done_so_far()))
        .set("police", desk.police())
        .set("opinion", opinion)
        .set("reported", made_before(desk, i64::MAX))
        .set("reporter", String::new())
        .set("reviewer", String::new())
        .set("issuer", String::new())
        .set("sent", String::new())
        .set("previous", previous.unwrap_or_default());
}
