//! How long to wait before the next attempt: full jitter, so that a county's schools do not all come back at once.

use std::time::Duration;

use domain::Random;

/// The bound after the first failure.
const BASE: Duration = Duration::from_secs(1);
/// The bound that is never exceeded.
const CAP: Duration = Duration::from_secs(600);

/// A random time up to min([`CAP`], [`BASE`] × 2^`attempts`). `attempts` counts from 0 since the offset last moved.
pub(crate) fn delay(attempts: u32, random: &mut dyn Random) -> Duration {
    let bound = BASE.saturating_mul(1u32.checked_shl(attempts).unwrap_or(u32::MAX)).min(CAP);
    let mut bytes = [0u8; 4];
    random.fill(&mut bytes);
    let share = f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX);
    bound.mul_f64(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A source that always gives the same byte.
    struct Same(u8);

    impl Random for Same {
        fn fill(&mut self, out: &mut [u8]) {
            out.fill(self.0);
        }
    }

    #[test]
    fn the_bound_doubles_up_to_ten_minutes() {
        for (attempts, seconds) in [(0, 1), (1, 2), (5, 32), (9, 512), (10, 600), (31, 600), (32, 600), (u32::MAX, 600)]
        {
            assert_eq!(delay(attempts, &mut Same(255)), Duration::from_secs(seconds), "after {attempts}");
            assert_eq!(delay(attempts, &mut Same(0)), Duration::ZERO, "jitter reaches down to nothing");
        }
        assert!(delay(3, &mut Same(127)) < Duration::from_secs(4));
    }
}
