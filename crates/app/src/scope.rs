//! What of the records a person may see: all of them, or the own class and the own matters. What lies outside is as if it
//! were not there.

use std::collections::HashSet;

use domain::Records;
use domain::noun::{Concern, LedgerItem, MeasureKind, Pact, PactLevel};

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
        /// Whether cases count that were referred for counselling.
        referred: bool,
    },
}

impl Scope {
    /// Takes out of the records what lies outside.
    pub(crate) fn retain(&self, records: &mut Records) {
        let Self::Own { person, referred, .. } = self else { return };
        let classes = self.classes(records);
        let pupils: HashSet<&str> =
            records.students.iter().filter(|s| classes.contains(&s.class_id)).map(|s| s.id.as_str()).collect();
        // A case is referred by the measure that says so, before there is a session.
        let referring = |c: &Concern| {
            c.measures.iter().any(|m| matches!(m.kind, MeasureKind::Counselling | MeasureKind::GroupCounselling))
        };
        let by_measure = records.concerns.iter().filter(|c| *referred && referring(c)).map(|c| c.id.clone());
        let counselled: HashSet<String> =
            records.counselling.iter().filter(|_| *referred).map(|c| c.concern_id.clone()).chain(by_measure).collect();
        let named = named_otherwise(records, person);
        records.concerns.retain(|c| {
            counselled.contains(c.id.as_str())
                || named.contains(c.id.as_str())
                || sees_concern(c, person, &classes, &pupils)
        });
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
            Self::Own { person, class: true, .. } => records
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

/// Concerns whose next step may be the person's although the concern itself names others: the 整改 of a hazard that has the
/// person as 责任人 or 验收人, and the sanctions that the chair of the 申诉委员会 hears.
fn named_otherwise(records: &Records, person: &str) -> HashSet<String> {
    let mine = |l: &&LedgerItem| l.owner_id == person || l.verifier_id.as_deref() == Some(person);
    let items: Vec<&LedgerItem> = records.ledger.iter().filter(mine).collect();
    let links = |c: &Concern| {
        let lesson = c.lesson.iter().filter_map(|l| l.ledger_ids.as_ref()).flatten();
        c.ledger_ids.iter().chain(lesson).any(|id| items.iter().any(|l| l.id == *id))
            || items.iter().any(|l| l.concern_ids.contains(&c.id))
    };
    let linked = records.concerns.iter().filter(|c| links(c)).map(|c| c.id.clone());
    let chairs = records.committees.iter().any(|c| c.hears_appeals() && c.chair_id == person);
    let heard = records.sanctions.iter().filter(|_| chairs).map(|s| s.concern_id.clone());
    linked.chain(heard).collect()
}

fn sees_item(l: &LedgerItem, person: &str) -> bool {
    l.owner_id == person || l.leader_id == person || l.verifier_id.as_deref() == Some(person)
}

fn sees_pact(p: &Pact, classes: &HashSet<String>) -> bool {
    // Pacts of the school and of a grade hang on the wall; a class's lists who has not signed.
    p.level != PactLevel::Class || p.class_id.as_ref().is_some_and(|id| classes.contains(id))
}

#[cfg(test)]
mod tests {
    use domain::SchoolFile;

    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../../assets/sample/school.json");

    /// The numbers of the concerns that somebody sees.
    fn seen(person: &str, class: bool, referred: bool) -> Vec<String> {
        let mut records = SchoolFile::parse(SAMPLE).unwrap().records;
        Scope::Own { person: person.to_owned(), class, referred }.retain(&mut records);
        records.concerns.into_iter().map(|c| c.id).collect()
    }

    #[test]
    fn everybody_sees_their_own_part_and_no_more() {
        let records = SchoolFile::parse(SAMPLE).unwrap().records;
        assert!(seen("nobody", true, false).is_empty());
        let class = records.classes.iter().find(|c| c.homeroom_teacher_id.is_some()).unwrap();
        let teacher = class.homeroom_teacher_id.clone().unwrap();
        let pupil_of_class = |id: &str| records.students.iter().any(|s| s.id == id && s.class_id == class.id);
        let of_class = records.concerns.iter().filter(|c| c.involved.iter().any(|i| pupil_of_class(&i.student_id)));
        let with_class = seen(&teacher, true, false);
        assert!(of_class.clone().count() > 0 && of_class.clone().all(|c| with_class.contains(&c.id)));
        assert!(with_class.len() < records.concerns.len());
        assert!(seen(&teacher, false, false).len() <= with_class.len());
        let counselled: HashSet<String> = records.counselling.iter().map(|c| c.concern_id.clone()).collect();
        let referred: HashSet<String> = seen("nobody", false, true).into_iter().collect();
        assert!(!counselled.is_empty());
        assert!(counselled.is_subset(&referred), "the counsellor sees the cases that were counselled");
        let measure = |kind: MeasureKind| {
            let with = records.concerns.iter().filter(move |c| c.measures.iter().any(|m| m.kind == kind));
            with.map(|c| c.id.clone())
        };
        let by_measure = measure(MeasureKind::Counselling).chain(measure(MeasureKind::GroupCounselling));
        let both: HashSet<String> = counselled.into_iter().chain(by_measure).collect();
        assert_eq!(referred, both, "and those that a measure refers, and no others");
        let item = records.ledger.iter().find(|l| l.concern_ids.iter().any(|id| id == "GZ-2026-013")).unwrap();
        assert!(seen(&item.owner_id, false, false).contains(&"GZ-2026-013".to_owned()), "who rectifies it sees it");
        let appeals = records.committees.iter().find(|c| c.hears_appeals()).unwrap();
        let heard = seen(&appeals.chair_id, false, false);
        assert!(records.sanctions.iter().all(|s| heard.contains(&s.concern_id)), "the chair sees what is appealed");
    }
}
