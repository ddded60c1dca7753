//! The output folder: empty or holding only `bureau/` before, complete after, and `.part` in between.

use std::path::{Path, PathBuf};

use crate::error::{AppError, Code, Result, write_failed};
use crate::files::sync_dir;
use crate::home::{HomeLock, LOCK_FILE};

/// Where everything is built before it is renamed into place.
pub(crate) const PART: &str = ".part";
/// The demo bureau's folder.
pub(crate) const BUREAU: &str = "bureau";
/// The end of a sealed packet's name.
const SEALED_SUFFIX: &str = ".anmiao";

/// What stands at the output folder.
pub(crate) enum Before {
    /// Nothing but perhaps `bureau/`.
    Fresh,
    /// A finished run, with its sealed file.
    Finished(PathBuf),
}

/// The entries of a folder, sorted.
fn entries(dir: &Path) -> Result<Vec<String>> {
    let cannot = |_| AppError::new(Code::CannotRead).with("place", dir.display().to_string());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(cannot)? {
        names.push(entry.map_err(cannot)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The sealed file in a folder.
fn sealed_in(dir: &Path) -> Result<Option<PathBuf>> {
    Ok(entries(dir)?.into_iter().find(|n| n.starts_with("AM-") && n.ends_with(SEALED_SUFFIX)).map(|n| dir.join(n)))
}

/// Looks at the output folder, makes it when it is not there, finishes a run that was killed while its entries were
/// renamed into place, and removes what one left that was killed before.
///
/// # Errors
/// `OutputIsFile`, `OutputNotEmpty`, `CannotRead`, `CannotWrite`, `DiskFull`.
pub(crate) fn prepare(out: &Path) -> Result<Before> {
    if out.is_file() {
        return Err(AppError::new(Code::OutputIsFile).with("place", out.display().to_string()));
    }
    std::fs::create_dir_all(out).map_err(|e| write_failed(out, &e))?;
    let part = out.join(PART);
    if part.exists() {
        // Another run may be at work here this very moment; what it builds is no leftover.
        let _lock = if part.is_dir() { Some(HomeLock::take(&part)?) } else { None };
        // The sealed file is the last thing written into the part, so its presence says that the part is complete.
        if part.is_dir() && sealed_in(&part)?.is_some() {
            settle(out)?;
        } else {
            let removed = if part.is_dir() { std::fs::remove_dir_all(&part) } else { std::fs::remove_file(&part) };
            removed.map_err(|e| write_failed(&part, &e))?;
        }
    }
    if let Some(sealed) = sealed_in(out)? {
        return Ok(Before::Finished(sealed));
    }
    match entries(out)?.into_iter().find(|n| n != BUREAU) {
        Some(entry) => {
            Err(AppError::new(Code::OutputNotEmpty).with("place", out.display().to_string()).with("entry", entry))
        }
        None => Ok(Before::Fresh),
    }
}

/// Renames the entries of `.part` into place one by one, the sealed file last, and removes the empty folder.
///
/// # Errors
/// `CannotWrite`, `DiskFull`.
pub(crate) fn settle(out: &Path) -> Result<()> {
    let part = out.join(PART);
    match std::fs::remove_file(part.join(LOCK_FILE)) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(write_failed(&part, &e)),
        _ => {}
    }
    let (sealed, rest): (Vec<_>, Vec<_>) =
        entries(&part)?.into_iter().partition(|n| n.starts_with("AM-") && n.ends_with(SEALED_SUFFIX));
    for name in rest.into_iter().chain(sealed) {
        let to = out.join(&name);
        std::fs::rename(part.join(&name), &to).map_err(|e| write_failed(&to, &e))?;
    }
    std::fs::remove_dir(&part).map_err(|e| write_failed(&part, &e))?;
    sync_dir(Some(out)).map_err(|e| write_failed(out, &e))
}
