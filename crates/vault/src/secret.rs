//! Keys in memory: wiped when dropped, and deliberately without Debug, Display, Clone or equality.

use zeroize::{Zeroize, Zeroizing};

/// 32 secret bytes on the heap, so that moving the owner leaves no copy behind.
pub(crate) struct Key32(Box<[u8]>);

impl Key32 {
    /// Copies the bytes of a key; the caller's own copy must wipe itself.
    pub(crate) fn copied(bytes: &[u8; 32]) -> Self {
        Self(Box::from(bytes.as_slice()))
    }

    /// The key's bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Key32 {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A key derived for one purpose outside this crate.
pub struct SubKey(pub(crate) Key32);

impl SubKey {
    /// The 32 bytes of the key.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }
}

/// The raw key of the SQLCipher database with its explicit salt.
/// The salt also lies in `keys.json`, so a database whose first 16 bytes are destroyed still opens.
pub struct DbKey {
    pub(crate) key: Key32,
    pub(crate) salt: [u8; 16],
}

impl DbKey {
    /// The value of SQLCipher's `PRAGMA key`: `x'` + 64 hex digits of key + 32 of salt + `'`. It must never be logged.
    #[must_use]
    pub fn pragma_value(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // The capacity is exact: a growing string would leave copies of the key in freed memory.
        let mut text = Zeroizing::new(String::with_capacity(99));
        text.push_str("x'");
        for byte in self.key.bytes().iter().chain(&self.salt) {
            for half in [byte >> 4, byte & 15] {
                text.push(DIGITS.get(usize::from(half)).copied().map_or('0', char::from));
            }
        }
        text.push('\'');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pragma_value_is_96_hex_digits() {
        let mut bytes = [0u8; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = at as u8;
        }
        let key = DbKey { key: Key32::copied(&bytes), salt: [0xab; 16] };
        let expected =
            "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fabababababababababababababababab'";
        assert_eq!(key.pragma_value().as_str(), expected);
        assert_eq!(key.pragma_value().capacity(), expected.len());
    }
}
