//! Judging the signature of a PDF: exactly one, over the whole file, in the one form that [`super::sign()`] writes.

use chrono::{DateTime, FixedOffset};
use lopdf::Document;
use lopdf::xref::XrefEntry;

use super::dictionary::{self, CONTENTS_BYTES};
use super::{Flaw, cms, sign, structure};
use crate::encoding::from_hex;
use crate::identity::Certificate;

/// A PDF whose only signature is intact. Whether the certificate is to be believed is another question.
#[derive(Debug)]
pub struct SignedPdf {
    /// The signer's certificate.
    pub certificate: Certificate,
    /// `/M`: when it says it was signed.
    pub at: DateTime<FixedOffset>,
    /// `/Name`: the signer as written.
    pub name: String,
    /// `/Reason`.
    pub reason: String,
    document: Document,
}

impl SignedPdf {
    /// The content of the associated file of this name, `None` when there is none or more than one.
    pub fn attached_file(&self, name: &str) -> Option<Vec<u8>> {
        structure::attached_file(&self.document, name)
    }
}

/// Whether anything in the bytes speaks of a signature: such a file claims to be signed, even if it is broken.
pub fn claims_signature(pdf: &[u8]) -> bool {
    const TRACES: [&[u8]; 5] = [b"/ByteRange", b"/ETSI.CAdES.detached", b"/Adobe.PPKLite", b"/adbe.pkcs7", b"/FT/Sig"];
    TRACES.iter().any(|trace| pdf.windows(trace.len()).any(|window| window == *trace))
}

/// Checks everything but trust.
///
/// The bytes are judged before anything parses them as PDF: the digest covers every byte of the file except the
/// hexadecimal contents, and the contents can have only one spelling.
pub fn verify(pdf: &[u8]) -> Result<SignedPdf, Flaw> {
    let places = dictionary::find(pdf)?;
    if !pdf.ends_with(b"\n%%EOF\n") {
        return Err(Flaw::Tail);
    }
    let expected = places.range_text(pdf.len());
    let end = places.range.checked_add(expected.len()).ok_or(Flaw::Range)?;
    if pdf.get(places.range..end) != Some(expected.as_bytes()) {
        return Err(Flaw::Range);
    }
    let digits = pdf.get(places.open + 1..places.close - 1).ok_or(Flaw::Layout)?;
    let contents = from_hex(digits).ok_or(Flaw::Contents)?;
    let cms = content_of(&contents)?;
    let digest = sign::digest(pdf, places.open, places.close).ok_or(Flaw::Range)?;
    let certificate = cms::verify(cms, &digest)?;

    let document = structure::load(pdf)?;
    let id = (places.object_number, 0);
    // A reader must find this very dictionary under this number, not another one elsewhere in the file.
    match document.reference_table.get(places.object_number) {
        Some(XrefEntry::Normal { offset, generation: 0 }) if *offset as usize == places.object_start => {}
        _ => return Err(Flaw::Structure),
    }
    structure::check_only_signature(&document, id)?;
    Ok(SignedPdf { certificate, at: places.at, name: places.name, reason: places.reason, document })
}

/// Cuts the DER off the contents; what follows must be zeros up to the reserved length.
fn content_of(contents: &[u8]) -> Result<&[u8], Flaw> {
    // A CMS here is always 256 to 4096 bytes long: SEQUENCE with a length of two bytes.
    let (length, header) = match contents {
        [0x30, 0x82, high, low, ..] => (usize::from(*high) << 8 | usize::from(*low), 4),
        _ => return Err(Flaw::Contents),
    };
    let (cms, rest) = contents.split_at_checked(header + length).ok_or(Flaw::Contents)?;
    if contents.len() != CONTENTS_BYTES || rest.iter().any(|byte| *byte != 0) {
        return Err(Flaw::Contents);
    }
    Ok(cms)
}
