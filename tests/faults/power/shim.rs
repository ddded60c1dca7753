//! A file system for SQLite that hands everything to the one of the system, and keeps a record of what changes the files
//! of one folder. Files elsewhere never pass through it: they get the methods of the system's own file system.
#![expect(unsafe_code, reason = "SQLite reaches its file system through tables of C functions")]

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use crate::ground::Answer;

/// What changes a file.
#[derive(Clone)]
pub enum Change {
    /// These bytes at this place.
    Written(usize, Vec<u8>),
    /// Cut to this length.
    Truncated(usize),
}

/// One thing that happened.
pub enum Event {
    Changed(PathBuf, Change),
    /// The system was made to bring the file to the disk.
    Synced(PathBuf),
    /// A file was deleted; whether its folder was brought to the disk with it.
    Deleted {
        name: PathBuf,
        synced: bool,
    },
    /// So many commits have been acknowledged.
    Acknowledged(usize),
}

/// Everything between [`Recorder::install`] and [`Recorder::finish`]. Pointers are kept as numbers: SQLite's tables live as
/// long as the process, and a file is looked up only while SQLite itself holds it open.
#[derive(Default)]
struct Record {
    folder: PathBuf,
    /// The system's file system.
    system: usize,
    events: Vec<Event>,
    /// The open files of the folder: their names, and the methods of the system.
    open: HashMap<usize, (PathBuf, usize)>,
    /// Our tables, by the table of the system that each was made from.
    tables: HashMap<usize, usize>,
}

static RECORD: Mutex<Option<Record>> = Mutex::new(None);

fn record() -> MutexGuard<'static, Option<Record>> {
    RECORD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn keep(event: Event) {
    if let Some(record) = record().as_mut() {
        record.events.push(event);
    }
}

/// A recording under way. One at a time.
pub struct Recorder {
    ours: *mut ffi::sqlite3_vfs,
}

impl Recorder {
    /// Makes the recording file system SQLite's default, so that the program's own way of opening goes through it.
    pub fn install(folder: &Path) -> Answer<Self> {
        // SAFETY: SQLite answers its default file system, which lives as long as the process, or null.
        let system = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
        // SAFETY: null was possible and is refused here.
        let Some(table) = (unsafe { system.as_ref() }) else { return Err("no file system".into()) };
        let ours = ffi::sqlite3_vfs {
            zName: c"recording".as_ptr(),
            pNext: std::ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            ..*table
        };
        let ours = Box::into_raw(Box::new(ours));
        let new = Record { folder: folder.to_owned(), system: system as usize, ..Record::default() };
        if record().replace(new).is_some() {
            return Err("one recording at a time".into());
        }
        // SAFETY: the table is whole and is freed only after it was taken out again.
        let code = unsafe { ffi::sqlite3_vfs_register(ours, 1) };
        if code == ffi::SQLITE_OK { Ok(Self { ours }) } else { Err("the file system was refused".into()) }
    }

    pub fn acknowledged(&self, commits: usize) {
        keep(Event::Acknowledged(commits));
    }

    /// Takes the file system out again and answers the record. Every database must be closed.
    pub fn finish(self) -> Answer<Vec<Event>> {
        let record = record().take().ok_or("nothing was recorded")?;
        if !record.open.is_empty() {
            return Err("a database is still open".into());
        }
        // SAFETY: it was registered, no file of it is open, and nothing refers to it once it is taken out.
        unsafe {
            ffi::sqlite3_vfs_unregister(self.ours);
            ffi::sqlite3_vfs_register(record.system as *mut ffi::sqlite3_vfs, 1);
            drop(Box::from_raw(self.ours));
        }
        Ok(record.events)
    }
}

/// The file system of the system.
fn system() -> Option<*mut ffi::sqlite3_vfs> {
    record().as_ref().map(|record| record.system as *mut ffi::sqlite3_vfs)
}

/// The name of a path inside the recorded folder.
///
/// # Safety
/// `path` is null or ends with a zero byte.
unsafe fn inside(path: *const c_char) -> Option<PathBuf> {
    if path.is_null() {
        return None;
    }
    // SAFETY: as promised by the caller.
    let path = PathBuf::from(unsafe { CStr::from_ptr(path) }.to_str().ok()?);
    record().as_ref().and_then(|record| path.strip_prefix(&record.folder).ok().map(Path::to_owned))
}

