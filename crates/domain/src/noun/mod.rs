//! The nouns of the school's records, one struct per row of each collection. Field names are those of the school file,
//! whose form docs/school-file.md defines; a field named `*_on` is a civil date, `*_at` an instant, `*_id` a reference.
#![allow(missing_docs, reason = "every field is defined once, in docs/school-file.md")]

mod attachment;
mod concern;
mod determination;
mod handling;
mod incident_report;
mod ledger;
mod mechanism;
mod packet;
mod pact;
mod person;
mod round;
mod school;
mod screening;

pub use attachment::*;
pub use concern::*;
pub use determination::*;
pub use handling::*;
pub use incident_report::*;
pub use ledger::*;
pub use mechanism::*;
pub use packet::*;
pub use pact::*;
pub use person::*;
pub use round::*;
pub use school::*;
pub use screening::*;
