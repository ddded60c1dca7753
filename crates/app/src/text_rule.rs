//! Bounds of what a person types, the same at entry and in a correction.

pub(crate) use domain::text::{date, instant, line, lines, when};
