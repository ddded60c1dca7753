//! A plain table as a paper.

use super::Words;

/// How the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Left, long lines even at both ends.
    #[default]
    Left,
    /// Centred, for short entries.
    Center,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Heading; also the field named when a character has no glyph.
    pub heading: String,
    /// Width in mm.
    pub width_mm: f32,
    /// How its text stands.
    pub align: Align,
    /// Whether its cells name their rows for a screen reader.
    pub row_head: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// The record the row shows, named when a character has no glyph.
    pub record: String,
    /// Its cells, one for each column. Missing ones are empty.
    pub cells: Vec<String>,
}

/// A table as a paper of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSpec {
    /// Name of the form, part of the file's identity.
    pub form: String,
    /// Title over the table.
    pub title: Words,
    /// Lines between title and table, for example 填报单位.
    pub notes: Vec<Words>,
    /// A4 landscape instead of upright.
    pub landscape: bool,
    /// The columns; their widths together are at most 267 mm landscape, 180 mm upright.
    pub columns: Vec<Column>,
    /// Type size in pt.
    pub size: f32,
    /// Distance between baselines in pt.
    pub leading: f32,
}
