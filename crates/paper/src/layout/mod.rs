//! The page as GB/T 9704-2012 wants it, and how text and tables flow down it.

pub(crate) mod flow;
pub(crate) mod format;
pub(crate) mod furniture;
pub(crate) mod table;

pub(crate) use flow::{Flow, Segment, Setting, Style};
pub(crate) use format::Format;
pub(crate) use table::{Cell, Table, TableStyle};
