//! From characters to lines: glyphs with fallback (`case`), where a line may end (`kinsoku`), lines of one measure
//! (`lines`) and whole-word title lines (`title`).

pub(crate) mod case;
pub(crate) mod kinsoku;
pub(crate) mod lines;
pub(crate) mod title;

pub(crate) use case::{Place, Sort, TypeCase};
pub(crate) use kinsoku::Breaker;
pub(crate) use lines::{Line, Measure, break_lines};
