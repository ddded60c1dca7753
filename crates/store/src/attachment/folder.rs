//! The folder of the encrypted files: `files/ab/cd/abcd…`, two levels so that no folder grows large, and `files/new` for
//! those whose row is not committed yet. A name says nothing, and no file is ever changed.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest as _, Sha256};
use vault::{Encrypted, FileKey, VaultError};

use crate::error::{Error, Result};
use crate::open::{beside, sync_folder};

/// Its name in the home.
pub const FOLDER: &str = "files";
/// The folder in it for what is not committed.
const NEW: &str = "new";
/// A file that a crash left without a row is removed when it is older than this.
const ORPHAN: Duration = Duration::from_secs(24 * 60 * 60);
/// How much is read at once (bytes).
const CHUNK: usize = 1 << 20;

/// The folder of one home.
#[derive(Debug, Clone)]
pub struct Files(PathBuf);

/// A file that is whole on the disk and waits for its row.
#[derive(Debug)]
pub struct Incoming {
    files: Files,
    id: String,
    /// What was written.
    pub encrypted: Encrypted,
}

impl Incoming {
    /// Its name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its row is committed: it is moved to its place. Should that fail, it is found where it lies, and the next login moves
    /// it.
    pub fn settle(self) {
        let _ = self.files.settle_one(&self.id);
    }
}

impl Files {
    /// Those of the home in this folder. Nothing is made.
    pub fn of(home: &Path) -> Self {
        Self(home.join(FOLDER))
    }

    /// Encrypts what `from` has into a new file, which is on the disk when this answers.
    ///
    /// # Errors
    /// [`Error::Io`], also for a full disk and for what could not be read; then nothing of that name was made.
    pub fn put(&self, key: &FileKey, sha256: &[u8; 32], from: &mut dyn Read) -> Result<Incoming> {
        let id = key.name(sha256);
        let folder = self.0.join(NEW);
        make(&folder)?;
        let path = folder.join(&id);
        let part = beside(&path, ".part");
        let done = write(&part, key, from).and_then(|encrypted| {
            // Whatever was read is not what was meant, such as a file that somebody still writes to.
            if encrypted.sha256 != *sha256 {
                return Err(Error::Io(ErrorKind::InvalidData.into()));
            }
            fs::rename(&part, &path).map_err(Error::Io)?;
            sync_folder(&folder)?;
            Ok(Incoming { files: self.clone(), id, encrypted })
        });
        if done.is_err() {
            // Half a file is of no use; the next login removes one that stays.
            let _ = fs::remove_file(&part);
        }
        done
    }

    /// Takes in an encrypted file as it lies in a backup: its bytes must be the ones that were meant. One that is there
    /// already and whole stays as it is.
    ///
    /// # Errors
    /// [`Error::BadBackup`] for other bytes, [`Error::Io`].
    pub fn take(&self, id: &str, stored_sha256: &[u8; 32], size: u64, from: &mut dyn Read) -> Result<()> {
        let path = self.place(id).ok_or(Error::BadBackup)?;
        if let Some(folder) = path.parent() {
            make(folder)?;
        }
        let part = beside(&path, ".part");
        let done = copied(&part, size, from).and_then(|found| {
            if found != *stored_sha256 {
                return Err(Error::BadBackup);
            }
            fs::rename(&part, &path).map_err(Error::Io)?;
            path.parent().map_or(Ok(()), sync_folder)
        });
        if done.is_err() {
            let _ = fs::remove_file(&part);
        }
        done
    }

    /// Where a file lies for good. Nothing for a text that is no name of a file here.
    pub fn place(&self, id: &str) -> Option<PathBuf> {
        let plain = id.len() == 64 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let (first, rest) = id.split_at_checked(2).filter(|_| plain)?;
        let (second, _) = rest.split_at_checked(2)?;
        Some(self.0.join(first).join(second).join(id))
    }

