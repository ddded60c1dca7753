//! Sealed texts, such as counselling notes: XChaCha20-Poly1305 under the second key, bound to the row they stand in.

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

impl Keyring {
    /// Seals a text for one row: 24 bytes of nonce, then ciphertext and tag.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`]; [`VaultError::BadValue`] for a text of 256 GiB or more.
    pub fn seal_text(&self, row: Uuid, text: &str, random: &mut dyn Random) -> Result<Vec<u8>, VaultError> {
        let key = self.sub_key(Purpose::SealedTexts).ok_or(VaultError::SealedKeyNotHeld)?;
        let nonce = Octets::<NONCE>::random(random);
        let ct = cipher(&key.0)
            .encrypt(&XNonce::from(nonce.0), Payload { msg: text.as_bytes(), aad: associated(row).as_bytes() })
            .map_err(|_| VaultError::BadValue)?;
        Ok(nonce.0.into_iter().chain(ct).collect())
    }

    /// Opens a sealed text of one row.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`], [`VaultError::SealedTextDamaged`].
    pub fn open_text(&self, row: Uuid, bytes: &[u8]) -> Result<Zeroizing<String>, VaultError> {
        let key = self.sub_key(Purpose::SealedTexts).ok_or(VaultError::SealedKeyNotHeld)?;
        let (nonce, ct) = bytes.split_first_chunk::<NONCE>().ok_or(VaultError::SealedTextDamaged)?;
        let plain = cipher(&key.0)
            .decrypt(&XNonce::from(*nonce), Payload { msg: ct, aad: associated(row).as_bytes() })
            .map_err(|_| VaultError::SealedTextDamaged)?;
        String::from_utf8(plain).map(Zeroizing::new).map_err(|_| VaultError::SealedTextDamaged)
    }
}

/// The associated data of one row's text.
fn associated(row: Uuid) -> String {
    format!("anmiao-sealed-text-v1|{row}")
}
