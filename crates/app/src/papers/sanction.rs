//! 学生纪律处分决定书 with the notice that it may be appealed within 15 workdays (R5; 中小学教育惩戒规则 art. 17, 18).

use domain::Term as _;
use domain::handling::{Ground, rule::r5};
use domain::noun::{Sanction, SanctionStatus};
use paper::content::{SheetContent, SheetForm};

use super::desk::{Desk, INCIDENT, Offer, Sheet, day, moment};
use super::kind::Kind;
use super::words::{said, word};
use crate::rights::Right;

pub(super) const KIND: Kind = Kind { id: "sanction", kinds: INCIDENT, rights: &[Right::HandleConcern], offers, fill };

fn of_case<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Sanction> {
    let id = desk.concern.id.as_str();
    desk.records.sanctions.iter().filter(move |s| s.concern_id == id)
}

fn offers(desk: &Desk<'_>) -> Vec<Offer> {
    let title = |no: &str| said("titles", "sanction", &[("no", no)]);
    let all: Vec<Offer> = of_case(desk)
        .map(|s| {
            let detail = format!("{} · {}", desk.pupil(&s.student_id), s.kind.label());
            let why = match () {
                () if s.status == SanctionStatus::Revoked => "sanction_revoked",
                () if decided(desk, s).is_none() => "sanction_facts",
                () => return Offer::ready(&s.id, title(&s.id), detail),
            };
            Offer { detail, ..Offer::blocked(title(&s.id), why) }
        })
        .collect();
    if all.is_empty() { vec![Offer::blocked(title(""), "sanction")] } else { all }
}

/// The determination that the sanction rests on: that of its minutes.
fn decided<'a>(desk: &Desk<'a>, s: &Sanction) -> Option<&'a domain::noun::Determination> {
    let all: Vec<_> = desk.concern.determinations().collect();
    all.iter().rfind(|d| d.minutes_no == s.minutes_no).or(all.last()).copied()
}

fn fill(desk: &Desk<'_>, row: &str) -> Option<SheetContent> {
    let s = of_case(desk).find(|s| s.id == row && s.status != SanctionStatus::Revoked)?;
    let d = decided(desk, s)?;
    let ground = Ground::new(desk.records, desk.settings);
    let cases = domain::handling::cases(desk.records, &ground);
    let case = cases.iter().find(|case| case.concern.id == desk.concern.id)?;
    let deadline = r5::deadline(case, s).map(day)?;
    let body = ground.appeals_committee().map_or_else(|| word("words", "appeals_body"), |c| c.name.clone());
    let county = desk.records.bureau.as_ref().map_or_else(|| word("script", "county"), |b| b.name.clone());
    let changed = s.appeal.as_ref().and_then(|a| a.decided_on).filter(|_| s.effective_kind != s.kind);
    let changed = changed.map(|on| said("words", "changed", &[("date", &day(on)), ("kind", s.effective_kind.label())]));
    let severity = d.severity.map(|s| s.label().to_owned()).unwrap_or_default();
    let mut sheet = Sheet::new(SheetForm::Sanction, &s.id);
    sheet
        .set("school", desk.school())
        .set("id", s.id.clone())
        .set("minutes_no", s.minutes_no.clone())
        .set("pupil", desk.pupil(&s.student_id))
        .set("class", desk.class(&s.student_id))
        .set("facts", desk.masked(&d.facts, Some(&s.student_id)))
        .set("body", d.body.clone())
        .set("held", moment(d.held_at))
        .set("severity", severity)
        .set("notified", day(s.guardian_notified_on))
        .set("heard", day(s.statement_heard_on))
        .set("decided", day(s.decided_on))
        .set("kind", s.kind.label())
        .set("changed", changed.unwrap_or_default())
        .set("committee", body)
        .set("deadline", deadline)
        .set("county", county)
        .set("date", day(s.decided_on))
        .set("signed_on", s.appeal_notice_on.map_or_else(|| word("words", "date_blank"), day));
    Some(sheet.done())
}
