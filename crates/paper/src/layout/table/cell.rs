//! The text of a cell: broken into lines to the width of the columns it reaches over, and set on a page, whole or in part.

use std::ops::Range;

use super::Table;
use crate::content::Align;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Ink, NodeId, Stroke};
use crate::layout::Flow;
use crate::layout::flow::justified;
use crate::layout::format::baseline;
use crate::text::lines::fits;
use crate::text::{Line, Measure, Place, Sort, break_lines};

/// Where a cell stands and how its text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// First column.
    pub column: usize,
    /// How many columns it reaches over.
    pub span: usize,
    /// Face of its text.
    pub face: Face,
    /// How its lines stand.
    pub align: Align,
    /// Whether it names what stands beside it: shown again where the row goes on.
    pub head: bool,
    /// Indent of the first line of each paragraph that needs more than one line, pt.
    pub indent: f32,
    /// Whether its text begins at the top of the row instead of standing in its middle.
    pub top: bool,
}

impl Frame {
    /// A plain cell of one column.
    pub(super) fn of(column: usize, face: Face) -> Self {
        Frame { column, span: 1, face, align: Align::Left, head: false, indent: 0.0, top: false }
    }
}

/// One cell laid out: a range of the layout's lines.
#[derive(Clone)]
pub(super) struct Laid {
    pub frame: Frame,
    pub lines: Range<usize>,
}

/// A row laid out. Buffers are kept from row to row.
#[derive(Default, Clone)]
pub(super) struct Layout {
    pub sorts: Vec<Sort>,
    pub lines: Vec<Line>,
    pub cells: Vec<Laid>,
    pub most: usize,
}

impl Layout {
    pub(super) fn clear(&mut self) {
        self.sorts.clear();
        self.lines.clear();
        self.cells.clear();
        self.most = 0;
    }
}

/// The lines of a row that go on one page.
#[derive(Clone, Copy)]
pub(super) struct Slice {
    pub from: usize,
    pub count: usize,
    pub top: f32,
    pub height: f32,
    pub whole: bool,
}

/// Whether a line is only the dash of an empty cell.
fn is_dash(sorts: &[Sort]) -> bool {
    matches!(sorts, [one] if one.character == '—')
}

/// Whether a paragraph is a row of boxes to be ticked: 　□教室　□厕所.
fn is_choice(sorts: &[Sort]) -> bool {
    sorts.iter().filter(|s| matches!(s.character, '□' | '■')).take(2).count() == 2
}

/// Lets such a row end only between two choices, so that no box is parted from its word.
fn keep_choices_whole(sorts: &[Sort], allowed: &mut [bool]) {
    for (at, open) in allowed.iter_mut().enumerate() {
        let begins = sorts.get(at).is_some_and(|s| matches!(s.character, '□' | '■'));
        let spaced =
            at.checked_sub(1).and_then(|b| sorts.get(b)).is_some_and(|s| matches!(s.character, ' ' | '\u{3000}'));
        *open = begins && spaced;
    }
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

impl Table {
    /// Left edge and width of a cell, pt.
    fn extent(&self, frame: Frame) -> Option<(f32, f32)> {
        let columns = self.columns.get(frame.column..frame.column + frame.span)?;
        Some((columns.first()?.x, columns.iter().map(|c| c.width).sum()))
    }

    fn measure(&self, width: f32) -> Measure {
        let width = width - 2.0 * self.style.side;
        Measure { width, indent: 0.0, hang: 0.0, size: self.style.size, tracking: 0.0 }
    }

    /// Lays one cell at the end of `layout`. A line feed begins a new paragraph.
    pub(super) fn lay_cell(
        &mut self,
        flow: &mut Flow<'_>,
        layout: &mut Layout,
        frame: Frame,
        text: &str,
        place: Place<'_>,
    ) -> Result<(), PaperError> {
        let Some((_, width)) = self.extent(frame) else { return Ok(()) };
        let plain = self.measure(width);
        let first = layout.lines.len();
        // Only running text is indented: several short paragraphs are a list.
        let single = text.lines().filter(|p| !p.trim().is_empty()).count() == 1;
        for paragraph in text.lines().filter(|p| !p.trim().is_empty()) {
            let start = layout.sorts.len();
            flow.sheets.case.set(frame.face, paragraph, place, &mut layout.sorts)?;
            let sorts = layout.sorts.get(start..).unwrap_or_default();
            self.allowed.clear();
            let mut measure = plain;
            if !fits(sorts, measure) {
                flow.breaker.mark(sorts, &mut self.allowed);
                if is_choice(sorts) {
                    keep_choices_whole(sorts, &mut self.allowed);
                } else if single {
                    measure.indent = frame.indent;
                }
            }
            let line = layout.lines.len();
            break_lines(sorts, &self.allowed, measure, &mut layout.lines);
            if frame.face == Face::Hei || frame.align == Align::Center {
                balance(sorts, &self.allowed, measure, &mut layout.lines, line);
            }
            let ragged = is_choice(layout.sorts.get(start..).unwrap_or_default());
            for line in layout.lines.iter_mut().skip(line) {
                line.last |= ragged;
                line.start += start;
                line.end += start;
            }
        }
        let lines = first..layout.lines.len();
        layout.most = layout.most.max(lines.len());
        layout.cells.push(Laid { frame, lines });
        Ok(())
    }

    /// Sets the lines of a cell that belong to `slice`.
    pub(super) fn set_cell(
        &self,
        flow: &mut Flow<'_>,
        layout: &Layout,
        cell: &Laid,
        node: Option<NodeId>,
        slice: &Slice,
    ) {
        let Some((left, width)) = self.extent(cell.frame) else { return };
        let lines = layout.lines.get(cell.lines.clone()).unwrap_or_default();
        let lines =
            lines.get(slice.from.min(lines.len())..(slice.from + slice.count).min(lines.len())).unwrap_or_default();
        if lines.is_empty() {
            return;
        }
        let measure = self.measure(width);
        let align = match (cell.frame.align, cell.lines.len(), lines) {
            // The dash of an empty cell stands in the middle.
            (Align::Left, 1, [line]) if is_dash(layout.sorts.get(line.start..line.end).unwrap_or_default()) => {
                Align::Center
            }
            (align, ..) => align,
        };
        #[allow(clippy::cast_precision_loss, reason = "a cell has few thousand lines")]
        let text_height = lines.len() as f32 * self.style.leading;
        let middle = slice.whole && !cell.frame.top;
        let lead = if middle { (slice.height - text_height) / 2.0 } else { self.style.above };
        if let Some(node) = node {
            flow.sheets.begin(node);
        }
        let mut y = slice.top + lead;
        for line in lines {
            let sorts = layout.sorts.get(line.start..line.end).unwrap_or_default();
            let room = measure.width - line.indent;
            let (shift, spacing) = match align {
                Align::Left => (line.indent, justified(line, sorts.len(), room, measure)),
                Align::Center => ((measure.width - line.width) / 2.0, 0.0),
            };
            let stroke = Stroke {
                x: left + self.style.side + shift,
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
}
