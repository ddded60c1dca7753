//! An .xls of Excel 97 to 2003: BIFF8 records ([MS-XLS]) in the `Workbook` stream of a compound file.

use std::collections::HashMap;
use std::sync::Arc;

use domain::grid::{Grid, GridFormat, Marks, Sheet};

use super::build::{Block, Budget, Builder};
use super::cfb::{Compound, u16_at, u32_at};
use super::error::{Foreign, ReadError};
use super::limits::Limits;
use super::number::{Look, shown};
use super::strings::{Pieces, long_text, rk, short_text};

/// The numbers of the records that matter ([MS-XLS] 2.3).
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const DATE1904: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const COL_INFO: u16 = 0x007D;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const RICH_LABEL: u16 = 0x00D6;
    pub(super) const XF: u16 = 0x00E0;
    pub(super) const MERGE_CELLS: u16 = 0x00E5;
    pub(super) const SST: u16 = 0x00FC;
    pub(super) const LABEL_SST: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

/// The version of BIFF8 in a BOF record.
const BIFF8: u16 = 0x0600;

/// A record with those that continue it.
struct Record<'b> {
    number: u16,
    data: &'b [u8],
    more: Vec<&'b [u8]>,
}

impl<'b> Record<'b> {
    fn parts(self) -> Vec<&'b [u8]> {
        std::iter::once(self.data).chain(self.more).collect()
    }
    fn two(&self, at: usize) -> Result<u16, ReadError> {
        u16_at(self.data, at).ok_or(ReadError::Damaged)
    }
}

struct Records<'b> {
    stream: &'b [u8],
    at: usize,
}

impl<'b> Records<'b> {
    fn raw(&mut self) -> Result<Option<(u16, &'b [u8])>, ReadError> {
        let Some(number) = u16_at(self.stream, self.at) else { return Ok(None) };
        let length = usize::from(u16_at(self.stream, self.at + 2).ok_or(ReadError::Truncated)?);
        let from = self.at + 4;
        let data = self.stream.get(from..from + length).ok_or(ReadError::Truncated)?;
        self.at = from + length;
        Ok(Some((number, data)))
    }
    fn next(&mut self) -> Result<Option<Record<'b>>, ReadError> {
        let Some((number, data)) = self.raw()? else { return Ok(None) };
        let mut more = Vec::new();
        while u16_at(self.stream, self.at) == Some(record::CONTINUE) {
            if let Some((_, data)) = self.raw()? {
                more.push(data);
            }
        }
        Ok(Some(Record { number, data, more }))
    }
}

/// What the records before the sheets say.
#[derive(Default)]
struct Globals {
    date1904: bool,
    texts: Vec<Arc<str>>,
    formats: HashMap<u16, Look>,
    styles: Vec<u16>,
    sheets: Vec<(usize, bool, String)>,
}

impl Globals {
    fn look(&self, style: u16) -> Look {
        let Some(format) = self.styles.get(usize::from(style)) else { return Look::Plain };
        self.formats.get(format).copied().unwrap_or(Look::of_id(u32::from(*format)))
    }
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, ReadError> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(ReadError::PasswordProtected);
    }
    let Some(stream) = file.stream("Workbook")? else {
        return Err(if file.has("Book") {
            ReadError::OldFormat
        } else {
            let document = file.has("WordDocument");
            let found = if document {
                Foreign::Document
            } else if file.has("PowerPoint Document") {
                Foreign::Slides
            } else {
                Foreign::Compound
            };
            ReadError::NotASpreadsheet { found }
        });
    };
    let mut budget = Budget::new(limits);
    let globals = globals(&stream, &mut budget)?;
    let mut sheets = Vec::new();
    for (start, hidden, name) in &globals.sheets {
        sheets.push(sheet(&stream, *start, name, *hidden, &globals, &mut budget)?);
    }
    Ok(Grid { format: GridFormat::Xls, date1904: globals.date1904, sheets })
}

