//! Spreadsheets (.xlsx, ECMA-376) out: tables that a person opens in WPS or Excel. The crate reads no clock and no disk;
//! it makes bytes from cells, and a cell is never taken for a formula.

mod error;
mod table;
mod workbook;

pub use error::SheetError;
pub use table::{Cell, Column, Table};
pub use workbook::{Properties, workbook};
