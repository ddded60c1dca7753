//! Boxes on a grid of 24 units: labels with their boxes beside each other, texts over the whole width, tables.

use super::fill::Filler;
use super::spec::{Boxes, List, Row, Spec};
use crate::content::{Align, Column};
use crate::error::PaperError;
use crate::fonts::Face;
use crate::forms::words::Common;
use crate::layout::format::MM;
use crate::layout::{Cell, Flow, Table, TableStyle};

/// Units across a frame.
pub(super) const UNITS: usize = 24;
/// A box from this width on is for running text.
const WIDE: usize = 14;
/// A column from this width on holds text that begins at the left.
const LEFT: usize = 7;

fn boxed<'a>(span: usize, text: &'a str, source: &'a str) -> Cell<'a> {
    Cell { span, text, source, face: Face::FangSong, align: Align::Left, head: false, indent: 0.0, top: false }
}

fn label<'a>(span: usize, text: &'a str, source: &'a str) -> Cell<'a> {
    Cell { face: Face::Hei, align: Align::Center, head: true, ..boxed(span, text, source) }
}

/// Sets a frame.
pub(super) fn set(
    flow: &mut Flow<'_>,
    rows: &[Row],
    spec: &Spec,
    filler: &Filler<'_>,
    common: &Common,
) -> Result<(), PaperError> {
    #[allow(clippy::cast_precision_loss, reason = "24")]
    let width_mm = flow.format.text_width / MM / UNITS as f32;
    let column = Column { heading: spec.form.clone(), width_mm, align: Align::Left, row_head: false };
    let style = TableStyle {
        size: spec.size,
        leading: spec.leading,
        side: 1.2 * MM,
        above: spec.pad_mm * MM,
        row: spec.leading + (2.0 * spec.pad_mm + 0.6) * MM,
        head: 0.0,
        keep: 0.14,
    };
    flow.skip(6.0, true);
    let mut table = Table::bare(flow, 0, &vec![column; UNITS], style)?;
    let form = Form { spec, filler, common, style };
    for (i, row) in rows.iter().enumerate() {
        if filler.holds(&row.when)? {
            let next = rows.get(i + 1).map_or(0.0, |next| form.room(next.lines));
            form.row(flow, &mut table, row, next)?;
        }
    }
    table.finish(flow);
    Ok(())
}

struct Form<'a> {
    spec: &'a Spec,
    filler: &'a Filler<'a>,
    common: &'a Common,
    style: TableStyle,
}

impl Form<'_> {
    /// Height of a row with room for this many lines of writing; a hand needs more than type does.
    fn room(&self, lines: u8) -> f32 {
        if lines == 0 { 0.0 } else { f32::from(lines) * self.spec.leading.max(18.0) + 2.0 * self.style.above }
    }

    fn shown(&self, text: String, lines: u8) -> String {
        if lines == 0 { self.common.cell(&text) } else { text }
    }

    /// `next` is the room that the row after this one leaves for the pen, pt.
    fn row(&self, flow: &mut Flow<'_>, table: &mut Table, row: &Row, next: f32) -> Result<(), PaperError> {
        let layout = format!("assets/forms/{}.json", self.spec.form);
        match &row.what {
            Boxes::Pairs(pairs) => self.pairs(flow, table, pairs, row.lines, &layout),
            Boxes::Section(text) => {
                let filled = self.filler.fill(text)?;
                // A heading inside the frame is never the last row of a page.
                let follows = next.max(self.style.row + 2.0 * self.spec.leading);
                table.need(flow, self.style.row + follows);
                let cell = Cell { face: Face::Hei, ..boxed(UNITS, &filled.text, &filled.source) };
                table.spread(flow, &[cell], self.room(row.lines))
            }
            Boxes::Full(text) => {
                let filled = self.filler.fill(text)?;
                let shown = self.shown(filled.text, row.lines);
                let indent = 2.0 * self.spec.size;
                let cell = Cell { indent, top: row.lines > 1, ..boxed(UNITS, &shown, &filled.source) };
                table.spread(flow, &[cell], self.room(row.lines))
            }
            Boxes::List(list) => self.list(flow, table, list, row.lines, &layout),
        }
    }

    fn pairs(
        &self,
        flow: &mut Flow<'_>,
        table: &mut Table,
        pairs: &[(String, String)],
        lines: u8,
        layout: &str,
    ) -> Result<(), PaperError> {
        let each = UNITS / pairs.len().max(1);
        let named = if each >= 8 { 4 } else { 3 };
        let mut filled = Vec::with_capacity(pairs.len());
        for (name, template) in pairs {
            let value = self.filler.fill(template)?;
            filled.push((self.filler.fill(name)?.text, self.shown(value.text, lines), value.source));
        }
        let mut cells = Vec::with_capacity(2 * filled.len());
        for (name, text, source) in &filled {
            let span = each.saturating_sub(named);
            let wide = span >= WIDE;
            let indent = if wide { 2.0 * self.spec.size } else { 0.0 };
            cells.push(label(named, name, layout));
            cells.push(Cell { indent, top: wide && lines > 1, ..boxed(span, text, source) });
        }
        table.spread(flow, &cells, self.room(lines))
    }

    fn list(
        &self,
        flow: &mut Flow<'_>,
        table: &mut Table,
        list: &List,
        lines: u8,
        layout: &str,
    ) -> Result<(), PaperError> {
        let heads: Vec<Cell<'_>> =
            list.heads.iter().zip(&list.units).map(|(head, span)| label(*span, head, layout)).collect();
        table.heads(flow, &heads)?;
        let rows = self.filler.rows(&list.name)?;
        let room = self.room(lines);
        for row in rows {
            let texts: Vec<(String, &str)> =
                row.iter().map(|w| (self.shown(w.text.clone(), lines), w.source.as_str())).collect();
            let boxes = texts.iter().zip(&list.units).enumerate();
            let cells: Vec<Cell<'_>> = boxes
                .map(|(i, ((text, source), span))| Cell {
                    align: if *span < LEFT || (i == 0 && *span < WIDE / 2) { Align::Center } else { Align::Left },
                    head: i == 0,
                    ..boxed(*span, text, source)
                })
                .collect();
            table.spread(flow, &cells, room)?;
        }
        let blank: Vec<Cell<'_>> = list.units.iter().map(|span| boxed(*span, "", layout)).collect();
        for _ in 0..list.blanks {
            table.spread(flow, &blank, room)?;
        }
        if rows.is_empty() && list.blanks == 0 {
            let cell = boxed(UNITS, &self.common.none, layout);
            table.spread(flow, &[cell], room)?;
        }
        table.end_heads();
        Ok(())
    }
}
