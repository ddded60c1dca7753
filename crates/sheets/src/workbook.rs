//! Tables into one workbook: A4 across, headings repeated on every printed page, frozen and with filters.

use domain::Instant;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::error::SheetError;
use crate::table::{Cell, Table};

/// Most UTF-16 units of a text in a cell.
const TEXT_MAX: usize = 32_767;
/// A4 in the numbering of the file format (ECMA-376 part 1, 18.3.1.63).
const PAPER_A4: u8 = 9;

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Properties {
    /// Its title.
    pub title: String,
    /// Who made it: the school.
    pub author: String,
    /// When it was made, by the program's clock.
    pub made_at: Instant,
}

/// Makes the bytes of an .xlsx file. The same tables and properties give the same bytes.
///
/// # Errors
/// [`SheetError::TooManyRows`]; [`SheetError::Writer`] for a name that no sheet may have.
pub fn workbook(tables: &[Table], properties: &Properties) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(properties.made_at.ms().div_euclid(1000))?;
    book.set_properties(
        &DocProperties::new().set_title(&properties.title).set_author(&properties.author).set_creation_datetime(&made),
    );
    let formats = Formats::new();
    for table in tables {
        fill(book.add_worksheet(), table, &formats)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The looks of cells.
struct Formats {
    note: Format,
    heading: Format,
    text: Format,
    number: Format,
    date: Format,
    instant: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            note: Format::new(),
            heading: cell().set_bold().set_background_color("#E8EDE6").set_align(FormatAlign::VerticalCenter),
            text: cell().set_text_wrap(),
            number: cell(),
            date: cell().set_num_format("yyyy-mm-dd"),
            instant: cell().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), SheetError> {
    sheet.set_name(&table.name)?;
    sheet.set_landscape().set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
    let mut row = 0u32;
    for note in &table.notes {
        sheet.write_string_with_format(row, 0, shortened(note), &formats.note)?;
        row = row.saturating_add(1);
    }
    let head = row;
    for (column, wanted) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(head, column, &wanted.heading, &formats.heading)?;
        sheet.set_column_width(column, f64::from(wanted.width))?;
    }
    for cells in &table.rows {
        row = row.saturating_add(1);
        for (column, cell) in (0u16..).zip(cells) {
            put(sheet, row, column, cell, formats)?;
        }
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).map_err(|_| SheetError::TooManyRows)?;
    sheet.set_freeze_panes(head.saturating_add(1), 0)?;
    sheet.set_repeat_rows(head, head)?;
    if !table.columns.is_empty() {
        sheet.autofilter(head, 0, row, last)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, f: &Formats) -> Result<(), SheetError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &f.text)?,
        // Always as a string: a text that begins with `=` is what somebody typed and never a formula.
        Cell::Text(text) => sheet.write_string_with_format(row, column, shortened(text), &f.text)?,
        #[expect(clippy::cast_precision_loss, reason = "the file format keeps numbers as doubles, exact to 2^53")]
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number as f64, &f.number)?,
        Cell::Date(date) => {
            let day = ExcelDateTime::parse_from_str(&date.to_string())?;
            sheet.write_datetime_with_format(row, column, &day, &f.date)?
        }
        Cell::Instant(at) => {
            // The format has no zone: what is written is the civil time at +08:00.
            let civil = at.at().naive_local().and_utc().timestamp();
            sheet.write_datetime_with_format(row, column, &ExcelDateTime::from_timestamp(civil)?, &f.instant)?
        }
    };
    Ok(())
}

/// The text as far as a cell holds it.
fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= TEXT_MAX {
        return text.to_owned();
    }
    let mut units = 0;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < TEXT_MAX
        })
        .collect();
    out.push('…');
    out
}
