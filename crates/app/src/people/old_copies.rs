//! Older copies of the home that lie in it: homes that a restore set aside, and copies made before an upgrade. They are under
//! the keys that a removal for cause replaces, so each is encrypted anew under the new ones. The new form lies beside the
//! original until the removal counts. What does not open, because it is damaged or under keys that nobody here has, stays
//! or goes as the principal decides.

use std::path::Path;

use store::draft::Draft;
use store::sealed::{Reseal, SealedText};
use uuid::Uuid;
use vault::{DbKey, Keyring, KeysFile, Rotation, Unlock};

use super::cut_off::is_plain;
use crate::App;
use crate::care::Copies;
use crate::error::{Result, write_failed};
use crate::fault::{store_error, vault_error};
use crate::files;
use crate::home::{OpenHome, make_private_dir};

/// Ends the name of what waits to take the place of its original.
const RENEWED: &str = ".renewed";
/// What belongs to a database that lies still.
const PARTS: [&str; 3] = ["", "-wal", "-journal"];
/// Both copies of the keys.
const KEYS: [&str; 2] = [vault::KEYS_FILE, vault::BACKUP_FILE];

/// The names of the copies in a home, as they are told to the principal.
pub(super) fn names(dir: &Path) -> Vec<String> {
    let mut found: Vec<String> = entries(dir).into_iter().filter(|name| is_copy(dir, name)).collect();
    found.sort();
    found
}

/// Whether a home that was set aside, rather than the copy of an upgrade.
pub(super) fn is_folder(dir: &Path, name: &str) -> bool {
    dir.join(name).is_dir()
}

/// Bytes on the disk.
pub(super) fn size(dir: &Path, name: &str) -> u64 {
    let path = dir.join(name);
    let length = |path: &Path| path.metadata().map_or(0, |m| m.len());
    if path.is_dir() { entries(&path).iter().map(|n| length(&path.join(n))).sum() } else { length(&path) }
}

/// Whether a name is that of a copy: only such files and folders are ever touched here.
fn is_copy(dir: &Path, name: &str) -> bool {
    is_plain(name)
        && !name.ends_with(RENEWED)
        && if dir.join(name).is_dir() {
            crate::care::is_aside(dir, name)
        } else {
            is_before(name) && !name.ends_with(".part")
        }
}

fn is_before(name: &str) -> bool {
    name.contains(".db.before-v")
}

/// Makes the new form of every copy. Answers the names of those that do not open.
///
/// # Errors
/// `BackupNoRoom`, `DiskFull`, `CannotWrite`; what was made is taken back by the note of the removal.
pub(super) fn renew(app: &App, home: &OpenHome, rotation: &Rotation, password: &str) -> Result<Vec<String>> {
    let found = names(&home.dir);
    if found.is_empty() {
        return Ok(found);
    }
    let _alone = app.care.work();
    let all: u64 = found.iter().map(|name| size(&home.dir, name)).sum();
    crate::care::room_for(&home.dir, all.saturating_mul(2))?;
    let work = Work { app, home, rotation, password };
    let mut closed = Vec::new();
    for name in found {
        let renewed = if is_folder(&home.dir, &name) { work.folder(&name)? } else { work.file(&name)? };
        if !renewed {
            remove(&home.dir.join(format!("{name}{RENEWED}"))).map_err(|e| write_failed(&home.dir, &e))?;
            closed.push(name);
        }
    }
    Ok(closed)
}

/// What opens a copy.
enum Opener {
    /// The keys of the home itself, with the salt of the copy.
    Own(DbKey),
    /// Keys of an earlier time, to which the principal's password fits.
    Other(Box<Keyring>),
}

struct Work<'a> {
    app: &'a App,
    home: &'a OpenHome,
    rotation: &'a Rotation,
    password: &'a str,
}

