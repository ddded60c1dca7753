//! What of the records a person may see: all of them, or the own class and the own matters. What lies outside is as if it
//! were not there.

use std::collections::HashSet;

use domain::Records;
use domain::noun::{Concern, LedgerItem, Pact, PactLevel};

/// The part of the records that a person may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everything.
    All,
    /// What concerns a person.
    Own {
        /// The staff id.
        person: String,
        /// Whether the own class counts.
        class: bool,
    },
}

impl Scope {
    /// Takes out of the records what lies outside.
    pub(crate) fn retain(&self, records: &mut Records) {
        let Self::Own { person, .. } = self else { return };
        let classes = self.classes(records);
        let pupils: HashSet<&str> =
            records.students.iter().filter(|s| classes.contains(&s.class_id)).map(|s| s.id.as_str()).collect();
        records.concerns.retain(|c| sees_concern(c, person, &classes, &pupils));
        records.ledger.retain(|l| sees_item(l, person));
        records.pacts.retain(|p| sees_pact(p, &classes));
    }

    /// Whether the person may see the pupils of a class in full.
    pub(crate) fn sees_pupils_of(&self, records: &Records, class_id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Own { .. } => self.classes(records).contains(class_id),
        }
    }

    fn classes(&self, records: &Records) -> HashSet<String> {
        match self {
            Self::Own { person, class: true } => records
                .classes
                .iter()
                .filter(|c| c.homeroom_teacher_id.as_deref() == Some(person))
                .map(|c| c.id.clone())
                .collect(),
            _ => HashSet::new(),
        }
    }
}

fn sees_concern(c: &Concern, person: &str, classes: &HashSet<String>, pupils: &HashSet<&str>) -> bool {
    c.owner_id == person
        || c.received_by_id == person
        || c.reporter.staff_id.as_deref() == Some(person)
        || c.class_id.as_ref().is_some_and(|id| classes.contains(id))
        || c.involved.iter().any(|i| pupils.contains(i.student_id.as_str()))
}

fn sees_item(l: &LedgerItem, person: &str) -> bool {
    l.owner_id == person || l.leader_id == person || l.verifier_id.as_deref() == Some(person)
}

fn sees_pact(p: &Pact, classes: &HashSet<String>) -> bool {
    // Pacts of the school and of a grade hang on the wall; a class's lists who has not signed.
    p.level != PactLevel::Class || p.class_id.as_ref().is_some_and(|id| classes.contains(id))
}
