//! Gathers the cells of one sheet under the limits, whatever their order, and fills merged blocks.

use std::sync::Arc;

use domain::grid::{Cell, Marks, Row, Sheet};

use super::error::ReadError;
use super::limits::Limits;

/// What is left of the limits while a file is read.
#[derive(Debug)]
pub(super) struct Budget<'l> {
    limits: &'l Limits,
    rows: usize,
    cells: usize,
    text: usize,
}

impl<'l> Budget<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, rows: limits.rows, cells: limits.cells, text: limits.text }
    }
    /// A text that counts once, however many cells share it.
    pub(super) fn text(&mut self, text: &str) -> Result<Arc<str>, ReadError> {
        self.text = self.text.checked_sub(text.len()).ok_or(ReadError::UnpacksTooMuch)?;
        Ok(Arc::from(text))
    }
    fn row(&mut self) -> Result<(), ReadError> {
        self.rows = self.rows.checked_sub(1).ok_or(ReadError::TooManyRows { max: self.limits.rows })?;
        Ok(())
    }
    /// One entry of any list that a file can make long.
    pub(super) fn cell(&mut self) -> Result<(), ReadError> {
        self.cells = self.cells.checked_sub(1).ok_or(ReadError::UnpacksTooMuch)?;
        Ok(())
    }
}

/// A block of merged cells, 1-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) first_column: u32,
    pub(super) last_column: u32,
}

/// One sheet in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    rows: Vec<Row>,
    in_order: bool,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    blocks: Vec<Block>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { in_order: true, ..Self::default() }
    }
    /// A cell; one without text is left out, unless it is a formula whose result was not kept.
    pub(super) fn put(
        &mut self,
        budget: &mut Budget<'_>,
        row: u32,
        column: u32,
        text: Arc<str>,
        marks: Marks,
    ) -> Result<(), ReadError> {
        if text.trim().is_empty() && !marks.has(Marks::FORMULA) {
            return Ok(());
        }
        if column > budget.limits.columns {
            return Err(ReadError::TooManyColumns { max: budget.limits.columns });
        }
        budget.cell()?;
        let cell = Cell { column, text, marks };
        match self.rows.last_mut() {
            Some(last) if last.number == row => {
                self.in_order &= last.cells.last().is_none_or(|c| c.column < column);
                last.cells.push(cell);
            }
            last => {
                self.in_order &= last.is_none_or(|l| l.number < row);
                budget.row()?;
                self.rows.push(Row { number: row, hidden: false, cells: vec![cell] });
            }
        }
        Ok(())
    }
    pub(super) fn hide_row(&mut self, budget: &mut Budget<'_>, row: u32) -> Result<(), ReadError> {
        // A filter hides nearly every row of a big sheet, and rows without text cost nothing elsewhere.
        if self.hidden_rows.len() < 1_048_576 {
            self.hidden_rows.push(row);
            return Ok(());
        }
        budget.cell()
    }
    pub(super) fn hide_columns(&mut self, budget: &mut Budget<'_>, first: u32, last: u32) -> Result<(), ReadError> {
        budget.cell()?;
        self.hidden_columns.push((first, last));
        Ok(())
    }
    pub(super) fn merge(&mut self, budget: &mut Budget<'_>, block: Block) -> Result<(), ReadError> {
        budget.cell()?;
        self.blocks.push(block);
        Ok(())
    }
    /// The sheet: rows and cells in order, of two cells at one place the later.
    pub(super) fn finish(mut self, budget: &mut Budget<'_>, name: String, hidden: bool) -> Result<Sheet, ReadError> {
        if !self.in_order {
            self.sort();
        }
        self.hidden_rows.sort_unstable();
        for row in &mut self.rows {
            row.hidden = self.hidden_rows.binary_search(&row.number).is_ok();
        }
        let blocks = std::mem::take(&mut self.blocks);
        for block in blocks {
            self.fill(budget, block)?;
        }
        if !self.hidden_columns.is_empty() {
            let hidden =
                |c: u32| self.hidden_columns.iter().take(1000).any(|(first, last)| (*first..=*last).contains(&c));
            let hidden: Vec<bool> = (0..=budget.limits.columns).map(hidden).collect();
            for cell in self.rows.iter_mut().flat_map(|r| r.cells.iter_mut()) {
                let under = usize::try_from(cell.column).ok().and_then(|c| hidden.get(c)).copied().unwrap_or(false);
                cell.marks = cell.marks.with_if(Marks::HIDDEN_COLUMN, under);
            }
        }
        Ok(Sheet { name, hidden, rows: self.rows })
    }
    fn sort(&mut self) {
        self.rows.sort_by_key(|r| r.number);
        let mut rows: Vec<Row> = Vec::with_capacity(self.rows.len());
        for mut row in self.rows.drain(..) {
            match rows.last_mut() {
                Some(last) if last.number == row.number => last.cells.append(&mut row.cells),
                _ => rows.push(row),
            }
        }
        for row in &mut rows {
            row.cells.reverse();
            row.cells.sort_by_key(|c| c.column);
            row.cells.dedup_by_key(|c| c.column);
        }
        self.rows = rows;
    }
    /// Gives every cell of the block the text of its upper left one, in rows that hold something and as far as the
    /// allowed columns reach.
    fn fill(&mut self, budget: &mut Budget<'_>, block: Block) -> Result<(), ReadError> {
        let last_column = block.last_column.min(budget.limits.columns);
        let across = last_column > block.first_column;
        let wide = |m: Marks| m.with_if(Marks::ACROSS, across);
        let start = self.rows.partition_point(|r| r.number < block.first_row);
        let Some(first) = self.rows.get_mut(start).filter(|r| r.number == block.first_row) else { return Ok(()) };
        let Some(corner) = first.cells.iter_mut().find(|c| c.column == block.first_column) else { return Ok(()) };
        corner.marks = wide(corner.marks.with(Marks::MERGED));
        let text = Arc::clone(&corner.text);
        let marks = wide(Marks::FILLED);
        for row in self.rows.iter_mut().skip(start).take_while(|r| r.number <= block.last_row) {
            for column in block.first_column..=last_column {
                budget.cell()?;
                if let Err(at) = row.cells.binary_search_by_key(&column, |c| c.column) {
                    row.cells.insert(at, Cell { column, text: Arc::clone(&text), marks });
                }
            }
        }
        Ok(())
    }
}
