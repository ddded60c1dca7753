//! A table as a person reads it: a name, columns with headings, rows of cells.

use domain::{Date, Instant};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, shown as it is even where it begins like a formula. Longer ones than a cell holds (32,767 UTF-16 units) end
    /// in an ellipsis.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A civil date.
    Date(Date),
    /// An instant, shown as civil time at +08:00 to the second.
    Instant(Instant),
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// The width in characters of the default font; a Han character counts two.
    pub width: u16,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of the sheet: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, from the top, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Lines above the headings, for example whose table this is.
    pub notes: Vec<String>,
}
