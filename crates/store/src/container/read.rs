//! Reading a container that came off a stick: everything in it is distrusted until its hash was compared.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::aside::Aside;
use super::write::create;
use super::{CHUNK, FORMAT, HASH, HEAD_MAX, MAGIC, Manifest, Progress};
use crate::audit::hex;
use crate::error::{Error, Result};
use crate::open::{beside, sync_folder};

/// The head of a container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The keys file as it stood when the backup was made, byte for byte.
    pub keys: String,
}

/// The version of any head, read before anything else is required of it.
#[derive(Deserialize)]
struct AnyHead {
    manifest: AnyManifest,
}

/// See [`AnyHead`].
#[derive(Deserialize)]
struct AnyManifest {
    format: u32,
}

/// A container whose head was read; its database is still untouched.
#[derive(Debug)]
pub struct Container {
    pub(super) path: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    /// The keys file in it.
    pub keys_json: Vec<u8>,
    /// Where the database begins.
    pub(super) start: u64,
    /// Bytes of the files behind it, with their list.
    behind: u64,
}

/// Reads the head of a container from the beginning of its bytes. Answers the head and where the database begins.
///
/// # Errors
/// [`Error::BadBackup`]; [`Error::TooNew`] for a format of a later program.
pub fn parse_head(bytes: &[u8]) -> Result<(Head, u64)> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Error::BadBackup)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(Error::BadBackup)?;
    let length = u32::from_be_bytes(*length);
    if length > HEAD_MAX {
        return Err(Error::BadBackup);
    }
    let length = usize::try_from(length).map_err(|_| Error::BadBackup)?;
    let (head, rest) = rest.split_at_checked(length).ok_or(Error::BadBackup)?;
    let any: AnyHead = serde_json::from_slice(head).map_err(|_| Error::BadBackup)?;
    if any.manifest.format > FORMAT {
        return Err(Error::TooNew { found: i64::from(any.manifest.format), known: i64::from(FORMAT) });
    }
    let head: Head = serde_json::from_slice(head).map_err(|_| Error::BadBackup)?;
    let (size, _) = rest.split_first_chunk::<8>().ok_or(Error::BadBackup)?;
    if u64::from_be_bytes(*size) != head.manifest.db_size {
        return Err(Error::BadBackup);
    }
    let start = u64::try_from(MAGIC.len() + 4 + length + 8).map_err(|_| Error::BadBackup)?;
    Ok((head, start))
}

/// Reads the head of a container file. The file must be exactly as long as its head says.
///
/// # Errors
/// [`Error::BadBackup`], [`Error::TooNew`], [`Error::Missing`], [`Error::Io`].
pub fn open(path: &Path) -> Result<Container> {
    let mut file = file(path)?;
    let whole = file.metadata().map_err(Error::Io)?.len();
    // Length first, so that a head is never longer than what is read for it.
    let most = u64::from(HEAD_MAX) + 64;
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(most).read_to_end(&mut bytes).map_err(Error::Io)?;
    let (head, start) = parse_head(&bytes)?;
    let behind = head.manifest.files.map_or(Some(0), |files| files.length()).ok_or(Error::BadBackup)?;
    let length = start.checked_add(head.manifest.db_size).and_then(|n| n.checked_add(behind)?.checked_add(HASH));
    if length != Some(whole) {
        return Err(Error::BadBackup);
    }
    Ok(Container { path: path.to_owned(), manifest: head.manifest, keys_json: head.keys.into_bytes(), start, behind })
}

/// Reads the whole file again and compares the hash at its end. Answers the SHA-256 of the whole file.
///
/// # Errors
/// [`Error::BadBackup`] when a byte changed; [`Error::Io`].
pub fn check(path: &Path) -> Result<[u8; 32]> {
    let container = open(path)?;
    container.copy(None, &mut |_| ControlFlow::Continue(()))
}

impl Container {
    /// Writes the database into a new file, through a `.part`, and compares every hash on the way.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`]; [`Error::BadBackup`] when a byte changed; [`Error::Io`], also for a full disk: then nothing
    /// of that name was made.
    pub fn extract(&self, to: &Path) -> Result<()> {
        self.extract_heard(to, &mut |_| ControlFlow::Continue(()))
    }

    /// Like [`Container::extract`]; `progress` hears how many bytes of the database were read, and can stop it.
    ///
    /// # Errors
    /// As [`Container::extract`], and [`Error::Stopped`].
    pub fn extract_heard(&self, to: &Path, progress: &mut Progress<'_>) -> Result<()> {
        if to.symlink_metadata().is_ok() {
            return Err(Error::AlreadyThere);
        }
        let part = beside(to, ".part");
        let done = self.copy(Some(&part), progress).and_then(|_| {
            fs::rename(&part, to).map_err(Error::Io)?;
            to.parent().map_or(Ok(()), sync_folder)
        });
        if done.is_err() {
            // Half a database is of no use.
            let _ = fs::remove_file(&part);
        }
        done
    }

    /// Reads everything once; writes the database where that is asked for.
    fn copy(&self, to: Option<&Path>, progress: &mut Progress<'_>) -> Result<[u8; 32]> {
        let mut from = file(&self.path)?;
        let mut out = to.map(create).transpose()?;
        let (mut whole, database) = (Sha256::new(), Aside::begin());
        let mut head = Vec::new();
        Read::by_ref(&mut from).take(self.start).read_to_end(&mut head).map_err(Error::Io)?;
        whole.update(&head);
        let mut left = self.manifest.db_size;
        let mut chunk = vec![0; CHUNK];
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            let read = match from.read(chunk.get_mut(..most).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read.map_err(Error::Io)?,
            };
            let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { return Err(Error::BadBackup) };
            database.update(bytes);
            whole.update(bytes);
            if let Some(out) = &mut out {
                out.write_all(bytes).map_err(Error::Io)?;
            }
            left = left.saturating_sub(u64::try_from(read).unwrap_or(left));
            if progress(self.manifest.db_size.saturating_sub(left)).is_break() {
                return Err(Error::Stopped);
            }
        }
        let mut rest = self.behind;
        while rest > 0 {
            let most = usize::try_from(rest).unwrap_or(CHUNK).min(CHUNK);
            let read = match from.read(chunk.get_mut(..most).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read.map_err(Error::Io)?,
            };
            let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { return Err(Error::BadBackup) };
            whole.update(bytes);
            rest = rest.saturating_sub(u64::try_from(read).unwrap_or(rest));
            if progress(self.manifest.db_size.saturating_add(self.behind).saturating_sub(rest)).is_break() {
                return Err(Error::Stopped);
            }
        }
        let mut trailer = Vec::new();
        from.take(HASH + 1).read_to_end(&mut trailer).map_err(Error::Io)?;
        let expected: [u8; 32] = whole.clone().finalize().into();
        if trailer != expected || database.finish().map(|hash| hex(&hash)) != Some(self.manifest.db_sha256.clone()) {
            return Err(Error::BadBackup);
        }
        if let Some(out) = out {
            out.sync_all().map_err(Error::Io)?;
        }
        whole.update(&trailer);
        Ok(whole.finalize().into())
    }
}

fn file(path: &Path) -> Result<File> {
    let told = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Error::Missing,
        _ => Error::Io(error),
    };
    // Asked before it is opened: opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path).map_err(told)?.is_file() {
        return Err(Error::BadBackup);
    }
    File::open(path).map_err(told)
}
