//! One instance at a time: an OS lock on a file in the home, which the system gives back when the process dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::{AppError, Code, Result, write_failed};

/// The lock's file.
pub(crate) const LOCK_FILE: &str = "app.lock";

/// Held as long as the home is open.
#[derive(Debug)]
pub(crate) struct HomeLock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl HomeLock {
    /// Makes the folder when needed and takes its lock.
    ///
    /// # Errors
    /// `HomeBusy` when another process has it, `HomeUnwritable`.
    pub(crate) fn take(dir: &Path) -> Result<Self> {
        let unwritable = |e: &std::io::Error| match write_failed(dir, e) {
            AppError { code: Code::CannotWrite, args } => AppError { code: Code::HomeUnwritable, args },
            other => other,
        };
        make_private_dir(dir).map_err(|e| unwritable(&e))?;
        let path = dir.join(LOCK_FILE);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(|e| unwritable(&e))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Code::HomeBusy.into()),
            Err(TryLockError::Error(e)) => Err(unwritable(&e)),
        }
    }
}

/// Makes a folder that only its owner may enter, where the system knows such rights.
pub(crate) fn make_private_dir(dir: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(dir)
}
