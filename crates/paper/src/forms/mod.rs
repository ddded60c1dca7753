//! The forms: report, ledger, pacts, and the plain table the ledger is made with.

mod ledger;
mod pacts;
mod plain;
mod report;
pub(crate) mod words;

pub use ledger::ledger;
pub use pacts::pacts;
pub use plain::table_paper;
pub use report::report;
