//! Why a paper cannot be made.

use crate::fonts::FontError;

/// Everything that stops a paper from being made. Nothing is ever left out of a paper to avoid one of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PaperError {
    /// No face has a glyph for a character. The paper is refused, because an empty box would falsify the text and
    /// PDF/A forbids it (ISO 19005-3, 6.2.11.8).
    #[error("no glyph for {character:?} (U+{:04X}) in {place}", u32::from(*.character))]
    MissingGlyph {
        /// The character that cannot be printed.
        character: char,
        /// The record and field the text came from, for example `ZG-2026-004 问题`.
        place: String,
    },
    /// The type faces cannot be read.
    #[error(transparent)]
    Fonts(#[from] FontError),
    /// A face could not be reduced to the glyphs in use.
    #[error("cannot subset the face {face}")]
    Subset {
        /// PostScript name of the face.
        face: &'static str,
    },
    /// The PDF writer reported a fault of the page contents.
    #[error("the PDF writer refused a page: {0}")]
    Writer(String),
    /// The PDF structure could not be completed.
    #[error("the PDF structure is incomplete: {0}")]
    Structure(#[from] lopdf::Error),
    /// Compressing or packing the file failed.
    #[error("packing the PDF failed")]
    Packing(#[from] std::io::Error),
    /// A fixed wording file of the forms does not have the expected shape.
    #[error("the wording of the forms cannot be read: {0}")]
    Words(#[from] serde_json::Error),
    /// A form asks for a field or list that its contents do not have.
    #[error("the form {form} has nothing for {field}")]
    Field {
        /// The form.
        form: String,
        /// The field or list of its layout.
        field: String,
    },
    /// A column is too narrow for a single character.
    #[error("the column {column} is too narrow")]
    Column {
        /// Heading of the column.
        column: String,
    },
}
