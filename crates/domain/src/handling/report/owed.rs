//! The reports that a concern owes, each with its deadline, whether it was made, and how late.

use chrono::TimeZone as _;

use crate::handling::basis::Basis;
use crate::handling::case::Case;
use crate::noun::{IncidentReport, ReportLevel, ReportMode, ReportState, ReportType};
use crate::time::{Date, Instant, When, beijing};

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Receiver {
    /// The county's education bureau.
    County,
    /// The police.
    Police,
    /// The city's education authority, by way of the county.
    City,
}

impl Receiver {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::Police => "police",
            Self::City => "city",
        }
    }
}

/// One report that is owed, made or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The concern.
    pub concern_id: String,
    /// 初报, 续报 or 终报.
    pub kind: ReportType,
    /// By telephone or in writing; the police are told in either way.
    pub mode: ReportMode,
    /// To whom.
    pub to: Receiver,
    /// What made it due.
    pub since: When,
    /// Until when; `None` where the text only says 及时.
    pub due: Option<Instant>,
    /// The report that did it, `None` for a call to the police that only the concern records; and when.
    pub done: Option<(Option<String>, Instant)>,
    /// What the duty rests on.
    pub basis: &'static [Basis],
}

impl Owed {
    /// Whole minutes after the deadline: of the report, or up to `now` while it is open. 0 in time or without a deadline.
    pub fn delay_minutes(&self, now: Instant) -> i64 {
        let end = self.done.as_ref().map_or(now, |(_, at)| *at);
        self.due.map_or(0, |due| ((end.ms() - due.ms()) / 60_000).max(0))
    }
    /// Whether it was not made and its time is over.
    pub fn is_missed(&self, now: Instant) -> bool {
        self.done.is_none() && self.due.is_some_and(|due| due < now)
    }
    /// Whether it is a follow-up or final report that was not made.
    pub fn is_open_follow_up(&self) -> bool {
        self.done.is_none() && self.kind != ReportType::First
    }
}

/// Whether the report left the school: a draft, one in review and one sent back did not.
pub fn is_sent(r: &IncidentReport) -> bool {
    !matches!(r.state, ReportState::Draft | ReportState::InReview | ReportState::Returned)
}

/// Whether the receiver is among those it went to; a remark may follow the name (`…（电话）`).
pub fn reaches(case: &Case<'_>, r: &IncidentReport, to: Receiver) -> bool {
    let Some(bureau) = case.ground.bureau else { return false };
    let name = match to {
        Receiver::County => &bureau.name,
        Receiver::Police => &bureau.police,
        Receiver::City => &bureau.city,
    };
    !name.is_empty() && r.to.iter().any(|t| t.starts_with(name.as_str()))
}

/// The last second of a day at the school; `None` past the end of the calendar.
pub fn end_of(day: Date) -> Option<Instant> {
    let last = day.and_hms_opt(23, 59, 59)?;
    beijing().from_local_datetime(&last).single().map(Instant::new)
}

fn minutes_after(at: Instant, minutes: i64) -> Option<Instant> {
    Instant::from_ms(at.ms().checked_add(minutes.checked_mul(60_000)?)?)
}

/// When the school knew that the case had to be reported: at its discovery where it said so or called the police, else
/// when the degree was found or the matter handed over. `None` for a case that owes no report.
fn known_at(case: &Case<'_>) -> Option<Instant> {
    let c = case.concern;
    if !case.is_serious() && c.report_level.is_none() {
        return None;
    }
    let held = c.determination.as_ref().filter(|_| case.is_serious()).map(|d| d.held_at);
    let handed = c.transfer.as_ref().map(|t| t.reported_at);
    let found = held.into_iter().chain(handed).min();
    let at_once =
        c.report_level.is_some() || c.police.as_ref().is_some_and(|p| found.is_none_or(|f| p.reported_at < f));
    Some(if at_once { c.discovered_at } else { found.unwrap_or(c.discovered_at) })
}

