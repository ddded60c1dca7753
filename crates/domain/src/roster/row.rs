//! One row under a mapping: its cells by field, and whether it is a row of a person at all.

use std::collections::HashMap;

use super::cell::{folded, is_blank};
use super::code::{Fault, FaultCode, SkipReason, Warning, WarningCode};
use super::field::Field;
use super::header::{Header, Mapping};
use super::words::{field_of, words};
use crate::grid::{Marks, Row, Sheet};

/// The rows below the headings.
pub(super) fn data<'s>(sheet: &'s Sheet, header: &Header) -> impl Iterator<Item = &'s Row> {
    let first = sheet.rows.partition_point(|r| r.number <= header.last_row);
    sheet.rows.iter().skip(first)
}

/// A row that is being read: its cells by field, and what was found wrong so far.
pub(super) struct Reading<'r> {
    row: &'r Row,
    columns: HashMap<Field, u32>,
    pub(super) faults: Vec<Fault>,
    pub(super) warnings: Vec<Warning>,
}

impl<'r> Reading<'r> {
    pub(super) fn new(row: &'r Row, mapping: &Mapping) -> Self {
        let columns = mapping.columns.iter().filter_map(|c| Some((c.field?, c.column))).collect();
        let mut reading = Self { row, columns, faults: Vec::new(), warnings: Vec::new() };
        if row.hidden {
            reading.warn(WarningCode::HiddenRow, None, "");
        }
        reading
    }
    pub(super) fn number(&self) -> u32 {
        self.row.number
    }
    /// Text and marks of a field; `None` where the cell says nothing. An error and a formula without result are faults.
    pub(super) fn get(&mut self, field: Field) -> Option<(&'r str, Marks)> {
        let cell = self.row.cell(*self.columns.get(&field)?)?;
        if cell.marks.has(Marks::ERROR) {
            self.fault(FaultCode::CellError, field, &cell.text);
            return None;
        }
        if is_blank(&cell.text) {
            if cell.marks.has(Marks::FORMULA) && cell.text.is_empty() {
                self.fault(FaultCode::FormulaWithoutValue, field, "");
            }
            return None;
        }
        if cell.marks.has(Marks::FORMULA) {
            self.warn(WarningCode::Formula, Some(field), &cell.text);
        }
        Some((&cell.text, cell.marks))
    }
    /// The field as `read` reads it.
    pub(super) fn take<V>(&mut self, field: Field, read: impl Fn(&str, Marks) -> Result<V, FaultCode>) -> Option<V> {
        let (text, marks) = self.get(field)?;
        match read(text, marks) {
            Ok(value) => Some(value),
            Err(code) => {
                // A number that may be a card's is not repeated.
                let shown = if code == FaultCode::IdentityCardAsNumber { "" } else { text };
                self.fault(code, field, shown);
                None
            }
        }
    }
    /// Refuses the characters of a name that no font shows; `lacks` answers which those are.
    pub(super) fn printable(&mut self, field: Field, name: Option<&str>, lacks: &dyn Fn(&str) -> String) {
        let missing = name.map(lacks).unwrap_or_default();
        if !missing.is_empty() {
            self.fault(FaultCode::GlyphMissing, field, &missing);
        }
    }
    pub(super) fn fault(&mut self, code: FaultCode, field: Field, value: &str) {
        let value = value.chars().take(60).collect();
        self.faults.push(Fault { code, field: Some(field), value, rows: Vec::new() });
    }
    pub(super) fn warn(&mut self, code: WarningCode, field: Option<Field>, value: &str) {
        let value = value.chars().take(60).collect();
        self.warnings.push(Warning { code, field, value, rows: Vec::new(), ids: Vec::new() });
    }
    /// What the file calls the row: the text of a field without outer space.
    pub(super) fn label(&self, field: Field) -> String {
        let text = self.columns.get(&field).map_or("", |c| self.row.text(*c));
        folded(text).chars().take(60).collect()
    }
    /// Why this is no row of a person; `keys` are the fields that such a row has.
    pub(super) fn skip(&self, mapping: &Mapping, keys: &[Field]) -> Option<SkipReason> {
        let texts = |own: bool| {
            mapping.columns.iter().filter_map(move |c| {
                let cell = self.row.cell(c.column).filter(|_| c.field.is_some_and(|f| f != Field::IdentityCard))?;
                let says = !is_blank(&cell.text) || cell.marks.has(Marks::FORMULA);
                (says && !(own && cell.marks.has(Marks::FILLED))).then_some((c, cell))
            })
        };
        let first = self.row.cells.iter().map(|c| folded(&c.text)).find(|t| !t.is_empty()).unwrap_or_default();
        let begins = |all: &[String]| {
            let bare: String = first.chars().filter(|c| !c.is_whitespace()).collect();
            all.iter().any(|w| bare.starts_with(w.as_str()))
        };
        let keyed = keys.iter().filter_map(|k| self.columns.get(k)).any(|c| {
            self.row
                .cell(*c)
                .is_some_and(|cell| !cell.marks.has(Marks::ACROSS) && cell.text.bytes().any(|b| b.is_ascii_digit()))
        });
        let repeated = texts(false)
            .filter(|(c, cell)| field_of(&cell.text).is_some() && field_of(&cell.text) == field_of(&c.heading));
        if repeated.count() >= 2 {
            return Some(SkipReason::RepeatedHeader);
        }
        if begins(&words().totals) && !keyed {
            return Some(SkipReason::TotalsRow);
        }
        if begins(&words().remarks) && !keyed {
            return Some(SkipReason::RemarkRow);
        }
        if texts(true).next().is_none() {
            return Some(SkipReason::BlankRow);
        }
        // One text across the table: the title of a part, or a line of remarks.
        let across = texts(false).all(|(_, cell)| cell.marks.has(Marks::ACROSS));
        across.then_some(SkipReason::RemarkRow)
    }
}

#[cfg(test)]
pub(in crate::roster) mod tests {
    use super::*;
    use crate::grid::Cell;

    /// A sheet of texts; rows without text are left out, as a reader leaves them out.
    pub(in crate::roster) fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows = (1u32..).zip(rows).filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
        let rows = rows
            .map(|(number, cells)| Row {
                number,
                hidden: false,
                cells: (1u32..)
                    .zip(*cells)
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(column, text)| Cell { column, text: (*text).into(), marks: Marks::default() })
                    .collect(),
            })
            .collect();
        Sheet { name: String::new(), hidden: false, rows }
    }
}
