//! Notes that the program keeps for itself beside the database, such as how far the log was: whoever does not hold the data
//! key can neither read one nor make one up.

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Payload};
use domain::Random;

use crate::derive::Purpose;
use crate::error::VaultError;
use crate::file::Octets;
use crate::keyring::Keyring;
use crate::slot::cipher;

/// Length of the nonce that precedes the ciphertext.
const NONCE: usize = 24;

impl Keyring {
    /// Seals a note under a sub-key of the data key, bound to the home: 24 bytes of nonce, then ciphertext and tag.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] for a note of 256 GiB or more.
    pub fn seal_note(&self, note: &[u8], random: &mut dyn Random) -> Result<Vec<u8>, VaultError> {
        let key = self.sub_key(Purpose::Note).ok_or(VaultError::BadValue)?;
        let nonce = Octets::<NONCE>::random(random);
        let aad = self.note_data();
        let ct = cipher(&key.0)
            .encrypt(&XNonce::from(nonce.0), Payload { msg: note, aad: aad.as_bytes() })
            .map_err(|_| VaultError::BadValue)?;
        Ok(nonce.0.into_iter().chain(ct).collect())
    }

    /// Opens a note of this home; nothing when it was made under another key or changed.
    #[must_use]
    pub fn open_note(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let key = self.sub_key(Purpose::Note)?;
        let (nonce, ct) = bytes.split_first_chunk::<NONCE>()?;
        let aad = self.note_data();
        cipher(&key.0).decrypt(&XNonce::from(*nonce), Payload { msg: ct, aad: aad.as_bytes() }).ok()
    }

    fn note_data(&self) -> String {
        format!("anmiao-note-v1|{}", self.home())
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use crate::tests::{PASSWORD, school, seeded};
    use crate::{AccountNo, KdfCost};

    #[test]
    fn a_note_opens_with_the_keys_of_its_home_only_and_not_when_it_was_changed() {
        let dir = tempdir().unwrap();
        let (keyring, _) = school(dir.path());
        let bytes = keyring.seal_note(b"17 rows", &mut seeded(3)).unwrap();
        assert_eq!(keyring.open_note(&bytes).unwrap(), b"17 rows");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            if let Some(byte) = changed.get_mut(at) {
                *byte ^= 1;
            }
            assert!(keyring.open_note(&changed).is_none(), "byte {at}");
        }
        assert!(keyring.open_note(b"").is_none() && keyring.open_note(&bytes[..30]).is_none());
        let one = AccountNo::new(1).unwrap();
        let rotation = keyring.rotate(one, PASSWORD, "school-2.db", KdfCost::PARSE_FLOOR, &mut seeded(4));
        assert!(rotation.unwrap().keyring().open_note(&bytes).is_none(), "a removal for cause begins anew");
    }
}
