//! A program with a clock and a random source of its own, in a folder of the test.

pub mod desk;
pub mod ground;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::{App, KdfCost, Roots};
use domain::{Clock, Instant, Random};

/// A clock that a test moves.
struct HandClock(Mutex<Instant>);

impl Clock for HandClock {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.lock().unwrap().at()
    }
}

/// A repeatable source; every test begins with its own seed.
pub struct Seeded(pub u64);

impl Random for Seeded {
    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            // SplitMix64: even enough for tests, and never used for a real school.
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (z ^ (z >> 31)).to_le_bytes()[0];
        }
    }
}

/// A program whose home is `dir/home`.
pub fn program(dir: &Path, seed: u64) -> App {
    App::new(Roots {
        clock: Arc::new(HandClock(Mutex::new(Instant::parse("2026-06-20T09:30:00+08:00").unwrap()))),
        random: Mutex::new(Box::new(Seeded(seed))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: dir.join("home"),
        assets: vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts"))],
        runtime: dir.join("run"),
    })
}
