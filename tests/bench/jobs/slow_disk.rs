//! A file system for SQLite that is the system's own, but for one thing: bringing a file to the disk takes a given time
//! longer, as on a disk with a turning platter. Both sides of a comparison go through it.
#![expect(unsafe_code, reason = "SQLite reaches its file system through tables of C functions")]

use std::collections::HashMap;
use std::ffi::{c_char, c_int};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::ffi;

use crate::Done;

/// What [`install`] was told and found. Pointers are kept as numbers: SQLite's tables live as long as the process.
struct Slow {
    wait: Duration,
    /// The system's file system.
    system: usize,
    /// The methods of the system, by the table of ours that stands in their place.
    theirs: HashMap<usize, usize>,
}

static SLOW: Mutex<Option<Slow>> = Mutex::new(None);

fn slow<T>(f: impl FnOnce(&mut Slow) -> T) -> Option<T> {
    SLOW.lock().unwrap_or_else(PoisonError::into_inner).as_mut().map(f)
}

/// Makes this file system SQLite's default for the rest of the process.
pub fn install(wait: Duration) -> Done {
    // SAFETY: SQLite answers its default file system, which lives as long as the process, or null.
    let system = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
    // SAFETY: null was possible and is refused here.
    let Some(table) = (unsafe { system.as_ref() }) else { return Err("no file system".into()) };
    let ours = ffi::sqlite3_vfs { zName: c"slow".as_ptr(), pNext: std::ptr::null_mut(), xOpen: Some(open), ..*table };
    let new = Slow { wait, system: system as usize, theirs: HashMap::new() };
    *SLOW.lock().unwrap_or_else(PoisonError::into_inner) = Some(new);
    // SAFETY: the table is whole and is never freed.
    let code = unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1) };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err("the file system was refused".into()) }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let Some(system) = slow(|slow| slow.system as *mut ffi::sqlite3_vfs) else { return ffi::SQLITE_CANTOPEN };
    // SAFETY: the arguments are SQLite's own for the system's file system; the file's first field is its table or null.
    unsafe {
        let Some(real) = (*system).xOpen else { return ffi::SQLITE_CANTOPEN };
        let code = real(system, path, file, flags, out);
        let (ffi::SQLITE_OK, Some(methods)) = (code, (*file).pMethods.as_ref()) else { return code };
        let theirs = std::ptr::from_ref(methods) as usize;
        let ours = slow(|slow| {
            let known = slow.theirs.iter().find(|(_, there)| **there == theirs).map(|(ours, _)| *ours);
            known.unwrap_or_else(|| {
                // Never freed: SQLite may ask a closed file's table for its version.
                let table = Box::new(ffi::sqlite3_io_methods { xSync: Some(sync), ..*methods });
                let ours = Box::into_raw(table) as usize;
                slow.theirs.insert(ours, theirs);
                ours
            })
        });
        if let Some(ours) = ours {
            (*file).pMethods = ours as *const ffi::sqlite3_io_methods;
        }
        code
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: an open file's first field is its table.
    let ours = unsafe { (*file).pMethods } as usize;
    let found = slow(|slow| (slow.wait, slow.theirs.get(&ours).copied()));
    let Some((wait, Some(theirs))) = found else { return ffi::SQLITE_IOERR_FSYNC };
    std::thread::sleep(wait);
    // SAFETY: the system's own method for this file.
    unsafe {
        (*(theirs as *const ffi::sqlite3_io_methods)).xSync.map_or(ffi::SQLITE_IOERR_FSYNC, |real| real(file, flags))
    }
}
