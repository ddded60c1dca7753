//! Sub-keys: HKDF-SHA256 (RFC 5869) over a random key, with one fixed info text per purpose.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::secret::Key32;

/// What a sub-key is for. Two purposes never share a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// The SQLCipher raw key.
    Database,
    /// The MAC over the keys file.
    KeysMac,
    /// Sealed texts of the first form, which are only opened any more; derived from the second key.
    SealedTexts,
    /// Counselling notes and other sealed texts; derived from the second key.
    BoundTexts,
    /// Drafts of sealed texts; derived from the second key.
    SealedDrafts,
    /// Notes of the program's own beside the database.
    Note,
    /// The bytes of one file beside the database, such as an attachment; derived from the file's own key.
    Attachment,
    /// The name of such a file.
    AttachmentName,
}

impl Purpose {
    /// The HKDF info text.
    fn info(self) -> &'static [u8] {
        match self {
            Self::Database => b"anmiao:db:v1",
            Self::KeysMac => b"anmiao:keys-mac:v1",
            Self::SealedTexts => b"anmiao:sealed-texts:v1",
            Self::BoundTexts => b"anmiao:sealed-texts:v2",
            Self::SealedDrafts => b"anmiao:sealed-drafts:v1",
            Self::Note => b"anmiao:note:v1",
            Self::Attachment => b"anmiao:attachment:v1",
            Self::AttachmentName => b"anmiao:attachment-name:v1",
        }
    }
}

/// The sub-key of `key` for `purpose`. The input is uniformly random already, so no HKDF salt is needed.
pub(crate) fn sub_key(key: &Key32, purpose: Purpose) -> Key32 {
    let mut out = Zeroizing::new([0u8; 32]);
    let expanded = Hkdf::<Sha256>::new(None, key.bytes()).expand(purpose.info(), out.as_mut_slice());
    debug_assert!(expanded.is_ok(), "32 bytes are far below HKDF's limit of 255 hashes");
    Key32::copied(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sub_keys_agree_with_an_independent_hkdf_and_differ() {
        // Python: HMAC-SHA256 by hand, extract with a zero salt, expand with the info text; key = 32 × 0x07.
        let key = Key32::copied(&[7; 32]);
        let hex = |purpose| -> String { sub_key(&key, purpose).bytes().iter().map(|b| format!("{b:02x}")).collect() };
        assert_eq!(hex(Purpose::Database), "3a27caca04614da029653f56d646bb2d7fc81db788b7e6e1433c21bee9d9b4ab");
        assert_eq!(hex(Purpose::KeysMac), "c7b2bd918aeefe2e858695fcdd0eae7e21c58a032f06b65fc0204a98add7fd54");
        let others = [Purpose::SealedTexts, Purpose::BoundTexts, Purpose::SealedDrafts, Purpose::Attachment].map(hex);
        for (place, one) in others.iter().enumerate() {
            assert!(others.iter().skip(place + 1).all(|other| other != one), "two purposes share a key");
        }
    }
}