impl Work<'_> {
    /// The copy of an upgrade: under the home's own key.
    fn file(&self, name: &str) -> Result<bool> {
        let to = self.home.dir.join(format!("{name}{RENEWED}"));
        remove(&to).map_err(|e| write_failed(&to, &e))?;
        let (opener, home) = self.own();
        self.database(&self.home.dir, name, &opener, home, &to)
    }

    /// A home that was set aside: all of its databases, and keys that name the same one.
    fn folder(&self, name: &str) -> Result<bool> {
        let (dir, to) = (self.home.dir.join(name), self.home.dir.join(format!("{name}{RENEWED}")));
        remove(&to).map_err(|e| write_failed(&to, &e))?;
        let keys = KEYS.iter().find_map(|file| {
            let bytes = std::fs::read(dir.join(file)).ok()?;
            // Its own folder is one that does not exist, so that opening it writes nothing.
            KeysFile::from_bytes(&dir.join("nowhere"), &bytes).ok()
        });
        let (opener, home, db_file) = match &keys {
            None => {
                let (opener, home) = self.own();
                (opener, home, None)
            }
            Some(keys) => match self.opener(keys) {
                Some(opener) => (opener, keys.home(), Some(keys.db_file())),
                None => return Ok(false),
            },
        };
        make_private_dir(&to).map_err(|e| write_failed(&to, &e))?;
        for file in entries(&dir).iter().filter(|n| n.ends_with(".db") || is_before(n)) {
            if !self.database(&dir, file, &opener, home, &to.join(file))? {
                return Ok(false);
            }
        }
        if let Some(db_file) = db_file {
            let keys = self.rotation.file_beside(db_file).map_err(|e| vault_error(&dir, &e))?.to_bytes();
            for file in KEYS {
                files::put(&to.join(file), &keys)?;
            }
        }
        files::sync_dir(Some(&to)).map_err(|e| write_failed(&to, &e))?;
        Ok(true)
    }

    /// The keys of the home itself. The guard must be gone before a text is sealed again.
    fn own(&self) -> (Opener, Uuid) {
        let keyring = self.home.keyring();
        (Opener::Own(keyring.db_key()), keyring.home())
    }

    fn opener(&self, keys: &KeysFile) -> Option<Opener> {
        if let Some(key) = self.home.keyring().db_key_of(keys) {
            return Some(Opener::Own(key));
        }
        let with = Unlock::Password { account: self.home.account, password: self.password };
        keys.unlock(&with).ok().map(|keyring| Opener::Other(Box::new(keyring)))
    }

    /// One database, from a copy of it: what lies there may be all that is left, and stays as it is until the end.
    fn database(&self, dir: &Path, name: &str, opener: &Opener, home: Uuid, to: &Path) -> Result<bool> {
        let copies = Copies::begin(&self.home.dir)?;
        let copy = copies.at("older.db");
        for part in PARTS {
            let from = dir.join(format!("{name}{part}"));
            let target = copies.at(&format!("older.db{part}"));
            if from.is_file() {
                std::fs::copy(&from, &target).map_err(|e| write_failed(&target, &e))?;
            }
        }
        let new = self.rotation.db_key();
        let mut again = Again { app: self.app, home: self.home, own: None, new: self.rotation.keyring() };
        let made = match opener {
            Opener::Own(key) => store::rekey::export_file(&copy, key, to, &new, home, &mut again),
            Opener::Other(keyring) => {
                again.own = Some(keyring);
                store::rekey::export_file(&copy, &keyring.db_key(), to, &new, home, &mut again)
            }
        };
        match made {
            Ok(_) => Ok(true),
            Err(e @ (store::Error::DiskFull | store::Error::Io(_))) => Err(store_error(to, &e)),
            Err(_) => Ok(false),
        }
    }
}

/// Opens with the old keys and seals with the new ones.
pub(super) struct Again<'a> {
    pub(super) app: &'a App,
    pub(super) home: &'a OpenHome,
    /// The old keys, where they are not those of the home.
    pub(super) own: Option<&'a Keyring>,
    pub(super) new: &'a Keyring,
}

impl Reseal for Again<'_> {
    fn text(&mut self, kept: &SealedText, bound: bool) -> Option<Vec<u8>> {
        let text = match self.own {
            Some(keyring) => crate::sealed::open_kept(keyring, kept, bound),
            None => crate::sealed::open_kept(&self.home.keyring(), kept, bound),
        };
        self.new.seal_text(&kept.head.place(), &text.ok()?, self.app.roots.random().as_mut()).ok()
    }

    fn draft(&mut self, kept: &Draft, bound: bool) -> Option<String> {
        let text = match self.own {
            Some(keyring) => crate::draft::opened(keyring, kept, bound)?,
            None => crate::draft::opened(&self.home.keyring(), kept, bound)?,
        };
        crate::draft::sealed(self.app, self.new, &kept.place(), &text).ok()
    }
}

/// The removal counts: the new forms take the place of the originals, and those that are to go do.
pub(super) fn put_in_place<'n>(dir: &Path, going: impl Iterator<Item = &'n str>) -> std::io::Result<()> {
    for name in entries(dir) {
        let Some(original) = name.strip_suffix(RENEWED).filter(|original| is_original(original)) else { continue };
        let (from, to) = (dir.join(&name), dir.join(original));
        if from.is_dir() && to.is_dir() {
            // What else somebody put there is theirs.
            for file in entries(&to).iter().filter(|n| !is_ours(n)) {
                std::fs::rename(to.join(file), from.join(file))?;
            }
            std::fs::remove_dir_all(&to)?;
        }
        std::fs::rename(&from, &to)?;
    }
    for name in going.filter(|name| is_copy(dir, name)) {
        remove(&dir.join(name))?;
    }
    files::sync_dir(Some(dir))
}

