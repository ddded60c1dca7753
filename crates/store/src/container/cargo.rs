//! The files beside the database in a backup: a list of all of them, and the bytes of those that it carries.
//!
//! Behind the database stand 72 bytes for each file: its name (32 bytes), the SHA-256 of the encrypted file, its length (u64,
//! big endian). Those that are carried come first, and their bytes follow the list in the same order.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek as _, SeekFrom};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::read::Container;
use super::write::Hashed;
use super::{CHUNK, Progress};
use crate::attachment::{Files, StoredFile};
use crate::audit::hex;
use crate::error::{Error, Result};

/// Bytes of a line of the list.
const LINE: u64 = 72;
/// No list is longer (files).
const MOST: u64 = 1 << 22;

/// What a backup says of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// How many the database names.
    pub count: u64,
    /// How many of them are in the backup.
    pub carried: u64,
    /// Bytes of those.
    pub bytes: u64,
}

impl Listed {
    /// Bytes behind the database; nothing for numbers that cannot be true.
    pub(super) fn length(&self) -> Option<u64> {
        if self.carried > self.count || self.count > MOST {
            return None;
        }
        self.count.checked_mul(LINE)?.checked_add(self.bytes)
    }
}

/// The files that go into a backup.
#[derive(Clone, Copy)]
pub struct Cargo<'c> {
    /// The folder they lie in.
    pub folder: &'c Files,
    /// Those whose bytes are carried; each must be whole.
    pub carried: &'c [StoredFile],
    /// Those that are only listed: a local backup lies beside them, or they are lost.
    pub listed: &'c [StoredFile],
}

impl Cargo<'_> {
    /// What the manifest says of them; nothing for a home without files.
    pub fn told(&self) -> Option<Listed> {
        let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let (carried, listed) = (number(self.carried.len()), number(self.listed.len()));
        let bytes = self.carried.iter().map(|file| file.stored_size).sum();
        (carried + listed > 0).then_some(Listed { count: carried + listed, carried, bytes })
    }

    /// Writes the list and the bytes. `before` are the bytes that were told already.
    pub(super) fn write(&self, out: &mut Hashed, before: u64, progress: &mut Progress<'_>) -> Result<()> {
        for file in self.carried.iter().chain(self.listed) {
            out.put(&bytes_of(&file.id).ok_or(Error::BadBackup)?)?;
            out.put(&file.stored_sha256)?;
            out.put(&file.stored_size.to_be_bytes())?;
        }
        let mut done = before;
        for file in self.carried {
            let mut from = self.folder.open(&file.id)?;
            let (mut hash, mut size, mut chunk) = (Sha256::new(), 0u64, vec![0; CHUNK]);
            loop {
                let read = match from.read(&mut chunk) {
                    Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                    read => read.map_err(Error::Io)?,
                };
                let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { break };
                hash.update(bytes);
                out.put(bytes)?;
                size += u64::try_from(read).unwrap_or(0);
                if progress(done.saturating_add(size)).is_break() {
                    return Err(Error::Stopped);
                }
            }
            // It was whole when the backup began.
            if size != file.stored_size || <[u8; 32]>::from(hash.finalize()) != file.stored_sha256 {
                return Err(Error::Damaged);
            }
            done = done.saturating_add(size);
        }
        Ok(())
    }
}

/// A file that a backup names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InBackup {
    /// Its name on the disk.
    pub id: String,
    /// SHA-256 of the encrypted file.
    pub stored_sha256: [u8; 32],
    /// Its bytes.
    pub stored_size: u64,
    /// Where its bytes begin in the backup, when they are in it.
    at: Option<u64>,
}

impl InBackup {
    /// Whether its bytes are in the backup.
    pub fn is_carried(&self) -> bool {
        self.at.is_some()
    }
}

impl Container {
    /// The files that the backup names. Believe them only after the hash of the whole was compared.
    ///
    /// # Errors
    /// [`Error::BadBackup`] for a list that does not agree with the head, [`Error::Io`].
    pub fn files(&self) -> Result<Vec<InBackup>> {
        let Some(told) = self.manifest.files else { return Ok(Vec::new()) };
        let list = self.start.checked_add(self.manifest.db_size).ok_or(Error::BadBackup)?;
        let mut file = File::open(&self.path).map_err(Error::Io)?;
        file.seek(SeekFrom::Start(list)).map_err(Error::Io)?;
        let mut from = std::io::BufReader::new(file.take(told.count.saturating_mul(LINE)));
        let mut at = list.saturating_add(told.count.saturating_mul(LINE));
        let end = at.saturating_add(told.bytes);
        let mut found = Vec::new();
        for number in 0..told.count {
            let (mut id, mut stored_sha256, mut size) = ([0; 32], [0; 32], [0; 8]);
            for part in [id.as_mut_slice(), &mut stored_sha256, &mut size] {
                from.read_exact(part).map_err(|_| Error::BadBackup)?;
            }
            let stored_size = u64::from_be_bytes(size);
            let carried = number < told.carried;
            found.push(InBackup { id: hex(&id), stored_sha256, stored_size, at: carried.then_some(at) });
            if carried {
                at = at.checked_add(stored_size).filter(|at| *at <= end).ok_or(Error::BadBackup)?;
            }
        }
        if at == end { Ok(found) } else { Err(Error::BadBackup) }
    }

    /// The encrypted bytes of a file that is in the backup.
    ///
    /// # Errors
    /// [`Error::Missing`] when it is only listed; [`Error::Io`].
    pub fn file(&self, file: &InBackup) -> Result<impl Read + use<>> {
        let at = file.at.ok_or(Error::Missing)?;
        let mut from = File::open(&self.path).map_err(Error::Io)?;
        from.seek(SeekFrom::Start(at)).map_err(Error::Io)?;
        Ok(from.take(file.stored_size))
    }
}

/// The bytes of a name.
fn bytes_of(id: &str) -> Option<[u8; 32]> {
    let mut bytes = [0u8; 32];
    let mut rest = id;
    for byte in &mut bytes {
        let (two, after) = rest.split_at_checked(2)?;
        *byte = u8::from_str_radix(two, 16).ok()?;
        rest = after;
    }
    rest.is_empty().then_some(bytes)
}
