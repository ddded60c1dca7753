//! Checks one measure, and one sanction, as typed: hard stops where law draws the line (R3, R4, R5), a warning where the
//! notice names another degree.

use super::case::Case;
use super::check::{Checked, blank};
use super::obstacle::Obstacle;
use super::rule::{r3, r4, tier};
use super::warning::Warning;
use crate::noun::{Measure, MeasureKind, Sanction, Tier};
use crate::terms::Term as _;

/// Punishments that no teacher may use (中小学教育惩戒规则 art. 12), as people write them.
const FORBIDDEN: &[&str] =
    &["体罚", "罚跪", "下跪", "掌嘴", "打手板", "打手心", "扇耳光", "连坐", "示众", "罚款", "罚抄", "罚站一", "互打"];

/// The forbidden punishments that a text names, each once.
pub fn forbidden_punishments(text: &str) -> Vec<String> {
    FORBIDDEN.iter().filter(|w| text.contains(**w)).map(|w| (*w).to_owned()).collect()
}

/// Checks one measure against the degree of its case.
pub fn check(m: &Measure, case: &Case<'_>) -> Checked {
    let c = case.concern;
    let mut out = Checked::default();
    out.stop_if(m.on < c.discovered_at.date(), "on", Obstacle::BeforeDiscovery);
    out.stop_if(blank(&m.text), "text", Obstacle::Required);
    out.stop_if(tier::is_personal(m.kind) && m.student_id.is_none(), "student_id", Obstacle::StudentMissing);
    let lowest = tier::lowest(m.kind);
    let below = c.tier.is_none_or(|t| t < lowest);
    match m.kind {
        MeasureKind::Suspension => r4::suspension(&mut out, m, c.tier, c.result, case.ground),
        MeasureKind::QualityRecord => {
            let decided = m.minutes_no.as_deref().is_some_and(|n| !blank(n));
            out.stop_if(!decided, "minutes_no", Obstacle::QualityRecordUndecided);
        }
        _ => {}
    }
    let above = Warning::MeasureAboveTier { measure: m.kind.id().to_owned(), tier: lowest.id().to_owned() };
    out.warn_if(below && lowest > Tier::L1, "kind", above);
    let words = forbidden_punishments(&m.text);
    out.warn_if(!words.is_empty(), "text", Warning::ForbiddenPunishment { words });
    let young = m.student_id.as_deref().is_none_or(|s| r3::is_forbidden(case.ground.grade(s)));
    let words = r3::expulsion_words(&m.text);
    out.stop_if(young && !words.is_empty(), "text", Obstacle::Expulsion { words });
    out
}

/// Checks one sanction: grade, committee, guardian told and pupil heard before, notice of appeal not before the decision.
pub fn check_sanction(s: &Sanction, case: &Case<'_>) -> Checked {
    let mut out = Checked::default();
    r4::grade(&mut out, "student_id", case.ground, &s.student_id);
    out.stop_if(blank(&s.minutes_no), "minutes_no", Obstacle::SanctionUndecided);
    out.stop_if(s.decided_on < case.concern.discovered_at.date(), "decided_on", Obstacle::BeforeDiscovery);
    r4::told_and_heard(&mut out, Some(s.guardian_notified_on), Some(s.statement_heard_on), Some(s.decided_on));
    out.stop_if(
        s.appeal_notice_on.is_some_and(|on| on < s.decided_on),
        "appeal_notice_on",
        Obstacle::AppealNoticeEarly,
    );
    out.warn_if(s.tier == Tier::L1, "tier", Warning::SanctionAtLight);
    out
}
