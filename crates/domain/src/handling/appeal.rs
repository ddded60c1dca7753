//! Checks an appeal inside the school (中小学教育惩戒规则 art. 17) and a review by the county (教督〔2017〕10号) as typed, and keeps
//! their clocks.

use super::case::{Case, members_on};
use super::check::{Checked, blank, count, owned};
use super::obstacle::Obstacle;
use super::rule::{r5, tier};
use super::warning::Warning;
use crate::clock_rules::{natural_days_after, review_due};
use crate::noun::{Appeal, AppealOutcome, CountyReview, Sanction};
use crate::time::Date;

/// The day by which the school decides an appeal filed on `filed_on`; the school's own setting.
pub fn decision_due(case: &Case<'_>, filed_on: Date) -> Option<Date> {
    natural_days_after(filed_on, case.ground.settings.appeal_decision_days)
}

/// Checks the appeal against this sanction.
pub fn check(sanction: &Sanction, a: &Appeal, case: &Case<'_>) -> Checked {
    let mut out = Checked::default();
    out.stop_if(a.filed_on < sanction.decided_on, "filed_on", Obstacle::AppealEarly);
    if let Some(deadline) = r5::deadline(case, sanction) {
        out.warn_if(a.filed_on > deadline, "filed_on", Warning::AppealLate { deadline });
    }
    out.stop_if(a.decided_on.is_some() != a.outcome.is_some(), "outcome", Obstacle::AppealOutcomeMissing);
    let Some(decided_on) = a.decided_on else { return out };
    out.stop_if(decided_on < a.filed_on, "decided_on", Obstacle::EndsBeforeStart);
    out.stop_if(a.reason.as_deref().is_none_or(blank), "reason", Obstacle::AppealReasonMissing);
    if a.outcome == Some(AppealOutcome::Changed) {
        match a.changed_kind {
            None => out.stop_if(true, "changed_kind", Obstacle::AppealKindMissing),
            Some(kind) => {
                let heavier = tier::weight(kind) > tier::weight(sanction.kind);
                out.stop_if(heavier, "changed_kind", Obstacle::AppealHeavier);
            }
        }
    }
    body(&mut out, a, decided_on, case);
    out
}

fn body(out: &mut Checked, a: &Appeal, decided_on: Date, case: &Case<'_>) {
    let present = count(a.present_ids.len());
    let v = &a.vote;
    let counted = v.in_favour.saturating_add(v.against).saturating_add(v.abstain);
    out.stop_if(counted != present, "vote", Obstacle::AppealVoteSum { counted, voting: present });
    if let Some(committee) = case.ground.appeals_committee() {
        let members = members_on(committee, decided_on);
        let due = count(members.len());
        out.stop_if(present * 2 <= due, "present_ids", Obstacle::AppealNoQuorum { present, due });
        let strangers = owned(a.present_ids.iter().filter(|p| !members.contains(p)).map(String::as_str));
        out.stop_if(!strangers.is_empty(), "present_ids", Obstacle::AppealNotAMember { people: strangers });
        let led = a.present_ids.contains(&committee.chair_id);
        out.warn_if(!led, "present_ids", Warning::AppealChairAbsent);
    }
    if let Some(d) = &case.concern.determination {
        let same = owned(a.present_ids.iter().filter(|p| d.present_ids.contains(p)).map(String::as_str));
        out.warn_if(!same.is_empty(), "present_ids", Warning::SamePeopleDecide { people: same });
    }
}

/// Checks a review by the county: 15 natural days from its acceptance.
pub fn check_county(r: &CountyReview) -> Checked {
    let mut out = Checked::default();
    out.stop_if(r.accepted_on.is_some_and(|on| on < r.applied_on), "accepted_on", Obstacle::CountyAcceptedEarly);
    let due = r.accepted_on.and_then(review_due);
    if let Some(due) = due {
        out.stop_if(r.due_on != Some(due), "due_on", Obstacle::CountyDueDiffers { due });
        out.warn_if(r.finished_on.is_some_and(|f| f > due), "finished_on", Warning::CountyReviewLate { due });
    }
    let outcome = r.outcome.as_deref().is_some_and(|o| !blank(o));
    out.stop_if(r.finished_on.is_some() != outcome, "outcome", Obstacle::CountyOutcomeMissing);
    let early = r.finished_on.is_some_and(|f| r.accepted_on.is_none_or(|a| f < a));
    out.stop_if(early, "finished_on", Obstacle::EndsBeforeStart);
    out
}
