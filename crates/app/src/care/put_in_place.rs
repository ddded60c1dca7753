//! The last steps of a restore and of a repair: the old home is set aside, the new keys file is the commit point.

use std::path::{Path, PathBuf};

use domain::Instant;
use store::{Store, WriteTx};
use vault::{Keyring, KeysFile, VaultError};

use super::aside;
use super::recovering::Recovering;
use super::tidy::settle;
use super::write::remove;
use crate::App;
use crate::error::{Code, Result};
use crate::fault::vault_error;
use crate::home::HomeLock;

/// Seconds to wait for the last use case of a home that was closed.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// A name for a database that no file of the home has, nor the keys name: `school-<n>.db`.
pub(crate) fn free_file(dir: &Path) -> String {
    let named = KeysFile::read(dir).ok().map(|k| k.db_file().to_owned());
    let free = |name: &str| {
        named.as_deref() != Some(name)
            && ["", "-wal", "-shm", ".part"]
                .iter()
                .all(|end| dir.join(format!("{name}{end}")).symlink_metadata().is_err())
    };
    (2u32..).map(|n| format!("school-{n}.db")).find(|name| free(name)).unwrap_or_else(|| "school-1.db".to_owned())
}

/// Closes whatever this program holds of a home and takes its lock: a use case that still runs gives it back in a moment.
///
/// # Errors
/// `HomeBusy` when another program has it, `HomeUnwritable`.
pub(crate) fn close_and_lock(app: &App, dir: &Path) -> Result<HomeLock> {
    app.set_recovering(None);
    *app.starting.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    app.set_open(None);
    let step = std::time::Duration::from_millis(50);
    let mut waited = std::time::Duration::ZERO;
    loop {
        match HomeLock::take(dir) {
            Err(e) if e.code == Code::HomeBusy && waited < PATIENCE => {
                std::thread::sleep(step);
                waited += step;
            }
            taken => return taken,
        }
    }
}

/// A database on its way into the home. Dropped before [`Coming::commit`] has succeeded it goes again and the old home is
/// as it was; a crash leaves a note, by which the next login does the same.
pub(crate) struct Coming<'a> {
    dir: &'a Path,
    folder: PathBuf,
    file: String,
    done: bool,
}

impl<'a> Coming<'a> {
    /// Announces a database under a free name. The home's lock is held.
    ///
    /// # Errors
    /// `HomeNewer`, those of the disk.
    pub(crate) fn announce(dir: &'a Path, at: Instant) -> Result<Self> {
        settle(dir);
        if matches!(KeysFile::read(dir), Err(VaultError::Newer(_))) {
            return Err(Code::HomeNewer.into());
        }
        let file = free_file(dir);
        let folder = aside::announce(dir, &file, at)?;
        Ok(Self { dir, folder, file, done: false })
    }

    /// Where it is to be made.
    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join(&self.file)
    }

    /// Makes it the home's database and `keyring` its keys: the rename of the keys file is the commit point. Answers the
    /// keyring and the name of the folder with the old home, empty where there was none.
    ///
    /// # Errors
    /// Those of the disk; then the old home is in force.
    pub(crate) fn commit(&mut self, keyring: Keyring) -> Result<(Keyring, String)> {
        aside::fill(self.dir, &self.folder, &self.file)?;
        let above = KeysFile::read(self.dir).map_or(0, |keys| keys.generation());
        let keyring = keyring.adopt(self.dir, &self.file, above).map_err(|e| vault_error(self.dir, &e))?;
        self.done = true;
        aside::finish(self.dir, &self.folder);
        Ok((keyring, aside::name(&self.folder)))
    }
}

impl Drop for Coming<'_> {
    fn drop(&mut self) {
        if !self.done {
            // The database goes first: as long as the note stands, the next login knows whose it is.
            forget(self.dir, &self.file);
            aside::undo(self.dir, &self.folder);
        }
    }
}

/// Removes a database that did not become the home's.
pub(crate) fn forget(dir: &Path, file: &str) {
    for end in ["", "-wal", "-shm", ".part"] {
        remove(&dir.join(format!("{file}{end}")));
    }
}

/// Begins a packet epoch that is later than the one of the new database and than that of the home it replaces, also with a
/// clock set back, and keeps that a new recovery code is due.
pub(crate) fn begin_anew(tx: &mut WriteTx<'_>, floor: Option<Instant>, now: Instant) -> store::Result<String> {
    let own = store::meta::epoch(tx)?;
    let floor = [epoch_time(&own), floor].into_iter().flatten().max();
    let at = match floor {
        Some(floor) if floor.ms() >= now.ms() - 1000 => Instant::from_ms(floor.ms() + 1000).unwrap_or(now),
        _ => now,
    };
    store::care::set_recovery_due(tx, store::care::DueReason::Restored, now)?;
    store::meta::begin_epoch(tx, at)
}

/// The instant of an epoch's name, `YYYYMMDDHHMMSS` in UTC.
pub(crate) fn epoch_time(epoch: &str) -> Option<Instant> {
    let utc = chrono::NaiveDateTime::parse_from_str(epoch, "%Y%m%d%H%M%S").ok()?;
    Instant::from_ms(utc.and_utc().timestamp_millis())
}

/// Leaves the new home locked, or, when the recovery code opened it, waiting for a new password and a new code.
pub(crate) fn hand_over(app: &App, dir: &Path, keyring: Keyring, store: Store, lock: HomeLock, recovery: bool) {
    app.care.set_damaged(None);
    app.care.set_checked(None);
    // Without it the next login finds an epoch that is newer than the note, and begins anew by itself.
    let _ = crate::home::begin_seen_anew(app, dir, &keyring, &store);
    if recovery {
        app.set_recovering(Some(Recovering { dir: dir.to_owned(), keyring, store, lock }));
    }
}
