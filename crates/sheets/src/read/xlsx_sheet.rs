//! One sheet of an .xlsx: its cells, hidden rows and columns, and merged blocks (ECMA-376 part 1, 18.3.1).

use std::cell::Cell as Counter;
use std::io::Read;
use std::sync::Arc;

use domain::grid::{Marks, Sheet};

use super::build::{Block, Budget, Builder};
use super::error::ReadError;
use super::number::{Look, shown};
use super::xlsx_parts::{Listed, unescaped};
use super::xml::{Node, attribute, is_on, nodes};

/// What all sheets of a workbook share.
pub(super) struct Shared<'s> {
    pub(super) texts: &'s [Arc<str>],
    pub(super) looks: &'s [Look],
    pub(super) date1904: bool,
}

/// How a cell keeps its value (ECMA-376 part 1, 18.18.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Day,
}

/// The cell that is being read.
struct Open {
    row: u32,
    column: u32,
    kind: Kind,
    look: Look,
    formula: bool,
    value: String,
}

/// Where a piece of text belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Nothing,
    Value,
    Inline,
}

pub(super) fn read(
    part: impl Read,
    listed: &Listed,
    shared: &Shared<'_>,
    left: &Counter<u64>,
    budget: &mut Budget<'_>,
) -> Result<Sheet, ReadError> {
    let mut builder = Builder::new();
    let (mut row, mut column) = (0u32, 0u32);
    let mut open: Option<Open> = None;
    let (mut place, mut hint) = (In::Nothing, false);
    nodes(part, left, |node| {
        match node {
            Node::Open("col", tag) if is_on(tag, "hidden") => {
                let at = |name| attribute(tag, name).and_then(|v| v.parse::<u32>().ok());
                if let (Some(first), Some(last)) = (at("min"), at("max")) {
                    builder.hide_columns(budget, first, last)?;
                }
            }
            Node::Open("row", tag) => {
                row = match attribute(tag, "r") {
                    Some(r) => r.parse().ok().filter(|r| (1..=1_048_576).contains(r)).ok_or(ReadError::Damaged)?,
                    None => row.checked_add(1).ok_or(ReadError::Damaged)?,
                };
                column = 0;
                if is_on(tag, "hidden") {
                    builder.hide_row(budget, row)?;
                }
            }
            Node::Open("c", tag) => {
                let at = match attribute(tag, "r") {
                    Some(reference) => place_of(&reference).ok_or(ReadError::Damaged)?,
                    None => (row, column.checked_add(1).ok_or(ReadError::Damaged)?),
                };
                (row, column) = at;
                let kind = match attribute(tag, "t").as_deref() {
                    Some("s") => Kind::Shared,
                    Some("str") => Kind::Text,
                    Some("inlineStr") => Kind::Inline,
                    Some("b") => Kind::Bool,
                    Some("e") => Kind::Error,
                    Some("d") => Kind::Day,
                    _ => Kind::Number,
                };
                let style: Option<usize> = attribute(tag, "s").and_then(|s| s.parse().ok());
                let look = style.and_then(|s| shared.looks.get(s)).copied().unwrap_or(Look::Plain);
                open = Some(Open { row, column, kind, look, formula: false, value: String::new() });
            }
            Node::Open("f", _) => {
                if let Some(cell) = &mut open {
                    cell.formula = true;
                }
            }
            Node::Open("v", _) => place = In::Value,
            Node::Open("t", _) => place = In::Inline,
            Node::Open("rPh", _) => hint = true,
            Node::Close("rPh") => hint = false,
            Node::Close("v" | "t") => place = In::Nothing,
            Node::Text(text) => {
                if let Some(cell) = &mut open
                    && ((place == In::Value && cell.kind != Kind::Inline)
                        || (place == In::Inline && cell.kind == Kind::Inline && !hint))
                {
                    cell.value.push_str(text);
                }
            }
            Node::Close("c") => {
                if let Some(cell) = open.take() {
                    close(&mut builder, budget, shared, &cell)?;
                }
            }
            Node::Open("mergeCell", tag) => {
                let block = attribute(tag, "ref").and_then(|r| block_of(&r)).ok_or(ReadError::Damaged)?;
                builder.merge(budget, block)?;
            }
            _ => {}
        }
        Ok(())
    })?;
    builder.finish(budget, listed.name.clone(), listed.hidden)
}

fn close(builder: &mut Builder, budget: &mut Budget<'_>, shared: &Shared<'_>, cell: &Open) -> Result<(), ReadError> {
    let formula = Marks::default().with_if(Marks::FORMULA, cell.formula);
    let digits = |text: &str| text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit());
    let value = cell.value.trim();
    let (text, marks) = match cell.kind {
        _ if cell.value.is_empty() => (Arc::from(""), Marks::default()),
        Kind::Shared => {
            let index: usize = value.parse().map_err(|_| ReadError::Damaged)?;
            let text = Arc::clone(shared.texts.get(index).ok_or(ReadError::Damaged)?);
            let marks = Marks::default().with_if(Marks::NUMBER_AS_TEXT, digits(text.trim()));
            (text, marks)
        }
        Kind::Text | Kind::Inline => {
            let text = unescaped(&cell.value);
            let marks = Marks::default().with_if(Marks::NUMBER_AS_TEXT, digits(text.trim()));
            (budget.text(&text)?, marks)
        }
        Kind::Bool => (budget.text(if value == "1" { "TRUE" } else { "FALSE" })?, Marks::default()),
        Kind::Error => (budget.text(value)?, Marks::ERROR),
        Kind::Day => (budget.text(&value.replace('T', " "))?, Marks::DATE),
        Kind::Number => {
            let number: f64 = value.parse().map_err(|_| ReadError::Damaged)?;
            let (text, marks) = shown(number, cell.look, shared.date1904);
            (budget.text(&text)?, marks)
        }
    };
    builder.put(budget, cell.row, cell.column, text, marks.with(formula))
}

/// Row and column of `AB12`.
fn place_of(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = reference.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let column = letters.bytes().fold(0u32, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row = digits.parse().ok()?;
    ((1..=16_384).contains(&column) && (1..=1_048_576).contains(&row)).then_some((row, column))
}

/// `A1:C3`.
fn block_of(reference: &str) -> Option<Block> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((r1, c1), (r2, c2)) = (place_of(from)?, place_of(to)?);
    Some(Block { first_row: r1.min(r2), last_row: r1.max(r2), first_column: c1.min(c2), last_column: c1.max(c2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (text, place) in [
            ("A1", Some((1, 1))),
            ("xfd1048576", Some((1_048_576, 16_384))),
            ("AA10", Some((10, 27))),
            ("XFE1", None),
            ("A0", None),
            ("A", None),
            ("1", None),
            ("ABCD1", None),
            ("A1048577", None),
            ("A-1", None),
            ("一1", None),
            ("", None),
        ] {
            assert_eq!(place_of(text), place, "{text}");
        }
    }
}
