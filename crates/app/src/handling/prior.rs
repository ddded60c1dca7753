//! What was found before about the pupils of a case. 屡教不改 is a judgement of people (notice, part 3, third task): this shows
//! what stands on record, and no rule reads it.

use domain::Term as _;
use domain::handling as rules;

use super::spec::Ground;
use super::steps::with_case;
use crate::view::PriorRow;

/// The earlier determinations among the cases that the person may see, newest first.
pub(super) fn rows(ground: &Ground<'_>) -> Vec<PriorRow> {
    let pupil = |id: &str| ground.shown.student(id).map(|s| s.name.clone()).unwrap_or_default();
    with_case(ground, |case| rules::repeat::prior(ground.records, case))
        .into_iter()
        .map(|p| PriorRow {
            found: super::found(Some(p.result), p.severity, p.tier),
            on: p.held_on.to_string(),
            pupil: pupil(&p.student_id),
            role: p.role.label().to_owned(),
            sanction: p.sanction.map(|kind| kind.label().to_owned()).unwrap_or_default(),
            concern: p.concern_id,
        })
        .collect()
}
