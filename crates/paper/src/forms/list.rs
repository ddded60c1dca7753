//! 苗头隐患台账 (form 3.2) and 漏报周清单: tables that `assets/forms` lays out.

use serde::Deserialize;

use super::plain::{Around, make};
use super::sheet::Filler;
use super::words::{FormColumn, columns, common};
use crate::content::{ListContent, ListForm, Meta, TableRow, TableSpec, Words};
use crate::error::PaperError;
use crate::fonts::Fonts;

/// The layout of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    /// Name of the form.
    form: String,
    /// Title, with fields.
    title: String,
    /// One line under the title.
    notes: Vec<String>,
    /// One line under the table.
    foot: Vec<String>,
    /// Said where there is no row.
    nothing: String,
    /// A4 landscape.
    landscape: bool,
    /// Type size, pt.
    size: f32,
    /// Distance between baselines, pt.
    leading: f32,
    /// Its columns.
    columns: Vec<FormColumn>,
}

fn spec(form: ListForm) -> Result<Spec, PaperError> {
    Ok(serde_json::from_str(match form {
        ListForm::Concerns => include_str!("../../../../assets/forms/concern_ledger.json"),
        ListForm::Missing => include_str!("../../../../assets/forms/missing_reports.json"),
    })?)
}

/// Makes a list; rows are split between lines and never cut, and the head stands on every page.
///
/// # Errors
/// [`PaperError::MissingGlyph`] names record and column; [`PaperError::Field`] a field without contents.
pub fn list(content: &ListContent, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let (spec, common) = (spec(content.form)?, common()?);
    let filler = Filler::new(&spec.form, &content.values);
    let worded = |template: &String| filler.fill(template).map(|f| Words::new(f.text, f.source));
    let table = TableSpec {
        form: spec.form.clone(),
        title: worded(&spec.title)?,
        notes: spec.notes.iter().map(worded).collect::<Result<_, _>>()?,
        landscape: spec.landscape,
        columns: columns(&spec.columns),
        size: spec.size,
        leading: spec.leading,
    };
    let foot = spec.foot.iter().map(worded).collect::<Result<_, _>>()?;
    let around = Around { nothing: Some(spec.nothing.clone()), foot };
    let rows = content.rows.iter().map(|row| TableRow {
        record: row.record.clone(),
        cells: row.cells.iter().map(|cell| common.cell(cell)).collect(),
    });
    make(&table, rows, &around, meta, fonts, &common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_every_list_fill_its_page() {
        for (form, width, count) in [(ListForm::Concerns, 267.0, 16), (ListForm::Missing, 180.0, 8)] {
            let spec = spec(form).unwrap();
            let sum: f32 = columns(&spec.columns).iter().map(|c| c.width_mm).sum();
            assert!((sum - width).abs() < 0.01, "{form:?}: {sum}");
            assert_eq!(spec.columns.len(), count, "{form:?}");
        }
    }
}