/// The name of an open file and the methods that the system gave it.
fn file_of(file: *mut ffi::sqlite3_file) -> Option<(PathBuf, *const ffi::sqlite3_io_methods)> {
    record()
        .as_ref()
        .and_then(|record| record.open.get(&(file as usize)))
        .map(|(name, methods)| (name.clone(), *methods as *const ffi::sqlite3_io_methods))
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let Some(system) = system() else { return ffi::SQLITE_CANTOPEN };
    // SAFETY: the arguments are SQLite's own, handed on as they came; `system` lives as long as the process.
    unsafe {
        let Some(real) = (*system).xOpen else { return ffi::SQLITE_CANTOPEN };
        let code = real(system, path, file, flags, out);
        if code != ffi::SQLITE_OK {
            return code;
        }
        let (Some(name), Some(methods)) = (inside(path), (*file).pMethods.as_ref()) else { return code };
        if let Some(record) = record().as_mut() {
            let theirs = std::ptr::from_ref(methods) as usize;
            let ours = *record.tables.entry(theirs).or_insert_with(|| {
                let table = ffi::sqlite3_io_methods {
                    xClose: Some(close),
                    xWrite: Some(write),
                    xTruncate: Some(truncate),
                    xSync: Some(sync),
                    ..*methods
                };
                // Never freed: SQLite may ask a closed file's table for its version.
                Box::into_raw(Box::new(table)) as usize
            });
            (*file).pMethods = ours as *const ffi::sqlite3_io_methods;
            record.open.insert(file as usize, (name, theirs));
        }
        code
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, path: *const c_char, sync_folder: c_int) -> c_int {
    let Some(system) = system() else { return ffi::SQLITE_IOERR_DELETE };
    // SAFETY: as in `open`.
    unsafe {
        let Some(real) = (*system).xDelete else { return ffi::SQLITE_IOERR_DELETE };
        let code = real(system, path, sync_folder);
        if let (ffi::SQLITE_OK, Some(name)) = (code, inside(path)) {
            keep(Event::Deleted { name, synced: sync_folder != 0 });
        }
        code
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let known = record().as_mut().and_then(|record| record.open.remove(&(file as usize)));
    let Some((_, methods)) = known else { return ffi::SQLITE_IOERR_CLOSE };
    // SAFETY: the table is the system's own for this very file, which is still open; it gets its table back first.
    unsafe {
        let methods = methods as *const ffi::sqlite3_io_methods;
        (*file).pMethods = methods;
        (*methods).xClose.map_or(ffi::SQLITE_IOERR_CLOSE, |real| real(file))
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, bytes: *const c_void, length: c_int, at: i64) -> c_int {
    let Some((name, methods)) = file_of(file) else { return ffi::SQLITE_IOERR_WRITE };
    // SAFETY: the system's own method for this file; SQLite promises `length` readable bytes.
    unsafe {
        let code = (*methods).xWrite.map_or(ffi::SQLITE_IOERR_WRITE, |real| real(file, bytes, length, at));
        if let (ffi::SQLITE_OK, Ok(length), Ok(at)) = (code, usize::try_from(length), usize::try_from(at)) {
            let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), length).to_vec();
            keep(Event::Changed(name, Change::Written(at, bytes)));
        }
        code
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    let Some((name, methods)) = file_of(file) else { return ffi::SQLITE_IOERR_TRUNCATE };
    // SAFETY: the system's own method for this file.
    let code = unsafe { (*methods).xTruncate.map_or(ffi::SQLITE_IOERR_TRUNCATE, |real| real(file, length)) };
    if let (ffi::SQLITE_OK, Ok(length)) = (code, usize::try_from(length)) {
        keep(Event::Changed(name, Change::Truncated(length)));
    }
    code
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let Some((name, methods)) = file_of(file) else { return ffi::SQLITE_IOERR_FSYNC };
    // SAFETY: the system's own method for this file.
    let code = unsafe { (*methods).xSync.map_or(ffi::SQLITE_IOERR_FSYNC, |real| real(file, flags)) };
    if code == ffi::SQLITE_OK {
        keep(Event::Synced(name));
    }
    code
}
