//! The encrypted database of one school, and the only crate that speaks SQL.
//!
//! [`Store::create`] and [`Store::open`] give a [`Store`]; [`Store::read`] and [`Store::write`] give a transaction, and
//! every function on a table takes one of those two, never a connection. [`load`] and [`read_all`] move all records of a
//! school in and out. Locks, bounds and fixed sets stand in `migrations/`, so that no path gets around them.

pub mod account;
pub mod attachment;
pub mod audit;
pub mod care;
mod cell;
mod check;
pub mod checkpoint;
pub mod container;
pub mod copy;
pub mod correction;
pub mod delegation;
pub mod digest;
pub mod draft;
mod error;
mod fresh;
pub mod identity;
mod lock;
mod locks_in_place;
pub mod meta;
mod migrate;
pub mod name_clearance;
pub mod numbers;
mod open;
pub mod outbox;
mod part;
mod pool;
mod pragma;
pub mod profile;
mod reading;
mod records;
pub mod rekey;
pub mod roster;
mod row;
pub mod safeguard;
pub mod salvage;
pub mod saved_view;
pub mod sealed;
pub mod search;
pub mod setting;
pub mod table;
#[cfg(test)]
mod testing;
mod tx;
pub mod voiding;

pub use error::{Error, Result, Rule};
pub use lock::{LOCKS, Lock, OWN, Schema, Trigger};
pub use locks_in_place::Differences;
pub use migrate::{SCHEMA_VERSION, copy_name};
pub use open::{NewHome, Store};
pub use part::{Alike, read_alike, read_case, read_corrected, read_ground, read_open, read_rules, without_void};
pub use reading::Reading;
pub use records::{load, read_all, read_entered, read_with_voided};
pub use tx::{ReadTx, WriteTx};
