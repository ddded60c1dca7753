//! The readers of foreign bytes under libFuzzer. What each one is, and what may not happen, stands in `tests/fuzz`.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, reason = "what is fed is described in tests/fuzz")]

#[path = "../../tests/fuzz/readers.rs"]
mod readers;
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

use std::cell::OnceCell;
use std::path::PathBuf;

use readers::Verdict;
use targets::{Bound, Target};

/// Says where a finished demo of the sample school lies; a file in it may be written by the readers that need one.
pub const DEMO: &str = "ANMIAO_FUZZ_DEMO";

thread_local! {
    static TARGET: OnceCell<Target> = const { OnceCell::new() };
}

/// The reader of this name.
fn find(name: &str) -> Target {
    let demo = PathBuf::from(std::env::var_os(DEMO).expect("ANMIAO_FUZZ_DEMO names a finished demo"));
    let target = targets::all(&demo).expect("a whole demo").into_iter().find(|target| target.name == name);
    let target = target.expect("a reader of this name");
    assert_eq!((target.judge)(&target.good), Verdict::Good, "{name} does not accept its own good input");
    target
}

/// Feeds one input to one reader, which may refuse it, but neither panic nor take a changed file for a signed one.
pub fn feed(name: &str, bytes: &[u8]) {
    TARGET.with(|target| {
        let target = target.get_or_init(|| find(name));
        let verdict = (target.judge)(bytes);
        // A hash without a key can be guessed, as libFuzzer does by watching what is compared; a signature cannot.
        let forged = verdict == Verdict::Good && target.bound == Bound::Signature && bytes != target.good;
        assert!(!forged, "a changed file passed for genuine");
    });
}

/// The whole program of one reader.
#[macro_export]
macro_rules! reader {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::feed($name, bytes));
    };
}
