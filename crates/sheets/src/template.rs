//! The workbooks that a school fills in to import its roster: one sheet to write on, one that explains it with an example.
//! Columns of numbers are formatted as text, so that no program turns a number into 1.23E+17.

use domain::roster::{Kind, TemplateColumn, words};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

use crate::error::SheetError;
use crate::workbook::Properties;

/// The sheet that is filled in.
const FILL_IN: &str = "填写";
/// The sheet that explains.
const EXPLAIN: &str = "说明";
/// The format number of text (ECMA-376 part 1, 18.8.30: 49).
const TEXT: &str = "@";
/// Rows that are prepared for typing, more than a big school has pupils.
const PREPARED: u32 = 6000;
/// Width of a column in characters of the default font.
const WIDTH: f64 = 16.0;

/// Makes the template of a kind of table. The same kind and properties give the same bytes.
///
/// # Errors
/// [`SheetError::Writer`] when the writer refuses.
pub fn roster_template(kind: Kind, properties: &Properties) -> Result<Vec<u8>, SheetError> {
    let words = words();
    let template = words.templates.get(&kind);
    let columns: &[TemplateColumn] = template.map_or(&[], |t| &t.columns);
    let rules: &[String] = template.map_or(&[], |t| &t.rules);
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(properties.made_at.ms().div_euclid(1000))?;
    book.set_properties(
        &DocProperties::new().set_title(&properties.title).set_author(&properties.author).set_creation_datetime(&made),
    );
    let heading = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color("#E8EDE6")
        .set_align(FormatAlign::VerticalCenter);
    let text = Format::new().set_num_format(TEXT);
    let wrapped = Format::new().set_num_format(TEXT).set_text_wrap().set_align(FormatAlign::Top);

    let sheet = book.add_worksheet();
    sheet.set_name(FILL_IN)?;
    for (at, column) in (0u16..).zip(columns) {
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(at, WIDTH)?;
        sheet.write_string_with_format(0, at, headed(words.field(column.field), column.needed), &heading)?;
        if !column.choices.is_empty() {
            let choices: Vec<&str> = column.choices.iter().map(String::as_str).collect();
            let list = DataValidation::new().allow_list_strings(&choices)?;
            sheet.add_data_validation(1, at, PREPARED, at, &list)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;

    let sheet = book.add_worksheet();
    sheet.set_name(EXPLAIN)?;
    sheet.set_column_width(0, WIDTH)?;
    sheet.set_column_width(1, WIDTH)?;
    sheet.set_column_width(2, 70.0)?;
    let mut row = 0u32;
    for rule in rules {
        sheet.write_string(row, 0, rule)?;
        row = row.saturating_add(1);
    }
    row = row.saturating_add(1);
    for (at, title) in (0u16..).zip(["列", "例子", "怎么填"]) {
        sheet.write_string_with_format(row, at, title, &heading)?;
    }
    for column in columns {
        row = row.saturating_add(1);
        sheet.write_string_with_format(row, 0, headed(words.field(column.field), column.needed), &text)?;
        sheet.write_string_with_format(row, 1, &column.example, &text)?;
        sheet.write_string_with_format(row, 2, &column.hint, &wrapped)?;
    }
    Ok(book.save_to_buffer()?)
}

fn headed(name: &str, needed: bool) -> String {
    if needed { format!("{name}*") } else { name.to_owned() }
}
