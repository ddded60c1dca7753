//! Sealed texts, such as counselling notes: XChaCha20-Poly1305 under keys that hang below the second key, bound to
//! everything that says whose text it is. Whoever may write to the database but does not hold that key can neither read a
//! text nor pass one off as that of another case, person or form.

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Payload};
use domain::Random;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::derive::Purpose;
use crate::error::VaultError;
use crate::file::Octets;
use crate::keyring::Keyring;
use crate::slot::cipher;

/// Length of the nonce that precedes the ciphertext.
const NONCE: usize = 24;
/// Begins the bytes of a bound text. A text of the first form begins with a random nonce, which is never this.
const BOUND: &[u8; 8] = b"AMSEAL2\n";

/// Where a sealed text stands. Every part of it is authenticated with the text, so that none of them can be exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedPlace<'a> {
    /// A text of a record.
    Text {
        /// Its own id.
        id: Uuid,
        /// The kind of the record it belongs to.
        object_kind: &'a str,
        /// The number of that record.
        object_id: &'a str,
        /// What it is called, in the clear.
        label: &'a str,
        /// The text that it replaces.
        supersedes: Option<Uuid>,
        /// The staff id of the writer.
        written_by: &'a str,
        /// When it was written (ms UTC).
        written_ms: i64,
    },
    /// What is being typed into a form of a sealed text.
    Draft {
        /// The form.
        form: &'a str,
        /// The record it is about; empty for a new one.
        object_id: &'a str,
        /// The staff id of the person who types.
        owner: &'a str,
    },
}

impl SealedPlace<'_> {
    /// Texts and drafts have keys of their own.
    fn purpose(&self) -> Purpose {
        match self {
            Self::Text { .. } => Purpose::BoundTexts,
            Self::Draft { .. } => Purpose::SealedDrafts,
        }
    }

    /// The associated data: every part behind its length as eight bytes, so that no two places share an encoding.
    fn associated(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut part = |bytes: &[u8]| {
            out.extend_from_slice(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            out.extend_from_slice(bytes);
        };
        match self {
            Self::Text { id, object_kind, object_id, label, supersedes, written_by, written_ms } => {
                part(b"anmiao-sealed-text-v2");
                part(id.as_bytes());
                [*object_kind, *object_id, *label, *written_by].iter().for_each(|text| part(text.as_bytes()));
                part(supersedes.as_ref().map(|id| id.as_bytes().as_slice()).unwrap_or_default());
                part(&written_ms.to_be_bytes());
            }
            Self::Draft { form, object_id, owner } => {
                part(b"anmiao-sealed-draft-v2");
                [*form, *object_id, *owner].iter().for_each(|text| part(text.as_bytes()));
            }
        }
        out
    }
}

/// Whether these bytes are of the form that is bound to its place, and not of the first form, which knew only an id.
#[must_use]
pub fn is_bound(bytes: &[u8]) -> bool {
    bytes.starts_with(BOUND)
}

impl Keyring {
    /// Seals a text for one place: 8 bytes that name the form, 24 of nonce, then ciphertext and tag.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`]; [`VaultError::BadValue`] for a text of 256 GiB or more.
    pub fn seal_text(
        &self,
        place: &SealedPlace<'_>,
        text: &str,
        random: &mut dyn Random,
    ) -> Result<Vec<u8>, VaultError> {
        let key = self.sub_key(place.purpose()).ok_or(VaultError::SealedKeyNotHeld)?;
        let nonce = Octets::<NONCE>::random(random);
        let ct = cipher(&key.0)
            .encrypt(&XNonce::from(nonce.0), Payload { msg: text.as_bytes(), aad: &place.associated() })
            .map_err(|_| VaultError::BadValue)?;
        Ok(BOUND.iter().copied().chain(nonce.0).chain(ct).collect())
    }

    /// Opens a text that was sealed for this place.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`]; [`VaultError::SealedTextDamaged`] also for a text of another place and for one of
    /// the first form.
    pub fn open_text(&self, place: &SealedPlace<'_>, bytes: &[u8]) -> Result<Zeroizing<String>, VaultError> {
        let bytes = bytes.strip_prefix(BOUND).ok_or(VaultError::SealedTextDamaged);
        self.opened(place.purpose(), &place.associated(), bytes)
    }

    /// Opens a text of the first form, which was bound to nothing but an id. Only what was written before there was the
    /// second form may be opened so; whoever asks knows which that is.
    ///
    /// # Errors
    /// As [`Keyring::open_text`].
    pub fn open_unbound_text(&self, id: Uuid, bytes: &[u8]) -> Result<Zeroizing<String>, VaultError> {
        self.opened(Purpose::SealedTexts, format!("anmiao-sealed-text-v1|{id}").as_bytes(), Ok(bytes))
    }

