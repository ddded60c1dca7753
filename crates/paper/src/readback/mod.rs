//! Reads every text out of a finished PDF, so that a paper can be searched for names before it leaves the school. Glyph
//! ids hide a name from a search of the bytes; here they go back through ToUnicode. What cannot be read is an error and
//! never an empty answer: a file that cannot be searched must not be called clean.
//!
//! Texts come back [`squeezed`]; squeeze a name the same way and look for it with `contains`.

mod attachment;
mod content;
mod decode;
mod expand;
mod page;
mod scan;
mod structure;
mod tounicode;

use std::collections::HashSet;

use lopdf::Document;
use lopdf::xref::XrefEntry;

pub use decode::{readings, squeezed};

/// Where in the file a text stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// On a page (counted from 1), in the order of its content stream, without any break.
    Page(usize),
    /// On a page (counted from 1), with each `ActualText` in place of the glyphs it stands for.
    PageActual(usize),
    /// The whole document in the order of its structure tree, one line per block: a name that a page break tears apart
    /// is in one piece here.
    Structure,
    /// A drawing used by pages or fields (form XObject, field appearance).
    Drawing,
    /// `ActualText`, `Alt` or `E` of the structure tree or of a page.
    Alternative,
    /// The document information dictionary.
    Info,
    /// An XMP packet.
    Metadata,
    /// The content of an attached file, under the name it is attached by.
    Attachment(String),
    /// Name or description of an attached file.
    AttachmentName,
    /// Name, tooltip or value of a form field.
    Field,
    /// Title of an outline entry.
    Outline,
    /// Any other string, name or text stream of the file.
    Other,
}

/// A text and its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Found {
    /// Where it stands.
    pub place: Place,
    /// The text, [`squeezed`].
    pub text: String,
}

/// Why a file cannot be searched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadbackError {
    /// The file is no PDF, is damaged or encrypted.
    #[error("the PDF cannot be read")]
    Unreadable(#[source] lopdf::Error),
    /// The file is encrypted.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// The file lists an object that is not there or cannot be read.
    #[error("object {object} of the PDF cannot be read")]
    Object {
        /// Object number.
        object: u32,
    },
    /// A stream cannot be decompressed, or is larger than 256 MB.
    #[error("object {object} of the PDF cannot be decompressed")]
    Stream {
        /// Object number.
        object: u32,
    },
    /// A page shows glyphs of a font that does not say which characters they are (ISO 32000-2, 9.10.3).
    #[error("page {page} shows glyphs without their characters")]
    NoCharacters {
        /// Page, counted from 1; 0 for a drawing outside the pages.
        page: usize,
    },
    /// An attached file is itself compressed in a way that is not opened here.
    #[error("an attached file is an archive and cannot be searched")]
    Archive,
    /// Files are nested, or drawings call each other, too deeply.
    #[error("the PDF is nested too deeply")]
    TooDeep,
}

/// Reads all texts of a PDF, of its attachments, and of earlier revisions that an incremental update has overwritten.
/// Each pair of place and text comes once. A ledger of 50 pages takes a fraction of a second.
///
/// # Errors
/// Any [`ReadbackError`]; then nothing may be concluded about the file.
pub fn texts(pdf: &[u8]) -> Result<Vec<Found>, ReadbackError> {
    texts_at(pdf, 0)
}

fn texts_at(pdf: &[u8], depth: usize) -> Result<Vec<Found>, ReadbackError> {
    if depth > attachment::MAX_NESTING {
        return Err(ReadbackError::TooDeep);
    }
    let newest = load(pdf)?;
    let mut found = Collected::default();
    read_revision(&newest, None, depth, &mut found)?;
    for end in revision_ends(pdf) {
        // A piece that does not open on its own was never a file of its own.
        let Some(Ok(older)) = pdf.get(..end).map(load) else {
            continue;
        };
        read_revision(&older, Some(&newest), depth, &mut found)?;
    }
    Ok(found.list)
}

fn load(pdf: &[u8]) -> Result<Document, ReadbackError> {
    let doc = Document::load_mem(pdf).map_err(ReadbackError::Unreadable)?;
    if doc.is_encrypted() || doc.was_encrypted() {
        return Err(ReadbackError::Encrypted);
    }
    // The reader passes over what it cannot parse; here every object of the cross-reference table must be present.
    for (number, entry) in &doc.reference_table.entries {
        let expected = matches!(entry, XrefEntry::Normal { .. } | XrefEntry::Compressed { .. });
        let from = (*number, 0);
        let to = (*number, u16::MAX);
        if expected && doc.objects.range(from..=to).next().is_none() {
            return Err(ReadbackError::Object { object: *number });
        }
    }
    Ok(doc)
}

/// Reads one revision; with `newer`, only what that one no longer holds in the same form.
fn read_revision(
    doc: &Document,
    newer: Option<&Document>,
    depth: usize,
    found: &mut Collected,
) -> Result<(), ReadbackError> {
    let changed = |id| match newer {
        None => true,
        Some(newer) => newer.objects.get(&id) != doc.objects.get(&id),
    };
    if newer.is_some() && !doc.objects.keys().any(|id| changed(*id)) {
        return Ok(());
    }
    page::read(doc, found)?;
    scan::read(doc, &changed, depth, found)
}

/// Where earlier revisions end: after each `%%EOF` but the last (ISO 32000-2, 7.5.6).
fn revision_ends(pdf: &[u8]) -> Vec<usize> {
    const MARK: &[u8] = b"%%EOF";
    let mut ends: Vec<usize> = pdf
        .windows(MARK.len())
        .enumerate()
        .filter(|(_, window)| *window == MARK)
        .map(|(at, _)| at + MARK.len())
        .collect();
    ends.pop();
    ends
}

/// The texts so far, each once.
#[derive(Default)]
struct Collected {
    list: Vec<Found>,
    seen: HashSet<Found>,
}

impl Collected {
    /// Adds a text, squeezed, unless it is empty or known.
    fn add(&mut self, place: Place, text: &str) {
        let text = squeezed(text);
        self.add_squeezed(place, text);
    }

    /// Adds a text that is squeezed already or whose line ends mean something.
    fn add_squeezed(&mut self, place: Place, text: String) {
        let found = Found { place, text };
        if !found.text.is_empty() && self.seen.insert(found.clone()) {
            self.list.push(found);
        }
    }
}

#[cfg(test)]
mod tests;
