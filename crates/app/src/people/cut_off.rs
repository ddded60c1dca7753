//! A removal for cause that is cut off leaves two databases. A note beside them names both, and the keys file says which of
//! them is in force: the other one goes, and with the old one every local backup under its keys. Older copies that were
//! encrypted anew lie ready beside their originals and take their place only then.

use std::path::Path;

use vault::KeysFile;

use super::old_copies;
use crate::error::Result;

/// The note: the name of the old database and that of the new one, one a line.
const NOTE: &str = "removal.txt";
/// What a database has beside it.
const ENDS: [&str; 3] = ["", "-wal", "-shm"];

/// Notes down what a removal is about to do: the old database, the new one, and the older copies that are to go.
///
/// # Errors
/// `DiskFull`, `CannotWrite`.
pub(super) fn note(dir: &Path, old: &str, new: &str, going: &[String]) -> Result<()> {
    let going: String = going.iter().map(|name| format!("\n{name}")).collect();
    crate::files::put(&dir.join(NOTE), format!("{old}\n{new}{going}").as_bytes())
}

/// Brings a removal to its end, or takes back what it had made. Without a note it does nothing. What cannot be removed now
/// is tried again at the next login.
pub(crate) fn settle(dir: &Path) {
    let Ok(note) = std::fs::read_to_string(dir.join(NOTE)) else { return };
    let Ok(keys) = KeysFile::read(dir) else { return };
    let mut lines = note.lines();
    let (Some(old), Some(new)) = (lines.next(), lines.next()) else { return };
    let over = match keys.db_file() {
        file if file == new => old,
        file if file == old => new,
        // Something else has put another database in force since: the note says nothing about it.
        _ => return forget_note(dir),
    };
    // The note may have been changed by somebody: nothing outside the home goes, and nothing but a database.
    if !is_plain(over) || !over.ends_with(".db") {
        return;
    }
    let copies = if over == new { old_copies::take_back(dir) } else { old_copies::put_in_place(dir, lines) };
    if copies.is_err() {
        return;
    }
    for end in ENDS {
        if gone(&dir.join(format!("{over}{end}"))).is_err() {
            return;
        }
    }
    // Without a backup under the new keys the note stays, and with it those under the old ones, until the next login.
    if over == new || crate::care::forget_generations(dir, new) {
        forget_note(dir);
    }
}

/// Whether a name stays inside the home on every system.
pub(super) fn is_plain(name: &str) -> bool {
    !name.starts_with('.') && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

fn forget_note(dir: &Path) {
    // A note that stays is read again at the next login and finds nothing to do.
    let _ = gone(&dir.join(NOTE));
}

fn gone(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
