//! Numbers of pacts, policies, assessment, look-back, inspection, packets and consent.

use std::collections::HashSet;

use super::answer::{Answer, RowRef, count, distinct, length, per};
use super::figure::Amount;
use super::rows::{Row as _, count_all, count_where, entries};
use super::{Definition, Unit::Count};
use crate::noun::{Pact, PactLevel, PolicyStatus, Signatory, SignatoryKind, Unsigned};
use crate::records::Records;
use crate::time::under_14;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("pacts", Count, |s| count_all(&s.records.pacts)),
    Definition::new("pacts_by_level", Count, |s| per(s.records.pacts.iter().map(|p| (p.level, p.row())))),
    Definition::new("pact_class_signatures", Count, |s| count(signatures(s.records).map(|(row, _)| row))),
    Definition::new("pact_class_signers_distinct", Count, |s| {
        distinct(signatures(s.records).map(|(row, x)| (row, x.id.as_str())))
    }),
    Definition::new("pact_unsigned", Count, |s| count(unsigned(s.records).map(|(row, _)| row))),
    Definition::new("pact_unsigned_by_reason", Count, |s| per(unsigned(s.records).map(|(row, u)| (u.reason, row)))),
    Definition::new("pact_guardian_signed", Count, |s| {
        count(signatures(s.records).filter(|(_, x)| x.guardian_signed == Some(true)).map(|(row, _)| row))
    }),
    Definition::new("policies_in_force", Count, |s| {
        count_where(&s.records.policy_docs, |p| p.status == PolicyStatus::InForce && p.kind != "专项治理方案")
    }),
    Definition::new("assessed", Count, |s| count_all(&s.records.assessments)),
    Definition::new("assessments_suspended", Count, |s| count_where(&s.records.assessments, |a| a.suspended)),
    Definition::new("channels", Count, |s| count_all(&s.records.emergency_channels)),
    Definition::new("lookbacks", Count, |s| count_all(&s.records.lookback)),
    Definition::new("lookbacks_ok", Count, |s| count_where(&s.records.lookback, |l| l.rectified)),
    Definition::new("lookback_new_items", Count, |s| {
        count(entries(s.records.lookback.iter(), "new_ledger_ids", |l| &l.new_ledger_ids).map(|(row, _)| row))
    }),
    Definition::new("inspections", Count, |s| count_all(&s.records.inspections)),
    Definition::new("packets", Count, |s| count_all(&s.records.export_packets)),
    Definition::new("packets_by_state", Count, |s| per(s.records.export_packets.iter().map(|p| (p.state, p.row())))),
    Definition::new("consents_pending", Count, |s| count(pending(s.records).iter().map(|id| student(id)))),
    Definition::new("consents_received", Count, |s| {
        let young = || s.records.students.iter().filter(|p| p.is_here(s.as_of) && under_14(p.birth_month, s.as_of));
        let pending = pending(s.records);
        let amount = Amount::Whole(length(young().count()) - length(pending.len()));
        let waiting: HashSet<&str> = pending.iter().map(String::as_str).collect();
        Answer::One(amount, young().filter(|p| !waiting.contains(p.id.as_str())).map(|p| p.row()).collect())
    }),
];

fn class_pacts(records: &Records) -> impl Iterator<Item = &Pact> {
    records.pacts.iter().filter(|p| p.level == PactLevel::Class)
}

/// The pupils' rows among the signatories of class pacts.
fn signatures(records: &Records) -> impl Iterator<Item = (RowRef<'_>, &Signatory)> {
    let all = entries(class_pacts(records), "signatories", |p| &p.signatories);
    all.filter(|(_, x)| x.kind == SignatoryKind::Student)
}

fn unsigned(records: &Records) -> impl Iterator<Item = (RowRef<'_>, &Unsigned)> {
    entries(class_pacts(records), "unsigned", |p| &p.unsigned)
}

/// The pupils whose guardians have not yet consented.
fn pending(records: &Records) -> &[String] {
    records.privacy.as_ref().map(|p| p.pending_consent_student_ids.as_slice()).unwrap_or_default()
}

fn student(id: &str) -> RowRef<'_> {
    RowRef { collection: "students", id, part: None }
}
