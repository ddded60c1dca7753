//! Which measures the notice 三（三） names for which degree. Tiers cumulate; a measure above its tier is a warning, and what
//! law forbids is in the rules of its number.

use crate::noun::{MeasureKind, SanctionKind, Severity, Tier};
use crate::terms::Term as _;

/// The tier that a degree means.
pub fn of(severity: Severity) -> Tier {
    match severity {
        Severity::Light => Tier::L1,
        Severity::Moderate => Tier::L2,
        Severity::Serious => Tier::L3,
        Severity::Criminal => Tier::L4,
    }
}

/// The lowest tier for which the notice or the plan of 2017 names the measure.
pub fn lowest(kind: MeasureKind) -> Tier {
    match kind {
        MeasureKind::Suspension | MeasureKind::Admonition | MeasureKind::PoliceWarning | MeasureKind::QualityRecord => {
            Tier::L2
        }
        MeasureKind::Transfer => Tier::L4,
        _ => Tier::L1,
    }
}

/// The measures offered at a tier, in the order of the forms.
pub fn offered(tier: Tier) -> Vec<MeasureKind> {
    MeasureKind::ALL.iter().copied().filter(|k| lowest(*k) <= tier).collect()
}

/// Whether somebody does this to a single pupil.
pub fn is_personal(kind: MeasureKind) -> bool {
    matches!(
        kind,
        MeasureKind::Suspension
            | MeasureKind::Admonition
            | MeasureKind::PoliceWarning
            | MeasureKind::QualityRecord
            | MeasureKind::Restitution
            | MeasureKind::Transfer
    )
}

/// How grave a sanction is, for comparing the one given with the one an appeal makes of it.
pub fn weight(kind: SanctionKind) -> usize {
    SanctionKind::ALL.iter().position(|k| *k == kind).unwrap_or(0)
}