/// The removal does not count: the new forms go.
pub(super) fn take_back(dir: &Path) -> std::io::Result<()> {
    for name in entries(dir) {
        if name.strip_suffix(RENEWED).is_some_and(is_original) {
            remove(&dir.join(&name))?;
        }
    }
    Ok(())
}

/// Whether the name, which need not be there any more, is that of a copy.
fn is_original(name: &str) -> bool {
    is_plain(name) && (is_before(name) || crate::care::is_aside_name(name))
}

/// Whether a file inside a home that was set aside is one of the home's own.
fn is_ours(name: &str) -> bool {
    KEYS.contains(&name)
        || [".db", ".db-wal", ".db-shm", ".db-journal"].iter().any(|end| name.ends_with(end))
        || is_before(name)
}

fn remove(path: &Path) -> std::io::Result<()> {
    let gone = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match gone {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

fn entries(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASIDE: &str = "aside-20260620-093000";
    const COPY: &str = "school.db.before-v10";

    fn put(path: &Path, text: &str) {
        files::put(path, text.as_bytes()).unwrap();
    }

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    /// A home with two older copies and their new forms beside them.
    fn home() -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        for (folder, text) in [(ASIDE.to_owned(), "old"), (format!("{ASIDE}{RENEWED}"), "new")] {
            std::fs::create_dir(home.path().join(&folder)).unwrap();
            put(&home.path().join(&folder).join("school.db"), text);
            put(&home.path().join(&folder).join("keys.json"), text);
        }
        put(&home.path().join(ASIDE).join("school.db-wal"), "old");
        put(&home.path().join(ASIDE).join("note.txt"), "theirs");
        put(&home.path().join(COPY), "old");
        put(&home.path().join(format!("{COPY}{RENEWED}")), "new");
        put(&home.path().join("keys.json"), "keys");
        put(&home.path().join("letter.renewed"), "somebody's file");
        home
    }

    #[test]
    fn the_new_forms_take_the_place_of_the_old_also_after_a_cut_off() {
        for cut in 0..3 {
            let home = home();
            let dir = home.path();
            match cut {
                // After the old folder went, before the new one had its name.
                1 => std::fs::remove_dir_all(dir.join(ASIDE)).unwrap(),
                // After the folder, before the file.
                2 => {
                    std::fs::remove_dir_all(dir.join(ASIDE)).unwrap();
                    std::fs::rename(dir.join(format!("{ASIDE}{RENEWED}")), dir.join(ASIDE)).unwrap();
                }
                _ => {}
            }
            for _ in 0..2 {
                put_in_place(dir, std::iter::empty()).unwrap();
            }
            let new = [dir.join(COPY), dir.join(ASIDE).join("school.db"), dir.join(ASIDE).join("keys.json")];
            assert!(new.iter().all(|path| read(path) == "new"), "{cut}");
            assert!(!dir.join(ASIDE).join("school.db-wal").exists());
            assert_eq!(dir.join(ASIDE).join("note.txt").exists(), cut == 0, "a stranger's file is not lost");
            assert_eq!(names(dir), [ASIDE, COPY]);
            assert_eq!(read(&dir.join("letter.renewed")), "somebody's file");
        }
    }

    #[test]
    fn a_removal_that_does_not_count_leaves_the_old_forms() {
        let home = home();
        take_back(home.path()).unwrap();
        assert_eq!(read(&home.path().join(ASIDE).join("school.db")), "old");
        assert_eq!(read(&home.path().join(COPY)), "old");
        assert_eq!(entries(home.path()).len(), 4);
    }

    #[test]
    fn a_note_that_somebody_changed_removes_nothing_but_older_copies() {
        let home = home();
        let outside = tempfile::tempdir().unwrap();
        put(&outside.path().join(COPY), "outside");
        let far = format!("../{}/{COPY}", outside.path().file_name().unwrap().to_string_lossy());
        let bad = ["keys.json", "..", ".", "", "school.db", far.as_str(), "aside-x", "backups"];
        put_in_place(home.path(), bad.into_iter()).unwrap();
        assert_eq!(read(&outside.path().join(COPY)), "outside");
        assert!(home.path().join("keys.json").exists());
        put_in_place(home.path(), [ASIDE, COPY].into_iter()).unwrap();
        assert!(names(home.path()).is_empty());
    }
}
