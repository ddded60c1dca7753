//! The rectification ledger, form 3.3, on A4 landscape.

use super::plain::{Around, make};
use super::words::{Common, columns, common, ledger as words};
use crate::content::{LedgerContent, LedgerRow, Meta, TableRow, TableSpec, Words};
use crate::error::PaperError;
use crate::fonts::Fonts;

/// Makes `ledger.pdf`: all 17 columns of form 3.3, head on every page, rows split between lines and never cut.
///
/// # Errors
/// [`PaperError::MissingGlyph`] names the item and the column.
pub fn ledger(content: &LedgerContent, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let (words, common) = (words()?, common()?);
    let count = content.rows.len().to_string();
    let spec = TableSpec {
        form: words.form.clone(),
        title: content.title.clone(),
        notes: vec![
            Words::new(words.unit.replace("{unit}", &content.unit.text), &content.unit.source),
            Words::new(words.as_of.replace("{date}", &common.day_of(content.as_of)), "assets/forms/ledger.json"),
            Words::new(words.count.replace("{count}", &count), "assets/forms/ledger.json"),
        ],
        landscape: true,
        columns: columns(&words.columns),
        size: 9.0,
        leading: 12.0,
    };
    let rows = content.rows.iter().map(|row| table_row(row, &common));
    let around = Around { nothing: Some(words.nothing.clone()), foot: Vec::new() };
    make(&spec, rows, &around, meta, fonts, &common)
}

/// The cells of a row, in the order of the form's columns.
fn table_row(row: &LedgerRow, common: &Common) -> TableRow {
    let text = |t: &str| common.cell(t);
    let cells = vec![
        text(&row.id),
        text(&row.area),
        text(&row.problem),
        common.date(row.found_on),
        text(&row.origin),
        text(&row.level),
        text(&row.measures),
        text(&row.leader),
        text(&row.owner),
        common.deadline(row.deadline, row.extended_to),
        text(&row.progress),
        common.date(row.completed_on),
        text(&row.evidence),
        text(&row.verifier),
        common.date(row.verified_on),
        common.date(row.closed_on),
        text(&row.remark),
    ];
    TableRow { record: row.id.clone(), cells }
}
