//! Tables: head repeated on every page, rows of any height split between lines over as many pages as they need, every
//! cell whole. Heads repeated, rules and furniture are artifacts; each cell is tagged once, however many pages it spans.
//!
//! `cell` lays and sets the text of a cell, `row` brings rows over page ends, `spread` sets rows whose cells reach over
//! several columns, `group` sets rows under a common head, `rules` draws the lines between them.

mod cell;
mod group;
mod row;
mod rules;
mod spread;

use super::flow::Flow;
use super::format::MM;
use crate::content::{Align, Column};
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Attribute, Furniture, NodeId, Role};
use crate::text::Place;

use cell::{Frame, Layout, Slice};
use rules::Rules;
pub(crate) use spread::Cell;

/// How a table is set. Lengths in pt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableStyle {
    /// Type size.
    pub size: f32,
    /// Distance between baselines.
    pub leading: f32,
    /// Room at the sides of a cell.
    pub side: f32,
    /// Room above and below a cell's text.
    pub above: f32,
    /// Least height of a row.
    pub row: f32,
    /// Least height of the head.
    pub head: f32,
    /// A row higher than this part of a page is split rather than moved to the next page whole.
    pub keep: f32,
}

impl TableStyle {
    /// [`TableStyle::keep`] of tables with many columns, whose rows read better whole.
    pub const WHOLE: f32 = 0.36;
}

/// A column as placed on the page.
struct Placed {
    x: f32,
    width: f32,
    align: Align,
    row_head: bool,
    heading: String,
}

/// A table being set.
pub(crate) struct Table {
    columns: Vec<Placed>,
    style: TableStyle,
    node: NodeId,
    head: Layout,
    head_height: f32,
    row: Layout,
    allowed: Vec<bool>,
    top: f32,
    rules: Rules,
    /// Whether a row stands on this page already.
    begun: bool,
}

impl Table {
    /// Begins a table as a child of `parent` where the flow stands, and sets its head.
    pub fn begin(
        flow: &mut Flow<'_>,
        parent: NodeId,
        columns: &[Column],
        style: TableStyle,
    ) -> Result<Table, PaperError> {
        let mut table = Table::bare(flow, parent, columns, style)?;
        let mut head = Layout::default();
        for (i, column) in columns.iter().enumerate() {
            let frame = Frame { align: Align::Center, ..Frame::of(i, Face::Hei) };
            table.lay_cell(flow, &mut head, frame, &column.heading, Place::of(&column.heading))?;
        }
        table.head_height = table.height_of(&head).max(style.head);
        let least = table.head_height + style.row.max(style.leading + 2.0 * style.above);
        flow.need(least);
        table.top = flow.y;
        let row = flow.sheets.node(table.node, Role::TR, Attribute::None);
        let cells: Vec<NodeId> =
            head.cells.iter().map(|_| flow.sheets.node(row, Role::TH, Attribute::ColumnHead { columns: 1 })).collect();
        table.head = head;
        table.set_head(flow, Some(&cells));
        Ok(table)
    }

    /// Begins a table without a head, for rows of [`Cell`]s.
    pub fn bare(
        flow: &mut Flow<'_>,
        parent: NodeId,
        columns: &[Column],
        style: TableStyle,
    ) -> Result<Table, PaperError> {
        let mut x = flow.format.left;
        let mut placed = Vec::with_capacity(columns.len());
        for column in columns {
            let width = column.width_mm * MM;
            if width - 2.0 * style.side < style.size {
                return Err(PaperError::Column { column: column.heading.clone() });
            }
            let Column { heading, align, row_head, .. } = column.clone();
            placed.push(Placed { x, width, align, row_head, heading });
            x += width;
        }
        let node = flow.sheets.node(parent, Role::Table, Attribute::None);
        Ok(Table {
            rules: Rules::new(placed.len()),
            columns: placed,
            style,
            node,
            head: Layout::default(),
            head_height: 0.0,
            row: Layout::default(),
            allowed: Vec::new(),
            top: flow.y,
            begun: false,
        })
    }

    fn height_of(&self, layout: &Layout) -> f32 {
        #[allow(clippy::cast_precision_loss, reason = "a row has few thousand lines")]
        let lines = layout.most as f32;
        lines * self.style.leading + 2.0 * self.style.above
    }

    fn set_head(&mut self, flow: &mut Flow<'_>, nodes: Option<&[NodeId]>) {
        self.begun = false;
        if self.head.cells.is_empty() {
            return;
        }
        let head = std::mem::take(&mut self.head);
        let slice = Slice { from: 0, count: head.most, top: flow.y, height: self.head_height, whole: true };
        if nodes.is_none() {
            flow.sheets.artifact(Furniture::Pagination);
        }
        for (i, cell) in head.cells.iter().enumerate() {
            let node = nodes.and_then(|n| n.get(i)).copied();
            self.set_cell(flow, &head, cell, node, &slice);
        }
        if nodes.is_none() {
            flow.sheets.end();
        }
        self.rules.row(&head, &slice);
        self.head = head;
        flow.y += self.head_height;
    }

    fn next_page(&mut self, flow: &mut Flow<'_>) {
        self.draw_rules(flow);
        flow.next_page();
        self.top = flow.y;
        self.set_head(flow, None);
    }

    /// Goes on to the next page unless `height` pt are left on this one.
    pub fn need(&mut self, flow: &mut Flow<'_>, height: f32) {
        if flow.room() + 0.01 < height && self.begun {
            self.next_page(flow);
        }
    }

    /// Closes the table under its last row.
    pub fn finish(mut self, flow: &mut Flow<'_>) {
        self.draw_rules(flow);
    }
}
