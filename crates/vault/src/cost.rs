//! The cost of one key derivation (Argon2id, RFC 9106): its bounds, and raising it until it takes half a second.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::secret::Key32;

/// How long one derivation should take at least on the machine that makes a slot.
const TARGET: Duration = Duration::from_millis(500);
/// No slot made or read may ask for more memory than this, in KiB: the machines have 4 GB.
const MAX_M_KIB: u32 = 512 * 1024;
/// Calibration stops raising memory here, in KiB, so that a slot also opens on the next, smaller machine.
const MAX_CALIBRATED_M_KIB: u32 = 256 * 1024;
/// No slot made or read may ask for more passes than this.
const MAX_T: u32 = 10;
/// Lanes are computed one after the other here, so more of them gain nothing.
const MAX_P: u32 = 4;

/// The Argon2id parameters of a slot. The keys file can be written by anybody who reaches the disk, so they are bounded
/// when read; and a slot is never made weaker than [`KdfCost::FLOOR`] in a release build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfCost {
    /// Memory in KiB.
    pub m_kib: u32,
    /// Passes over the memory.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

impl KdfCost {
    /// The weakest cost that is read at all, and the one tests use: 19 MiB, two passes (OWASP's minimum for Argon2id).
    pub const PARSE_FLOOR: Self = Self { m_kib: 19 * 1024, t: 2, p: 1 };
    /// The weakest cost a release build creates: 64 MiB, three passes (RFC 9106 section 4, second recommendation).
    pub const FLOOR: Self = Self { m_kib: 64 * 1024, t: 3, p: 1 };

    /// Raises [`KdfCost::FLOOR`] until `measure` reports at least 500 ms: passes first, to 10, then memory to 256 MiB.
    /// `measure` runs [`KdfCost::trial`] and times it; the clock stays with the caller.
    #[must_use]
    pub fn calibrated(measure: &mut dyn FnMut(Self) -> Duration) -> Self {
        let mut cost = Self::FLOOR;
        loop {
            let took = measure(cost);
            if took >= TARGET {
                return cost;
            }
            if cost.t < MAX_T {
                let needed = TARGET.as_micros() * u128::from(cost.t) / took.as_micros().max(1) + 1;
                cost.t = u32::try_from(needed).unwrap_or(MAX_T).clamp(cost.t + 1, MAX_T);
            } else if cost.m_kib < MAX_CALIBRATED_M_KIB {
                cost.m_kib = (cost.m_kib + 32 * 1024).min(MAX_CALIBRATED_M_KIB);
            } else {
                return cost;
            }
        }
    }

    /// Runs one derivation of this cost over fixed bytes and forgets the result, for [`KdfCost::calibrated`].
    ///
    /// # Errors
    /// [`VaultError::Cost`] outside the bounds, [`VaultError::Memory`] when the memory cannot be had.
    pub fn trial(self) -> Result<(), VaultError> {
        self.derive(b"trial", &[0; 16]).map(drop)
    }

    /// Whether a slot of this cost may be read.
    #[must_use]
    pub fn is_readable(self) -> bool {
        (Self::PARSE_FLOOR.m_kib..=MAX_M_KIB).contains(&self.m_kib)
            && (Self::PARSE_FLOOR.t..=MAX_T).contains(&self.t)
            && (1..=MAX_P).contains(&self.p)
    }

    /// Refuses a cost that must not be created: outside the bounds of reading, and in a release build below the floor.
    pub(crate) fn allow_creation(self) -> Result<(), VaultError> {
        let strong = self.m_kib >= Self::FLOOR.m_kib && self.t >= Self::FLOOR.t;
        let allowed = self.is_readable() && (strong || cfg!(debug_assertions));
        if allowed { Ok(()) } else { Err(VaultError::Cost) }
    }

    /// The key-encryption key of a slot.
    pub(crate) fn derive(self, secret: &[u8], salt: &[u8; 16]) -> Result<Key32, VaultError> {
        if !self.is_readable() {
            return Err(VaultError::Cost);
        }
        let params = Params::new(self.m_kib, self.t, self.p, Some(32)).map_err(|_| VaultError::Cost)?;
        let mut out = Zeroizing::new([0u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, out.as_mut_slice())
            .map_err(|error| match error {
            argon2::Error::OutOfMemory => VaultError::Memory,
            _ => VaultError::Cost,
        })?;
        Ok(Key32::copied(&out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine on which one pass over one MiB takes `micros`.
    fn machine(micros: u64) -> impl FnMut(KdfCost) -> Duration {
        move |cost| Duration::from_micros(micros * u64::from(cost.t) * u64::from(cost.m_kib / 1024))
    }

    #[test]
    fn a_slow_machine_keeps_the_floor() {
        assert_eq!(KdfCost::calibrated(&mut machine(5_000)), KdfCost::FLOOR);
    }

    #[test]
    fn passes_rise_before_memory() {
        let cost = KdfCost::calibrated(&mut machine(1_000));
        assert_eq!(cost, KdfCost { m_kib: 64 * 1024, t: 8, p: 1 }, "8 × 64 ms is the first product over 500 ms");
    }

    #[test]
    fn memory_rises_once_passes_are_used_up_and_both_stop() {
        let cost = KdfCost::calibrated(&mut machine(400));
        assert_eq!((cost.t, cost.m_kib), (10, 128 * 1024));
        let capped = KdfCost::calibrated(&mut |_| Duration::ZERO);
        assert_eq!(capped, KdfCost { m_kib: 256 * 1024, t: 10, p: 1 });
    }

    #[test]
    fn costs_outside_the_bounds_are_neither_read_nor_made() {
        for cost in [
            KdfCost { m_kib: 19 * 1024 - 1, t: 3, p: 1 },
            KdfCost { m_kib: 512 * 1024 + 1, t: 3, p: 1 },
            KdfCost { m_kib: 64 * 1024, t: 1, p: 1 },
            KdfCost { m_kib: 64 * 1024, t: 11, p: 1 },
            KdfCost { m_kib: 64 * 1024, t: 3, p: 0 },
            KdfCost { m_kib: 64 * 1024, t: 3, p: 5 },
        ] {
            assert!(!cost.is_readable(), "{cost:?}");
            assert!(matches!(cost.trial(), Err(VaultError::Cost)), "{cost:?}");
            assert!(matches!(cost.allow_creation(), Err(VaultError::Cost)), "{cost:?}");
        }
    }

    #[test]
    fn the_floor_guards_creation_in_release_builds_only() {
        assert!(KdfCost::FLOOR.allow_creation().is_ok());
        assert_eq!(KdfCost::PARSE_FLOOR.allow_creation().is_ok(), cfg!(debug_assertions));
    }

    #[test]
    fn derivation_agrees_with_the_reference_implementation() {
        // argon2-cffi 25.1 (the reference C code): hash_secret_raw(b"password", b"somesaltsomesalt", 2, 19456, 1, 32, ID)
        let key = KdfCost::PARSE_FLOOR.derive(b"password", b"somesaltsomesalt").unwrap();
        let hex: String = key.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1");
    }
}
