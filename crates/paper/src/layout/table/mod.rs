//! Tables of fixed columns: head repeated on every page, rows of any height split between lines over as many pages as
//! they need, every cell whole. Heads repeated, rules and furniture are artifacts; each cell is tagged once, however
//! many pages it spans.

use std::ops::Range;

use super::flow::{Flow, justified};
use super::format::{MM, baseline};
use crate::content::{Align, Column};
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Attribute, Furniture, Ink, NodeId, Role, Stroke};
use crate::text::lines::fits;
use crate::text::{Line, Measure, Place, Sort, break_lines};

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
}

/// Width of inner rules.
const HAIR: f32 = 0.5;
/// Width of the outer rules.
const FRAME: f32 = 1.0;
/// A row higher than this part of a page is split rather than moved to the next page whole.
const KEEP: f32 = 0.36;

/// One cell laid out: a range of the layout's lines.
struct Laid {
    column: usize,
    lines: Range<usize>,
}

/// A row laid out. Buffers are kept from row to row.
#[derive(Default)]
struct Layout {
    sorts: Vec<Sort>,
    lines: Vec<Line>,
    cells: Vec<Laid>,
    most: usize,
}

/// The lines of a row that go on one page.
#[derive(Clone, Copy)]
struct Slice {
    from: usize,
    count: usize,
    top: f32,
    height: f32,
    whole: bool,
}

/// A column as placed on the page.
struct Placed {
    x: f32,
    width: f32,
    align: Align,
    row_head: bool,
    heading: String,
}

