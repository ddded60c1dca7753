//! Spreadsheets in: .xlsx (ECMA-376), .xls (BIFF8) and text with delimiters become a [`Grid`] of text cells. A file is
//! told by its first bytes and never by its name. Every reader counts what it unpacks and keeps against [`Limits`] and
//! stops there; no byte is used as an index unchecked, so a damaged file ends in a [`ReadError`].
//!
//! The readers are written here and do not stand on `calamine` 0.38: it lays every sheet out as a full rectangle (two
//! cells in opposite corners of a hundred-byte sheet ask for gigabytes), slices records without looking at their length,
//! and knows neither hidden rows and columns nor which digits a number has lost.

mod build;
mod cfb;
mod error;
mod limits;
mod number;
mod strings;
mod text;
mod xls;
mod xlsx;
mod xlsx_parts;
mod xlsx_sheet;
mod xml;

use domain::grid::Grid;

pub use error::{Foreign, ReadError};
pub use limits::Limits;

/// The first bytes of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of a zip archive without members.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
/// The first bytes of a compound file ([MS-CFB] 2.2).
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Reads a file that a person chose.
///
/// # Errors
/// See [`ReadError`]: each variant is one answer that the person gets.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, ReadError> {
    if bytes.len() > limits.bytes {
        return Err(ReadError::TooLarge { max: limits.bytes });
    }
    let grid = if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(ReadError::Empty);
    } else if bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP) {
        xlsx::read(bytes, limits)?
    } else if bytes.starts_with(COMPOUND) {
        xls::read(bytes, limits)?
    } else if is_bare_biff(bytes) {
        return Err(ReadError::OldFormat);
    } else if let Some(found) = Foreign::of(bytes) {
        return Err(ReadError::NotASpreadsheet { found });
    } else {
        text::read(bytes, limits)?
    };
    if grid.sheets.iter().all(|s| s.rows.is_empty()) { Err(ReadError::Empty) } else { Ok(grid) }
}

/// Whether the file is a stream of BIFF2 to BIFF5 records without a compound file around it: a BOF record of 4 to 8 bytes.
fn is_bare_biff(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 4..=16, 0x00, ..])
}
