//! Rows over page ends: moved whole where that leaves no great gap, else split between lines.

use super::Table;
use super::cell::{Frame, Laid, Layout, Slice};
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Attribute, Furniture, NodeId, Role};
use crate::layout::Flow;
use crate::text::Place;

impl Table {
    pub(super) fn lay_row<S: AsRef<str>>(
        &mut self,
        flow: &mut Flow<'_>,
        layout: &mut Layout,
        record: &str,
        first: usize,
        cells: &[S],
    ) -> Result<(), PaperError> {
        layout.clear();
        for column in first..self.columns.len() {
            let text = cells.get(column - first).map_or("", AsRef::as_ref);
            let Some(placed) = self.columns.get_mut(column) else { continue };
            let frame = Frame { align: placed.align, head: placed.row_head, ..Frame::of(column, Face::FangSong) };
            // The heading is taken out of the column for the call, so that a refusal can name it without a copy.
            let heading = std::mem::take(&mut placed.heading);
            let laid = self.lay_cell(flow, layout, frame, text, Place { record, field: &heading });
            if let Some(placed) = self.columns.get_mut(column) {
                placed.heading = heading;
            }
            laid?;
        }
        Ok(())
    }

    /// Sets one row, on as many pages as it needs. `record` names it when a character has no glyph.
    pub fn row<S: AsRef<str>>(&mut self, flow: &mut Flow<'_>, record: &str, cells: &[S]) -> Result<(), PaperError> {
        let mut layout = std::mem::take(&mut self.row);
        let laid = self.lay_row(flow, &mut layout, record, 0, cells);
        if laid.is_ok() {
            let least = self.style.row;
            self.set_row(flow, &layout, least);
        }
        self.row = layout;
        laid
    }

    /// Sets a row that was laid, at least `least` pt high.
    pub(super) fn set_row(&mut self, flow: &mut Flow<'_>, layout: &Layout, least: f32) {
        let height = self.height_of(layout).max(least);
        let page = flow.format.text_height - self.head_height;
        let row = flow.sheets.node(self.node, Role::TR, Attribute::None);
        let nodes = cell_nodes(flow, row, layout);
        if flow.room() + 0.01 < height
            && (height <= page * self.style.keep || self.height_of(layout) < height)
            && self.begun
        {
            self.next_page(flow);
        }
        if height <= flow.room() + 0.01 {
            let slice = Slice { from: 0, count: layout.most, top: flow.y, height, whole: true };
            self.set_slice(flow, layout, &nodes, &slice);
            return;
        }
        let mut from = 0;
        while from < layout.most {
            let left = layout.most - from;
            let count = self.lines_that_fit(flow.room()).min(left);
            // One line alone at either end of a split reads badly.
            let count = if left - count == 1 && count > 2 { count - 1 } else { count };
            if count < 2.min(left) && self.begun {
                self.next_page(flow);
                continue;
            }
            let count = count.max(1);
            #[allow(clippy::cast_precision_loss, reason = "a page has few hundred lines")]
            let height = count as f32 * self.style.leading + 2.0 * self.style.above;
            let slice = Slice { from, count, top: flow.y, height, whole: false };
            if from > 0 {
                self.repeat_row_heads(flow, layout, &slice);
            }
            self.set_slice(flow, layout, &nodes, &slice);
            from += count;
            if from < layout.most {
                self.next_page(flow);
            }
        }
    }

    /// Shows again, where a row goes on, which row it is. It is no part of the text, which has it already.
    fn repeat_row_heads(&self, flow: &mut Flow<'_>, layout: &Layout, slice: &Slice) {
        let again = Slice { from: 0, ..*slice };
        let heads = |cell: &&Laid| cell.frame.head && cell.lines.len() <= slice.from.min(slice.count);
        for cell in layout.cells.iter().filter(heads) {
            flow.sheets.artifact(Furniture::Pagination);
            self.set_cell(flow, layout, cell, None, &again);
            flow.sheets.end();
        }
    }

    fn lines_that_fit(&self, room: f32) -> usize {
        let lines = ((room + 0.01 - 2.0 * self.style.above) / self.style.leading).floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to a small whole number")]
        let lines = lines.max(0.0) as usize;
        lines
    }

    pub(super) fn set_slice(&mut self, flow: &mut Flow<'_>, layout: &Layout, nodes: &[NodeId], slice: &Slice) {
        for (cell, node) in layout.cells.iter().zip(nodes) {
            self.set_cell(flow, layout, cell, Some(*node), slice);
        }
        flow.y = slice.top + slice.height;
        self.rules.row(layout, slice);
        self.begun = true;
    }
}

/// The elements of a row's cells.
pub(super) fn cell_nodes(flow: &mut Flow<'_>, row: NodeId, layout: &Layout) -> Vec<NodeId> {
    layout
        .cells
        .iter()
        .map(|cell| {
            let columns = u16::try_from(cell.frame.span).unwrap_or(u16::MAX);
            if cell.frame.head {
                flow.sheets.node(row, Role::TH, Attribute::RowHead { rows: 1, columns })
            } else {
                flow.sheets.node(row, Role::TD, Attribute::Cell { columns })
            }
        })
        .collect()
}
