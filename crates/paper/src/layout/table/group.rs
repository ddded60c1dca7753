//! Rows that share a head in the first column.

use super::Table;
use super::cell::{Frame, Layout, Slice};
use super::row::cell_nodes;
use crate::content::Align;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Attribute, Role};
use crate::layout::Flow;
use crate::text::Place;

impl Table {
    /// Sets rows that share the head `label` in the first column, all on one page. Rows that no page can hold together
    /// are set in parts, each with the head again.
    pub fn group<S: AsRef<str>>(
        &mut self,
        flow: &mut Flow<'_>,
        label: &str,
        place: &str,
        rows: &[(String, Vec<S>)],
    ) -> Result<(), PaperError> {
        let mut laid = Vec::with_capacity(rows.len());
        for (record, cells) in rows {
            let mut layout = Layout::default();
            self.lay_row(flow, &mut layout, record, 1, cells)?;
            let height = self.height_of(&layout).max(self.style.row);
            laid.push((layout, height));
        }
        let mut head = Layout::default();
        let frame = Frame { align: Align::Center, head: true, ..Frame::of(0, Face::FangSong) };
        self.lay_cell(flow, &mut head, frame, label, Place::of(place))?;
        let total: f32 = laid.iter().map(|(_, height)| height).sum();
        let missing = (self.height_of(&head) - total).max(0.0);
        if let Some((_, height)) = laid.last_mut() {
            *height += missing;
        }
        let total = total + missing;
        if total > flow.format.text_height - self.head_height {
            return self.parts(flow, label, place, rows);
        }
        self.need(flow, total);
        let rows = u16::try_from(laid.len()).unwrap_or(u16::MAX);
        let last = laid.len().saturating_sub(1);
        for (i, (layout, height)) in laid.iter().enumerate() {
            let row = flow.sheets.node(self.node, Role::TR, Attribute::None);
            if i == 0 {
                let node = flow.sheets.node(row, Role::TH, Attribute::RowHead { rows, columns: 1 });
                let slice = Slice { from: 0, count: head.most, top: flow.y, height: total, whole: true };
                if let Some(cell) = head.cells.first() {
                    self.set_cell(flow, &head, cell, Some(node), &slice);
                }
            }
            let nodes = cell_nodes(flow, row, layout);
            let slice = Slice { from: 0, count: layout.most, top: flow.y, height: *height, whole: true };
            self.set_slice(flow, layout, &nodes, &slice);
            self.rules.last_begins_at(usize::from(i < last));
        }
        Ok(())
    }

    fn parts<S: AsRef<str>>(
        &mut self,
        flow: &mut Flow<'_>,
        label: &str,
        place: &str,
        rows: &[(String, Vec<S>)],
    ) -> Result<(), PaperError> {
        match rows {
            [(record, cells)] => {
                let cells: Vec<&str> = std::iter::once(label).chain(cells.iter().map(AsRef::as_ref)).collect();
                self.row(flow, record, &cells)
            }
            _ => {
                let (first, second) = rows.split_at_checked(rows.len() / 2).unwrap_or((rows, &[]));
                self.group(flow, label, place, first)?;
                self.group(flow, label, place, second)
            }
        }
    }
}