    /// Where a file lies now, in its place or still among the new ones.
    pub fn find(&self, id: &str) -> Option<PathBuf> {
        let place = self.place(id)?;
        if place.is_file() {
            return Some(place);
        }
        Some(self.0.join(NEW).join(id)).filter(|path| path.is_file())
    }

    /// Opens an encrypted file for reading.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Io`].
    pub fn open(&self, id: &str) -> Result<File> {
        let path = self.find(id).ok_or(Error::Missing)?;
        File::open(path).map_err(|e| if e.kind() == ErrorKind::NotFound { Error::Missing } else { Error::Io(e) })
    }

    /// SHA-256 and bytes of an encrypted file.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Io`].
    pub fn measure(&self, id: &str) -> Result<([u8; 32], u64)> {
        let mut file = self.open(id)?;
        let (mut hash, mut size, mut chunk) = (Sha256::new(), 0u64, vec![0; CHUNK]);
        loop {
            let read = match file.read(&mut chunk) {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                read => read.map_err(Error::Io)?,
            };
            let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { break };
            hash.update(bytes);
            size += u64::try_from(read).unwrap_or(0);
        }
        Ok((hash.finalize().into(), size))
    }

    /// Moves what has its row to its place, and removes what a crash left: parts, and files without a row that are older than a
    /// day. `named` are the names in the database. It never fails: what could not be done now is done at the next login.
    pub fn settle(&self, named: &HashSet<String>, now: SystemTime) {
        let Ok(entries) = fs::read_dir(self.0.join(NEW)) else { return };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if named.contains(&name) {
                let _ = self.settle_one(&name);
                continue;
            }
            let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|at| now.duration_since(at).ok());
            let ours = name.ends_with(".part") || self.place(&name).is_some();
            if ours && (name.ends_with(".part") || age.is_some_and(|age| age > ORPHAN)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Moves every file that waits for its row to its place, whether it has one or not: when another database takes the place of
    /// the one that would know.
    pub fn keep_new(&self) {
        let Ok(entries) = fs::read_dir(self.0.join(NEW)) else { return };
        for name in entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
            if self.place(&name).is_some() {
                let _ = self.settle_one(&name);
            }
        }
    }

    fn settle_one(&self, id: &str) -> Result<()> {
        let place = self.place(id).ok_or(Error::Missing)?;
        let folder = place.parent().ok_or(Error::Missing)?;
        make(folder)?;
        let new = self.0.join(NEW);
        fs::rename(new.join(id), &place).map_err(Error::Io)?;
        sync_folder(folder)?;
        sync_folder(&new)
    }
}

fn write(part: &Path, key: &FileKey, from: &mut dyn Read) -> Result<Encrypted> {
    let mut file = create(part)?;
    let encrypted = key.encrypt(from, &mut file).map_err(|e| match e {
        VaultError::FileRead(e) | VaultError::FileWrite(e) => Error::Io(e),
        _ => Error::Io(ErrorKind::InvalidData.into()),
    })?;
    file.sync_all().map_err(Error::Io)?;
    Ok(encrypted)
}

/// Copies exactly `size` bytes.
fn copied(part: &Path, size: u64, from: &mut dyn Read) -> Result<[u8; 32]> {
    let mut file = create(part)?;
    let (mut hash, mut left, mut chunk) = (Sha256::new(), size, vec![0; CHUNK]);
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let read = match from.read(chunk.get_mut(..most).unwrap_or_default()) {
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            read => read.map_err(Error::Io)?,
        };
        let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { return Err(Error::BadBackup) };
        hash.update(bytes);
        file.write_all(bytes).map_err(Error::Io)?;
        left = left.saturating_sub(u64::try_from(read).unwrap_or(left));
    }
    file.sync_all().map_err(Error::Io)?;
    Ok(hash.finalize().into())
}

/// A new file that only its owner may read, where the system knows such rights.
fn create(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map_err(Error::Io)
}

/// Makes a folder with those above it, so that they are there after a power cut too.
fn make(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make(above)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    match builder.create(folder) {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(Error::Io(e)),
        _ => {}
    }
    folder.parent().map_or(Ok(()), sync_folder)
}
