//! A disk that is full from a chosen write on, or a process that dies there. The functions below take the place of the C library's in this program, for
//! SQLite and for the standard library alike; each hands on to the kernel, or answers "no space left on device".
//! Only regular files have a disk; pipes and terminals go through as ever.
#![expect(unsafe_code, reason = "the C library's own functions are replaced, which only C's calling convention can do")]

use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use libc::{off_t, off64_t, size_t, ssize_t};

/// How many writes are left before the disk is full.
static LEFT: AtomicI64 = AtomicI64::new(i64::MAX);
/// Whether the process ends where the disk would be full.
static DIES: AtomicBool = AtomicBool::new(false);
/// How it ends then.
pub const DEAD: c_int = 77;
/// How many writes were counted.
static COUNTED: AtomicU64 = AtomicU64::new(0);

/// Lets so many writes through and none after them.
pub fn full_after(writes: i64) {
    COUNTED.store(0, Ordering::SeqCst);
    LEFT.store(writes, Ordering::SeqCst);
}

/// Lets so many writes through and ends the process at the next one, as a kill does: nothing is tidied up.
pub fn dies_after(writes: i64) {
    DIES.store(true, Ordering::SeqCst);
    full_after(writes);
}

/// Gives room again.
pub fn room() {
    LEFT.store(i64::MAX, Ordering::SeqCst);
}

/// How many writes there were since [`full_after`].
pub fn counted() -> u64 {
    COUNTED.load(Ordering::SeqCst)
}

/// Whether a write was refused since [`full_after`].
pub fn is_full() -> bool {
    LEFT.load(Ordering::SeqCst) < 0
}

/// Whether a write to this file may happen.
fn refused(file: c_int) -> bool {
    // SAFETY: all zeros are a valid `stat`, and `fstat` fills it or fails.
    let regular = unsafe {
        let mut about: libc::stat = std::mem::zeroed();
        libc::fstat(file, &mut about) == 0 && about.st_mode & libc::S_IFMT == libc::S_IFREG
    };
    if !regular {
        return false;
    }
    COUNTED.fetch_add(1, Ordering::SeqCst);
    // Without a limit the number is so large that it never comes to its end.
    let refused = LEFT.fetch_sub(1, Ordering::SeqCst) <= 0;
    if refused && DIES.load(Ordering::SeqCst) {
        // SAFETY: ends the process and runs nothing.
        unsafe { libc::_exit(DEAD) }
    }
    refused
}

/// What the C library answers when the kernel says that there is no room.
fn no_room() -> ssize_t {
    // SAFETY: the place of this thread's error number is always valid.
    unsafe { *libc::__errno_location() = libc::ENOSPC };
    -1
}

// SAFETY of all below: the arguments go to the kernel as they came, in the order of the call of the same name; the kernel
// checks them. `syscall` sets the error number as the replaced function would.

#[unsafe(no_mangle)]
unsafe extern "C" fn write(file: c_int, bytes: *const c_void, length: size_t) -> ssize_t {
    if refused(file) { no_room() } else { unsafe { libc::syscall(libc::SYS_write, file, bytes, length) as ssize_t } }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite(file: c_int, bytes: *const c_void, length: size_t, at: off_t) -> ssize_t {
    if refused(file) {
        no_room()
    } else {
        unsafe { libc::syscall(libc::SYS_pwrite64, file, bytes, length, at) as ssize_t }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite64(file: c_int, bytes: *const c_void, length: size_t, at: off64_t) -> ssize_t {
    if refused(file) {
        no_room()
    } else {
        unsafe { libc::syscall(libc::SYS_pwrite64, file, bytes, length, at) as ssize_t }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn writev(file: c_int, parts: *const libc::iovec, count: c_int) -> ssize_t {
    if refused(file) { no_room() } else { unsafe { libc::syscall(libc::SYS_writev, file, parts, count) as ssize_t } }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn copy_file_range(
    from: c_int,
    from_at: *mut off64_t,
    to: c_int,
    to_at: *mut off64_t,
    length: size_t,
    flags: libc::c_uint,
) -> ssize_t {
    if refused(to) {
        no_room()
    } else {
        unsafe { libc::syscall(libc::SYS_copy_file_range, from, from_at, to, to_at, length, flags) as ssize_t }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn sendfile64(to: c_int, from: c_int, at: *mut off64_t, length: size_t) -> ssize_t {
    if refused(to) { no_room() } else { unsafe { libc::syscall(libc::SYS_sendfile, to, from, at, length) as ssize_t } }
}
