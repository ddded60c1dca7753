//! A disk that keeps what it was told to keep, and of everything later only what chance leaves.

use std::path::PathBuf;

use super::shim::{Change, Event};
use crate::ground::{Answer, Dice};

/// What a disk writes as a whole (bytes).
const SECTOR: usize = 512;

/// What is lost of the changes since a file was last synced.
#[derive(Debug, Clone, Copy)]
pub enum Loss {
    /// All of them.
    Everything,
    /// Each change by a throw of a coin, so that later ones stay while earlier ones go.
    Writes,
    /// Each sector of each write by a throw of a coin.
    Sectors,
}

/// A file on the disk.
struct Kept {
    name: PathBuf,
    /// What a sync has brought to the disk; `None` where no such file stands.
    synced: Option<Vec<u8>>,
    /// What happened since, in its order.
    since: Vec<Change>,
    /// What stood there before a deletion after which nothing has happened yet: the entry of the folder may still be there.
    deleted: Option<Vec<u8>>,
}

/// The disk under a database.
pub struct Disk {
    files: Vec<Kept>,
}

impl Disk {
    pub fn new(files: &[(PathBuf, Vec<u8>)]) -> Self {
        let kept = |(name, bytes): &(PathBuf, Vec<u8>)| Kept {
            name: name.clone(),
            synced: Some(bytes.clone()),
            since: Vec::new(),
            deleted: None,
        };
        Self { files: files.iter().map(kept).collect() }
    }

    fn file(&mut self, name: &PathBuf) -> Answer<&mut Kept> {
        let at = self.files.iter().position(|file| file.name == *name).unwrap_or_else(|| {
            self.files.push(Kept { name: name.clone(), synced: None, since: Vec::new(), deleted: None });
            self.files.len() - 1
        });
        self.files.get_mut(at).ok_or_else(|| "no file".into())
    }

    /// Lets one event happen.
    pub fn feed(&mut self, event: &Event) -> Answer<()> {
        match event {
            Event::Changed(name, change) => {
                let file = self.file(name)?;
                file.deleted = None;
                file.since.push(change.clone());
            }
            Event::Synced(name) => {
                let file = self.file(name)?;
                let mut bytes = file.synced.take().unwrap_or_default();
                for change in file.since.drain(..) {
                    apply(&mut bytes, &change, |_| true);
                }
                file.synced = Some(bytes);
            }
            Event::Deleted { name, synced } => {
                let file = self.file(name)?;
                file.since.clear();
                let gone = file.synced.take();
                file.deleted = if *synced { None } else { gone };
            }
            Event::Acknowledged(_) => {}
        }
        Ok(())
    }

    /// What stands on the disk when the power comes back.
    pub fn image(&self, loss: Loss, dice: &mut Dice) -> Vec<(PathBuf, Vec<u8>)> {
        let mut image = Vec::new();
        for file in &self.files {
            if let Some(before) = &file.deleted {
                if dice.coin() {
                    image.push((file.name.clone(), before.clone()));
                }
                continue;
            }
            let mut bytes = file.synced.clone();
            for change in &file.since {
                match loss {
                    Loss::Everything => {}
                    Loss::Writes if dice.coin() => apply(bytes.get_or_insert_default(), change, |_| true),
                    Loss::Writes => {}
                    Loss::Sectors if matches!(change, Change::Truncated(_)) && dice.coin() => {}
                    Loss::Sectors => apply(bytes.get_or_insert_default(), change, |_| dice.coin()),
                }
            }
            if let Some(bytes) = bytes {
                image.push((file.name.clone(), bytes));
            }
        }
        image
    }
}

/// Applies those sectors of a change that are kept. What lies between the old end and a write is zeros.
fn apply(bytes: &mut Vec<u8>, change: &Change, mut kept: impl FnMut(usize) -> bool) {
    match change {
        Change::Truncated(length) => bytes.truncate(*length),
        Change::Written(at, written) => {
            let mut from = 0;
            while from < written.len() {
                // Sectors are those of the file, not of the write.
                let length = (SECTOR - (at + from) % SECTOR).min(written.len() - from);
                if let Some(piece) = written.get(from..from + length).filter(|_| kept(from)) {
                    let (start, end) = (at + from, at + from + length);
                    if bytes.len() < end {
                        bytes.resize(end, 0);
                    }
                    if let Some(place) = bytes.get_mut(start..end) {
                        place.copy_from_slice(piece);
                    }
                }
                from += length;
            }
        }
    }
}