fn globals(stream: &[u8], budget: &mut Budget<'_>) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    let mut records = Records { stream, at: 0 };
    let mut first = true;
    while let Some(found) = records.next()? {
        if std::mem::take(&mut first) {
            match found.number {
                record::BOF if found.two(0)? == BIFF8 => continue,
                record::BOF => return Err(ReadError::OldFormat),
                _ => return Err(ReadError::Damaged),
            }
        }
        match found.number {
            record::FILE_PASS => return Err(ReadError::PasswordProtected),
            record::DATE1904 => globals.date1904 = found.two(0)? == 1,
            record::FORMAT => {
                let id = found.two(0)?;
                let code = long_text(found.parts(), 2)?;
                budget.cell()?;
                globals.formats.insert(id, Look::of_code(&code));
            }
            record::XF => {
                budget.cell()?;
                globals.styles.push(found.two(2)?);
            }
            record::BOUND_SHEET => {
                // Type 0 is a sheet of cells; others are charts and macros.
                if let (Some(start), Some([state, 0])) = (u32_at(found.data, 0), found.data.get(4..6)) {
                    let start = usize::try_from(start).map_err(|_| ReadError::Damaged)?;
                    globals.sheets.push((start, state & 3 != 0, short_text(found.data, 6)?));
                }
            }
            record::SST => {
                let mut pieces = Pieces::new(found.parts());
                let count = pieces.shared_count().ok_or(ReadError::Damaged)?;
                for _ in 0..count {
                    if pieces.is_done() {
                        return Err(ReadError::Damaged);
                    }
                    budget.cell()?;
                    let text = pieces.rich_text()?;
                    globals.texts.push(budget.text(&text)?);
                }
            }
            record::EOF => return Ok(globals),
            _ => {}
        }
    }
    Err(ReadError::Truncated)
}

/// A cell's row, column and style, the first six bytes of every record of a cell.
fn place(found: &Record<'_>) -> Result<(u32, u32, u16), ReadError> {
    Ok((u32::from(found.two(0)?) + 1, u32::from(found.two(2)?) + 1, found.two(4)?))
}

fn sheet(
    stream: &[u8],
    start: usize,
    name: &str,
    hidden: bool,
    globals: &Globals,
    budget: &mut Budget<'_>,
) -> Result<Sheet, ReadError> {
    let mut builder = Builder::new();
    let mut records = Records { stream, at: start };
    let mut depth = 0usize;
    // A formula whose result is a text has it in the record that follows.
    let mut waiting: Option<(u32, u32)> = None;
    while let Some(found) = records.next()? {
        match found.number {
            record::BOF => depth = depth.saturating_add(1),
            record::EOF => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return builder.finish(budget, name.to_owned(), hidden);
                }
            }
            _ if depth == 0 => return Err(ReadError::Damaged),
            // Charts lie inside their sheet, between a BOF and an EOF of their own.
            _ if depth > 1 => {}
            record::ROW if found.two(12)? & 0x20 != 0 => builder.hide_row(budget, u32::from(found.two(0)?) + 1)?,
            record::COL_INFO if found.two(8)? & 1 != 0 => {
                builder.hide_columns(budget, u32::from(found.two(0)?) + 1, u32::from(found.two(2)?) + 1)?;
            }
            record::MERGE_CELLS => merged(&found, &mut builder, budget)?,
            record::STRING => {
                if let Some((row, column)) = waiting.take() {
                    let text = long_text(found.parts(), 0)?;
                    builder.put(budget, row, column, Arc::from(text), Marks::FORMULA)?;
                }
            }
            record::FORMULA => waiting = formula(&found, globals, &mut builder, budget)?,
            record::LABEL_SST => {
                let (row, column, _) = place(&found)?;
                let index = u32_at(found.data, 6).and_then(|i| usize::try_from(i).ok()).ok_or(ReadError::Damaged)?;
                let text = globals.texts.get(index).ok_or(ReadError::Damaged)?;
                builder.put(budget, row, column, Arc::clone(text), text_marks(text))?;
            }
            record::LABEL | record::RICH_LABEL => {
                let (row, column, _) = place(&found)?;
                let text = long_text(found.parts(), 6)?;
                let text = budget.text(&text)?;
                let marks = text_marks(&text);
                builder.put(budget, row, column, text, marks)?;
            }
            record::NUMBER => {
                let (row, column, style) = place(&found)?;
                let value = double(found.data, 6).ok_or(ReadError::Damaged)?;
                number(&mut builder, budget, globals, (row, column, style), value, Marks::default())?;
            }
            record::RK => {
                let at = place(&found)?;
                let value = rk(found.data, 6).ok_or(ReadError::Damaged)?;
                number(&mut builder, budget, globals, at, value, Marks::default())?;
            }
            record::MUL_RK => {
                let (row, first) = (u32::from(found.two(0)?) + 1, u32::from(found.two(2)?) + 1);
                let inner = found.data.get(4..).unwrap_or_default().chunks_exact(6);
                for (column, one) in (first..).zip(inner) {
                    let style = u16_at(one, 0).ok_or(ReadError::Damaged)?;
                    let value = rk(one, 2).ok_or(ReadError::Damaged)?;
                    number(&mut builder, budget, globals, (row, column, style), value, Marks::default())?;
                }
            }
            record::BOOL_ERR => {
                let (row, column, _) = place(&found)?;
                let (text, marks) = match found.data.get(6..8) {
                    Some([value, 0]) => (if *value == 0 { "FALSE" } else { "TRUE" }, Marks::default()),
                    Some(_) => ("#N/A", Marks::ERROR),
                    None => return Err(ReadError::Damaged),
                };
                builder.put(budget, row, column, Arc::from(text), marks)?;
            }
            _ => {}
        }
    }
    Err(ReadError::Truncated)
}

