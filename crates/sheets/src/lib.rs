//! Spreadsheets in and out. In: .xlsx, .xls and text with delimiters become a grid of text cells, see [`read`]. Out
//! (.xlsx, ECMA-376): tables that a person opens in WPS or Excel, and the templates of the roster. The crate reads no
//! clock and no disk; it makes bytes from cells, and a cell is never taken for a formula.

mod error;
pub mod read;
mod table;
mod template;
mod workbook;

pub use error::SheetError;
pub use table::{Cell, Column, Table};
pub use template::roster_template;
pub use workbook::{Properties, workbook};
