//! Files as people have them, read into a grid; and files that are damaged on purpose, which must end in an answer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "reading/broken.rs"]
mod broken;
#[path = "reading/make.rs"]
mod make;
#[path = "reading/old.rs"]
mod old;
#[path = "reading/text.rs"]
mod text;
#[path = "reading/workbook.rs"]
mod workbook;
