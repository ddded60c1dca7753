//! Files kept beside the database: each under a random key of its own, which lies in the encrypted database and so needs no
//! new encryption when the home's keys change. From that key come the key of the bytes and that of the file's name.
//!
//! Bytes of a file: `AMFILE1\n`, then pieces of 64 KiB of the content, each followed by its tag of 16 bytes. It is the STREAM
//! construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015) over XChaCha20-Poly1305 with a 32-bit big-endian counter
//! and a mark on the last piece: pieces cannot be changed, moved, left out or cut off at the end. The nonce needs no random
//! part, because a key never encrypts a second content.

use std::io::{ErrorKind, Read, Write};

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead as _, Payload};
use domain::Random;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::create::random_key;
use crate::derive::{Purpose, sub_key};
use crate::error::VaultError;
use crate::secret::Key32;
use crate::slot::cipher;

/// Begins every file, and is bound to each piece.
const MAGIC: &[u8; 8] = b"AMFILE1\n";
/// Bytes of the content in a piece.
const PIECE: usize = 64 << 10;
/// Bytes of a tag.
const TAG: usize = 16;

/// The key of one file.
pub struct FileKey(Key32);

/// An encrypted file, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encrypted {
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// Bytes of the content.
    pub size: u64,
    /// SHA-256 of the file as it lies on the disk.
    pub stored_sha256: [u8; 32],
    /// Bytes of the file as it lies on the disk.
    pub stored_size: u64,
}

impl FileKey {
    /// A fresh key, for a content that was never encrypted before.
    pub fn new(random: &mut dyn Random) -> Self {
        Self(random_key(random))
    }

    /// The key that [`FileKey::bytes`] gave; nothing for bytes of another length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: Zeroizing<[u8; 32]> = Zeroizing::new(bytes.try_into().ok()?);
        Some(Self(Key32::copied(&bytes)))
    }

    /// The key's bytes, to be kept in the encrypted database and nowhere else.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// The name under which a content of this SHA-256 lies on the disk: HMAC-SHA256, 64 hexadecimal digits. Without the key
    /// nobody can tell from it whether a picture they know is there.
    #[must_use]
    pub fn name(&self, sha256: &[u8; 32]) -> String {
        let key = sub_key(&self.0, Purpose::AttachmentName);
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.bytes()) else { return String::new() };
        mac.update(sha256);
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Encrypts everything that `from` has.
    ///
    /// # Errors
    /// [`VaultError::FileRead`], [`VaultError::FileWrite`]; [`VaultError::BadValue`] past 256 TiB.
    pub fn encrypt(&self, from: &mut dyn Read, to: &mut dyn Write) -> Result<Encrypted, VaultError> {
        let aead = cipher(&sub_key(&self.0, Purpose::Attachment));
        let mut out = Counted { to, hash: Sha256::new(), size: 0 };
        out.put(MAGIC)?;
        let (mut hash, mut size) = (Sha256::new(), 0u64);
        let mut piece = Zeroizing::new(vec![0u8; PIECE]);
        let mut next = Zeroizing::new(vec![0u8; PIECE]);
        let mut filled = fill(from, &mut piece)?;
        for counter in 0u32.. {
            // Only the next reading tells whether this piece is the last.
            let after = if filled == PIECE { fill(from, &mut next)? } else { 0 };
            let content = piece.get(..filled).unwrap_or_default();
            hash.update(content);
            size += as_u64(filled);
            let payload = Payload { msg: content, aad: MAGIC };
            let sealed = aead.encrypt(&nonce(counter, after == 0), payload).map_err(|_| VaultError::BadValue)?;
            out.put(&sealed)?;
            if after == 0 {
                return Ok(Encrypted {
                    sha256: hash.finalize().into(),
                    size,
                    stored_sha256: out.hash.finalize().into(),
                    stored_size: out.size,
                });
            }
            std::mem::swap(&mut piece, &mut next);
            filled = after;
        }
        Err(VaultError::BadValue)
    }

    /// Decrypts a file and answers the SHA-256 and the bytes of its content. What was written to `to` counts only when this
    /// answers `Ok`: a file that was cut off is known by its end.
    ///
    /// # Errors
    /// [`VaultError::FileDamaged`] for anything but what [`FileKey::encrypt`] made; [`VaultError::FileRead`],
    /// [`VaultError::FileWrite`].
    pub fn decrypt(&self, from: &mut dyn Read, to: &mut dyn Write) -> Result<([u8; 32], u64), VaultError> {
        let aead = cipher(&sub_key(&self.0, Purpose::Attachment));
        let mut magic = [0u8; MAGIC.len()];
        if fill(from, &mut magic)? != MAGIC.len() || magic != *MAGIC {
            return Err(VaultError::FileDamaged);
        }
        let (mut hash, mut size) = (Sha256::new(), 0u64);
        let mut piece = vec![0u8; PIECE + TAG];
        let mut next = vec![0u8; PIECE + TAG];
        let mut filled = fill(from, &mut piece)?;
        for counter in 0u32.. {
            let after = if filled == PIECE + TAG { fill(from, &mut next)? } else { 0 };
            let sealed = piece.get(..filled).unwrap_or_default();
            let payload = Payload { msg: sealed, aad: MAGIC };
            let content = aead.decrypt(&nonce(counter, after == 0), payload).map_err(|_| VaultError::FileDamaged)?;
            let content = Zeroizing::new(content);
            hash.update(&*content);
            size += as_u64(content.len());
            to.write_all(&content).map_err(VaultError::FileWrite)?;
            if after == 0 {
                return Ok((hash.finalize().into(), size));
            }
            std::mem::swap(&mut piece, &mut next);
            filled = after;
        }
        Err(VaultError::FileDamaged)
    }
}

