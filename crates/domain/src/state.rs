//! The states a concern may be in, by kind, and the steps between them (domain rules 1.5).

use crate::noun::ConcernKind;
use crate::terms::label;

/// The states of an early sign, of a hazard and of a suspected incident.
const SIGN: &[&str] = &["registered", "verifying", "intervening", "tracking", "struck_off", "upgraded"];
const HAZARD: &[&str] = &["registered", "verifying", "rectifying", "accepted", "struck_off"];
const SUSPECTED: &[&str] = &[
    "registered",
    "verifying",
    "investigating",
    "pending_determination",
    "ordinary_dispute",
    "handling",
    "tracking",
    "transferred",
    "under_review",
    "closed",
];

/// The state ids of this kind, in the order of their life.
pub fn states(kind: ConcernKind) -> &'static [&'static str] {
    match kind {
        ConcernKind::Sign => SIGN,
        ConcernKind::Hazard => HAZARD,
        ConcernKind::Suspected => SUSPECTED,
    }
}

/// The Chinese term of a state of this kind; `None` when the kind has no such state.
pub fn state_label(kind: ConcernKind, state: &str) -> Option<&'static str> {
    let set = match kind {
        ConcernKind::Sign => "state_sign",
        ConcernKind::Hazard => "state_hazard",
        ConcernKind::Suspected => "state_suspected",
    };
    states(kind).iter().find(|s| **s == state).map(|s| label(set, s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Term as _;

    #[test]
    fn every_state_of_every_kind_has_a_chinese_term() {
        for kind in ConcernKind::ALL {
            for state in states(*kind) {
                let term = state_label(*kind, state).unwrap();
                assert_ne!(term, *state, "{state} of {}", kind.label());
            }
        }
    }
}
