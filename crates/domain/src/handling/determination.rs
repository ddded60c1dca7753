//! Checks a determination of the 治理委员会 as typed: R1 (elements, minutes, guardians, quorum, vote), R3, R6 and R12
//! (未成年人保护法 arts. 39 and 130(三); 未成年人学校保护规定 arts. 19 and 23).

use super::case::{Case, members_on};
use super::check::{Checked, blank, count, owned};
use super::obstacle::Obstacle;
use super::rule::{r3, tier};
use super::warning::Warning;
use crate::noun::{ConcernResult, Determination, Element};

/// The four elements with their ids, in the order of the law.
pub fn elements(d: &Determination) -> [(&'static str, &Element); 4] {
    let e = &d.elements;
    [("between_students", &e.between_students), ("intent", &e.intent), ("means", &e.means), ("harm", &e.harm)]
}

/// Checks the form. `related` are members of whom it is known that they are related to a party.
pub fn check(d: &Determination, case: &Case<'_>, related: &[&str]) -> Checked {
    let mut out = Checked::default();
    words(&mut out, d, case);
    invitations(&mut out, d, case);
    attendance(&mut out, d, case);
    recusals(&mut out, d, case, related);
    vote(&mut out, d);
    out
}

fn words(out: &mut Checked, d: &Determination, case: &Case<'_>) {
    out.stop_if(blank(&d.facts), "facts", Obstacle::FactsMissing);
    out.stop_if(d.basis.iter().all(|b| blank(b)), "basis", Obstacle::BasisMissing);
    out.stop_if(blank(&d.student_statements), "student_statements", Obstacle::StatementMissing);
    out.stop_if(blank(&d.guardian_opinions), "guardian_opinions", Obstacle::OpinionMissing);
    let unmet = owned(elements(d).iter().filter(|(_, e)| !e.met).map(|(id, _)| *id));
    let bare = owned(elements(d).iter().filter(|(_, e)| blank(&e.text)).map(|(id, _)| *id));
    out.stop_if(!bare.is_empty(), "elements", Obstacle::ElementTextMissing { elements: bare });
    if d.result == ConcernResult::Bullying {
        out.stop_if(!unmet.is_empty(), "elements", Obstacle::ElementsNotMet { elements: unmet });
        match (d.severity, d.tier) {
            (Some(severity), Some(t)) => out.stop_if(tier::of(severity) != t, "tier", Obstacle::TierDiffers),
            _ => out.stop_if(true, "severity", Obstacle::SeverityMissing),
        }
    } else {
        out.stop_if(unmet.is_empty(), "elements", Obstacle::AllElementsMet);
        out.stop_if(
            d.not_bullying_reasons.as_deref().is_none_or(blank),
            "not_bullying_reasons",
            Obstacle::ReasonsMissing,
        );
        out.stop_if(d.severity.is_some() || d.tier.is_some(), "severity", Obstacle::SeverityWithoutBullying);
    }
    let young = case.concern.involved.iter().any(|i| r3::is_forbidden(case.ground.grade(&i.student_id)));
    let words = r3::expulsion_words(&d.proposed_handling);
    out.stop_if(young && !words.is_empty(), "proposed_handling", Obstacle::Expulsion { words });
}

/// 未成年人保护法 art. 39: the guardians of both sides are told and take part; whether they come is theirs to decide.
fn invitations(out: &mut Checked, d: &Determination, case: &Case<'_>) {
    let held = d.held_at.date();
    let told = |id: &str| d.guardians.iter().find(|g| g.student_id == id);
    let missing: Vec<&str> = case.parties().into_iter().filter(|id| told(id).is_none()).collect();
    out.stop_if(!missing.is_empty(), "guardians", Obstacle::GuardianNotInvited { students: owned(missing) });
    let late = owned(d.guardians.iter().filter(|g| g.notified_on > held).map(|g| g.student_id.as_str()));
    out.stop_if(!late.is_empty(), "guardians", Obstacle::GuardianInvitedLate { students: late });
    let absent = owned(d.guardians.iter().filter(|g| !g.attended).map(|g| g.student_id.as_str()));
    out.warn_if(!absent.is_empty(), "guardians", Warning::GuardianAbsent { students: absent });
}

fn voters(d: &Determination) -> i64 {
    count(d.present_ids.iter().filter(|p| !d.recusals.iter().any(|r| r.id == **p)).count())
}

fn attendance(out: &mut Checked, d: &Determination, case: &Case<'_>) {
    let due = count(d.due_ids.len());
    let present = count(d.present_ids.len());
    let voting = voters(d);
    out.stop_if(present * 2 <= due, "present_ids", Obstacle::NoQuorum { present, due });
    out.stop_if(present * 2 > due && voting * 2 <= due, "recusals", Obstacle::NoQuorumAfterRecusal { voting, due });
    out.stop_if(!d.present_ids.contains(&d.chair_id), "chair_id", Obstacle::ChairAbsent);
    let strangers = owned(d.present_ids.iter().filter(|p| !d.due_ids.contains(p)).map(String::as_str));
    out.stop_if(!strangers.is_empty(), "present_ids", Obstacle::NotAMember { people: strangers });
    if let Some(committee) = case.ground.committees.iter().find(|c| c.name == d.body) {
        let members = members_on(committee, d.held_at.date());
        let others = owned(d.due_ids.iter().filter(|p| !members.contains(p)).map(String::as_str));
        out.stop_if(!others.is_empty(), "due_ids", Obstacle::NotAMember { people: others });
    }
}

/// R12: whoever is related to a party steps back, is counted as present, and does not vote.
fn recusals(out: &mut Checked, d: &Determination, case: &Case<'_>, related: &[&str]) {
    let recused = |id: &str| d.recusals.iter().any(|r| r.id == id);
    let away = owned(d.recusals.iter().filter(|r| !d.present_ids.contains(&r.id)).map(|r| r.id.as_str()));
    out.stop_if(!away.is_empty(), "recusals", Obstacle::RecusedAbsent { people: away });
    let bare = owned(d.recusals.iter().filter(|r| blank(&r.reason)).map(|r| r.id.as_str()));
    out.stop_if(!bare.is_empty(), "recusals", Obstacle::RecusalWithoutReason { people: bare });
    out.stop_if(recused(&d.chair_id), "chair_id", Obstacle::ChairRecused);
    let present = |id: &str| d.present_ids.iter().any(|p| p == id);
    let bound = owned(related.iter().copied().filter(|id| present(id) && !recused(id)));
    out.stop_if(!bound.is_empty(), "recusals", Obstacle::RelatedNotRecused { people: bound });

    let parties = case.parties();
    let voting = || d.present_ids.iter().map(String::as_str).filter(|p| !recused(p));
    let teaches = |p: &str| parties.iter().any(|s| case.ground.homeroom_teacher_of(s) == Some(p));
    let teachers = owned(voting().filter(|p| teaches(p)));
    out.warn_if(!teachers.is_empty(), "recusals", Warning::HomeroomTeacherVotes { people: teachers });
    let surname = |name: &str| name.chars().next();
    let pupils: Vec<char> =
        parties.iter().filter_map(|s| case.ground.students.get(s)).filter_map(|s| surname(&s.name)).collect();
    let shares = |p: &str| case.ground.people.get(p).and_then(|n| surname(n)).is_some_and(|c| pupils.contains(&c));
    let namesakes = owned(voting().filter(|p| shares(p)));
    let asked = d.recusal_note.as_deref().is_some_and(|n| !blank(n));
    out.warn_if(!namesakes.is_empty() && !asked, "recusals", Warning::SameSurname { people: namesakes });
}

fn vote(out: &mut Checked, d: &Determination) {
    let voting = voters(d);
    let v = &d.vote;
    let counted = v.in_favour.saturating_add(v.against).saturating_add(v.abstain);
    let negative = v.in_favour < 0 || v.against < 0 || v.abstain < 0;
    out.stop_if(negative || counted != voting, "vote", Obstacle::VoteSum { counted, voting });
    let carried = v.in_favour.saturating_mul(2) > voting;
    out.stop_if(!carried, "vote", Obstacle::VoteNotCarried { in_favour: v.in_favour, voting });
}
