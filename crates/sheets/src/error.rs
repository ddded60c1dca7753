//! What stops a spreadsheet.

/// Why a spreadsheet cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SheetError {
    /// More rows than a sheet holds (ECMA-376 limits of the common programs: 1,048,576).
    #[error("too many rows for one sheet")]
    TooManyRows,
    /// The writer refused, for example a sheet name with a colon.
    #[error("the spreadsheet cannot be written")]
    Writer(#[source] rust_xlsxwriter::XlsxError),
}

impl From<rust_xlsxwriter::XlsxError> for SheetError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        match error {
            rust_xlsxwriter::XlsxError::RowColumnLimitError => Self::TooManyRows,
            other => Self::Writer(other),
        }
    }
}
