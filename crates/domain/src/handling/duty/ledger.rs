//! The duties of the ledger: 逾期 counts from the first deadline, an approved extension stands beside it (domain rules 1.5).

use super::{Duty, DutyCode, Subject};
use crate::noun::{LedgerItem, LedgerStatus, Post};
use crate::time::Instant;

pub(super) fn duties(items: &[LedgerItem], now: Instant, all: &mut Vec<Duty>) {
    for l in items {
        let duty = |what, due| Duty::new(Subject::Ledger, &l.id, what, due, now);
        let waiting = l.extension.as_ref().is_some_and(|e| e.approved_on.is_none());
        if l.completed_on.is_none() && l.status != LedgerStatus::Closed {
            let mut one = duty(DutyCode::LedgerDeadline, Some(l.deadline)).person(&l.owner_id);
            one.extended = l.extension.as_ref().filter(|e| e.approved_on.is_some()).map(|e| e.new_deadline);
            all.push(one);
            if waiting {
                all.push(duty(DutyCode::LedgerExtension, Some(l.deadline)).post(Post::Principal));
            }
        }
        if l.status == LedgerStatus::AwaitingVerify {
            all.push(match (&l.verifier_id, l.verified_on) {
                (None, _) => duty(DutyCode::LedgerVerifier, None).post(Post::DisciplineDirector),
                (Some(verifier), None) => duty(DutyCode::LedgerVerify, None).person(verifier),
                (Some(_), Some(_)) => duty(DutyCode::LedgerStrikeOff, None).post(Post::Principal),
            });
        }
    }
}
