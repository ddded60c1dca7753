//! What the principal adds to the report due in June: its file number and the words only a person can write.

use domain::noun::ReportNote;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::text;
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

/// Puts other words in the place of those at `position`; no words at all take them out. What stood there stays in the
/// database.
///
/// # Errors
/// [`crate::Error::NotFound`]; [`crate::Error::Constraint`] when these words were replaced before.
pub fn reword(tx: &mut WriteTx<'_>, position: i64, words: &str) -> Result<()> {
    let old = [("position", position.cell())];
    let section: Option<i64> =
        tx.one("SELECT section FROM report_note WHERE position = :position", &old, |r| r.at("section"))?;
    let section = section.ok_or(Error::NotFound { table: "report_note" })?;
    tx.put("report_note", &[("section", section.cell()), ("text", text(words)), ("supersedes", position.cell())])
}

/// The words that stand, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn notes(tx: &ReadTx<'_>) -> Result<Vec<ReportNote>> {
    Ok(standing(tx)?.into_iter().map(|(_, note)| note).collect())
}

/// The words that stand, each with its place for [`reword`]. Words that replace others stand where those stood.
///
/// # Errors
/// Those of SQLite.
pub fn standing(tx: &ReadTx<'_>) -> Result<Vec<(i64, ReportNote)>> {
    let sql = "WITH RECURSIVE version (position, first) AS (
             SELECT position, position FROM report_note WHERE supersedes IS NULL
             UNION ALL
             SELECT later.position, version.first FROM report_note AS later JOIN version ON later.supersedes = version.position
         )
         SELECT position, section, text FROM version JOIN report_note USING (position)
         WHERE NOT EXISTS (SELECT 1 FROM report_note AS later WHERE later.supersedes = version.position)
             AND (text <> '' OR supersedes IS NULL)
         ORDER BY first";
    tx.query(sql, &[], |r| Ok((r.at("position")?, ReportNote { section: r.at("section")?, text: r.at("text")? })))
}
