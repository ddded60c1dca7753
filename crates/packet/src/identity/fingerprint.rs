//! The number that is compared over the phone: 8 groups of 5 digits.

use crate::encoding::sha256;

/// The first 128 bits of SHA-256 over a SubjectPublicKeyInfo (DER), each 16 bits as 5 decimal digits.
pub fn fingerprint(spki_der: &[u8]) -> String {
    let hash = sha256(spki_der);
    let groups: Vec<String> = hash
        .chunks_exact(2)
        .take(8)
        .map(|pair| {
            let value = pair.iter().fold(0u16, |sum, byte| (sum << 8) | u16::from(*byte));
            format!("{value:05}")
        })
        .collect();
    groups.join(" ")
}

/// Whether a typed or read-out fingerprint is the same; spaces and dashes do not matter.
pub fn same_fingerprint(typed: &str, shown: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{3000}')).collect() };
    digits(typed) == digits(shown) && digits(shown).len() == 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_groups_of_five_digits() {
        // SHA-256 of nothing begins e3b0 c442 98fc 1c14 9afb f4c8 996f b924.
        let shown = fingerprint(b"");
        assert_eq!(shown, "58288 50242 39164 07188 39675 62664 39279 47396");
        assert!(same_fingerprint("58288-50242 39164071883967562664 39279 47396", &shown));
        assert!(!same_fingerprint("58288 50242 39164 07188 39675 62664 39279 47397", &shown));
        assert!(!same_fingerprint("", ""));
    }
}
