//! The forms: report, ledger, pacts, the plain table the ledger is made with, and the sheets of a case.

mod ledger;
mod list;
mod pacts;
mod plain;
mod report;
mod sheet;
pub(crate) mod words;

pub use ledger::ledger;
pub use list::list;
pub use pacts::pacts;
pub use plain::table_paper;
pub use report::report;
pub use sheet::{fields, sheet};
