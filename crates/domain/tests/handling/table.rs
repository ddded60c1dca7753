//! The table of steps is the one of the school file.

use domain::Term as _;
use domain::handling::{Actor, Obstacle, TRANSITIONS, Verb, transition};
use domain::noun::ConcernKind;

use crate::common::sample_json;

#[test]
fn the_steps_of_each_kind_are_those_of_the_file_in_its_order() {
    let file = sample_json();
    for kind in ConcernKind::ALL {
        let wanted: Vec<(String, String)> = file["meta"]["transitions"][kind.id()]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| (t["from"].as_str().unwrap().to_owned(), t["to"].as_str().unwrap().to_owned()))
            .collect();
        let ours: Vec<(String, String)> =
            TRANSITIONS.iter().filter(|t| t.kind == *kind).map(|t| (t.from.to_owned(), t.to.to_owned())).collect();
        assert_eq!(ours, wanted, "{}", kind.id());
    }
}

#[test]
fn every_step_has_a_name_in_both_languages_a_basis_and_somebody_who_may_take_it() {
    for t in TRANSITIONS {
        assert_ne!(t.verb.label(), t.verb.id());
        assert_eq!(Verb::from_id(t.verb.id()), Some(t.verb));
        assert!(!t.basis().is_empty(), "{t:?}");
        assert!(t.actors().contains(&Actor::Principal), "the principal may everything: {t:?}");
    }
    for v in Verb::ALL {
        assert!(TRANSITIONS.iter().any(|t| t.verb == *v), "{} leads nowhere", v.id());
    }
}

#[test]
fn a_responsible_person_moves_a_matter_up_to_tracking_or_acceptance_and_no_further() {
    for t in TRANSITIONS {
        let end = matches!(
            t.verb,
            Verb::StrikeOff | Verb::Close | Verb::Reopen | Verb::Transfer | Verb::BeginReview | Verb::EndReview
        );
        assert_eq!(t.actors().contains(&Actor::Owner), !end, "{t:?}");
    }
}

#[test]
fn the_chair_of_the_appeals_committee_moves_into_and_out_of_review_and_nothing_else() {
    for t in TRANSITIONS {
        let review = t.from == "under_review" || t.to == "under_review";
        assert_eq!(t.actors().contains(&Actor::AppealsChair), review, "{t:?}");
    }
}

#[test]
fn an_upgrade_becomes_a_registered_incident_of_the_same_number() {
    let upgrades = TRANSITIONS.iter().filter(|t| t.verb == Verb::Upgrade);
    for t in upgrades {
        assert_eq!(t.becomes(), (ConcernKind::Suspected, "registered"));
    }
    assert!(transition::between(ConcernKind::Sign, "registered", "upgraded").is_none());
    assert_eq!(Obstacle::CODES.iter().collect::<std::collections::BTreeSet<_>>().len(), Obstacle::CODES.len());
}