/// Breaks a short centred text anew into lines of near equal length, as many as it has: 责任/领导, not 责任领/导.
fn balance(sorts: &[Sort], allowed: &[bool], measure: Measure, lines: &mut Vec<Line>, first: usize) {
    let count = lines.len() - first;
    if count < 2 || sorts.len() > 24 {
        return;
    }
    let mut narrower = measure;
    loop {
        narrower.width -= 0.5 * measure.size;
        if narrower.width < measure.size {
            return;
        }
        let mut trial = Vec::with_capacity(count);
        break_lines(sorts, allowed, narrower, &mut trial);
        if trial.len() > count || trial.iter().any(|l| l.width > narrower.width + 0.01) {
            return;
        }
        lines.truncate(first);
        lines.append(&mut trial);
    }
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
    /// Horizontal rules of this page: height below the text area's top, and the first column they begin at.
    rules: Vec<(f32, usize)>,
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
        let mut table = Table {
            columns: placed,
            style,
            node,
            head: Layout::default(),
            head_height: 0.0,
            row: Layout::default(),
            allowed: Vec::new(),
            top: flow.y,
            rules: Vec::new(),
            begun: false,
        };
        let mut head = Layout::default();
        for (i, column) in columns.iter().enumerate() {
            table.lay_cell(flow, &mut head, i, &column.heading, Face::Hei, Place::of(&column.heading))?;
        }
        table.head_height = table.height_of(&head).max(style.head);
        let least = table.head_height + style.row.max(style.leading + 2.0 * style.above);
        flow.need(least);
        table.top = flow.y;
        let row = flow.sheets.node(node, Role::TR, Attribute::None);
        let cells: Vec<NodeId> =
            head.cells.iter().map(|_| flow.sheets.node(row, Role::TH, Attribute::ColumnHead)).collect();
        table.head = head;
        table.set_head(flow, Some(&cells));
        Ok(table)
    }

    fn height_of(&self, layout: &Layout) -> f32 {
        #[allow(clippy::cast_precision_loss, reason = "a row has few thousand lines")]
        let lines = layout.most as f32;
        lines * self.style.leading + 2.0 * self.style.above
    }

    fn set_head(&mut self, flow: &mut Flow<'_>, nodes: Option<&[NodeId]>) {
        let head = std::mem::take(&mut self.head);
        let slice = Slice { from: 0, count: head.most, top: flow.y, height: self.head_height, whole: true };
        if nodes.is_none() {
            flow.sheets.artifact(Furniture::Pagination);
        }
        for (i, cell) in head.cells.iter().enumerate() {
            let node = nodes.and_then(|n| n.get(i)).copied();
            self.set_cell(flow, &head, cell, Align::Center, node, &slice);
        }
        if nodes.is_none() {
            flow.sheets.end();
        }
        self.head = head;
        flow.y += self.head_height;
        self.rules.push((flow.y, 0));
        self.begun = false;
    }

    /// Lays one cell at the end of `layout`.
    fn lay_cell(
        &mut self,
        flow: &mut Flow<'_>,
        layout: &mut Layout,
        column: usize,
        text: &str,
        face: Face,
        place: Place<'_>,
    ) -> Result<(), PaperError> {
        let Some(placed) = self.columns.get(column) else { return Ok(()) };
        let width = placed.width - 2.0 * self.style.side;
        let measure = Measure { width, indent: 0.0, hang: 0.0, size: self.style.size, tracking: 0.0 };
        let first = layout.lines.len();
        for paragraph in text.lines().filter(|p| !p.trim().is_empty()) {
            let start = layout.sorts.len();
            flow.sheets.case.set(face, paragraph, place, &mut layout.sorts)?;
            let sorts = layout.sorts.get(start..).unwrap_or_default();
            self.allowed.clear();
            if !fits(sorts, measure) {
                flow.breaker.mark(sorts, &mut self.allowed);
            }
            let line = layout.lines.len();
            break_lines(sorts, &self.allowed, measure, &mut layout.lines);
            if face == Face::Hei || placed.align == Align::Center {
                balance(sorts, &self.allowed, measure, &mut layout.lines, line);
            }
            for line in layout.lines.iter_mut().skip(line) {
                line.start += start;
                line.end += start;
            }
        }
        let lines = first..layout.lines.len();
        layout.most = layout.most.max(lines.len());
        layout.cells.push(Laid { column, lines });
        Ok(())
    }

    fn lay_row<S: AsRef<str>>(
        &mut self,
        flow: &mut Flow<'_>,
        layout: &mut Layout,
        record: &str,
        first: usize,
        cells: &[S],
    ) -> Result<(), PaperError> {
        layout.sorts.clear();
        layout.lines.clear();
        layout.cells.clear();
        layout.most = 0;
        for column in first..self.columns.len() {
            let text = cells.get(column - first).map_or("", AsRef::as_ref);
            // The heading is taken out of the column for the call, so that a refusal can name it without a copy.
            let heading = self.columns.get_mut(column).map(|c| std::mem::take(&mut c.heading)).unwrap_or_default();
            let laid = self.lay_cell(flow, layout, column, text, Face::FangSong, Place { record, field: &heading });
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
            self.set_row(flow, &layout);
        }
        self.row = layout;
        laid
    }

    fn set_row(&mut self, flow: &mut Flow<'_>, layout: &Layout) {
        let height = self.height_of(layout).max(self.style.row);
        let page = flow.format.text_height - self.head_height;
        let row = flow.sheets.node(self.node, Role::TR, Attribute::None);
        let nodes = self.cell_nodes(flow, row, layout);
        if flow.room() + 0.01 < height && height <= page * KEEP && self.begun {
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
        let heads = |cell: &&Laid| {
            cell.lines.len() <= slice.from.min(slice.count) && self.columns.get(cell.column).is_some_and(|c| c.row_head)
        };
        let again = Slice { from: 0, ..*slice };
        for cell in layout.cells.iter().filter(heads) {
            let align = self.columns.get(cell.column).map_or(Align::Left, |c| c.align);
            flow.sheets.artifact(Furniture::Pagination);
            self.set_cell(flow, layout, cell, align, None, &again);
            flow.sheets.end();
        }
    }

    fn lines_that_fit(&self, room: f32) -> usize {
        let lines = ((room + 0.01 - 2.0 * self.style.above) / self.style.leading).floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to a small whole number")]
        let lines = lines.max(0.0) as usize;
        lines
    }

    fn cell_nodes(&self, flow: &mut Flow<'_>, row: NodeId, layout: &Layout) -> Vec<NodeId> {
        let heads = |cell: &Laid| self.columns.get(cell.column).is_some_and(|c| c.row_head);
        layout
            .cells
            .iter()
            .map(|cell| {
                if heads(cell) {
                    flow.sheets.node(row, Role::TH, Attribute::RowHead { rows: 1 })
                } else {
                    flow.sheets.node(row, Role::TD, Attribute::None)
                }
            })
            .collect()
    }

    fn set_slice(&mut self, flow: &mut Flow<'_>, layout: &Layout, nodes: &[NodeId], slice: &Slice) {
        for (cell, node) in layout.cells.iter().zip(nodes) {
            let align = self.columns.get(cell.column).map_or(Align::Left, |c| c.align);
            self.set_cell(flow, layout, cell, align, Some(*node), slice);
        }
        flow.y = slice.top + slice.height;
        self.rules.push((flow.y, layout.cells.first().map_or(0, |c| c.column)));
        self.begun = true;
    }

    fn set_cell(
        &self,
        flow: &mut Flow<'_>,
        layout: &Layout,
        cell: &Laid,
        align: Align,
        node: Option<NodeId>,
        slice: &Slice,
    ) {
        let Some(placed) = self.columns.get(cell.column) else { return };
        let lines = layout.lines.get(cell.lines.clone()).unwrap_or_default();
        let lines =
            lines.get(slice.from.min(lines.len())..(slice.from + slice.count).min(lines.len())).unwrap_or_default();
        if lines.is_empty() {
            return;
        }
        let width = placed.width - 2.0 * self.style.side;
        let measure = Measure { width, indent: 0.0, hang: 0.0, size: self.style.size, tracking: 0.0 };
        let align = match (align, cell.lines.len(), lines) {
            // The dash of an empty cell stands in the middle.
            (Align::Left, 1, [line]) if line.end - line.start == 1 => Align::Center,
            _ => align,
        };
        #[allow(clippy::cast_precision_loss, reason = "a cell has few thousand lines")]
        let text_height = lines.len() as f32 * self.style.leading;
        let lead = if slice.whole { (slice.height - text_height) / 2.0 } else { self.style.above };
        if let Some(node) = node {
            flow.sheets.begin(node);
        }
        let mut y = slice.top + lead;
        for line in lines {
            let sorts = layout.sorts.get(line.start..line.end).unwrap_or_default();
            let (shift, spacing) = match align {
                Align::Left => (0.0, justified(line, sorts.len(), width, measure)),
                Align::Center => ((width - line.width) / 2.0, 0.0),
            };
            let stroke = Stroke {
                x: placed.x + self.style.side + shift,
                y: flow.format.up(y + baseline(self.style.size, self.style.leading)),
                size: self.style.size,
                spacing,
                ink: Ink::Black,
            };
            flow.sheets.line(sorts, stroke);
            y += self.style.leading;
        }
        if node.is_some() {
            flow.sheets.end();
        }
    }

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
        self.lay_cell(flow, &mut head, 0, label, Face::FangSong, Place::of(place))?;
        let total: f32 = laid.iter().map(|(_, height)| height).sum();
        let missing = (self.height_of(&head) - total).max(0.0);
        if let Some((_, height)) = laid.last_mut() {
            *height += missing;
        }
        let total = total + missing;
        if total > flow.format.text_height - self.head_height {
            return self.parts(flow, label, place, rows);
        }
        if flow.room() + 0.01 < total && self.begun {
            self.next_page(flow);
        }
        let rows = u16::try_from(laid.len()).unwrap_or(u16::MAX);
        let last = laid.len().saturating_sub(1);
        for (i, (layout, height)) in laid.iter().enumerate() {
            let row = flow.sheets.node(self.node, Role::TR, Attribute::None);
            if i == 0 {
                let node = flow.sheets.node(row, Role::TH, Attribute::RowHead { rows });
                let slice = Slice { from: 0, count: head.most, top: flow.y, height: total, whole: true };
                if let Some(cell) = head.cells.first() {
                    self.set_cell(flow, &head, cell, Align::Center, Some(node), &slice);
                }
            }
            let nodes = self.cell_nodes(flow, row, layout);
            let slice = Slice { from: 0, count: layout.most, top: flow.y, height: *height, whole: true };
            self.set_slice(flow, layout, &nodes, &slice);
            if let Some(rule) = self.rules.last_mut() {
                rule.1 = usize::from(i < last);
            }
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

    fn next_page(&mut self, flow: &mut Flow<'_>) {
        self.draw_rules(flow);
        flow.next_page();
        self.top = flow.y;
        self.set_head(flow, None);
    }

    fn draw_rules(&mut self, flow: &mut Flow<'_>) {
        let left = self.columns.first().map_or(0.0, |c| c.x);
        let right = self.columns.last().map_or(0.0, |c| c.x + c.width);
        let (top, foot) = (flow.format.up(self.top), flow.format.up(flow.y));
        let edge = FRAME / 2.0;
        flow.sheets.artifact(Furniture::Layout);
        let rules = std::mem::take(&mut self.rules);
        let inner = rules.len().saturating_sub(1);
        for (y, first) in rules.into_iter().take(inner) {
            let from = self.columns.get(first).map_or(left, |c| c.x);
            let y = flow.format.up(y);
            flow.sheets.rule((from, y), (right, y), HAIR, Ink::Black);
        }
        for column in self.columns.iter().skip(1) {
            flow.sheets.rule((column.x, top), (column.x, foot), HAIR, Ink::Black);
        }
        for y in [top, foot] {
            flow.sheets.rule((left - edge, y), (right + edge, y), FRAME, Ink::Black);
        }
        for x in [left, right] {
            flow.sheets.rule((x, top), (x, foot), FRAME, Ink::Black);
        }
        flow.sheets.end();
    }

    /// Closes the table under its last row.
    pub fn finish(mut self, flow: &mut Flow<'_>) {
        self.draw_rules(flow);
    }
}
