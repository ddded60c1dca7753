//! The life of cases, entered through the forms that the window shows, on the practice school.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;
#[path = "handling/desk.rs"]
mod desk;
#[path = "handling/determined.rs"]
mod determined;
#[path = "handling/forms.rs"]
mod forms;
#[path = "handling/measured.rs"]
mod measured;
#[path = "handling/reported.rs"]
mod reported;
#[path = "handling/reviewed.rs"]
mod reviewed;
#[path = "handling/rounds.rs"]
mod rounds;