    fn opened(
        &self,
        purpose: Purpose,
        associated: &[u8],
        bytes: Result<&[u8], VaultError>,
    ) -> Result<Zeroizing<String>, VaultError> {
        let key = self.sub_key(purpose).ok_or(VaultError::SealedKeyNotHeld)?;
        let (nonce, ct) = bytes?.split_first_chunk::<NONCE>().ok_or(VaultError::SealedTextDamaged)?;
        let plain = cipher(&key.0)
            .decrypt(&XNonce::from(*nonce), Payload { msg: ct, aad: associated })
            .map_err(|_| VaultError::SealedTextDamaged)?;
        String::from_utf8(plain).map(Zeroizing::new).map_err(|e| {
            drop(Zeroizing::new(e.into_bytes()));
            VaultError::SealedTextDamaged
        })
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::tests::{school, seeded};

    const PLACE: SealedPlace<'_> = SealedPlace::Text {
        id: Uuid::from_u128(1),
        object_kind: "concern",
        object_id: "GZ-2026-001",
        label: "第三次谈话",
        supersedes: None,
        written_by: "t-07",
        written_ms: 1_781_000_000_000,
    };
    const DRAFT: SealedPlace<'_> =
        SealedPlace::Draft { form: "sealed:concern", object_id: "GZ-2026-001", owner: "t-07" };

    /// Every place that differs from a text's in one part, and the part.
    fn others() -> Vec<(&'static str, SealedPlace<'static>)> {
        let SealedPlace::Text { id, object_kind, object_id, label, supersedes, written_by, written_ms } = PLACE else {
            unreachable!("a text")
        };
        let text = |id, object_kind, object_id, label, supersedes, written_by, written_ms| SealedPlace::Text {
            id,
            object_kind,
            object_id,
            label,
            supersedes,
            written_by,
            written_ms,
        };
        let other = Uuid::from_u128(2);
        vec![
            ("id", text(other, object_kind, object_id, label, supersedes, written_by, written_ms)),
            ("kind", text(id, "student", object_id, label, supersedes, written_by, written_ms)),
            ("object", text(id, object_kind, "GZ-2026-002", label, supersedes, written_by, written_ms)),
            ("label", text(id, object_kind, object_id, "第四次谈话", supersedes, written_by, written_ms)),
            ("supersedes", text(id, object_kind, object_id, label, Some(other), written_by, written_ms)),
            ("writer", text(id, object_kind, object_id, label, supersedes, "t-08", written_ms)),
            ("time", text(id, object_kind, object_id, label, supersedes, written_by, written_ms + 1)),
            (
                "kind and object run together",
                text(id, "concernG", "Z-2026-001", label, supersedes, written_by, written_ms),
            ),
            ("a draft", DRAFT),
        ]
    }

    #[test]
    fn a_text_opens_in_its_own_place_only() {
        let dir = tempdir().unwrap();
        let (keyring, _) = school(dir.path());
        let bytes = keyring.seal_text(&PLACE, "愿意说出名字", &mut seeded(6)).unwrap();
        assert_eq!(keyring.open_text(&PLACE, &bytes).unwrap().as_str(), "愿意说出名字");
        for (part, place) in others() {
            assert!(matches!(keyring.open_text(&place, &bytes), Err(VaultError::SealedTextDamaged)), "{part}");
        }
        let first = keyring.open_unbound_text(Uuid::from_u128(1), &bytes);
        assert!(matches!(first, Err(VaultError::SealedTextDamaged)), "not by the way of the first form either");
    }

    #[test]
    fn a_draft_opens_for_its_owner_in_its_form_only() {
        let dir = tempdir().unwrap();
        let (keyring, _) = school(dir.path());
        let bytes = keyring.seal_text(&DRAFT, "写到一半", &mut seeded(6)).unwrap();
        assert_eq!(keyring.open_text(&DRAFT, &bytes).unwrap().as_str(), "写到一半");
        for (form, object_id, owner) in [
            ("sealed:student", "GZ-2026-001", "t-07"),
            ("sealed:concern", "GZ-2026-002", "t-07"),
            ("sealed:concern", "GZ-2026-001", "t-08"),
        ] {
            let place = SealedPlace::Draft { form, object_id, owner };
            assert!(matches!(keyring.open_text(&place, &bytes), Err(VaultError::SealedTextDamaged)), "{place:?}");
        }
        assert!(matches!(keyring.open_text(&PLACE, &bytes), Err(VaultError::SealedTextDamaged)));
    }

    #[test]
    fn a_text_of_the_first_form_is_opened_only_by_who_asks_for_that() {
        let dir = tempdir().unwrap();
        let (keyring, _) = school(dir.path());
        let id = Uuid::from_u128(1);
        let key = keyring.sub_key(Purpose::SealedTexts).unwrap();
        let nonce = [7u8; NONCE];
        let aad = format!("anmiao-sealed-text-v1|{id}");
        let payload = Payload { msg: "从前写下的".as_bytes(), aad: aad.as_bytes() };
        let ct = cipher(&key.0).encrypt(&XNonce::from(nonce), payload).unwrap();
        let bytes: Vec<u8> = nonce.into_iter().chain(ct).collect();
        assert!(!is_bound(&bytes));
        assert_eq!(keyring.open_unbound_text(id, &bytes).unwrap().as_str(), "从前写下的");
        assert!(matches!(keyring.open_text(&PLACE, &bytes), Err(VaultError::SealedTextDamaged)));
        assert!(matches!(keyring.open_unbound_text(Uuid::from_u128(2), &bytes), Err(VaultError::SealedTextDamaged)));
    }
}
