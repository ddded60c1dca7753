//! The handling of concerns: every step of the table, every hard rule by its number and its legal basis, the clocks, the
//! duty to report, 今日待办, and the sample school as a whole.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]
#![allow(clippy::type_complexity, reason = "a table of changes names its columns where it stands")]

mod clocks;
#[path = "../common/mod.rs"]
mod common;
mod duties;
mod intake;
mod reports;
mod rules;
mod sample;
mod steps;
mod table;
mod words;
mod world;
