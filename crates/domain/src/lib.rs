//! Nouns and rules of one school's records against bullying. No disk, no network, no SQL.

mod check;
pub mod clock_rules;
pub mod correction;
mod file;
pub mod grid;
pub mod handling;
mod initials;
pub mod mask;
pub mod masking;
pub mod noun;
pub mod numbers;
mod ports;
pub mod privacy;
mod records;
pub mod report;
pub mod roster;
mod state;
mod terms;
pub mod text;
mod time;
mod validate;
pub mod validate_ids;

pub use check::{Fault, Problem};
pub use file::SchoolFile;
pub use initials::{initials, initials_match};
pub use numbers::Numbers;
pub use ports::{Clock, FixedClock, Random, uuid_v7};
pub use records::Records;
pub use report::Report;
pub use state::{state_label, states};
pub use terms::{NotInSet, Term};
pub use time::{Date, Hours, Instant, Month, When, beijing, under_14};
pub use validate::{ClassName, SchoolCode, SchoolCodeFault, is_person_name, normalise_name};
