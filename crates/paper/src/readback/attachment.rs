//! Files attached to a PDF.

use std::collections::HashMap;

use lopdf::{Document, Object, ObjectId};

use super::content::deref_dict;
use super::decode::{readings, text_string};
use super::{Collected, Place, ReadbackError, texts_at};

/// A PDF in a PDF in a PDF in a PDF; deeper ones are refused.
pub(super) const MAX_NESTING: usize = 3;

/// Beginnings of formats that hide their text: zip, gzip, xz, zstd, 7z, bzip2, rar, age.
const ARCHIVES: [&[u8]; 8] = [
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf",
    b"BZh",
    b"Rar!",
    b"age-encryption.org/",
];

/// The names of embedded files by their stream.
pub(super) fn names(doc: &Document) -> HashMap<ObjectId, String> {
    let mut names = HashMap::new();
    for object in doc.objects.values() {
        collect(doc, object, &mut names);
    }
    names
}

fn collect(doc: &Document, object: &Object, names: &mut HashMap<ObjectId, String>) {
    match object {
        Object::Array(list) => list.iter().for_each(|o| collect(doc, o, names)),
        Object::Dictionary(dict) => {
            if let Some(files) = deref_dict(doc, dict.get(b"EF").ok()) {
                let name = [&b"UF"[..], b"F"]
                    .iter()
                    .find_map(|key| dict.get(key).and_then(Object::as_str).ok())
                    .map(text_string)
                    .unwrap_or_default();
                for (_, file) in files.iter() {
                    if let Object::Reference(id) = file {
                        names.insert(*id, name.clone());
                    }
                }
            }
            dict.iter().for_each(|(_, o)| collect(doc, o, names));
        }
        _ => {}
    }
}

/// Reads an attached file in every encoding; an attached PDF is read like the one it is attached to.
pub(super) fn read(bytes: &[u8], name: &str, depth: usize, found: &mut Collected) -> Result<(), ReadbackError> {
    if ARCHIVES.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(ReadbackError::Archive);
    }
    let place = Place::Attachment(name.to_owned());
    if bytes.starts_with(b"%PDF") {
        for inner in texts_at(bytes, depth + 1)? {
            found.add_squeezed(place.clone(), inner.text);
        }
        return Ok(());
    }
    for text in readings(bytes) {
        found.add(place.clone(), &text);
    }
    Ok(())
}
