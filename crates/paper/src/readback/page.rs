//! The pages of a document, and the document in the order of its structure tree.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{Reader, Shown, deref_dict};
use super::expand::expanded;
use super::{Collected, Place, ReadbackError, structure};

/// Deeper page trees than this are a cycle.
const MAX_TREE: usize = 64;

/// Reads what every page shows.
pub(super) fn read(doc: &Document, found: &mut Collected) -> Result<(), ReadbackError> {
    let mut reader = Reader::new(doc);
    let mut marked = HashMap::new();
    for (number, id) in doc.get_pages() {
        let page = usize::try_from(number).unwrap_or(usize::MAX);
        let Ok(dict) = doc.get_dictionary(id) else {
            continue;
        };
        let content = contents(doc, id)?;
        let mut shown = Shown::default();
        reader.run(&content, &resources(doc, dict), page, &mut shown)?;
        found.add(Place::Page(page), &shown.glyphs);
        if shown.actual != shown.glyphs {
            found.add(Place::PageActual(page), &shown.actual);
        }
        for text in &shown.alternatives {
            found.add(Place::Alternative, text);
        }
        marked.insert(id, shown.marked);
    }
    structure::read(doc, &marked, found)?;
    drawings(doc, &mut reader, found)
}

/// The content streams of a page in one piece (ISO 32000-2, 7.8.2).
fn contents(doc: &Document, page: ObjectId) -> Result<Vec<u8>, ReadbackError> {
    let mut all = Vec::new();
    for id in doc.get_page_contents(page) {
        let stream =
            doc.get_object(id).and_then(Object::as_stream).map_err(|_| ReadbackError::Object { object: id.0 })?;
        all.extend(expanded(stream, id)?);
        all.push(b'\n');
    }
    Ok(all)
}

/// Resources of a page, its own before those it inherits.
fn resources<'d>(doc: &'d Document, page: &'d Dictionary) -> Vec<&'d Dictionary> {
    let mut all = Vec::new();
    let mut node = Some(page);
    for _ in 0..MAX_TREE {
        let Some(dict) = node else { break };
        all.extend(deref_dict(doc, dict.get(b"Resources").ok()));
        node = deref_dict(doc, dict.get(b"Parent").ok());
    }
    all
}

/// Drawings that no page calls itself: appearances of fields, tiles of patterns.
fn drawings<'d>(doc: &'d Document, reader: &mut Reader<'d>, found: &mut Collected) -> Result<(), ReadbackError> {
    for (id, object) in &doc.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        if !is_drawing(&stream.dict) {
            continue;
        }
        let content = expanded(stream, *id)?;
        let own = deref_dict(doc, stream.dict.get(b"Resources").ok());
        let Some(own) = own else {
            // Without resources it shows text only where a page calls it, and there it was read.
            continue;
        };
        let mut shown = Shown::default();
        reader.run(&content, &[own], 0, &mut shown)?;
        found.add(Place::Drawing, &shown.glyphs);
        found.add(Place::Drawing, &shown.actual);
        for text in &shown.alternatives {
            found.add(Place::Alternative, text);
        }
    }
    Ok(())
}

fn is_drawing(dict: &Dictionary) -> bool {
    let form = dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form");
    form || dict.has(b"PatternType") && !dict.has(b"Shading")
}