/// Nineteen zeros, the number of the piece, and whether it is the last.
fn nonce(counter: u32, last: bool) -> XNonce {
    let mut bytes = [0u8; 24];
    let number = counter.to_be_bytes();
    for (to, from) in bytes.iter_mut().skip(19).zip(number.iter().chain([&u8::from(last)])) {
        *to = *from;
    }
    XNonce::from(bytes)
}

/// Reads until the buffer is full or there is no more.
fn fill(from: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, VaultError> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(VaultError::FileRead(e)),
        }
    }
    Ok(filled)
}

fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// What goes to the disk, counted and hashed on the way.
struct Counted<'w> {
    to: &'w mut dyn Write,
    hash: Sha256,
    size: u64,
}

impl Counted<'_> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), VaultError> {
        self.to.write_all(bytes).map_err(VaultError::FileWrite)?;
        self.hash.update(bytes);
        self.size += as_u64(bytes.len());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bytes(u8);

    impl Random for Bytes {
        fn fill(&mut self, out: &mut [u8]) {
            for byte in out {
                self.0 = self.0.wrapping_mul(29).wrapping_add(7);
                *byte = self.0;
            }
        }
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|n| u8::try_from(n * 31 % 251).unwrap()).collect()
    }

    fn encrypted(key: &FileKey, plain: &[u8]) -> (Encrypted, Vec<u8>) {
        let mut out = Vec::new();
        (key.encrypt(&mut &*plain, &mut out).unwrap(), out)
    }

    #[test]
    fn every_length_around_a_piece_comes_out_again() {
        let key = FileKey::new(&mut Bytes(1));
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 9] {
            let plain = content(length);
            let (made, file) = encrypted(&key, &plain);
            let pieces = length.div_ceil(PIECE).max(1);
            assert_eq!(file.len(), MAGIC.len() + length + pieces * TAG, "{length}");
            assert_eq!((made.size, made.stored_size), (length as u64, file.len() as u64));
            assert_eq!(made.sha256, <[u8; 32]>::from(Sha256::digest(&plain)));
            assert_eq!(made.stored_sha256, <[u8; 32]>::from(Sha256::digest(&file)));
            let mut back = Vec::new();
            assert_eq!(key.decrypt(&mut &*file, &mut back).unwrap(), (made.sha256, made.size));
            assert_eq!(back, plain);
            // The same content under the same key is the same file: a lost one is made again byte for byte.
            assert_eq!(encrypted(&key, &plain).1, file);
        }
    }

    #[test]
    fn nothing_that_was_changed_cut_off_or_moved_opens() {
        let key = FileKey::new(&mut Bytes(2));
        let plain = content(2 * PIECE + 100);
        let (_, file) = encrypted(&key, &plain);
        let opens = |file: &[u8]| key.decrypt(&mut &*file, &mut Vec::new()).is_ok();
        assert!(opens(&file));
        for at in (0..file.len()).step_by(997).chain([0, 7, 8, file.len() - 1]) {
            let mut changed = file.clone();
            changed[at] ^= 4;
            assert!(!opens(&changed), "byte {at}");
        }
        let piece = PIECE + TAG;
        for cut in [0, 7, 8, 8 + TAG, 8 + piece, 8 + 2 * piece, file.len() - 1] {
            assert!(!opens(&file[..cut]), "cut to {cut}");
        }
        let moved = [&file[..8], &file[8 + piece..8 + 2 * piece], &file[8..8 + piece], &file[8 + 2 * piece..]].concat();
        assert!(!opens(&moved));
        let longer = [&file[..], &[0]].concat();
        assert!(!opens(&longer));
        let other = FileKey::new(&mut Bytes(3));
        assert!(matches!(other.decrypt(&mut &*file, &mut Vec::new()), Err(VaultError::FileDamaged)));
    }

    #[test]
    fn a_name_tells_nothing_without_the_key() {
        let (one, other) = (FileKey::new(&mut Bytes(4)), FileKey::new(&mut Bytes(5)));
        let hash = [7; 32];
        assert_eq!(one.name(&hash).len(), 64);
        assert_eq!(one.name(&hash), FileKey::from_bytes(one.bytes()).unwrap().name(&hash));
        assert_ne!(one.name(&hash), other.name(&hash));
        assert!(FileKey::from_bytes(&[1; 31]).is_none());
    }
}
