//! The duty to report: which reports a concern owes, to whom, until when, and what a report must hold (the notice 三（四）;
//! 未成年人保护法 art. 39).

mod form;
pub mod mandatory;
mod owed;
mod weekly;

pub use form::{OPEN, REQUIRED, check, check_chain};
pub use owed::{Owed, Receiver, end_of, is_sent, owed, reaches};
pub use weekly::{Missing, weekly};
