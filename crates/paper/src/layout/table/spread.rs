//! Rows whose cells reach over several columns, as the boxes of a form do.

use super::Table;
use super::cell::{Frame, Layout, Slice};
use crate::content::Align;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Attribute, Role};
use crate::layout::Flow;
use crate::text::Place;

/// A box of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'a> {
    /// How many columns it reaches over.
    pub span: usize,
    /// Its text; a line feed begins a new paragraph.
    pub text: &'a str,
    /// Where the text came from.
    pub source: &'a str,
    /// Face of its text.
    pub face: Face,
    /// How its lines stand.
    pub align: Align,
    /// Whether it names what stands beside it.
    pub head: bool,
    /// Indent of the first line of each paragraph of several lines, pt.
    pub indent: f32,
    /// Whether its text begins at the top of the row.
    pub top: bool,
}

impl Table {
    fn lay_spread(&mut self, flow: &mut Flow<'_>, layout: &mut Layout, cells: &[Cell<'_>]) -> Result<(), PaperError> {
        layout.clear();
        let mut column = 0;
        for cell in cells {
            let Cell { span, text, source, face, align, head, indent, top } = *cell;
            let frame = Frame { column, span, face, align, head, indent, top };
            self.lay_cell(flow, layout, frame, text, Place::of(source))?;
            column += span;
        }
        Ok(())
    }

    /// Sets one row of boxes, at least `least` pt high, on as many pages as it needs. A row that is higher than its text,
    /// for the pen, is never split.
    ///
    /// # Errors
    /// [`PaperError::MissingGlyph`] names the source of the box.
    pub fn spread(&mut self, flow: &mut Flow<'_>, cells: &[Cell<'_>], least: f32) -> Result<(), PaperError> {
        let mut layout = std::mem::take(&mut self.row);
        let laid = self.lay_spread(flow, &mut layout, cells);
        if laid.is_ok() {
            let least = least.max(self.style.row);
            self.set_row(flow, &layout, least);
        }
        self.row = layout;
        laid
    }

    /// Sets a row of column heads, shown again on every page until [`Table::end_heads`].
    ///
    /// # Errors
    /// [`PaperError::MissingGlyph`] names the source of the box.
    pub fn heads(&mut self, flow: &mut Flow<'_>, cells: &[Cell<'_>]) -> Result<(), PaperError> {
        let mut layout = std::mem::take(&mut self.row);
        let laid = self.lay_spread(flow, &mut layout, cells);
        if laid.is_ok() {
            let height = self.height_of(&layout).max(self.style.row);
            // Heads alone at the foot of a page read badly.
            self.need(flow, height + self.style.row);
            let row = flow.sheets.node(self.node, Role::TR, Attribute::None);
            let nodes: Vec<_> = layout
                .cells
                .iter()
                .map(|cell| {
                    let columns = u16::try_from(cell.frame.span).unwrap_or(u16::MAX);
                    flow.sheets.node(row, Role::TH, Attribute::ColumnHead { columns })
                })
                .collect();
            let slice = Slice { from: 0, count: layout.most, top: flow.y, height, whole: true };
            self.set_slice(flow, &layout, &nodes, &slice);
            self.head = layout.clone();
            self.head_height = height;
        }
        self.row = layout;
        laid
    }

    /// The rows that follow are under no heads.
    pub fn end_heads(&mut self) {
        self.head = Layout::default();
        self.head_height = 0.0;
    }
}