/// Every report that the case owes, the first first. Empty where the notice asks for none.
pub fn owed(case: &Case<'_>) -> Vec<Owed> {
    let Some(known) = known_at(case) else { return Vec::new() };
    let settings = case.ground.settings;
    let sent = |to: Receiver| case.reports.iter().filter(move |r| is_sent(r) && reaches(case, r, to));
    let made = |r: Option<&&IncidentReport>| r.map(|r| (Some(r.id.clone()), r.sent_at));
    let first = |mode, to, minutes: Option<i64>, done, basis| Owed {
        concern_id: case.concern.id.clone(),
        kind: ReportType::First,
        mode,
        to,
        since: When::At(known),
        due: minutes.and_then(|m| minutes_after(known, m)),
        done,
        basis,
    };
    let phone = Some(settings.phone_report_minutes);
    let written = settings.written_report_hours.checked_mul(60);
    let to_county = made(sent(Receiver::County).min_by_key(|r| r.sent_at));
    let in_writing = sent(Receiver::County).filter(|r| r.mode == ReportMode::Written).min_by_key(|r| r.sent_at);
    let mut all = vec![
        first(
            ReportMode::Phone,
            Receiver::County,
            phone,
            to_county,
            &[Basis::NoticeReports, Basis::Minors39, Basis::Local],
        ),
        first(ReportMode::Written, Receiver::County, written, made(in_writing), &[Basis::NoticeReports, Basis::Local]),
    ];
    if case.is_serious() {
        let by_report = sent(Receiver::Police).min_by_key(|r| r.sent_at).map(|r| (Some(r.id.clone()), r.sent_at));
        let called = case.concern.police.as_ref().map(|p| (None, p.reported_at));
        let done = by_report.into_iter().chain(called).min_by_key(|(_, at)| *at);
        all.push(first(ReportMode::Phone, Receiver::Police, phone, done, &[Basis::Minors39, Basis::PublicOrder60]));
    }
    if case.concern.report_level == Some(ReportLevel::City) {
        let done = made(sent(Receiver::City).min_by_key(|r| r.sent_at));
        all.push(first(ReportMode::Written, Receiver::City, None, done, &[Basis::NoticeReports]));
    }
    all.extend(after_changes(case));
    all
}

/// 续报 after each change of state since the last report to the county, 终报 after the close. Changes that one report covers
/// are one duty, due from the earliest. A change known only by its day counts as covered by a report of that day: nothing
/// shows that the report missed it.
fn after_changes(case: &Case<'_>) -> Vec<Owed> {
    let mut reports: Vec<&IncidentReport> =
        case.reports.iter().copied().filter(|r| is_sent(r) && reaches(case, r, Receiver::County)).collect();
    reports.sort_by_key(|r| r.sent_at);
    let Some(first) = reports.first().map(|r| r.sent_at) else { return Vec::new() };
    let since_first = |at: When| match at {
        When::At(t) => t > first,
        When::On(d) => d > first.date(),
    };
    let covers = |r: &IncidentReport, at: When| match at {
        When::At(t) => r.sent_at >= t,
        When::On(d) => r.sent_at.date() >= d,
    };
    let mut all: Vec<Owed> = Vec::new();
    for event in case.concern.events.iter().skip(1) {
        let Some(state) = event.state.as_deref().filter(|_| since_first(event.at)) else { continue };
        let kind = if state == "closed" { ReportType::Final } else { ReportType::FollowUp };
        let right =
            |r: &&&IncidentReport| covers(r, event.at) && (kind != ReportType::Final || r.kind == ReportType::Final);
        let by = reports.iter().find(right);
        if kind == ReportType::FollowUp && by.is_some_and(|r| r.kind == ReportType::First) {
            continue;
        }
        let done = by.map(|r| (Some(r.id.clone()), r.sent_at));
        if all.iter().any(|o| o.kind == kind && o.done == done && kind == ReportType::FollowUp) {
            continue;
        }
        let due = crate::clock_rules::natural_days_after(event.at.date(), case.ground.settings.follow_up_days);
        all.push(Owed {
            concern_id: case.concern.id.clone(),
            kind,
            mode: ReportMode::Written,
            to: Receiver::County,
            since: event.at,
            due: due.and_then(end_of),
            done,
            basis: &[Basis::NoticeReports, Basis::Local],
        });
    }
    all
}
