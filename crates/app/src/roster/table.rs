//! The table that a person chose for an import: kept in memory, with what its columns mean, until another one is chosen or
//! the home is closed. Its place on the disk is forgotten at once.

use std::sync::{MutexGuard, PoisonError};

use domain::grid::{Grid, Sheet};
use domain::roster::{Field, Header, Kind, Mapping, MappingFault, detect, words};
use paper::fonts::Fonts;

use crate::error::{Code, Result};
use crate::home::OpenHome;
use crate::view::{Choice, RosterColumn, RosterFileView, RosterSheet};

/// Values of a column that are shown beside its heading.
const SAMPLES: usize = 3;

/// The chosen table.
pub(crate) struct OpenTable {
    pub(super) token: String,
    /// The file's name without its place.
    pub(super) file: String,
    pub(super) grid: Grid,
    /// Which sheet is read.
    pub(super) sheet: usize,
    /// Where its headings stand and what they mean; `None` where none were found.
    pub(super) header: Option<Header>,
    /// Which characters can be printed; a face is unpacked once for all rows and every look at them.
    pub(super) fonts: Fonts,
    /// The meaning of the columns was remembered from an earlier table.
    pub(super) remembered: bool,
}

impl OpenTable {
    pub(super) fn sheet(&self) -> Option<&Sheet> {
        self.grid.sheets.get(self.sheet)
    }

    /// Looks for the headings of a sheet, and for what they were said to mean before.
    pub(super) fn turn_to(&mut self, home: &OpenHome, sheet: usize) -> Result<()> {
        self.sheet = sheet;
        self.header = self.sheet().and_then(detect);
        self.remembered = false;
        let Some(header) = &mut self.header else { return Ok(()) };
        let headings = header.mapping.signature();
        let Some((kind, fields)) = home.read(|tx| store::roster::remembered(tx, &headings))? else { return Ok(()) };
        let Some(kind) = kind_of(&kind) else { return Ok(()) };
        let mut then = header.mapping.clone();
        then.kind = kind;
        for (column, field) in then.columns.iter_mut().zip(&fields) {
            column.field = field.as_deref().and_then(field_of);
        }
        if let Some(mapping) = header.mapping.recalled(&then) {
            header.mapping = mapping;
            self.remembered = true;
        }
        Ok(())
    }

    /// What keeps the table from being read.
    pub(super) fn faults(&self) -> Vec<MappingFault> {
        self.header.as_ref().map_or_else(|| vec![MappingFault::NoHeader], |h| h.mapping.faults())
    }

    pub(super) fn view(&self) -> RosterFileView {
        let sheets = (0u32..).zip(&self.grid.sheets).map(|(index, sheet)| RosterSheet {
            index,
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            rows: u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX),
        });
        let mapping = self.header.as_ref().map(|h| &h.mapping);
        let kind = mapping.map_or(Kind::Students, |m| m.kind);
        RosterFileView {
            token: self.token.clone(),
            file_name: self.file.clone(),
            sheets: sheets.collect(),
            sheet: u32::try_from(self.sheet).unwrap_or_default(),
            kind: kind.id().to_owned(),
            kinds: Kind::ALL.iter().map(|k| choice(k.id(), words().kinds.get(k))).collect(),
            header_row: self.header.as_ref().map_or(0, |h| h.last_row),
            fields: kind.fields().iter().map(|f| choice(f.id(), words().fields.get(f))).collect(),
            columns: mapping.map(|m| self.columns(m)).unwrap_or_default(),
            faults: self.faults().into_iter().map(fault_sentence).collect(),
            remembered: self.remembered,
        }
    }

    fn columns(&self, mapping: &Mapping) -> Vec<RosterColumn> {
        let last = self.header.as_ref().map_or(0, |h| h.last_row);
        let rows = || self.sheet().into_iter().flat_map(|s| &s.rows).filter(|r| r.number > last);
        let column = |c: &domain::roster::MappedColumn| RosterColumn {
            column: c.column,
            letter: letters(c.column),
            heading: c.heading.clone(),
            field: c.field.map(|f| f.id().to_owned()),
            hidden: c.hidden,
            // What a card number would be is not even shown.
            samples: if c.field == Some(Field::IdentityCard) {
                Vec::new()
            } else {
                let texts = rows().map(|r| r.text(c.column)).filter(|t| !t.is_empty());
                texts.take(SAMPLES).map(|t| t.chars().take(30).collect()).collect()
            },
        };
        mapping.columns.iter().map(column).collect()
    }
}

fn choice(id: &str, label: Option<&String>) -> Choice {
    Choice { id: id.to_owned(), label: label.map_or(id, String::as_str).to_owned() }
}

/// `A`, `B`, … `AA`: how a spreadsheet program calls a column.
fn letters(column: u32) -> String {
    let mut rest = column;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    out.iter().rev().collect()
}

fn fault_sentence(fault: MappingFault) -> String {
    let field = match fault {
        MappingFault::Missing(f) | MappingFault::Twice(f) | MappingFault::Foreign(f) => words().field(f),
        _ => "",
    };
    // Either number will do.
    let both = format!("{}”或“{}", words().field(Field::StudentNo), words().field(Field::NationalNo));
    let field = if fault == MappingFault::Missing(Field::StudentNo) { both.as_str() } else { field };
    words().sentence(fault.code()).replace("{field}", field)
}

/// The kind of this id.
pub(super) fn kind_of(id: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|k| k.id() == id)
}

/// The field of this id.
pub(super) fn field_of(id: &str) -> Option<Field> {
    Field::ALL.iter().copied().find(|f| f.id() == id)
}

/// The place where the home keeps the chosen table.
pub(super) fn kept(home: &OpenHome) -> MutexGuard<'_, Option<OpenTable>> {
    // A table is replaced as a whole, so a panic elsewhere leaves nothing half done.
    home.table.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Works with the table of this token.
///
/// # Errors
/// `RosterExpired` when another table was chosen since, or none.
pub(super) fn with_table<T>(home: &OpenHome, token: &str, work: impl FnOnce(&mut OpenTable) -> Result<T>) -> Result<T> {
    let mut kept = kept(home);
    match kept.as_mut().filter(|table| table.token == token) {
        Some(table) => work(table),
        None => Err(Code::RosterExpired.into()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_called_as_spreadsheet_programs_call_them() {
        for (column, name) in [(1, "A"), (26, "Z"), (27, "AA"), (256, "IV"), (703, "AAA")] {
            assert_eq!(super::letters(column), name);
        }
    }
}
