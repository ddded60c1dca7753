//! Base64url, base64 and hexadecimal with exactly one spelling per value: what decodes here re-encodes to itself.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};

/// Base64url without padding (RFC 4648 section 5).
pub fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads base64url without padding; `None` for padding, other alphabets, and unused bits that are not zero.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let bytes = Base64UrlUnpadded::decode_vec(text).ok()?;
    (base64url(&bytes) == text).then_some(bytes)
}

/// Base64 with padding (RFC 4648 section 4), as `x5c` wants it (RFC 7515 section 4.1.6).
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Reads padded base64; `None` for any spelling but the canonical one.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = Base64::decode_vec(text).ok()?;
    (base64(&bytes) == text).then_some(bytes)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS.get(usize::from(value)).copied().unwrap_or(b'0'));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads lower-case hexadecimal; `None` for capitals, odd lengths and anything else.
pub fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let pairs = text.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs
        .map(|pair| match pair {
            [high, low] => Some((value(*high)? << 4) | value(*low)?),
            _ => None,
        })
        .collect()
}

/// SHA-256 (FIPS 180-4) as 32 bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 as 64 lower-case hexadecimal digits, the form used in every JSON here.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

/// Whether a text is 64 lower-case hexadecimal digits.
pub fn is_sha256_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_spelling_is_read() {
        assert_eq!(from_base64url("AQ"), Some(vec![1]));
        assert_eq!(from_base64url("AR"), None, "the unused bits of the tail must be zero");
        assert_eq!(from_base64url("AQ=="), None, "padding is not part of base64url here");
        assert_eq!(from_base64("AQ=="), Some(vec![1]));
        assert_eq!(from_base64("AR=="), None);
        assert_eq!(from_base64("AQ"), None);
        assert_eq!(from_hex(b"0a"), Some(vec![10]));
        assert_eq!(from_hex(b"0A"), None, "hexadecimal is lower case");
        assert_eq!(from_hex(b"0"), None);
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
    }

    #[test]
    fn sha256_of_nothing() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert!(is_sha256_hex(&sha256_hex(b"")));
        assert!(!is_sha256_hex(&sha256_hex(b"").to_uppercase()));
    }
}
