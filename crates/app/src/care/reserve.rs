//! A file of 16 MB that does nothing but take room, so that on a full disk there is something to give up that is no data.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use super::room;
use crate::App;
use crate::error::{Result, write_failed};

/// Its name in the home.
pub(crate) const FILE: &str = "reserve.bin";
/// Its size (bytes).
const SIZE: u64 = 16 << 20;

/// Whether it is there in full.
pub(crate) fn is_there(dir: &Path) -> bool {
    std::fs::metadata(dir.join(FILE)).is_ok_and(|m| m.len() == SIZE)
}

/// Makes it, or makes it again once there is room. A disk without room simply has none; that is no error.
pub(crate) fn remake(dir: &Path) {
    if is_there(dir) || room::free(dir).is_some_and(|free| free < room::LOW + SIZE) {
        return;
    }
    let part = dir.join(format!("{FILE}.part"));
    let made = (|| {
        let mut file = File::create(&part)?;
        // Written, not only lengthened: a hole takes no room.
        let piece = vec![0x5a; 1 << 20];
        for _ in 0..SIZE >> 20 {
            file.write_all(&piece)?;
        }
        file.sync_all()?;
        std::fs::rename(&part, dir.join(FILE))
    })();
    if made.is_err() {
        // It would only take the room that something else needs now.
        let _ = std::fs::remove_file(&part);
    }
}

/// Stands in the home from a release that the log could not tell of until the next login, which writes it down. It holds the
/// instant (ms).
const NOTE: &str = "reserve.txt";

/// Gives the reserve up, so that what is open can be saved. It is made again at a later start when there is room. Anybody
/// before the locked window may do it, since a full disk lets nobody in; the log tells of it at once or with the next login.
///
/// # Errors
/// `CannotWrite` with `place`.
pub fn reserve_release(app: &App) -> Result<()> {
    let home = app.home().ok();
    let dir = home.as_ref().map_or_else(|| app.roots.home.clone(), |home| home.dir.clone());
    let path = dir.join(FILE);
    match std::fs::remove_file(&path) {
        Ok(()) => {}
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(write_failed(&path, &e)),
    }
    // Only now is there room for a row of the log.
    let told =
        home.is_some_and(|home| home.record(app, "reserve.release", "home", "", &["reserve"], |_| Ok(())).is_ok());
    if !told {
        // Should this fail too, the missing file is remade, and nothing else hangs on it.
        let _ = crate::files::put(&dir.join(NOTE), app.roots.now().ms().to_string().as_bytes());
    }
    Ok(())
}

/// Whether the reserve was given up while the log was closed.
pub(crate) fn was_released(dir: &Path) -> bool {
    dir.join(NOTE).exists()
}

/// The log tells of it now.
pub(crate) fn told(dir: &Path) {
    let _ = std::fs::remove_file(dir.join(NOTE));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_its_room_and_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        remake(dir.path());
        if room::free(dir.path()).is_some_and(|free| free > room::LOW + SIZE) {
            assert!(is_there(dir.path()));
            assert!(!dir.path().join("reserve.bin.part").exists());
        }
    }
}
