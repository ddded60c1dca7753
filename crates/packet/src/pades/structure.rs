//! What a reader of PDF finds in a file: its signatures and its attached files.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::{Flaw, tags};

/// No stream of a paper is longer than this when unpacked, in bytes.
pub(super) const STREAM_LIMIT: usize = 128 << 20;
/// How deep name trees and fields may be nested.
const DEPTH: usize = 8;

/// Reads a file that somebody else may have made, but for its structure tree. A panic of the reader counts as a flaw of
/// the file.
pub(super) fn load(pdf: &[u8]) -> Result<Document, Flaw> {
    let options =
        || LoadOptions { filter: Some(tags::leave_out), ..LoadOptions::with_max_decompressed_size(STREAM_LIMIT) };
    catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(pdf, options())))
        .map_err(|_| Flaw::Structure)?
        .map_err(|_| Flaw::Structure)
}

/// Every object that is a signature dictionary or a signature field with a value.
pub(super) fn signatures(document: &Document) -> Vec<ObjectId> {
    document.objects.iter().filter(|(_, object)| object.as_dict().is_ok_and(is_signature)).map(|(id, _)| *id).collect()
}

fn is_signature(dictionary: &Dictionary) -> bool {
    let signed_field = is_signature_field(dictionary) && dictionary.has(b"V");
    let typed =
        dictionary.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Sig" || name == b"DocTimeStamp");
    signed_field || typed || dictionary.has(b"ByteRange")
}

fn is_signature_field(dictionary: &Dictionary) -> bool {
    dictionary.get(b"FT").and_then(Object::as_name).is_ok_and(|name| name == b"Sig")
}

/// Checks that the document has exactly one signature field with a value, that it stands in the form of the catalog,
/// and that its value is the object `signature` and the only signature dictionary.
pub(super) fn check_only_signature(document: &Document, signature: ObjectId) -> Result<(), Flaw> {
    let mut field = None;
    for id in signatures(document) {
        if id == signature {
            continue;
        }
        let dictionary = document.get_dictionary(id).map_err(|_| Flaw::Structure)?;
        let value = dictionary.get(b"V").and_then(Object::as_reference).ok();
        if !is_signature_field(dictionary) || value != Some(signature) || field.replace(id).is_some() {
            return Err(Flaw::Second);
        }
    }
    let field = field.ok_or(Flaw::Structure)?;
    let fields = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"AcroForm", document))
        .and_then(Object::as_dict)
        .and_then(|form| form.get_deref(b"Fields", document))
        .and_then(Object::as_array)
        .map_err(|_| Flaw::Structure)?;
    let listed = fields.iter().filter(|item| item.as_reference().ok() == Some(field)).count();
    if listed == 1 { Ok(()) } else { Err(Flaw::Structure) }
}

/// The content of the attached file (ISO 32000-1 section 7.11.4) of this name. `None` when there is none, or more
/// than one.
pub(super) fn attached_file(document: &Document, name: &str) -> Option<Vec<u8>> {
    let catalog = document.catalog().ok()?;
    let mut specs = Vec::new();
    if let Ok(names) = catalog.get_deref(b"Names", document).and_then(Object::as_dict)
        && let Ok(tree) = names.get_deref(b"EmbeddedFiles", document).and_then(Object::as_dict)
    {
        collect(document, tree, DEPTH, &mut specs);
    }
    let associated: BTreeSet<ObjectId> = catalog
        .get_deref(b"AF", document)
        .and_then(Object::as_array)
        .map(|list| list.iter().filter_map(|item| item.as_reference().ok()).collect())
        .unwrap_or_default();
    let mut found = specs.into_iter().filter(|id| {
        let named = document
            .get_dictionary(*id)
            .and_then(|spec| spec.get_deref(b"UF", document).or_else(|_| spec.get_deref(b"F", document)))
            .and_then(text)
            .is_ok_and(|text| text == name);
        named && associated.contains(id)
    });
    let spec = document.get_dictionary(found.next()?).ok()?;
    if found.next().is_some() {
        return None;
    }
    let files = spec.get_deref(b"EF", document).and_then(Object::as_dict).ok()?;
    let stream = files.get_deref(b"F", document).and_then(Object::as_stream).ok()?;
    if stream.is_compressed() {
        stream.decompressed_content_with_limit(STREAM_LIMIT).ok()
    } else {
        Some(stream.content.clone())
    }
}

fn text(object: &Object) -> lopdf::Result<String> {
    lopdf::decode_text_string(object)
}

fn collect(document: &Document, node: &Dictionary, depth: usize, specs: &mut Vec<ObjectId>) {
    if let Ok(names) = node.get_deref(b"Names", document).and_then(Object::as_array) {
        specs.extend(names.chunks(2).filter_map(|pair| pair.get(1)?.as_reference().ok()));
    }
    if depth == 0 {
        return;
    }
    if let Ok(kids) = node.get_deref(b"Kids", document).and_then(Object::as_array) {
        for kid in kids {
            let kid = kid.as_reference().and_then(|id| document.get_dictionary(id));
            if let Ok(kid) = kid {
                collect(document, kid, depth - 1, specs);
            }
        }
    }
}
