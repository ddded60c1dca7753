//! Commits one by one: the store's, and the peers' of the same rows.
#![cfg_attr(target_os = "linux", expect(unsafe_code, reason = "the CPU time of a thread is told by a C function only"))]

use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use crate::school::{Answer, Concerns, Counting, School, now, record, uuid};
use crate::{Done, rows_plain, school, slow_disk};

/// Commits `count` concerns one by one on each side, in turns, and prints the milliseconds of each commit, by the clock and of
/// CPU time. Bringing a file to the disk takes `wait` ms longer than it does.
pub fn commits(from: &Path, folder: &Path, count: usize, wait: u64) -> Done {
    if wait > 0 {
        slow_disk::install(Duration::from_millis(wait))?;
    }
    let concerns = Concerns::of(from)?;
    let here = School::open(folder)?;
    let raw = here.raw()?;
    let key = here.keyring.db_key();
    let mut plain = rows_plain::create(&folder.join("plain.db"), &raw, None)?;
    let mut cipher = rows_plain::create(&folder.join("cipher.db"), &raw, Some(&key))?;
    let at = now()?;
    let mut random = Counting(3);
    let (mut ours, mut bare, mut ciphered) = (Both::default(), Both::default(), Both::default());
    for n in 0..count {
        let concern = concerns.nth(n)?;
        let uuid = uuid(&mut random);
        ours.add(|| Ok(here.store.write(|tx| record(tx, &concern, uuid, at))?))?;
        let rows = rows_plain::rows_of(&raw, &concern.id)?;
        bare.add(|| Ok(rows_plain::commit(&mut plain, &rows)?))?;
        ciphered.add(|| Ok(rows_plain::commit(&mut cipher, &rows)?))?;
        // What was acknowledged is found, whether or not it has its place in the index yet.
        let found = here.store.read(|tx| store::search::find(tx, &concern.id, 1))?;
        if found != [concern.id] {
            return Err("a concern is not found after its commit".into());
        }
    }
    school::say(&serde_json::json!({
        "clock": { "ours": ours.clock, "plain": bare.clock, "cipher": ciphered.clock },
        "cpu": { "ours": ours.cpu, "plain": bare.cpu, "cipher": ciphered.cpu },
    }))
}

/// The milliseconds of each commit of one side.
#[derive(Default)]
struct Both {
    clock: Vec<f64>,
    cpu: Vec<f64>,
}

impl Both {
    fn add(&mut self, work: impl FnOnce() -> Done) -> Done {
        let began = cpu_ms();
        self.clock.push(timed(work)?);
        self.cpu.push(cpu_ms() - began);
        Ok(())
    }
}

/// The CPU time of this thread so far.
#[cfg(target_os = "linux")]
fn cpu_ms() -> f64 {
    let mut spent = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the function writes to the place it is given and keeps nothing.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut spent) };
    let (seconds, nanos) = (spent.tv_sec as f64, spent.tv_nsec as f64);
    seconds * 1e3 + nanos / 1e6
}

/// Elsewhere nobody measures on a file system in memory, which is what this is for.
#[cfg(not(target_os = "linux"))]
fn cpu_ms() -> f64 {
    0.0
}

/// The milliseconds that something took.
pub fn timed(work: impl FnOnce() -> Done) -> Answer<f64> {
    let began = Stopwatch::now();
    work()?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}
