//! Use cases of the program, one file each, for the window and the command line; the only crate that joins the others.

mod access;
pub mod audit;
pub mod board;
pub mod bureau;
pub mod care;
pub mod concern;
mod context;
pub mod correction;
pub mod demo;
pub mod draft;
mod error;
mod fault;
pub mod files;
pub mod handling;
pub mod home;
pub mod june;
mod keys;
pub mod ledger;
pub mod outbox;
pub mod pact;
pub mod people;
pub mod recovery;
mod rights;
pub mod roster;
pub mod runtime;
mod scope;
pub mod sealed;
mod text_rule;
pub mod verdict;
pub mod view;

pub use access::{ACCESS, Access};
pub use context::{App, Roots};
pub use courier::StopFlag;
pub use error::{AppError, Code, Result};
pub use rights::{Right, may, posts_from_ids};
pub use vault::KdfCost;
