//! The courier against servers good and bad: one test program, so that it is linked once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that meets the unexpected ends there")]

#[path = "support/mod.rs"]
mod support;

#[path = "cases/bureau.rs"]
mod bureau;
#[path = "cases/carry.rs"]
mod carry;
#[path = "cases/receipts.rs"]
mod receipts;
#[path = "cases/recovery.rs"]
mod recovery;
#[path = "cases/refusals.rs"]
mod refusals;
#[path = "cases/tls.rs"]
mod tls;