fn merged(found: &Record<'_>, builder: &mut Builder, budget: &mut Budget<'_>) -> Result<(), ReadError> {
    let count = usize::from(found.two(0)?);
    for one in found.data.get(2..).unwrap_or_default().chunks_exact(8).take(count) {
        let at = |at| u16_at(one, at).map(|v| u32::from(v) + 1).ok_or(ReadError::Damaged);
        let block = Block { first_row: at(0)?, last_row: at(2)?, first_column: at(4)?, last_column: at(6)? };
        builder.merge(budget, block)?;
    }
    Ok(())
}

/// The kept result of a formula; `Some` place where the result is a text and follows.
fn formula(
    found: &Record<'_>,
    globals: &Globals,
    builder: &mut Builder,
    budget: &mut Budget<'_>,
) -> Result<Option<(u32, u32)>, ReadError> {
    let (row, column, style) = place(found)?;
    let result = found.data.get(6..14).ok_or(ReadError::Damaged)?;
    if result.ends_with(&[0xFF, 0xFF]) {
        let (text, marks) = match result {
            [0, ..] => return Ok(Some((row, column))),
            [1, _, value, ..] => (if *value == 0 { "FALSE" } else { "TRUE" }, Marks::default()),
            [2, ..] => ("#N/A", Marks::ERROR),
            _ => ("", Marks::default()),
        };
        builder.put(budget, row, column, Arc::from(text), marks.with(Marks::FORMULA))?;
        return Ok(None);
    }
    let value = double(found.data, 6).ok_or(ReadError::Damaged)?;
    number(builder, budget, globals, (row, column, style), value, Marks::FORMULA)?;
    Ok(None)
}

fn number(
    builder: &mut Builder,
    budget: &mut Budget<'_>,
    globals: &Globals,
    (row, column, style): (u32, u32, u16),
    value: f64,
    also: Marks,
) -> Result<(), ReadError> {
    let (text, marks) = shown(value, globals.look(style), globals.date1904);
    let text = budget.text(&text)?;
    builder.put(budget, row, column, text, marks.with(also))
}

fn text_marks(text: &str) -> Marks {
    let text = text.trim();
    Marks::default().with_if(Marks::NUMBER_AS_TEXT, text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit()))
}

fn double(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}
