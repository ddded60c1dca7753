//! Use cases of the program, one file each, for the window and the command line; the only crate that joins the others.

pub mod board;
pub mod bureau;
pub mod concern;
mod context;
pub mod demo;
mod error;
mod fault;
pub mod files;
pub mod home;
pub mod june;
mod keys;
pub mod ledger;
pub mod outbox;
pub mod pact;
mod rights;
pub mod roster;
pub mod runtime;
mod text_rule;
pub mod verdict;
pub mod view;

pub use context::{App, Roots};
pub use courier::StopFlag;
pub use error::{AppError, Code, Result};
pub use rights::{Right, may, posts_from_ids};
pub use vault::KdfCost;
