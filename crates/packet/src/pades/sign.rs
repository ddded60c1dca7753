//! Signing a PDF by an incremental update (ISO 32000-1 sections 7.5.6 and 12.8): the pages stay as they are.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId};
use sha2::{Digest, Sha256};

use super::dictionary::{self, CONTENTS_BYTES};
use super::{cms, structure};
use crate::encoding::hex;
use crate::identity::Identity;
use crate::{Error, Result};

/// What the signature says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Signing<'a> {
    /// When, by the same clock that dates the document; written to the second at +08:00.
    pub at: DateTime<FixedOffset>,
    /// Who: the school's name.
    pub name: &'a str,
    /// Why, for example 签发.
    pub reason: &'a str,
}

/// Signs a finished PDF and returns the whole signed file.
///
/// The signature field is invisible (`Rect [-1 -1 -1 -1]`, outside every page box, so that PDF/UA asks for no tag)
/// and the structure tree is not touched. Equal input gives equal bytes. Fails with [`Error::PdfSigned`] when the
/// file holds a signature already.
pub fn sign(pdf: &[u8], identity: &Identity, signing: &Signing<'_>) -> Result<Vec<u8>> {
    let base = structure::load(pdf).map_err(|_| Error::Pdf)?;
    if !structure::signatures(&base).is_empty() {
        return Err(Error::PdfSigned);
    }
    update(pdf, base, identity, signing)
}

/// Appends a signature, whatever the file holds already.
pub(super) fn update(pdf: &[u8], base: Document, identity: &Identity, signing: &Signing<'_>) -> Result<Vec<u8>> {
    let broken = |_| Error::Pdf;
    let page = base.page_iter().next().ok_or(Error::Pdf)?;
    let catalog = base.trailer.get(b"Root").and_then(Object::as_reference).map_err(broken)?;
    let field_name = free_field_name(&base);
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), base);
    update.new_document.version = update.get_prev_documents().version.clone();
    // A cross-reference stream of the base may be filtered; the one written here is not.
    update.new_document.trailer.remove(b"DecodeParms");
    update.new_document.trailer.remove(b"XRefStm");

    let local = FixedOffset::east_opt(8 * 3600).map_or(signing.at, |offset| signing.at.with_timezone(&offset));
    let signature = update.new_document.add_object(dictionary::reserved(local, signing.name, signing.reason));
    let mut widget = Dictionary::new();
    widget.set("Type", Object::Name(b"Annot".to_vec()));
    widget.set("Subtype", Object::Name(b"Widget".to_vec()));
    widget.set("FT", Object::Name(b"Sig".to_vec()));
    widget.set("T", Object::string_literal(field_name));
    widget.set("F", 132);
    widget.set("Rect", vec![Object::Integer(-1), (-1).into(), (-1).into(), (-1).into()]);
    widget.set("P", page);
    widget.set("V", signature);
    let widget = update.new_document.add_object(widget);

    append_to_array(&mut update, page, b"Annots", widget)?;
    // A page with an annotation says in which order the tab key visits it (PDF/UA-1 section 7.18.3).
    let page = dictionary_mut(&mut update, page)?;
    if !page.has(b"Tabs") {
        page.set("Tabs", Object::Name(b"S".to_vec()));
    }
    let form = form_dictionary(&mut update, catalog)?;
    append_to_array(&mut update, form, b"Fields", widget)?;
    dictionary_mut(&mut update, form)?.set("SigFlags", 3);

    let mut file = Vec::new();
    update.save_to(&mut file).map_err(|_| Error::Pdf)?;
    file.push(b'\n');
    fill(file, identity)
}

/// Fills byte range and contents in place.
pub(super) fn fill(mut file: Vec<u8>, identity: &Identity) -> Result<Vec<u8>> {
    let places = dictionary::find(&file).map_err(Error::PdfSignature)?;
    let range = places.range_text(file.len());
    overwrite(&mut file, places.range, range.as_bytes())?;
    let digest = digest(&file, places.open, places.close).ok_or(Error::Pdf)?;
    let mut contents = cms::sign(identity.key(), identity.certificate(), &digest)?;
    if contents.len() > CONTENTS_BYTES {
        return Err(Error::SignatureTooLarge);
    }
    contents.resize(CONTENTS_BYTES, 0);
    overwrite(&mut file, places.open + 1, hex(&contents).as_bytes())?;
    Ok(file)
}

/// SHA-256 of everything but `open..close`.
pub(super) fn digest(file: &[u8], open: usize, close: usize) -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(file.get(..open)?);
    hash.update(file.get(close..)?);
    Some(hash.finalize().into())
}

fn overwrite(file: &mut [u8], at: usize, bytes: &[u8]) -> Result<()> {
    file.get_mut(at..at.saturating_add(bytes.len())).map(|place| place.copy_from_slice(bytes)).ok_or(Error::Pdf)
}

/// `Signature1`, or the first free number after it: two fields of one name are no valid form.
fn free_field_name(base: &Document) -> String {
    let taken: BTreeSet<&[u8]> = base
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter_map(|dictionary| dictionary.get(b"T").ok().and_then(|name| name.as_str().ok()))
        .collect();
    (1u32..)
        .map(|number| format!("Signature{number}"))
        .find(|name| !taken.contains(name.as_bytes()))
        .unwrap_or_default()
}

fn dictionary_mut(update: &mut IncrementalDocument, id: ObjectId) -> Result<&mut Dictionary> {
    update.opt_clone_object_to_new_document(id).map_err(|_| Error::Pdf)?;
    update.new_document.get_dictionary_mut(id).map_err(|_| Error::Pdf)
}

/// The interactive form as an object of its own; one that stands inside the catalog is moved out.
fn form_dictionary(update: &mut IncrementalDocument, catalog: ObjectId) -> Result<ObjectId> {
    let found = dictionary_mut(update, catalog)?.get(b"AcroForm").ok().cloned();
    let form = match found {
        Some(Object::Reference(id)) => return Ok(id),
        Some(Object::Dictionary(form)) => form,
        _ => Dictionary::new(),
    };
    let id = update.new_document.add_object(form);
    dictionary_mut(update, catalog)?.set("AcroForm", id);
    Ok(id)
}

/// Appends a reference to an array that stands in a dictionary or is referred to from it, and makes a missing one.
fn append_to_array(update: &mut IncrementalDocument, holder: ObjectId, key: &[u8], item: ObjectId) -> Result<()> {
    let found = dictionary_mut(update, holder)?.get(key).ok().cloned();
    match found {
        Some(Object::Reference(id)) => {
            update.opt_clone_object_to_new_document(id).map_err(|_| Error::Pdf)?;
            let array = update.new_document.get_object_mut(id).and_then(Object::as_array_mut);
            array.map_err(|_| Error::Pdf)?.push(item.into());
        }
        Some(Object::Array(mut array)) => {
            array.push(item.into());
            dictionary_mut(update, holder)?.set(key, array);
        }
        _ => dictionary_mut(update, holder)?.set(key, vec![Object::Reference(item)]),
    }
    Ok(())
}
