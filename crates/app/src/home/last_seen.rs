//! How far the log was when this computer last wrote to the database, kept beside it under a key that only an open home
//! has. A database that is behind it, or tells another story at that place, was put back from an older copy: what was
//! written since is missing from it. The local backups are witnesses too, for when the note itself was taken away.
//!
//! The note is written after the commits it tells of, so the database may be ahead of it by any number of rows and never
//! behind, also after a power cut. A restore and a repair begin a new epoch; the note begins anew with it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use store::audit::Anchor;
use store::{ReadTx, Store};
use vault::Keyring;

use super::OpenHome;
use crate::App;
use crate::error::Result;
use crate::fault::store_error;
use crate::view::FaultView;

/// The file in the home.
const FILE: &str = "seen.bin";
/// So many rows after the last note the next one is written.
const EVERY: u64 = 50;
/// How many of the newest local backups are asked.
const WITNESSES: usize = 3;

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// The packet epoch of the database.
    epoch: String,
    /// Rows of the log.
    count: u64,
    /// Hash of the last one, 64 hexadecimal digits.
    head: String,
    /// Local backups that tell of another story than this database for a reason that is known: a restore, or an alarm that
    /// was raised.
    past: Vec<String>,
}

impl Note {
    /// The note of a home; none when it is not there, or was made under other keys, as before a removal for cause.
    fn read(dir: &Path, keyring: &Keyring) -> Option<Self> {
        let bytes = crate::files::read_small(&dir.join(FILE)).ok()?;
        serde_json::from_slice(&keyring.open_note(&bytes)?).ok()
    }

    /// Of the database as it stands.
    fn of(tx: &ReadTx<'_>, past: Vec<String>) -> store::Result<Self> {
        let head = store::audit::head(tx)?;
        Ok(Self { epoch: store::meta::epoch(tx)?, count: head.count, head: head.hex(), past })
    }

    /// A note that cannot be written leaves the one before, which is true as well.
    fn write(&self, app: &App, dir: &Path, keyring: &Keyring) {
        let Ok(bytes) = serde_json::to_vec(self) else { return };
        if let Ok(sealed) = keyring.seal_note(&bytes, app.roots.random().as_mut()) {
            let _ = crate::files::put(&dir.join(FILE), &sealed);
        }
    }
}

/// The alarm for a database that is older than what this computer has seen of it.
///
/// # Errors
/// Those of the store.
pub(super) fn judge(home: &OpenHome) -> Result<Option<FaultView>> {
    let note = Note::read(&home.dir, &home.keyring());
    let id = home.keyring().home();
    let witnesses: Vec<_> = crate::care::generations(&home.dir)
        .into_iter()
        .filter(|g| note.as_ref().is_none_or(|note| !note.past.contains(&g.file_name)))
        .take(WITNESSES)
        .filter_map(|g| store::container::open(&home.dir.join(crate::care::GENERATIONS).join(g.file_name)).ok())
        .map(|container| container.manifest)
        .collect();
    let older = home.read(|tx| {
        let (epoch, begun) = store::meta::epoch_begun(tx)?;
        let noted = match &note {
            Some(note) if note.epoch > epoch => true,
            Some(note) if note.epoch == epoch => {
                let head = packet::encoding::from_hex(note.head.as_bytes()).and_then(|head| head.try_into().ok());
                match head {
                    Some(head) => store::audit::compare(tx, note.count, &head)? != Anchor::Extends,
                    None => false,
                }
            }
            // None yet, or the database was restored since.
            _ => false,
        };
        if noted {
            return Ok(true);
        }
        // What was made before the epoch began may tell of what a restore set aside.
        for manifest in witnesses.iter().filter(|manifest| manifest.created_at.ms() > begun.ms()) {
            if crate::audit::is_contradicted(tx, manifest, id)? {
                return Ok(true);
            }
        }
        Ok(false)
    })?;
    Ok(older.then(|| FaultView::new("database_older")))
}

/// Writes the note for the database as it stands. `alarmed` says that the backups which tell of more have had their say.
pub(super) fn keep(app: &App, home: &OpenHome, alarmed: bool) {
    let before = Note::read(&home.dir, &home.keyring());
    let note = home.store.read(|tx| {
        let epoch = store::meta::epoch(tx)?;
        let known = before.filter(|note| note.epoch == epoch).map(|note| note.past);
        let past = if alarmed { names(&home.dir) } else { known.unwrap_or_default() };
        Note::of(tx, past)
    });
    if let Ok(note) = note {
        home.noted(note.count);
        note.write(app, &home.dir, &home.keyring());
    }
}

/// The same when the log has grown far enough since the last note.
pub(super) fn keep_when_due(app: &App, home: &OpenHome, count: u64) {
    if count.saturating_sub(home.last_noted()) >= EVERY {
        keep(app, home, false);
    }
}

/// Begins anew with a database that a restore or a repair has just put in place: every backup that is there now may tell of
/// what it set aside.
///
/// # Errors
/// Those of the store.
pub(crate) fn begin_anew(app: &App, dir: &Path, keyring: &Keyring, store: &Store) -> Result<()> {
    let note = store.read(|tx| Note::of(tx, names(dir)));
    let note = note.map_err(|e: store::Error| store_error(store.path(), &e))?;
    note.write(app, dir, keyring);
    Ok(())
}

fn names(dir: &Path) -> Vec<String> {
    crate::care::generations(dir).into_iter().map(|g| g.file_name).collect()
}
