//! Files written whole: nothing half-written ever stands at its final name.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::error::{Result, write_failed};

/// Writes `bytes` beside `path`, syncs, renames.
///
/// # Errors
/// `DiskFull`, `CannotWrite` naming the path; then no file of that name was made and the part is gone.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = std::path::PathBuf::from(part);
    let written = (|| {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&part, path)?;
        sync_dir(path.parent())
    })();
    written.map_err(|e| {
        // The part is of no use to anybody; when it cannot be removed either, the first error is the one to tell.
        let _ = std::fs::remove_file(&part);
        write_failed(path, &e)
    })
}

/// Makes a rename survive a power cut. Windows has no such call.
pub(crate) fn sync_dir(dir: Option<&Path>) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(dir) = dir {
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        return File::open(dir)?.sync_all();
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Profiles, certificates and receipts are a few kilobytes; anything larger is not one (bytes).
const SMALL_MAX: u64 = 1 << 20;

/// Reads a small file that a person chose.
///
/// # Errors
/// `CannotRead` naming the path; also for a file over 1 MiB.
pub fn read_small(path: &Path) -> Result<Vec<u8>> {
    let cannot = || crate::AppError::new(crate::Code::CannotRead).with("place", path.display().to_string());
    let size = std::fs::metadata(path).map_err(|_| cannot())?.len();
    if size > SMALL_MAX {
        return Err(cannot());
    }
    std::fs::read(path).map_err(|_| cannot())
}

/// Reads a small text file; bytes that are no text become a text that is refused where it is used.
///
/// # Errors
/// As [`read_small`].
pub fn read_small_text(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&read_small(path)?).into_owned())
}
