//! Keys that were put back. The database remembers the newest keys file it was opened with; when an older one lies in the
//! home, the newest is looked for in the second copy and in the local backups, and what was typed must open that one: a
//! password that was replaced, a slot that was removed or a code that was used does not come to life again.

use std::path::Path;

use store::Store;
use store::audit::Entry;
use store::meta::KeysSeen;
use vault::{Keyring, KeysFile};

use crate::App;
use crate::error::{Code, Result};
use crate::fault::{store_error, vault_error};

/// Whether this keys file is older than the newest that the database has seen, or another one of the same age.
pub(super) fn is_older(keys: &KeysFile, seen: Option<KeysSeen>) -> bool {
    seen.is_some_and(|seen| {
        keys.generation() < seen.generation || (keys.generation() == seen.generation && keys.digest() != seen.digest)
    })
}

/// Opens the keys of the home with what was typed or, where that opens only newer ones of which a copy is left, those: with
/// an older file in their place the present password would open nothing.
///
/// # Errors
/// Those of `unlock`.
pub(crate) fn unlock_newest(
    dir: &Path,
    keys: &KeysFile,
    unlock: &dyn Fn(&KeysFile) -> Result<Keyring>,
) -> Result<Keyring> {
    unlock(keys).or_else(|error| {
        let newer = |other: &KeysFile| {
            (other.home(), other.db_file()) == (keys.home(), keys.db_file()) && other.generation() > keys.generation()
        };
        // Of the backups the newest one has the newest keys.
        let copies = copies(dir, 1).filter(|copy| error.code == Code::WrongPassword && newer(copy));
        copies.into_iter().find_map(|copy| unlock(&copy).ok()).ok_or(error)
    })
}

/// The keyring of the keys that are in force, and whether older ones lay in the home: then the newest lie there again.
/// Where the newest are found nowhere the older ones go on counting, since a school must not be locked out by it; the login
/// raises the alarm.
///
/// # Errors
/// `WrongPassword` when what was typed opens only the older ones, which stays in the audit log under `tried`; those of
/// `unlock`, `CannotWrite`, `DiskFull`.
pub(crate) fn in_force(
    app: &App,
    dir: &Path,
    store: &Store,
    keyring: Keyring,
    tried: &str,
    unlock: &dyn Fn(&KeysFile) -> Result<Keyring>,
) -> Result<(Keyring, bool)> {
    let failed = |e: store::Error| store_error(store.path(), &e);
    let seen = store.read(store::meta::keys_seen).map_err(failed)?;
    let there = KeysFile::read(dir).map_err(|e| vault_error(dir, &e))?;
    let newest = seen.filter(|_| is_older(keyring.file(), seen)).and_then(|seen| find(dir, &seen));
    let bytes = match newest {
        Some(newest) => {
            unlock(&newest).inspect_err(|error| {
                if error.code == Code::WrongPassword {
                    // A log that cannot be written refuses the login all the same.
                    let _ = log(app, store, tried);
                }
            })?;
            newest.to_bytes()
        }
        None if there.digest() == keyring.file().digest() => return Ok((keyring, false)),
        None => keyring.file().to_bytes(),
    };
    // `keys.json` last, as always: it is the one that counts.
    for name in [vault::BACKUP_FILE, vault::KEYS_FILE] {
        crate::files::put(&dir.join(name), &bytes)?;
    }
    let keys = KeysFile::read(dir).map_err(|e| vault_error(dir, &e))?;
    Ok((unlock(&keys)?, is_older(&there, seen)))
}

/// Writes down that older keys lay in the home when `tried` came in or tried to.
pub(crate) fn log(app: &App, store: &Store, tried: &str) -> store::Result<()> {
    let entry = Entry {
        at: app.roots.now(),
        actor: "system",
        action: "keys.alarm",
        object_kind: "account",
        object_id: tried,
        fields: &["keys_rolled_back"],
    };
    store.write(|tx| store::audit::append(tx, &entry).map(drop))
}

/// The keys file that the database has seen last.
fn find(dir: &Path, seen: &KeysSeen) -> Option<KeysFile> {
    // The digest covers the content and the MAC under the home's key, so nobody can have made this file up.
    copies(dir, usize::MAX).find(|keys| keys.generation() == seen.generation && keys.digest() == seen.digest)
}

/// Every keys file of a home: the two copies, and those in the newest local backups.
fn copies(dir: &Path, backups: usize) -> impl Iterator<Item = KeysFile> {
    let own = [vault::KEYS_FILE, vault::BACKUP_FILE].into_iter().filter_map(|name| std::fs::read(dir.join(name)).ok());
    let saved = crate::care::generations(dir).into_iter().take(backups).filter_map(|generation| {
        let path = dir.join(crate::care::GENERATIONS).join(generation.file_name);
        Some(store::container::open(&path).ok()?.keys_json)
    });
    own.chain(saved).filter_map(|bytes| KeysFile::from_bytes(dir, &bytes).ok())
}
