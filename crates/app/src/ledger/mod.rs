//! 整改台账.

mod get;
mod list;
mod record;

pub use get::ledger_get;
pub use list::ledger_list;
pub use record::ledger_record;

use domain::Date;
use domain::noun::LedgerItem;

/// 逾期, derived and never typed: not completed, and the first deadline is past, extension or not (rule R8).
pub(crate) fn overdue(item: &LedgerItem, today: Date) -> bool {
    item.completed_on.is_none() && item.deadline < today
}

/// The new deadline once an extension was approved; the first one stays beside it.
pub(crate) fn approved_deadline(item: &LedgerItem) -> Option<Date> {
    item.extension.as_ref().filter(|e| e.approved_on.is_some()).map(|e| e.new_deadline)
}
