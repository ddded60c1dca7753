//! Writing one backup and proving it: copy, container, and then from the finished file back to an opened database.

use std::path::{Path, PathBuf};

use domain::Instant;
use store::container::{self, AuditEnd, Container, Manifest, Part};
use store::copy::Census;
use vault::DbKey;

use super::cargo::{Packing, carried_bytes};
use super::folder::free_name;
use super::room;
use super::secrets::{damaged, name_of};
use super::watch::{Stage, Watch};
use crate::App;
use crate::error::{AppError, Code, Result, is_disk_full, write_failed};
use crate::fault::store_error;
use crate::home::{OpenHome, make_private_dir};
use crate::view::FaultView;

/// How often a copy is made again because somebody wrote meanwhile.
const TRIES: usize = 3;

/// Where copies lie while they are looked at: inside the home, encrypted like it, and gone afterwards.
pub(crate) struct Copies(PathBuf);

/// Its name in the home.
pub(crate) const COPIES: &str = "copies.tmp";

impl Copies {
    /// An empty folder; one left by a crash is emptied. The desk's `work` is held.
    ///
    /// # Errors
    /// `DiskFull`, `CannotWrite`.
    pub(crate) fn begin(dir: &Path) -> Result<Self> {
        let path = dir.join(COPIES);
        match std::fs::remove_dir_all(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(write_failed(&path, &e)),
            _ => {}
        }
        make_private_dir(&path).map_err(|e| write_failed(&path, &e))?;
        Ok(Self(path))
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Where a database taken out of a backup is put.
    pub(crate) fn opened(&self) -> PathBuf {
        self.at("opened.db")
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        // What cannot be removed now is removed before the next copy and at the next login.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A backup that was read back and opened.
pub(crate) struct Made {
    pub(crate) file_name: String,
    pub(crate) size: u64,
    pub(crate) sha256: [u8; 32],
    pub(crate) census: Census,
    pub(crate) at: Instant,
    pub(crate) verified: Instant,
    /// Which records have lost an attachment.
    pub(crate) lost: Option<FaultView>,
}

/// Writes a backup of the open home into `folder`, reads it back and opens it, and only then gives it a name that is free
/// there. Nothing that was there is touched; a file that cannot be proved is removed again. With `carry` the attachments go into
/// it, else it only names them.
///
/// # Errors
/// `BackupNoRoom`, `DiskFull`, `CannotWrite`, `BackupDiffers`, `BackupStopped`, those of the store.
pub(crate) fn write(
    app: &App,
    home: &OpenHome,
    folder: &Path,
    reason: &str,
    carry: bool,
    watch: &mut Watch<'_>,
) -> Result<Made> {
    let _one_at_a_time = app.care.work();
    let database = home.store.path().to_owned();
    let size = room::size_of(&database);
    room::need(&home.dir, size.saturating_mul(2))?;
    let attached = if carry { home.read(store::attachment::total)?.1 } else { 0 };
    room::need(folder, size.saturating_add(attached))?;
    let copies = Copies::begin(&home.dir)?;
    let failed = |e: &store::Error| backup_error(folder, &database, e);
    watch.enter(Stage::Preparing, 0)?;
    // Best effort: a home whose signing key is gone is backed up all the same.
    let checkpoint = crate::audit::checkpoint(app, home).ok().map(|c| c.jws);
    let copy = copies.at("copy.db");
    let census = copy_whole(home, &copy).map_err(|e| failed(&e))?;
    let at = app.roots.now();
    let (school, practice) = home.read(|tx| Ok((store::table::school::get(tx)?, store::meta::is_practice(tx)?)))?;
    let school_code = school.as_ref().map(|s| s.school_code.clone()).unwrap_or_default();
    let (home_id, keys, key) = {
        let keyring = home.keyring();
        (keyring.home(), keyring.file().to_bytes(), keyring.db_key())
    };
    let packing = Packing::of(home, &copy, &key, home_id, carry, watch)?.map_err(|e| failed(&e))?;
    let files = packing.cargo().told();
    let manifest = Manifest {
        format: if files.is_some() { container::FORMAT } else { container::PLAIN_FORMAT },
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema: census.schema,
        home: home_id,
        practice,
        school_code: school_code.clone(),
        created_at: at,
        reason: reason.to_owned(),
        tables: census.tables.clone(),
        // Both are filled in from the copy itself.
        db_size: 0,
        db_sha256: String::new(),
        audit: end_of(&census),
        checkpoint,
        files,
    };
    let file_name = free_name(folder, &school_code, at);
    let path = folder.join(&file_name);
    watch.enter(Stage::Copying, room::size_of(&copy).saturating_add(carried_bytes(files)))?;
    // While the copy is packed and read back its structure is looked at: what comes back is the same byte for byte.
    let part = std::thread::scope(|scope| {
        let structure = scope.spawn(|| store::copy::check_structure(&copy, &key));
        // What cannot be proved must not be taken for a backup: dropping the part removes it.
        let cargo = Some(packing.cargo());
        let part = container::begin_with(&copy, &manifest, &keys, cargo, &path, &mut |done| watch.hear(done))
            .map_err(|e| failed(&e))
            .and_then(|part| prove(&part, &manifest, &keys, &key, &copies, watch).map(|()| part));
        let structure = structure.join().unwrap_or(Err(store::Error::Damaged));
        let part = part?;
        structure.map_err(|e| not_opened(&copy, &path, &e)).map(|()| part)
    })?;
    remove(&copy);
    let packed = part.name().map_err(|e| failed(&e))?;
    let verified = app.roots.now();
    Ok(Made { file_name, size: packed.size, sha256: packed.sha256, census, at, verified, lost: packing.lost })
}

/// Copies the database so that the copy is what the census says, although people go on working.
fn copy_whole(home: &OpenHome, copy: &Path) -> store::Result<Census> {
    for _ in 0..TRIES {
        remove(copy);
        if let Some(census) = home.store.copy_counted(copy)? {
            return Ok(census);
        }
    }
    // Somebody writes all the time: then the copy itself is asked. The proof compares with the finished file.
    let (key, id) = {
        let keyring = home.keyring();
        (keyring.db_key(), keyring.home())
    };
    store::copy::examine(copy, &key, id)
}

/// Reads the finished file from beginning to end, takes the database out of it, which must be the one that was packed, opens
/// it, and compares.
fn prove(
    part: &Part,
    meant: &Manifest,
    keys: &[u8],
    key: &DbKey,
    copies: &Copies,
    watch: &mut Watch<'_>,
) -> Result<()> {
    let path = part.path();
    let differs = || AppError::new(Code::BackupDiffers).with("file", name_of(path));
    forget_cached(path);
    let container = container::open(path).map_err(|e| backup_error(path, path, &e))?;
    let read = &container.manifest;
    let db_sha256 = packet::encoding::hex(&part.packed().db_sha256);
    let said = Manifest { db_size: read.db_size, db_sha256, ..meant.clone() };
    if *read != said || container.keys_json != keys {
        return Err(differs());
    }
    let database = take_out(path, &container, copies, watch)?;
    watch.enter(Stage::Opening, 0)?;
    let census =
        store::copy::count(&database, key, container.manifest.home).map_err(|e| not_opened(&database, path, &e))?;
    watch.enter(Stage::Comparing, 0)?;
    if is_equal(&census, read) { Ok(()) } else { Err(differs()) }
}

/// Asks the system to forget what it remembers of a file that was just written, so that reading it again asks the stick.
fn forget_cached(path: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(file) = std::fs::File::open(path) {
        // Advice: where it is not taken, the hash is still compared.
        let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = path;
}

/// Whether an opened copy holds what its backup says.
pub(crate) fn is_equal(census: &Census, manifest: &Manifest) -> bool {
    census.tables == manifest.tables && end_of(census) == manifest.audit && census.schema == manifest.schema
}

fn end_of(census: &Census) -> AuditEnd {
    AuditEnd { count: census.head.count, head: census.head.hex() }
}

/// Takes the database out of a backup, which reads and compares every byte of it, and examines it.
///
/// # Errors
/// `BackupDamaged`, `BackupUnreadable`, those of writing the copy; `HomeNewer`.
pub(crate) fn open_copy(path: &Path, container: &Container, key: &DbKey, copies: &Copies) -> Result<Census> {
    let database = take_out(path, container, copies, &mut Watch::nobody())?;
    store::copy::examine(&database, key, container.manifest.home).map_err(|e| not_opened(&database, path, &e))
}

/// Takes the database out of a backup, which reads and compares every byte of it, and answers where it lies now.
fn take_out(path: &Path, container: &Container, copies: &Copies, watch: &mut Watch<'_>) -> Result<PathBuf> {
    let database = copies.opened();
    remove(&database);
    let carried = carried_bytes(container.manifest.files);
    watch.enter(Stage::Reading, container.manifest.db_size.saturating_add(carried))?;
    container.extract_heard(&database, &mut |done| watch.hear(done)).map_err(|e| backup_error(path, path, &e))?;
    Ok(database)
}

/// Why the database of the backup at `path`, which lies at `database`, is none that can be relied on.
fn not_opened(database: &Path, path: &Path, e: &store::Error) -> AppError {
    match e {
        store::Error::DiskFull | store::Error::Io(_) => store_error(database, e),
        store::Error::TooNew { .. } => Code::HomeNewer.into(),
        _ => damaged(path),
    }
}

/// A failure to write or read a backup at `place`, while the database at `database` was copied.
pub(crate) fn backup_error(place: &Path, database: &Path, e: &store::Error) -> AppError {
    use std::io::ErrorKind;
    use store::Error;
    // Until it is proved a backup has its name with an ending.
    let file = || name_of(place).trim_end_matches(".part").to_owned();
    match e {
        Error::Stopped => Code::BackupStopped.into(),
        Error::BadBackup => AppError::new(Code::BackupDamaged).with("file", file()),
        Error::TooNew { .. } => Code::HomeNewer.into(),
        Error::Missing => AppError::new(Code::BackupUnreadable).with("file", file()),
        Error::Io(io) if is_disk_full(io) => AppError::new(Code::DiskFull).with("place", place.display().to_string()),
        Error::Io(io) => match io.kind() {
            ErrorKind::FileTooLarge => AppError::new(Code::UsbFat32Limit).with("size", room::size_of(database)),
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => write_failed(place, io),
            _ if is_gone(io) || place.symlink_metadata().is_err() => Code::UsbGone.into(),
            _ => AppError::new(Code::BackupUnreadable).with("file", file()),
        },
        other => store_error(database, other),
    }
}

/// Whether the system says that the device is no longer there: it was pulled out, or the cable is loose.
fn is_gone(e: &std::io::Error) -> bool {
    #[cfg(unix)]
    {
        // EIO, ENXIO, ENODEV, ESTALE, ENOTCONN, EHOSTDOWN of errno(3), as Linux numbers them.
        matches!(e.raw_os_error(), Some(5 | 6 | 19 | 116 | 107 | 112))
    }
    #[cfg(windows)]
    {
        // ERROR_BAD_UNIT, ERROR_NOT_READY, ERROR_DEV_NOT_EXIST, ERROR_NO_SUCH_DEVICE, ERROR_FILE_INVALID,
        // ERROR_IO_DEVICE, ERROR_DEVICE_NOT_CONNECTED, ERROR_DEVICE_REMOVED.
        matches!(e.raw_os_error(), Some(20 | 21 | 55 | 433 | 1006 | 1117 | 1167 | 1617))
    }
}

/// Removes a file of this program's own making; that it is not there is as good.
pub(crate) fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
}
