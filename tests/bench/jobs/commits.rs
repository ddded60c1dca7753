//! Commits one by one: the store's, and the peers' of the same rows.

use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use crate::school::{Answer, Concerns, Counting, School, now, record, uuid};
use crate::{Done, rows_plain, school, slow_disk};

/// Commits `count` concerns one by one on each side, in turns, and prints the milliseconds of each commit. Bringing a file
/// to the disk takes `wait` ms longer than it does.
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
    let (mut ours, mut bare, mut ciphered) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..count {
        let concern = concerns.nth(n)?;
        let uuid = uuid(&mut random);
        ours.push(timed(|| Ok(here.store.write(|tx| record(tx, &concern, uuid, at))?))?);
        let rows = rows_plain::rows_of(&raw, &concern.id)?;
        bare.push(timed(|| Ok(rows_plain::commit(&mut plain, &rows)?))?);
        ciphered.push(timed(|| Ok(rows_plain::commit(&mut cipher, &rows)?))?);
        // What was acknowledged is found, whether or not it has its place in the index yet.
        let found = here.store.read(|tx| store::search::find(tx, &concern.id, 1))?;
        if found != [concern.id] {
            return Err("a concern is not found after its commit".into());
        }
    }
    school::say(&serde_json::json!({ "ours": ours, "plain": bare, "cipher": ciphered }))
}

/// The milliseconds that something took.
pub fn timed(work: impl FnOnce() -> Done) -> Answer<f64> {
    let began = Stopwatch::now();
    work()?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}
