//! Appeals inside the school and reviews by the county: whether one is under way, and where the case goes on afterwards.

use super::case::Case;
use super::obstacle::Obstacle;
use crate::noun::{AppealOutcome, Concern, Sanction, TurnGround};
use crate::time::Date;

/// What the county answers when nothing changes.
pub const UPHELD: &str = "维持";

/// Whether an appeal or a review waits for its decision.
pub fn is_pending(case: &Case<'_>) -> bool {
    let appeal = case.sanctions.iter().filter_map(|s| s.appeal.as_ref()).any(|a| a.decided_on.is_none());
    appeal || case.concern.county_review.as_ref().is_some_and(|r| r.finished_on.is_none())
}

/// Whether there is something that brings the case under review: an appeal filed and undecided, or a review that the
/// county accepted and has not finished.
pub fn may_begin(case: &Case<'_>) -> bool {
    let appeal = case.sanctions.iter().filter_map(|s| s.appeal.as_ref()).any(|a| a.decided_on.is_none());
    let accepted = |r: &crate::noun::CountyReview| r.accepted_on.is_some() && r.finished_on.is_none();
    appeal || case.concern.county_review.as_ref().is_some_and(accepted)
}

/// The state in which the case was when it last went under review.
pub fn origin(concern: &Concern) -> Option<&str> {
    let states: Vec<&str> = concern.events.iter().filter_map(|e| e.state.as_deref()).collect();
    let at = states.iter().rposition(|s| *s == "under_review")?;
    states.get(at.checked_sub(1)?).copied()
}

/// Whether the last decision left everything as it was; `None` while nothing is decided. The decision that began the present
/// round says nothing about it.
fn upheld(case: &Case<'_>) -> Option<bool> {
    let c = case.concern;
    let past =
        |s: &Sanction| c.earlier.iter().filter_map(|r| r.determination.as_ref()).any(|d| d.minutes_no == s.minutes_no);
    let since = c.earlier.last().map(|r| (r.next.at.date(), is_decision(r.next.ground)));
    let counts = |s: &Sanction, on: Date| !past(s) || since.is_none_or(|(day, by)| on > day || on == day && !by);
    let decided = case.sanctions.iter().filter_map(|s| {
        let a = s.appeal.as_ref()?;
        let on = a.decided_on.filter(|on| counts(s, *on))?;
        Some((on, a.outcome? == AppealOutcome::Upheld))
    });
    let county = c.county_review.iter().filter_map(|r| Some((r.finished_on?, r.outcome.as_deref()? == UPHELD)));
    let all: Vec<(Date, bool)> = decided.chain(county).collect();
    let last = all.iter().map(|(on, _)| *on).max()?;
    // Two decisions of one day: one that changes something decides where the case goes on.
    Some(all.iter().filter(|(on, _)| *on == last).all(|(_, same)| *same))
}

/// Whether a round was begun by a decision about the one before.
pub fn is_decision(ground: TurnGround) -> bool {
    matches!(ground, TurnGround::Appeal | TurnGround::CountyReview)
}

/// What stands before leaving the review for `to`.
pub fn obstacles(case: &Case<'_>, to: &str) -> Vec<Obstacle> {
    if is_pending(case) {
        return vec![Obstacle::ReviewUndecided];
    }
    match (upheld(case), origin(case.concern)) {
        (None, _) => vec![Obstacle::ReviewUndecided],
        (Some(true), Some(from)) if from != to => vec![Obstacle::UpheldReturns { state: from.to_owned() }],
        (Some(false), _) if !matches!(to, "handling" | "pending_determination") => vec![Obstacle::ChangedGoesOn],
        _ => Vec::new(),
    }
}
