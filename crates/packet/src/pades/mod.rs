//! Signatures in PDFs, PAdES B-B (ETSI EN 319 142-1): writing one, and judging one strictly.

mod cms;
mod dictionary;
mod sign;
mod structure;
mod tags;
mod verify;

pub use sign::{Signing, sign};
pub use verify::{SignedPdf, claims_signature, verify};

/// How a signed PDF differs from the one accepted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Flaw {
    /// There is no signature dictionary of our form.
    #[error("there is no signature")]
    NotSigned,
    /// The signature dictionary is not laid out as it must be.
    #[error("the signature dictionary has another layout")]
    Layout,
    /// The file does not end with the end-of-file mark and one line end.
    #[error("the file ends otherwise")]
    Tail,
    /// The byte range does not cover the whole file.
    #[error("the byte range does not cover the whole file")]
    Range,
    /// The contents are not lower-case hexadecimal DER followed by zeros.
    #[error("the contents are not in canonical form")]
    Contents,
    /// The CMS holds anything else than it must, or is encoded otherwise.
    #[error("the CMS is not in canonical form")]
    Cms,
    /// The digest of the file is another one: the file was changed.
    #[error("the file was changed after signing")]
    Digest,
    /// The signature value does not match.
    #[error("the signature does not match")]
    Signature,
    /// There is another signature besides.
    #[error("there is a second signature")]
    Second,
    /// The file cannot be read as PDF, or the signature is not where a reader looks for it.
    #[error("the structure of the file is broken")]
    Structure,
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use lopdf::{Document, Object, dictionary};

    use super::*;
    use crate::identity::{Identity, Term};

    struct Counting(u8);

    impl domain::Random for Counting {
        fn fill(&mut self, out: &mut [u8]) {
            for byte in out {
                self.0 = self.0.wrapping_mul(5).wrapping_add(113);
                *byte = self.0;
            }
        }
    }

    fn identity(seed: u8) -> Identity {
        let now = DateTime::parse_from_rfc3339("2026-06-26T17:00:00+08:00").unwrap();
        Identity::self_signed("某校", "3552263001", Term::years(now, 3).unwrap(), &mut Counting(seed)).unwrap()
    }

    fn paper() -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages });
        let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(kids));
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        document.save_modern(&mut bytes).unwrap();
        bytes
    }

    fn signing() -> Signing<'static> {
        let at = DateTime::parse_from_rfc3339("2026-06-26T17:00:00+08:00").unwrap();
        Signing { at, name: "某校", reason: "签发" }
    }

    #[test]
    fn a_second_signature_never_passes_whoever_made_it() {
        let (ours, theirs) = (identity(1), identity(2));
        let once = sign(&paper(), &ours, &signing()).unwrap();
        assert_eq!(verify(&once).unwrap().certificate, *ours.certificate());
        for second in [&ours, &theirs] {
            let twice = sign::update(&once, Document::load_mem(&once).unwrap(), second, &signing()).unwrap();
            assert_eq!(verify(&twice).unwrap_err(), Flaw::Second);
        }
    }

    #[test]
    fn a_signature_is_the_same_every_time_and_says_when_and_who() {
        let once = sign(&paper(), &identity(1), &signing()).unwrap();
        assert_eq!(once, sign(&paper(), &identity(1), &signing()).unwrap());
        let read = verify(&once).unwrap();
        assert_eq!((read.at, read.name.as_str(), read.reason.as_str()), (signing().at, "某校", "签发"));
        let later = signing().at.with_timezone(&chrono::FixedOffset::east_opt(0).unwrap());
        let other = sign(&paper(), &identity(1), &Signing { at: later, ..signing() }).unwrap();
        assert_eq!(once, other, "the time is written at +08:00 whatever offset it is given in");
    }

    #[test]
    fn contents_have_one_spelling_only() {
        let once = sign(&paper(), &identity(1), &signing()).unwrap();
        let places = dictionary::find(&once).unwrap();
        let mut capital = once.clone();
        capital[places.open + 1..places.close - 1].make_ascii_uppercase();
        assert_eq!(verify(&capital).unwrap_err(), Flaw::Contents);
        let mut padded = once.clone();
        padded[places.close - 2] = b'1';
        assert_eq!(verify(&padded).unwrap_err(), Flaw::Contents);
        let mut spaced = once;
        spaced[places.range + 2] = b'0';
        assert_eq!(verify(&spaced).unwrap_err(), Flaw::Range);
    }

    #[test]
    fn the_cms_of_another_document_does_not_fit() {
        let one = sign(&paper(), &identity(1), &signing()).unwrap();
        let mut two = sign(&paper(), &identity(1), &Signing { reason: "审核", ..signing() }).unwrap();
        let (from, to) = (dictionary::find(&one).unwrap(), dictionary::find(&two).unwrap());
        two[to.open..to.close].copy_from_slice(&one[from.open..from.close]);
        assert_eq!(verify(&two).unwrap_err(), Flaw::Digest);
    }

    /// Somebody may sign a hostile file rightly with a certificate of their own; reading it must end, and end well.
    #[test]
    fn rightly_signed_nonsense_is_judged_without_a_panic() {
        let theirs = identity(3);
        let once = sign(&paper(), &theirs, &signing()).unwrap();
        let places = dictionary::find(&once).unwrap();
        let mut refused = 0;
        for round in 0..3000usize {
            let mut file = once.clone();
            let mut state = round as u64 + 1;
            for _ in 0..=round % 4 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(state >> 33).unwrap() % file.len();
                if at < places.object_start || at > places.close + 200 {
                    file[at] = u8::try_from(state >> 24 & 0xff).unwrap();
                }
            }
            if let Ok(file) = sign::fill(file, &theirs) {
                refused += usize::from(verify(&file).is_err());
            }
        }
        assert!(refused > 100, "the changes must reach the reader: {refused}");
        // Nesting that would exhaust the stack of a careless reader, in an object that the cross-references lead to.
        let filler = vec![b'A'; 300_000];
        let mut document = Document::load_mem(&paper()).unwrap();
        document.add_object(Object::String(filler.clone(), lopdf::StringFormat::Literal));
        let mut base = Vec::new();
        document.save_to(&mut base).unwrap();
        let wide = sign(&base, &theirs, &signing()).unwrap();
        let start = wide.windows(64).position(|window| window == &filler[..64]).unwrap() - 1;
        for nested in ["[", "<<", "<</A", "(", "<</Kids["] {
            let mut file = wide.clone();
            let text = nested.repeat(filler.len() / nested.len());
            file[start..start + text.len()].copy_from_slice(text.as_bytes());
            let file = sign::fill(file, &theirs).unwrap();
            let _ = verify(&file);
        }
    }
}
