//! The two copies of the keys file on disk. The copy is written first and `keys.json` last, which is the commit:
//! a crash in between leaves the old keys in force. Each goes through a `.part` file, a sync and a rename.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use crate::error::{CopyFault, VaultError};
use crate::file::{KeysFile, MAX_BYTES};

/// The keys file in a home.
pub const KEYS_FILE: &str = "keys.json";
/// Its second copy.
pub const BACKUP_FILE: &str = "keys.json.bak";

impl KeysFile {
    /// Reads the keys of a home from whichever copy is usable, `keys.json` before `keys.json.bak`. Writes nothing:
    /// a lost copy is written again once an unlock has proved the other genuine.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Damaged`] or [`VaultError::Newer`].
    pub fn read(dir: &Path) -> Result<Self, VaultError> {
        let main = match read_copy(dir, KEYS_FILE) {
            Ok(file) => return Ok(file),
            Err(fault) => fault,
        };
        match (main, read_copy(dir, BACKUP_FILE)) {
            (_, Ok(file)) => Ok(file),
            (CopyFault::Missing, Err(CopyFault::Missing)) => Err(VaultError::Missing),
            (CopyFault::Newer(version), Err(CopyFault::Newer(_) | CopyFault::Missing))
            | (CopyFault::Missing, Err(CopyFault::Newer(version))) => Err(VaultError::Newer(version)),
            (main, Err(backup)) => Err(VaultError::Damaged { main, backup }),
        }
    }
}

/// Whether any trace of a keys file stands in the home.
pub(crate) fn is_present(dir: &Path) -> bool {
    [KEYS_FILE, BACKUP_FILE].iter().any(|name| dir.join(name).symlink_metadata().is_ok())
}

/// One copy.
fn read_copy(dir: &Path, name: &str) -> Result<KeysFile, CopyFault> {
    let mut bytes = Vec::new();
    let read = File::open(dir.join(name)).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes));
    match read {
        Ok(_) => KeysFile::parse(dir, &bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(CopyFault::Missing),
        Err(error) => Err(CopyFault::Unreadable(error)),
    }
}

/// Writes both copies. When the commit itself fails, the copy is put back to `old`, so that both agree again.
pub(crate) fn write_both(file: &KeysFile, old: Option<&KeysFile>) -> Result<(), VaultError> {
    let bytes = file.to_bytes();
    write_atomic(&file.dir, BACKUP_FILE, &bytes).map_err(VaultError::Write)?;
    write_atomic(&file.dir, KEYS_FILE, &bytes).map_err(|error| {
        if let Some(old) = old {
            // Best effort: should it fail too, `keys.json` still holds the old keys and is read first.
            let _ = write_atomic(&file.dir, BACKUP_FILE, &old.to_bytes());
        }
        VaultError::Write(error)
    })
}

/// Writes again a copy that is missing, damaged or older than `file`, which an unlock has proved genuine, or that belongs to
/// a change which never counted. A copy made by a newer program or with a higher generation is left alone. Failure is no error: the other copy serves.
pub(crate) fn heal(file: &KeysFile) {
    for name in [BACKUP_FILE, KEYS_FILE] {
        let stale = match read_copy(&file.dir, name) {
            // A copy that names another database was written by a change that never reached `keys.json`. Where the own
            // database is gone it is the other way round: old keys were put back over new ones, which must not be lost.
            Ok(copy) if copy.db_file() != file.db_file() => file.dir.join(file.db_file()).exists(),
            Ok(copy) => copy.generation() < file.generation(),
            Err(CopyFault::Missing | CopyFault::Damaged) => true,
            Err(_) => false,
        };
        if stale {
            let _ = write_atomic(&file.dir, name, &file.to_bytes());
        }
    }
}

/// Puts `bytes` at `dir/name` so that after a power cut either the old or the new content stands there.
fn write_atomic(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let part = dir.join(format!("{name}.part"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    rename_patiently(&part, &dir.join(name))?;
    sync_dir(dir)
}

/// Renames over `to`. Antivirus and backup programs on Windows hold files open for moments, so it tries again there.
pub(crate) fn rename_patiently(from: &Path, to: &Path) -> io::Result<()> {
    let tries = if cfg!(windows) { 10 } else { 1 };
    let mut result = fs::rename(from, to);
    for attempt in 1..tries {
        if result.is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20 * attempt));
        result = fs::rename(from, to);
    }
    result
}

/// Makes renames in a folder survive a power cut. Windows has no such call.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}
