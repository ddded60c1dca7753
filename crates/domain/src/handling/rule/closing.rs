//! What must stand on record before a concern is struck off or closed (the notice 三（二） to 三（六）; R2, R5, R6, R7).

use super::{r2, r5, r6, r7};
use crate::handling::case::Case;
use crate::handling::check::{blank, owned};
use crate::handling::obstacle::Obstacle;
use crate::handling::review;
use crate::handling::warning::Warning;
use crate::noun::{ConcernKind, ConcernResult, LedgerStatus, MeasureKind, Severity, Tier};
use crate::time::Date;

/// Everything that stands before the end of this case.
pub fn obstacles(case: &Case<'_>) -> Vec<Obstacle> {
    let mut all = common(case);
    match case.concern.kind {
        ConcernKind::Sign => {}
        ConcernKind::Hazard => all.extend(hazard(case)),
        ConcernKind::Suspected => all.extend(suspected(case)),
    }
    all
}

/// The notice 三（二）: reported in time inside the school, the guardians spoken with, the cause known, something done, and
/// what came of it.
fn common(case: &Case<'_>) -> Vec<Obstacle> {
    let c = case.concern;
    let mut all = Vec::new();
    let mut stop = |broken: bool, why: Obstacle| {
        if broken {
            all.push(why);
        }
    };
    stop(c.internal_reported_at < c.discovered_at, Obstacle::InternalReportEarly);
    stop(!c.involved.is_empty() && case.communications.is_empty(), Obstacle::NoCommunication);
    stop(blank(&c.cause), Obstacle::NoCause);
    stop(case.measures().next().is_none(), Obstacle::NoIntervention);
    stop(c.result.is_none(), Obstacle::NoOutcome);
    all
}

fn hazard(case: &Case<'_>) -> Vec<Obstacle> {
    let mut all = accepted(case);
    let open = case.ledger.iter().filter(|l| l.status != LedgerStatus::Closed);
    let open: Vec<String> = open.map(|l| l.id.clone()).collect();
    if !open.is_empty() && !all.iter().any(|o| matches!(o, Obstacle::LedgerOpen { .. })) {
        all.push(Obstacle::LedgerNotStruckOff { items: open });
    }
    all
}

/// What stands before the acceptance of a hazard: each linked ledger item completed, or a reason why none was needed.
pub fn accepted(case: &Case<'_>) -> Vec<Obstacle> {
    let reason = case.concern.lesson.as_ref().and_then(|l| l.reason.as_deref()).is_some_and(|r| !blank(r));
    if case.ledger.is_empty() {
        return if reason { Vec::new() } else { vec![Obstacle::LedgerMissing] };
    }
    let open: Vec<String> = case.ledger.iter().filter(|l| l.completed_on.is_none()).map(|l| l.id.clone()).collect();
    if open.is_empty() { Vec::new() } else { vec![Obstacle::LedgerOpen { items: open }] }
}

fn suspected(case: &Case<'_>) -> Vec<Obstacle> {
    let c = case.concern;
    let mut all = r2::missing(case);
    if c.status == "transferred" && c.police.as_ref().is_none_or(|p| p.case.as_deref().is_none_or(blank)) {
        all.push(Obstacle::PoliceOutcomeMissing);
    }
    let unnoticed = r5::without_notice(case);
    if !unnoticed.is_empty() {
        all.push(Obstacle::AppealNoticeMissing { sanctions: unnoticed });
    }
    all.extend(r6::missing(case));
    let alone = r7::not_counselled(case);
    if r7::applies(case) && !alone.is_empty() {
        all.push(Obstacle::VictimNotCounselled { students: owned(alone) });
    }
    let answered = c.lesson.as_ref().is_some_and(|l| {
        l.ledger_ids.as_ref().is_some_and(|ids| !ids.is_empty()) || l.reason.as_deref().is_some_and(|r| !blank(r))
    });
    // A ledger item of before was linked with what happened before.
    if !answered && (case.ledger.is_empty() || c.round() > 1) {
        all.push(Obstacle::LessonMissing);
    }
    if needs_review_note(case) && c.review_note.as_ref().is_none_or(|n| blank(&n.text)) {
        all.push(Obstacle::ReviewNoteMissing);
    }
    if review::is_pending(case) {
        all.push(Obstacle::ReviewPending);
    }
    all
}

/// 反思 is due from the moderate degree on (the notice 三（六）).
pub fn needs_review_note(case: &Case<'_>) -> bool {
    let c = case.concern;
    c.severity.is_some_and(|s| s >= Severity::Moderate) || c.tier.is_some_and(|t| t >= Tier::L2) || case.is_serious()
}

/// What the notice wants and no law demands, said before closing.
pub fn warnings(case: &Case<'_>, today: Date) -> Vec<Warning> {
    let c = case.concern;
    let mut all = Vec::new();
    let without = |kind: MeasureKind| -> Vec<String> {
        let has = |id: &str| c.measures.iter().any(|m| m.kind == kind && m.student_id.as_deref() == Some(id));
        owned(case.actors().into_iter().filter(|id| !has(id)))
    };
    let guided = |id: &str| case.guidance.iter().any(|g| g.student_id == id);
    if c.result == Some(ConcernResult::Bullying) {
        if c.tier.is_some_and(|t| t >= Tier::L3) {
            let students = without(MeasureKind::QualityRecord);
            if !students.is_empty() {
                all.push(Warning::NoQualityRecord { students });
            }
        }
        if c.tier.is_some_and(|t| t >= Tier::L2) {
            let students = owned(case.actors().into_iter().filter(|id| !guided(id)));
            if !students.is_empty() {
                all.push(Warning::NoFamilyGuidance { students });
            }
        }
        if c.tier == Some(Tier::L2) && case.reports.is_empty() {
            all.push(Warning::ModerateWithInjury);
        }
    }
    if let Some(until) = r5::window_open_until(case, today) {
        all.push(Warning::AppealWindowOpen { until });
    }
    all
}
