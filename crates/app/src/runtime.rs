//! The runtime folder: the only place where a plain paper may lie, for the system viewer, until lock, quit or start.

use std::path::Path;

/// Removes everything in the folder. What cannot be removed, because a viewer holds it open, goes at the next wipe.
pub fn wipe(dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let _ = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
    }
}

/// Puts a file into the folder, which only its owner may enter.
pub(crate) fn put(dir: &Path, name: &str, bytes: &[u8]) -> crate::error::Result<std::path::PathBuf> {
    crate::home::make_private_dir(dir).map_err(|e| crate::error::write_failed(dir, &e))?;
    let path = dir.join(name);
    crate::files::put(&path, bytes)?;
    Ok(path)
}
