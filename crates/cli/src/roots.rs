//! What enters the program here: the machine's clock and random source, and where fonts may lie.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::Roots;
use chrono::{DateTime, FixedOffset, SubsecRound as _};
use domain::{Clock, Random};
use rand::rand_core::{Rng as _, SeedableRng as _, TryRng as _};

/// The machine's clock, at +08:00.
pub struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "a composition root")]
    fn now(&self) -> DateTime<FixedOffset> {
        chrono::Utc::now().trunc_subsecs(3).with_timezone(&domain::beijing())
    }
}

/// The system's random source.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, out: &mut [u8]) {
        // Keys made from anything weaker would be worse than no program, so it stops here when the system has none.
        if rand::rngs::SysRng.try_fill_bytes(out).is_err() {
            std::process::abort();
        }
    }
}

/// A repeatable source for `demo --seed`, which tests need and no real school can reach.
pub struct SeededRandom(rand_chacha::ChaCha20Rng);

impl SeededRandom {
    /// The source with this seed.
    pub fn new(seed: u64) -> Self {
        Self(rand_chacha::ChaCha20Rng::seed_from_u64(seed))
    }
}

impl Random for SeededRandom {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}

/// Times a piece of work.
fn stopwatch(work: &mut dyn FnMut()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// Where fonts may lie: `ANMIAO_ASSETS`, beside the program, the package's lib folder, the source tree.
fn assets() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = std::env::var_os("ANMIAO_ASSETS").map(PathBuf::from).into_iter().collect();
    if let Ok(program) = std::env::current_exe()
        && let Some(dir) = program.parent()
    {
        places.push(dir.join("assets"));
        places.push(dir.join("../lib/anmiao/assets"));
    }
    places.push(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets")));
    places.iter().map(|p| p.join("fonts")).chain(places.iter().cloned()).collect()
}

/// The roots of a command.
pub fn roots(clock: Arc<dyn Clock>, random: Box<dyn Random>) -> Roots {
    Roots {
        clock,
        random: Mutex::new(random),
        stopwatch,
        cost: None,
        home: PathBuf::new(),
        assets: assets(),
        runtime: std::env::temp_dir().join("anmiao-none"),
    }
}
