//! The lines of a table on one page: frame, lines under rows, lines between cells.

use super::Table;
use super::cell::{Layout, Slice};
use crate::ink::{Furniture, Ink};
use crate::layout::Flow;

/// Width of inner rules.
const HAIR: f32 = 0.5;
/// Width of the outer rules.
const FRAME: f32 = 1.0;

/// What is to be drawn when the page is full or the table ends. Heights are below the text area's top.
pub(super) struct Rules {
    /// Lines under rows: height and the first column they begin at.
    across: Vec<(f32, usize)>,
    /// Lines at the left of each column but the first: from one height to another, joined where they meet.
    down: Vec<Vec<(f32, f32)>>,
}

impl Rules {
    pub(super) fn new(columns: usize) -> Self {
        Rules { across: Vec::new(), down: vec![Vec::new(); columns] }
    }

    /// Notes the lines of a row or of a part of one: at the left of each of its cells, and under it.
    pub(super) fn row(&mut self, layout: &Layout, slice: &Slice) {
        let foot = slice.top + slice.height;
        for cell in layout.cells.iter().filter(|c| c.frame.column > 0) {
            let Some(stretches) = self.down.get_mut(cell.frame.column) else { continue };
            match stretches.last_mut() {
                Some((_, end)) if (*end - slice.top).abs() < 0.01 => *end = foot,
                _ => stretches.push((slice.top, foot)),
            }
        }
        self.across.push((foot, layout.cells.first().map_or(0, |c| c.frame.column)));
    }

    /// Makes the line under the last row begin at this column.
    pub(super) fn last_begins_at(&mut self, column: usize) {
        if let Some(rule) = self.across.last_mut() {
            rule.1 = column;
        }
    }
}

impl Table {
    /// Draws the lines of the page.
    pub(super) fn draw_rules(&mut self, flow: &mut Flow<'_>) {
        let left = self.columns.first().map_or(0.0, |c| c.x);
        let right = self.columns.last().map_or(0.0, |c| c.x + c.width);
        let (top, foot) = (flow.format.up(self.top), flow.format.up(flow.y));
        let edge = FRAME / 2.0;
        flow.sheets.artifact(Furniture::Layout);
        let across = std::mem::take(&mut self.rules.across);
        let inner = across.len().saturating_sub(1);
        for (y, first) in across.into_iter().take(inner) {
            let from = self.columns.get(first).map_or(left, |c| c.x);
            let y = flow.format.up(y);
            flow.sheets.rule((from, y), (right, y), HAIR, Ink::Black);
        }
        for (column, stretches) in self.columns.iter().zip(&mut self.rules.down) {
            for (from, to) in stretches.drain(..) {
                let (from, to) = (flow.format.up(from), flow.format.up(to));
                flow.sheets.rule((column.x, from), (column.x, to), HAIR, Ink::Black);
            }
        }
        for y in [top, foot] {
            flow.sheets.rule((left - edge, y), (right + edge, y), FRAME, Ink::Black);
        }
        for x in [left, right] {
            flow.sheets.rule((x, top), (x, foot), FRAME, Ink::Black);
        }
        flow.sheets.end();
    }
}
