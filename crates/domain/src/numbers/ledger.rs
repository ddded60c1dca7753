//! Numbers of the rectification ledger. The first deadline alone decides on lateness, an extension never does.

use super::answer::{Answer, length, per};
use super::figure::Amount;
use super::rows::{Row as _, count_all, count_where};
use super::{Definition, Unit::Count, Unit::Percent};
use crate::noun::{LedgerItem, LedgerStatus};
use crate::time::Date;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("ledger", Count, |s| count_all(&s.records.ledger)),
    Definition::new("ledger_by_status", Count, |s| per(s.records.ledger.iter().map(|l| (l.status, l.row())))),
    Definition::new("ledger_overdue", Count, |s| count_where(&s.records.ledger, |l| is_overdue(l, s.as_of))),
    Definition::new("ledger_close_pct", Percent, |s| {
        let closed = s.records.ledger.iter().filter(|l| l.status == LedgerStatus::Closed).count();
        let amount = Amount::percent(length(closed), length(s.records.ledger.len()));
        Answer::One(amount, s.records.ledger.iter().map(|l| l.row()).collect())
    }),
    Definition::new("ledger_completed_late", Count, |s| count_where(&s.records.ledger, |l| lateness_days(l) > 0)),
    Definition::new("ledger_extended", Count, |s| {
        count_where(&s.records.ledger, |l| l.extension.as_ref().is_some_and(|e| e.approved_on.is_some()))
    }),
    Definition::new("ledger_extension_pending", Count, |s| {
        count_where(&s.records.ledger, |l| l.extension.as_ref().is_some_and(|e| e.approved_on.is_none()))
    }),
];

/// Whether the item is not completed and its first deadline has passed.
pub(super) fn is_overdue(item: &LedgerItem, as_of: Date) -> bool {
    item.completed_on.is_none() && item.deadline < as_of
}

/// Days from the first deadline to the completion, 0 where it came in time or has not come.
pub(super) fn lateness_days(item: &LedgerItem) -> i64 {
    item.completed_on.map_or(0, |on| on.signed_duration_since(item.deadline).num_days().max(0))
}
