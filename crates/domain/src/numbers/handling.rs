//! Numbers of sanctions, measures, counselling, guidance and talks.

use super::answer::{Answer, count, distinct, per};
use super::rows::{Row as _, count_all, count_where, entries};
use super::{Definition, Unit::Count};
use crate::noun::{AppealOutcome, Concern, MeasureKind};

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("sanctions", Count, |s| count_all(&s.records.sanctions)),
    Definition::new("sanctions_by_kind", Count, |s| {
        per(s.records.sanctions.iter().map(|x| (x.effective_kind, x.row())))
    }),
    Definition::new("sanctions_changed", Count, |s| {
        count_where(&s.records.sanctions, |x| x.appeal.as_ref().and_then(|a| a.outcome) == Some(AppealOutcome::Changed))
    }),
    Definition::new("admonitions", Count, |s| measures(&s.records.concerns, MeasureKind::Admonition)),
    Definition::new("quality_records", Count, |s| measures(&s.records.concerns, MeasureKind::QualityRecord)),
    Definition::new("suspensions", Count, |s| measures(&s.records.concerns, MeasureKind::Suspension)),
    Definition::new("police_warnings", Count, |s| measures(&s.records.concerns, MeasureKind::PoliceWarning)),
    Definition::new("counselling", Count, |s| count_all(&s.records.counselling)),
    Definition::new("counselling_students", Count, |s| {
        distinct(s.records.counselling.iter().map(|c| (c.row(), c.student_id.as_str())))
    }),
    Definition::new("counselling_refusals", Count, |s| count_all(&s.records.counselling_refusals)),
    Definition::new("family_guidance", Count, |s| count_all(&s.records.family_guidance)),
    Definition::new("communications", Count, |s| count_all(&s.records.communications)),
    Definition::new("communication_households", Count, |s| {
        distinct(s.records.communications.iter().map(|c| (c.row(), c.student_id.as_str())))
    }),
    Definition::new("talks", Count, |s| count_all(&s.records.talks)),
];

fn measures(concerns: &[Concern], kind: MeasureKind) -> Answer<'_> {
    let all = entries(concerns.iter(), "measures", |c| &c.measures);
    count(all.filter(|(_, m)| m.kind == kind).map(|(row, _)| row))
}
