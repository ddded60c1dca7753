//! Packing a database and its keys into one file.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use domain::{Instant, SchoolCode};
use sha2::{Digest as _, Sha256};

use super::aside::Aside;
use super::{CHUNK, Cargo, HEAD_MAX, MAGIC, Manifest, Progress, SUFFIX};
use crate::audit::hex;
use crate::error::{Error, Result};
use crate::open::{beside, sync_folder};

/// A container on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Bytes of the whole file.
    pub size: u64,
    /// SHA-256 of the whole file.
    pub sha256: [u8; 32],
    /// SHA-256 of the database in it.
    pub db_sha256: [u8; 32],
}

/// The name of a backup: ASCII and short, so that every system and every stick takes it.
pub fn file_name(code: &SchoolCode, at: Instant) -> String {
    format!("AM-{}-{}.{SUFFIX}", code.as_str(), at.at().format("%Y%m%d-%H%M%S"))
}

/// A container that is whole on the disk and has no name yet. Dropping it removes it; what cannot be removed, because the
/// medium is gone, is not taken for a backup: its name ends in `.part`.
#[derive(Debug)]
pub struct Part {
    part: PathBuf,
    out: PathBuf,
    packed: Packed,
}

impl Part {
    /// Where it lies until it has its name.
    pub fn path(&self) -> &Path {
        &self.part
    }

    /// What it is.
    pub fn packed(&self) -> &Packed {
        &self.packed
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`] when something took the name meanwhile; [`Error::Io`]. Then nothing of that name was made.
    pub fn name(self) -> Result<Packed> {
        if self.out.symlink_metadata().is_ok() {
            return Err(Error::AlreadyThere);
        }
        fs::rename(&self.part, &self.out).map_err(Error::Io)?;
        self.out.parent().map_or(Ok(()), sync_folder)?;
        Ok(self.packed)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After the renaming there is nothing of this name.
        let _ = fs::remove_file(&self.part);
    }
}

/// Writes a container through a `.part`. Size and hash of the database in the manifest are filled in from the file itself.
/// `progress` hears how many bytes of the database are written.
///
/// # Errors
/// [`Error::AlreadyThere`]; [`Error::BadBackup`] for a head that is too long; [`Error::Io`], also for a full disk: then
/// nothing of that name was made.
pub fn pack(
    db: &Path,
    manifest: &Manifest,
    keys_json: &[u8],
    out: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<Packed> {
    let mut heard = |done| {
        progress(done);
        ControlFlow::Continue(())
    };
    begin(db, manifest, keys_json, out, &mut heard)?.name()
}

/// Like [`pack`], but the name is given by [`Part::name`], once the file was read back, and `progress` can stop it.
///
/// # Errors
/// As [`pack`], and [`Error::Stopped`].
pub fn begin(
    db: &Path,
    manifest: &Manifest,
    keys_json: &[u8],
    out: &Path,
    progress: &mut Progress<'_>,
) -> Result<Part> {
    begin_with(db, manifest, keys_json, None, out, progress)
}

/// Like [`begin`], with the files beside the database, of which `manifest` tells what [`Cargo::told`] says.
///
/// # Errors
/// As [`begin`]; [`Error::Damaged`] for a file that is not whole.
pub fn begin_with(
    db: &Path,
    manifest: &Manifest,
    keys_json: &[u8],
    cargo: Option<Cargo<'_>>,
    out: &Path,
    progress: &mut Progress<'_>,
) -> Result<Part> {
    if out.symlink_metadata().is_ok() {
        return Err(Error::AlreadyThere);
    }
    let part = beside(out, ".part");
    match write(db, manifest, keys_json, cargo, &part, progress) {
        Ok(packed) => Ok(Part { part, out: out.to_owned(), packed }),
        Err(error) => {
            // Half a backup is of no use; when it cannot be removed, the next one replaces it.
            let _ = fs::remove_file(&part);
            Err(error)
        }
    }
}

fn write(
    db: &Path,
    manifest: &Manifest,
    keys_json: &[u8],
    cargo: Option<Cargo<'_>>,
    part: &Path,
    progress: &mut Progress<'_>,
) -> Result<Packed> {
    if manifest.files != cargo.and_then(|cargo| cargo.told()) {
        return Err(Error::BadBackup);
    }
    let (size, db_hash) = measure(db)?;
    let manifest = Manifest { db_size: size, db_sha256: hex(&db_hash), ..manifest.clone() };
    let keys = std::str::from_utf8(keys_json).map_err(|_| Error::BadBackup)?;
    let head = serde_json::to_vec(&super::Head { manifest, keys: keys.to_owned() }).map_err(|_| Error::BadBackup)?;
    let length = u32::try_from(head.len()).ok().filter(|n| *n <= HEAD_MAX).ok_or(Error::BadBackup)?;
    let mut out = Hashed { file: create(part)?, hash: Sha256::new(), size: 0 };
    out.put(MAGIC)?;
    out.put(&length.to_be_bytes())?;
    out.put(&head)?;
    out.put(&size.to_be_bytes())?;
    let mut from = File::open(db).map_err(Error::Io)?;
    let copied = Aside::begin();
    let mut done = 0;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = from.read(&mut chunk).map_err(Error::Io)?;
        let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { break };
        copied.update(bytes);
        out.put(bytes)?;
        done += u64::try_from(read).unwrap_or(0);
        if progress(done).is_break() {
            return Err(Error::Stopped);
        }
    }
    // Somebody wrote to the copy between the two readings.
    if done != size || copied.finish() != Some(db_hash) {
        return Err(Error::Damaged);
    }
    if let Some(cargo) = cargo.filter(|cargo| cargo.told().is_some()) {
        cargo.write(&mut out, done, progress)?;
    }
    let trailer: [u8; 32] = out.hash.clone().finalize().into();
    out.put(&trailer)?;
    out.file.sync_all().map_err(Error::Io)?;
    Ok(Packed { size: out.size, sha256: out.hash.finalize().into(), db_sha256: db_hash })
}

/// Size and hash of a file.
fn measure(path: &Path) -> Result<(u64, [u8; 32])> {
    let mut file = File::open(path).map_err(Error::Io)?;
    let (mut hash, mut size, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        let read = file.read(&mut chunk).map_err(Error::Io)?;
        let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { break };
        hash.update(bytes);
        size += u64::try_from(read).unwrap_or(0);
    }
    Ok((size, hash.finalize().into()))
}

/// A new file that only its owner may read, where the system knows such rights.
pub(super) fn create(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map_err(Error::Io)
}

/// A file that is hashed as it is written.
pub(super) struct Hashed {
    file: File,
    hash: Sha256,
    size: u64,
}

impl Hashed {
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(Error::Io)?;
        self.hash.update(bytes);
        self.size += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(())
    }
}
