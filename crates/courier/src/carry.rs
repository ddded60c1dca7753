//! The USB carrier: a sealed file copied to a folder, synced, renamed and read back. Only then may the stick be pulled.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::CourierError;
use crate::parcel::{Parcel, Sealed, digest};

/// Bytes written at a time.
const PIECE: usize = 1 << 20;
/// Longest file name that every stick and every system takes without trouble.
const MAX_NAME: usize = 60;

/// Why a file was not carried. Nothing stands at the final name then, unless something stood there before or the stick
/// was pulled at the very end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CarryError {
    /// The name would not be safe on a FAT stick under Windows.
    #[error("the file name cannot be used on a USB stick")]
    Name,
    /// The sealed file itself cannot be read or was changed.
    #[error(transparent)]
    Source(#[from] CourierError),
    /// The folder does not exist: the stick was pulled, or never there.
    #[error("the folder does not exist")]
    NoFolder,
    /// A file stands where the folder should be.
    #[error("the place is a file, not a folder")]
    NotAFolder,
    /// The place is write-protected, or this person may not write there.
    #[error("the folder cannot be written")]
    ReadOnly,
    /// Not enough room.
    #[error("not enough room: {needed} bytes are needed, {free} are free")]
    Full {
        /// Bytes needed.
        needed: u64,
        /// Bytes free.
        free: u64,
    },
    /// Another file has this name already. It is not overwritten.
    #[error("another file of this name is there already")]
    Occupied,
    /// What was read back is not what was written: the stick is failing.
    #[error("the copy read back differs from what was written")]
    BadCopy,
    /// Anything else the system says, such as a stick pulled half-way.
    #[error("the folder failed while the file was copied")]
    Failed(#[source] io::Error),
}

/// A file that was carried and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where it stands.
    pub path: PathBuf,
    /// Whether the very same file stood there before.
    pub was_there: bool,
}

/// Copies a sealed packet to `folder` under `name`.
///
/// # Errors
/// See [`CarryError`].
pub fn carry(parcel: &Parcel, source: &mut dyn Sealed, name: &str, folder: &Path) -> Result<Carried, CarryError> {
    if !is_stick_safe(name) {
        return Err(CarryError::Name);
    }
    check_folder(folder)?;
    let path = folder.join(name);
    match path.symlink_metadata() {
        Ok(there) if there.is_file() && is_same(parcel, &path)? => return Ok(Carried { path, was_there: true }),
        Ok(_) => return Err(CarryError::Occupied),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(sorted(error, parcel, folder)),
    }
    let part = folder.join(format!("{name}.part"));
    // The part file is made before the room is looked at: a place that cannot be written often says it has no room either.
    let mut file = open_part(&part).map_err(|error| sorted(error, parcel, folder))?;
    let copied = fill(parcel, source, &mut file, folder);
    drop(file);
    let named = copied.and_then(|()| {
        let moved = fs::rename(&part, &path).and_then(|()| sync_folder(folder));
        moved.map_err(|error| sorted(error, parcel, folder))
    });
    if let Err(error) = named {
        // Best effort: a stick that was pulled takes its half file with it, and the next try begins with removing it.
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    if is_same(parcel, &path)? {
        return Ok(Carried { path, was_there: false });
    }
    // What this call wrote and cannot be read back must not be taken to the bureau.
    let _ = fs::remove_file(&path);
    Err(CarryError::BadCopy)
}

/// Whether a name is ASCII, short, and no device name of Windows, so that the stick reads the same everywhere.
fn is_stick_safe(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = DEVICES.iter().any(|device| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit())))
    });
    (1..MAX_NAME).contains(&name.len())
        && !device
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// Says which of the ordinary things is wrong with a folder.
fn check_folder(folder: &Path) -> Result<(), CarryError> {
    match fs::metadata(folder) {
        Ok(there) if there.is_dir() => Ok(()),
        Ok(_) => Err(CarryError::NotAFolder),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(CarryError::NoFolder),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(CarryError::NotAFolder),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(CarryError::ReadOnly),
        Err(error) => Err(CarryError::Failed(error)),
    }
}

/// A new part file; one left over from a stick pulled half-way is removed first.
fn open_part(part: &Path) -> io::Result<File> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).open(part)
}

/// Writes the whole part file and waits until the stick has it.
fn fill(parcel: &Parcel, source: &mut dyn Sealed, file: &mut File, folder: &Path) -> Result<(), CarryError> {
    let free = fs4::available_space(folder).map_err(|error| sorted(error, parcel, folder))?;
    if free < parcel.size {
        return Err(CarryError::Full { needed: parcel.size, free });
    }
    parcel.check(source)?;
    source.seek(SeekFrom::Start(0)).map_err(CourierError::Source)?;
    let mut piece = vec![0; PIECE];
    loop {
        match source.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => {
                file.write_all(piece.get(..n).unwrap_or_default()).map_err(|error| sorted(error, parcel, folder))?
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(CourierError::Source(error).into()),
        }
    }
    file.sync_all().map_err(|error| sorted(error, parcel, folder))
}

/// Makes the new name survive the stick being pulled. Windows has no such call, and a FAT stick may refuse it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

/// Whether the file at `path` is the parcel's, read from beginning to end.
fn is_same(parcel: &Parcel, path: &Path) -> Result<bool, CarryError> {
    let read = File::open(path).and_then(|mut file| digest(&mut file));
    let (size, sha256) = read.map_err(CarryError::Failed)?;
    Ok(size == parcel.size && sha256 == parcel.sha256)
}

/// Gives a failure of the system its plain name.
fn sorted(error: io::Error, parcel: &Parcel, folder: &Path) -> CarryError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            CarryError::Full { needed: parcel.size, free: fs4::available_space(folder).unwrap_or(0) }
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => CarryError::ReadOnly,
        ErrorKind::NotFound => CarryError::NoFolder,
        ErrorKind::NotADirectory => CarryError::NotAFolder,
        _ => CarryError::Failed(error),
    }
}
