//! The power cut at any moment: everything that the disk was not made to keep is lost, or half of it, or single sectors.
//! Opened the way the program opens it, the database holds every commit that was acknowledged.
//!
//! Two controls run the same moments over bare rows: with `synchronous=NORMAL` commits must be missing, or this could not
//! see a loss; with `FULL`, as the program has it, none may be. Not simulated: a disk that says it has written and has
//! not, and a folder's entries that come to the disk in another order.

mod disk;
mod shim;
mod work;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::thread;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::ground::{Answer, Dice, Ground, folder, put};
use disk::{Disk, Loss};
use shim::Event;
use work::Work;

/// Threads that look at what a cut has left.
const THREADS: usize = 2;

/// What many cuts have shown.
#[derive(Default)]
struct Shown {
    cuts: usize,
    /// Different states of the disk among them.
    images: usize,
    /// Cuts after which an acknowledged commit was missing.
    lost: usize,
    /// The most commits missing after one cut.
    worst: usize,
    /// Cuts after which the database did not open, or did not hold together.
    broken: usize,
    /// The first of these, in words.
    first: Option<String>,
}

impl Shown {
    fn and(mut self, other: Self) -> Self {
        self.cuts += other.cuts;
        self.images += other.images;
        self.lost += other.lost;
        self.worst = self.worst.max(other.worst);
        self.broken += other.broken;
        self.first = self.first.or(other.first);
        self
    }

    fn json(&self) -> Value {
        json!({
            "cuts": self.cuts, "images": self.images, "lost": self.lost, "worst": self.worst, "broken": self.broken,
            "first": self.first,
        })
    }
}

/// Cuts the power `count` times while the program works, and a fifth of that in each control.
pub fn cuts(school: &Path, count: usize, seed: u64) -> Answer<Value> {
    let place = folder()?;
    let template = place.path().join("template");
    let ground = Ground::make(school, &template)?;
    let mut told = serde_json::Map::new();
    for (name, work, count) in [
        ("program", Work::Program, count),
        ("normal", Work::Rows("NORMAL"), count / 5),
        ("full", Work::Rows("FULL"), count / 5),
    ] {
        let shown = judged(&ground, &template, place.path(), work, count, seed)?;
        told.insert(name.to_owned(), shown.json());
    }
    Ok(Value::Object(told))
}

fn judged(ground: &Ground, template: &Path, place: &Path, work: Work, count: usize, seed: u64) -> Answer<Shown> {
    let recorded = work::record(ground, template, &place.join("recorded"), work)?;
    let begin = recorded.events.iter().position(|event| matches!(event, Event::Acknowledged(_)));
    let begin = begin.ok_or("nothing was acknowledged")?;
    let mut dice = Dice::new(seed);
    let mut moments: Vec<usize> = (0..count).map(|_| begin + 1 + dice.below(recorded.events.len() - begin)).collect();
    moments.sort_unstable();
    let share = count.div_ceil(THREADS).max(1);
    thread::scope(|scope| {
        let running: Vec<_> = moments
            .chunks(share)
            .zip(1..)
            .map(|(moments, number)| {
                let (recorded, image) = (&recorded, place.join(format!("image-{number}")));
                scope.spawn(move || look(ground, recorded, moments, &image, work, Dice::new(seed + number)))
            })
            .collect();
        running.into_iter().try_fold(Shown::default(), |shown, thread| {
            Ok(shown.and(thread.join().map_err(|_| "looking at an image panicked")??))
        })
    })
}

/// Looks at the disk after each of these cuts, which come in their order.
fn look(
    ground: &Ground,
    recorded: &work::Recorded,
    moments: &[usize],
    image: &Path,
    work: Work,
    mut dice: Dice,
) -> Answer<Shown> {
    let mut shown = Shown::default();
    let mut disk = Disk::new(&recorded.before);
    let mut acknowledged = 0;
    let mut fed = 0;
    // The same state of the disk is looked at once; what was acknowledged differs.
    let mut known: HashMap<[u8; 32], Result<usize, String>> = HashMap::new();
    for (number, moment) in moments.iter().enumerate() {
        for event in recorded.events.iter().take(*moment).skip(fed) {
            match event {
                Event::Acknowledged(count) => acknowledged = *count,
                event => disk.feed(event)?,
            }
        }
        fed = fed.max(*moment);
        let loss = match number % 3 {
            0 => Loss::Everything,
            1 => Loss::Writes,
            _ => Loss::Sectors,
        };
        let files = disk.image(loss, &mut dice);
        let mut hash = Sha256::new();
        for (name, bytes) in &files {
            hash.update(name.as_os_str().as_encoded_bytes());
            hash.update(u64::try_from(bytes.len())?.to_be_bytes());
            hash.update(bytes);
        }
        let key: [u8; 32] = hash.finalize().into();
        let found = match known.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                put(image, &files)?;
                new.insert(work.found(ground, image).map_err(|error| error.to_string()))
            }
        };
        shown.cuts += 1;
        match found {
            Ok(found) if *found < acknowledged => {
                shown.lost += 1;
                shown.worst = shown.worst.max(acknowledged - *found);
                shown.first.get_or_insert_with(|| format!("event {moment}, {loss:?}: {found} of {acknowledged}"));
            }
            Ok(found) if *found > acknowledged + 1 => {
                return Err(format!("event {moment}: {found} commits, {acknowledged} acknowledged").into());
            }
            Ok(_) => {}
            Err(error) => {
                shown.broken += 1;
                shown.first.get_or_insert_with(|| format!("event {moment}, {loss:?}: {error}"));
            }
        }
    }
    shown.images = known.len();
    Ok(shown)
}
