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

/// Gives the reserve up, so that what is open can be saved. It is made again at a later start when there is room.
///
/// # Errors
/// `CannotWrite` with `place`.
pub fn reserve_release(app: &App) -> Result<()> {
    let dir = app.home().map_or_else(|_| app.roots.home.clone(), |home| home.dir.clone());
    let path = dir.join(FILE);
    match std::fs::remove_file(&path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(write_failed(&path, &e)),
        _ => Ok(()),
    }
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
