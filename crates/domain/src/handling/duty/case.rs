//! The duties of one concern.

use super::{Duty, DutyCode, Subject};
use crate::clock_rules::natural_days_after;
use crate::handling::case::Case;
use crate::handling::check::owned;
use crate::handling::report::{Owed, Receiver, owed};
use crate::handling::rule::r7;
use crate::handling::{appeal, investigation};
use crate::noun::{ConcernKind, Counselling, MeasureKind, Post, ReportMode, ReportType};
use crate::time::{Date, Instant};

pub(super) fn duties(case: &Case<'_>, now: Instant, all: &mut Vec<Duty>) {
    let open = !matches!(case.concern.status.as_str(), "closed" | "struck_off");
    if open {
        beginning(case, now, all);
        inquiry(case, now, all);
        care(case, now, all);
    }
    remedies(case, now, all);
    for one in owed(case).iter().filter(|o| o.done.is_none()) {
        all.push(report(case, one, now));
    }
}

fn duty(case: &Case<'_>, what: DutyCode, due: Option<Date>, now: Instant) -> Duty {
    Duty::new(Subject::Concern, &case.concern.id, what, due, now)
}

fn beginning(case: &Case<'_>, now: Instant, all: &mut Vec<Duty>) {
    let c = case.concern;
    // The check is done when it has led somewhere, not when somebody has begun it.
    if matches!(c.status.as_str(), "registered" | "verifying") {
        let since = case.entered_on("registered").unwrap_or_else(|| c.discovered_at.date());
        let due = natural_days_after(since, case.ground.settings.verify_days);
        all.push(duty(case, DutyCode::FirstCheck, due, now).person(&c.owner_id).post(Post::DisciplineDirector));
    }
    let looking = matches!(c.status.as_str(), "registered" | "verifying" | "investigating");
    let secured = case.measures().any(|m| m.kind == MeasureKind::Evidence);
    if c.kind == ConcernKind::Suspected && looking && !secured {
        let due = natural_days_after(c.discovered_at.date(), 1);
        all.push(duty(case, DutyCode::VideoEvidence, due, now).person(&c.owner_id).post(Post::DisciplineDirector));
    }
}

fn inquiry(case: &Case<'_>, now: Instant, all: &mut Vec<Duty>) {
    let c = case.concern;
    let running = matches!(c.status.as_str(), "investigating" | "pending_determination");
    if let Some(i) = case.investigation().filter(|i| i.finished_on.is_none() && running) {
        let clock = investigation::clock(i, now.date());
        let mut one = duty(case, DutyCode::Investigation, Some(clock.first), now).person(&c.owner_id);
        one.extended = clock.extended;
        one.overdue_days = (now.date() - clock.due()).num_days().max(0);
        one.overdue = one.overdue_days > 0;
        all.push(one.post(Post::DisciplineDirector));
        if i.extension.as_ref().is_some_and(|e| !investigation::is_approved(e)) {
            all.push(duty(case, DutyCode::InvestigationExtension, Some(clock.first), now).post(Post::Principal));
        }
    }
    if c.status == "pending_determination" && case.determination().is_none() {
        all.push(duty(case, DutyCode::Determination, None, now).post(Post::DisciplineDirector).post(Post::Principal));
    }
}

fn care(case: &Case<'_>, now: Instant, all: &mut Vec<Duty>) {
    let alone = r7::not_counselled(case);
    if r7::applies(case) && !alone.is_empty() {
        all.push(duty(case, DutyCode::Counselling, None, now).of(owned(alone)).post(Post::Counsellor));
    }
    let later = |s: &Counselling| case.counselling.iter().any(|o| o.student_id == s.student_id && o.at > s.at);
    for session in case.counselling.iter().filter(|s| s.next_on.is_some() && !later(s)) {
        let one = duty(case, DutyCode::NextCounselling, session.next_on, now).of(vec![session.student_id.clone()]);
        all.push(one.person(&session.counsellor_id));
    }
}

/// Notices, appeals and reviews: they run whether or not the case is closed.
fn remedies(case: &Case<'_>, now: Instant, all: &mut Vec<Duty>) {
    let c = case.concern;
    let days = case.ground.settings.notice_days;
    for s in &case.sanctions {
        if s.appeal_notice_on.is_none() {
            let due = natural_days_after(s.decided_on, days);
            all.push(
                duty(case, DutyCode::AppealNotice, due, now).of(vec![s.id.clone()]).post(Post::DisciplineDirector),
            );
        }
        if let Some(a) = s.appeal.as_ref().filter(|a| a.decided_on.is_none()) {
            let due = appeal::decision_due(case, a.filed_on);
            let one = duty(case, DutyCode::AppealDecision, due, now).of(vec![s.id.clone()]);
            let chair = case.ground.appeals_committee().map(|x| x.chair_id.as_str());
            all.push(chair.into_iter().fold(one.post(Post::Principal), Duty::person));
        }
    }
    if let Some(d) = c.determination.as_ref().filter(|d| d.review_notice_on.is_none()) {
        let due = natural_days_after(d.held_at.date(), days);
        all.push(duty(case, DutyCode::ReviewNotice, due, now).post(Post::DisciplineDirector));
    }
    if let Some(r) = c.county_review.as_ref().filter(|r| r.finished_on.is_none() && r.accepted_on.is_some()) {
        let one = duty(case, DutyCode::CountyReview, r.due_on, now);
        all.push(one.post(Post::DeputyPrincipal).post(Post::DisciplineDirector));
    }
}

fn report(case: &Case<'_>, owed: &Owed, now: Instant) -> Duty {
    let what = match (owed.kind, owed.to, owed.mode) {
        (ReportType::FollowUp, ..) => DutyCode::FollowUpReport,
        (ReportType::Final, ..) => DutyCode::FinalReport,
        (ReportType::First, Receiver::Police, _) => DutyCode::PoliceReport,
        (ReportType::First, Receiver::City, _) => DutyCode::CityReport,
        (ReportType::First, Receiver::County, ReportMode::Phone) => DutyCode::PhoneReport,
        (ReportType::First, Receiver::County, ReportMode::Written) => DutyCode::WrittenReport,
    };
    let mut one =
        duty(case, what, owed.due.map(Instant::date), now).post(Post::DisciplineDirector).post(Post::Principal);
    one.due_at = owed.due;
    one.overdue = owed.is_missed(now);
    one
}
