//! A school that signs in the bench: the same key and certificate in every process, from seeded randomness.

use std::error::Error;

use chrono::{DateTime, FixedOffset};
use domain::Random;
use packet::identity::{Identity, Term};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// The name on its papers.
pub const NAME: &str = "青坪县石湾子乡九年一贯制学校";
/// Its 学校标识码.
pub const CODE: &str = "3114999901";

/// Repeatable randomness, which only a bench may use for a key.
pub struct Seeded(ChaCha20Rng);

impl Seeded {
    /// The source of every job.
    pub fn new() -> Self {
        Self(ChaCha20Rng::seed_from_u64(1))
    }
}

impl Random for Seeded {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}

/// When everything in the bench is made.
pub fn now() -> Result<DateTime<FixedOffset>, chrono::ParseError> {
    DateTime::parse_from_rfc3339("2026-06-26T17:00:00+08:00")
}

/// The school's key with a certificate it signed itself.
pub fn school() -> Result<Identity, Box<dyn Error>> {
    Ok(Identity::self_signed(NAME, CODE, Term::years(now()?, 3)?, &mut Seeded::new())?)
}
