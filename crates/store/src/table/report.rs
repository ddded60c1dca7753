//! What the principal adds to the report due in June: its file number and the words only a person can write.

use domain::noun::ReportNote;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Sets the file number (发文字号).
///
/// # Errors
/// [`crate::Error::Constraint`] when it is too long.
pub fn set_no(tx: &mut WriteTx<'_>, report_no: &str) -> Result<()> {
    tx.run(
        "INSERT INTO report (one, report_no) VALUES (1, :report_no)
         ON CONFLICT (one) DO UPDATE SET report_no = :report_no",
        &[("report_no", text(report_no))],
    )?;
    Ok(())
}

/// The file number, once it was set.
///
/// # Errors
/// Those of SQLite.
pub fn no(tx: &ReadTx<'_>) -> Result<Option<String>> {
    tx.single("report", |r| r.at("report_no"))
}

/// Adds words to a section.
///
/// # Errors
/// [`crate::Error::Constraint`] for a section outside 1 to 9.
pub fn add_note(tx: &mut WriteTx<'_>, new: &ReportNote) -> Result<()> {
    tx.put("report_note", &[("section", new.section.cell()), ("text", new.text.cell())])
}

/// The words, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn notes(tx: &ReadTx<'_>) -> Result<Vec<ReportNote>> {
    tx.rows("report_note", Of::All, |r| Ok(ReportNote { section: r.at("section")?, text: r.at("text")? }))
}
