//! How much room there is, asked before anything large is written.

use std::path::Path;

use crate::error::{AppError, Code, Result};

/// Below this the window warns (bytes): a day's work, its log and a backup still fit.
pub(crate) const LOW: u64 = 200 << 20;
/// Below this nothing can be relied on to be saved (bytes): then the reserve is offered.
pub(crate) const FULL: u64 = 8 << 20;
/// Room that is left alone whatever is written (bytes).
const MARGIN: u64 = 16 << 20;

/// Bytes free for this person at a place; `None` where the system does not tell.
pub(crate) fn free(place: &Path) -> Option<u64> {
    fs4::available_space(place).ok()
}

/// Refuses to begin what needs more than there is.
///
/// # Errors
/// `BackupNoRoom` with `needed` and `free` in bytes.
pub(crate) fn need(place: &Path, needed: u64) -> Result<()> {
    let needed = needed.saturating_add(MARGIN);
    match free(place) {
        Some(free) if free < needed => Err(AppError::new(Code::BackupNoRoom).with("needed", needed).with("free", free)),
        _ => Ok(()),
    }
}

/// Bytes of a database and of its log.
pub(crate) fn size_of(database: &Path) -> u64 {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    [database, Path::new(&log)].iter().filter_map(|p| std::fs::metadata(p).ok()).map(|m| m.len()).sum()
}
