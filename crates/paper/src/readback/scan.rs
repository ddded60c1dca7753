//! Every other string of the file, whatever object it stands in: information, metadata, fields, outlines, structure,
//! and streams nobody calls.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::decode::{text_string, with_unescaped};
use super::expand::expanded;
use super::{Collected, Place, ReadbackError, attachment};

/// Reads all objects for which `changed` holds.
pub(super) fn read(
    doc: &Document,
    changed: &dyn Fn(ObjectId) -> bool,
    depth: usize,
    found: &mut Collected,
) -> Result<(), ReadbackError> {
    let info = doc.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let names = attachment::names(doc);
    dictionary(&doc.trailer, &Place::Info, found);
    for (id, object) in doc.objects.iter().filter(|(id, _)| changed(**id)) {
        let place = if Some(*id) == info { Place::Info } else { Place::Other };
        strings(object, &place, found);
        if let Object::Stream(stream) = object {
            read_stream(stream, *id, &names, depth, found)?;
        }
    }
    Ok(())
}

fn strings(object: &Object, place: &Place, found: &mut Collected) {
    match object {
        Object::String(bytes, _) => found.add(place.clone(), &text_string(bytes)),
        // Names made of ASCII are keywords of the format.
        Object::Name(name) if !name.is_ascii() => found.add(place.clone(), &text_string(name)),
        Object::Array(list) => list.iter().for_each(|o| strings(o, place, found)),
        Object::Dictionary(dict) => dictionary(dict, place, found),
        Object::Stream(stream) => dictionary(&stream.dict, place, found),
        _ => {}
    }
}

fn dictionary(dict: &Dictionary, place: &Place, found: &mut Collected) {
    let is = |kind: &[u8]| dict.get(b"Type").and_then(Object::as_name).ok() == Some(kind);
    let filespec = is(b"Filespec") || dict.has(b"EF");
    let field = dict.has(b"FT");
    // An outline entry hangs on its parent and has a title (ISO 32000-2, 12.3.3).
    let outline = dict.has(b"Title") && dict.has(b"Parent");
    for (key, value) in dict.iter() {
        if !key.is_ascii() {
            found.add(place.clone(), &text_string(key));
        }
        let inner = match key.as_slice() {
            b"ActualText" | b"Alt" | b"E" => &Place::Alternative,
            b"F" | b"UF" | b"Desc" if filespec => &Place::AttachmentName,
            b"T" | b"TU" | b"TM" | b"V" | b"DV" if field => &Place::Field,
            b"Title" if outline => &Place::Outline,
            _ => place,
        };
        strings(value, inner, found);
    }
}

fn read_stream(
    stream: &Stream,
    id: ObjectId,
    names: &HashMap<ObjectId, String>,
    depth: usize,
    found: &mut Collected,
) -> Result<(), ReadbackError> {
    let is = |kind: &[u8]| stream.dict.get(b"Type").and_then(Object::as_name).ok() == Some(kind);
    if is(b"EmbeddedFile") || names.contains_key(&id) {
        let name = names.get(&id).cloned().unwrap_or_default();
        return attachment::read(&expanded(stream, id)?, &name, depth, found);
    }
    // The parts of these were read as objects already.
    if is(b"ObjStm") || is(b"XRef") || is_image(&stream.dict) {
        return Ok(());
    }
    let bytes = expanded(stream, id)?;
    let place = if is(b"Metadata") { Place::Metadata } else { Place::Other };
    let marked = bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xff\xfe");
    // Font programs and profiles are no text, and glyph codes were read on their pages.
    let text = (std::str::from_utf8(&bytes).is_ok() && !bytes.is_ascii()) || marked;
    if text || place == Place::Metadata {
        let mut all = Vec::new();
        with_unescaped(text_string(&bytes), &mut all);
        for text in all {
            found.add(place.clone(), &text);
        }
    }
    Ok(())
}

fn is_image(dict: &Dictionary) -> bool {
    dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image")
}
