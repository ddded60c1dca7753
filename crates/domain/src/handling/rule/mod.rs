//! The hard rules that stand before a step, one file each, named by their number.

pub mod closing;
pub mod r2;
pub mod r3;
pub mod r4;
pub mod r5;
pub mod r6;
pub mod r7;
pub mod tier;
