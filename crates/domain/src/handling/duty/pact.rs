//! The duties of the class pacts: R11, an unsigned pupil has a reason, and signs later.

use std::collections::{HashMap, HashSet};

use super::{Duty, DutyCode, Subject};
use crate::noun::{Pact, PactLevel, PactStatus, SignatoryKind};
use crate::records::Records;
use crate::time::Instant;

pub(super) fn duties(records: &Records, now: Instant, all: &mut Vec<Duty>) {
    let mut pupils: HashMap<&str, Vec<&str>> = HashMap::new();
    for s in records.students.iter().filter(|s| s.is_here(now.date())) {
        pupils.entry(s.class_id.as_str()).or_default().push(&s.id);
    }
    let running = |p: &&Pact| matches!(p.status, PactStatus::Signing | PactStatus::Effective);
    for p in records.pacts.iter().filter(|p| p.level == PactLevel::Class).filter(running) {
        let Some(class) = p.class_id.as_deref() else { continue };
        let students = p.signatories.iter().filter(|s| s.kind == SignatoryKind::Student);
        let signed: HashSet<&str> = students.map(|s| s.id.as_str()).collect();
        let excused: HashSet<&str> = p.unsigned.iter().map(|u| u.student_id.as_str()).collect();
        let there = pupils.get(class).map_or(&[][..], Vec::as_slice);
        let missing = there.iter().filter(|s| !signed.contains(**s));
        let (known, unknown): (Vec<&str>, Vec<&str>) = missing.copied().partition(|s| excused.contains(s));
        let teacher = records.class(class).and_then(|c| c.homeroom_teacher_id.as_deref());
        for (what, rows) in [(DutyCode::PactReason, unknown), (DutyCode::PactUnsigned, known)] {
            if !rows.is_empty() {
                let rows = rows.into_iter().map(str::to_owned).collect();
                let one = Duty::new(Subject::Pact, &p.id, what, None, now).of(rows);
                all.push(teacher.into_iter().fold(one, Duty::person));
            }
        }
    }
}
