//! Making, opening and closing the database file, and the transactions on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Clock;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use uuid::Uuid;
use vault::DbKey;
use zeroize::Zeroizing;

use crate::error::{Error, Result, Rule};
use crate::meta;
use crate::migrate;
use crate::pool::{Lent, Pool};
use crate::pragma::{self, Role};
use crate::search;
use crate::tx::{ReadTx, WriteTx};

/// Reading connections beside the first: that one is for the screen, this for a long report.
const MORE_READERS: usize = 1;

/// What a new database is told about its home.
#[derive(Debug, Clone, Copy)]
pub struct NewHome {
    /// The id of the home, as the keys file has it.
    pub home: Uuid,
    /// Whether it is a practice or demo home.
    pub practice: bool,
}

/// An open database. It is shared between threads; dropping it closes the connections.
///
/// Opening makes the first reading connection; the one that writes and a second reader are made when they are first needed,
/// since each has to read the whole schema with its locks.
pub struct Store {
    path: PathBuf,
    /// As `PRAGMA key` takes it.
    key: Zeroizing<String>,
    writer: Mutex<Option<Connection>>,
    readers: Pool,
    /// Whether a connection has met a damaged page: then none is used any more, so that nobody goes on with half of what
    /// was asked for.
    damaged: AtomicBool,
}

impl Store {
    /// Makes a database and opens it. It is built beside its place under `.part` and renamed when whole, so that a crash
    /// leaves either a complete database or none; a `.part` left by such a crash is replaced.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`] when the file or its log exists; [`Error::CannotOpen`], [`Error::DiskFull`], [`Error::Io`].
    pub fn create(path: &Path, key: &DbKey, home: NewHome, clock: &dyn Clock) -> Result<Self> {
        for there in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
            if there.symlink_metadata().is_ok() {
                return Err(Error::AlreadyThere);
            }
        }
        let part = beside(path, ".part");
        for left in [part.clone(), beside(&part, "-wal"), beside(&part, "-shm"), beside(&part, "-journal")] {
            match fs::remove_file(&left) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Error::Io(error)),
                _ => {}
            }
        }
        let mut conn = Connection::open_with_flags(
            &part,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        pragma::unlock(&conn, key)?;
        pragma::settle(&conn, Role::Writer)?;
        migrate::run(&mut conn, migrate::SCHEMA_VERSION)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        meta::begin(&mut WriteTx::new(&tx), home, domain::Instant::new(clock.now()))?;
        tx.commit()?;
        finish(conn)?;
        sync(&part)?;
        fs::rename(&part, path).map_err(Error::Io)?;
        if let Some(folder) = path.parent() {
            sync_folder(folder)?;
        }
        Self::open(path, key, home.home)
    }

    /// Opens the database of this home. A file of an earlier version is copied beside itself (see
    /// [`crate::copy_name`]) and then brought up to date.
    ///
    /// # Errors
    /// [`Error::Missing`] and [`Error::Empty`]: a database is never made here. [`Error::WrongKeyOrDamaged`],
    /// [`Error::Damaged`], [`Error::OtherFile`], [`Error::OtherHome`], [`Error::TooNew`], [`Error::CannotOpen`].
    pub fn open(path: &Path, key: &DbKey, home: Uuid) -> Result<Self> {
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::Missing),
            Err(error) => return Err(Error::Io(error)),
            Ok(found) if found.len() == 0 => return Err(Error::Empty),
            Ok(_) => {}
        }
        let left = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
        let mut conn = connect(path, key)?;
        migrate::recognise(&conn)?;
        meta::belongs_to(&ReadTx { conn: &conn }, home)?;
        if left {
            judge_log(&conn)?;
        }
        pragma::settle(&conn, Role::Writer)?;
        if migrate::version(&conn)? < migrate::SCHEMA_VERSION {
            migrate::copy_first(&conn, path)?;
            migrate::run(&mut conn, migrate::SCHEMA_VERSION)?;
        }
        if search::lags(&ReadTx { conn: &conn })? {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            search::catch_up(&mut WriteTx::new(&tx))?;
            tx.commit()?;
        }
        pragma::only_read(&conn)?;
        let readers = Pool::new(conn, MORE_READERS);
        Ok(Self {
            path: path.to_owned(),
            key: key.pragma_value(),
            writer: Mutex::new(None),
            readers,
            damaged: AtomicBool::new(false),
        })
    }

    /// One more connection to the file that [`Store::open`] has judged.
    fn connect(&self, role: Role) -> Result<Connection> {
        let conn = connect_with(&self.path, &self.key)?;
        pragma::settle(&conn, role)?;
        // The log beside the file is this store's own.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        Ok(conn)
    }

    fn lend(&self) -> Result<Lent<'_>> {
        self.readers.lend(|| self.connect(Role::Reader))
    }

    /// The one connection that writes, for as long as the guard is held.
    fn writer(&self) -> Result<MutexGuard<'_, Option<Connection>>> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            *writer = Some(self.connect(Role::Writer)?);
        }
        Ok(writer)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads from one snapshot. Does not wait for writers; waits while all reading connections are lent out, so a
    /// closure must not call `read` again.
    ///
    /// # Errors
    /// Those of the closure and of SQLite. After [`Error::Damaged`] every later call fails: close the store.
    pub fn read<T, E: From<Error>>(&self, f: impl FnOnce(&ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.is_undamaged()?;
        let mut lent = self.lend()?;
        let conn = lent.connection().ok_or(Error::CannotOpen)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred).map_err(Error::from)?;
        let done = f(&ReadTx { conn: &tx });
        if done.is_err() {
            drop(tx);
            self.look(conn);
            return done;
        }
        tx.commit().map_err(Error::from)?;
        done
    }

    /// Looks whether a connection on which something failed has met a damaged page.
    pub(crate) fn look(&self, conn: &Connection) {
        if has_met_damage(conn) {
            self.damaged.store(true, Ordering::Relaxed);
            leave_log(conn);
            self.leave_as_it_is();
        }
    }

    /// From now on closing leaves the file and its log as they are: what was found damaged is evidence, and the log may be all
    /// that is left of the newest rows.
    pub(crate) fn leave_as_it_is(&self) {
        self.readers.each(leave_log);
        // Held by whoever has met the damage while writing.
        if let Ok(writer) = self.writer.try_lock() {
            writer.iter().for_each(leave_log);
        }
    }

    fn is_undamaged(&self) -> Result<()> {
        if self.damaged.load(Ordering::Relaxed) { Err(Error::Damaged) } else { Ok(()) }
    }

    /// Lends a reading connection for a copy of the file, which SQLite makes neither inside a transaction nor for a
    /// connection that may not write at all.
    pub(crate) fn copying<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.is_undamaged()?;
        let mut lent = self.lend()?;
        let conn = lent.connection().ok_or(Error::CannotOpen)?;
        conn.execute_batch("PRAGMA query_only = OFF")?;
        let copied = f(conn);
        conn.execute_batch("PRAGMA query_only = ON")?;
        copied
    }

    /// Writes in one transaction, one at a time; what the closure did is on the disk when this answers `Ok`, and undone
    /// otherwise. The closure must not call `write` again.
    ///
    /// # Errors
    /// Those of the closure and of SQLite; [`Error::Damaged`] once [`Store::read`] has met it; [`Error::Constraint`] with
    /// [`Rule::Reference`] names the table whose reference leads nowhere.
    pub fn write<T, E: From<Error>>(&self, f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.is_undamaged()?;
        let mut writer = self.writer()?;
        let conn = writer.as_mut().ok_or(Error::CannotOpen)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let mut writing = WriteTx::new(&tx);
        let done = f(&mut writing).and_then(|out| {
            // What was written is found from now on.
            search::settle(&mut writing)?;
            Ok(out)
        });
        let out = match done {
            Ok(out) => out,
            failed => {
                drop(tx);
                self.look(conn);
                return failed;
            }
        };
        // Not `Transaction::commit`: a refused reference leaves the transaction open, and only then can it be named.
        if let Err(error) = tx.execute_batch("COMMIT") {
            return Err(E::from(reference_by_name(&tx, error.into())));
        }
        Ok(out)
    }

    /// Looks at the file with the log moved into it and nobody writing.
    pub(crate) fn at_rest<T>(&self, f: impl FnOnce(&ReadTx<'_>) -> Result<T>) -> Result<T> {
        let writer = self.writer()?;
        let conn = writer.as_ref().ok_or(Error::CannotOpen)?;
        conn.query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(()))?;
        f(&ReadTx { conn })
    }

    /// Moves the log into the file and closes every connection.
    ///
    /// # Errors
    /// Those of SQLite; what was committed is safe either way.
    pub fn close(self) -> Result<()> {
        let mut open = self.readers.drain();
        match self.writer.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(writer) => open.push(writer),
            // Nobody has written: the last reader empties the log that was there when the file was opened.
            None => open.last().map_or(Ok(()), |reader| reader.execute_batch("PRAGMA query_only = OFF"))?,
        }
        let last = open.pop();
        for conn in open {
            conn.close().map_err(|(_, error)| error)?;
        }
        last.map_or(Ok(()), finish)
    }
}

/// An unlocked connection to a file that must be there.
pub(crate) fn connect(path: &Path, key: &DbKey) -> Result<Connection> {
    connect_with(path, &key.pragma_value())
}

fn connect_with(path: &Path, key: &str) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Closing moves a log into the file. One that a crash left may belong to another file, and would destroy this one:
    // until it was judged it stays where it is.
    let left = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, left)?;
    pragma::unlock_with(&conn, key)?;
    Ok(conn)
}

/// Reads the whole database through a log that was left beside it, and lets closing move it into the file when every page
/// holds. Every page is read, because those of a log that came from elsewhere fail only when they are.
pub(crate) fn judge_log(conn: &Connection) -> Result<()> {
    let structure: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if structure != "ok" {
        return Err(Error::Damaged);
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Empties the log and closes.
pub(crate) fn finish(conn: Connection) -> Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error.into())
}

/// Whether a connection has met a damaged page. SQLCipher then answers nothing more from the file, but for what the
/// connection still holds in memory, which it is made to forget.
fn has_met_damage(conn: &Connection) -> bool {
    let first_page = conn
        .execute_batch("PRAGMA shrink_memory")
        .and_then(|()| conn.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0)));
    // The key was the right one when the store was opened.
    matches!(first_page.map_err(Error::from), Err(Error::Damaged | Error::WrongKeyOrDamaged))
}

fn leave_log(conn: &Connection) {
    // Best effort: where it is not taken, closing moves whole transactions into the file, as on any other day.
    let _ = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
}

/// Puts the table into a refused reference, which SQLite leaves nameless at the commit.
fn reference_by_name(conn: &Connection, error: Error) -> Error {
    let Error::Constraint { kind: Rule::Reference, rule } = error else {
        return error;
    };
    let named = conn.query_row("PRAGMA foreign_key_check", [], |row| {
        Ok(format!("{} to {}", row.get::<_, String>("table")?, row.get::<_, String>("parent")?))
    });
    Error::Constraint { kind: Rule::Reference, rule: named.unwrap_or(rule) }
}

/// The path with an ending put behind its whole name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Brings a finished file's bytes to the disk.
pub(crate) fn sync(path: &Path) -> Result<()> {
    fs::OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all()).map_err(Error::Io)
}

/// Brings a folder's entries to the disk; Windows has no such call and does it with the rename.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::File::open(folder).and_then(|file| file.sync_all()).map_err(Error::Io)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::noun::Staff;

    use super::*;
    use crate::table::staff;
    use crate::testing;

    fn teacher(id: String) -> Staff {
        Staff {
            id,
            name: "金墨白".repeat(30),
            gender: None,
            post: "教师".repeat(900),
            campaign_role: None,
            phone_masked: None,
            staff_no: None,
            left_on: None,
        }
    }

    #[test]
    fn a_store_is_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Store>();
    }

    #[test]
    fn a_full_disk_is_told_and_what_was_saved_stays() {
        let (_folder, keyring, store) = testing::home();
        store
            .write(|tx| -> Result<()> {
                staff::insert(tx, &teacher("t-0".to_owned()))?;
                // SQLite reports a file that may not grow further as it reports a full disk.
                let pages: i64 = tx.conn.query_row("PRAGMA page_count", [], |row| row.get(0))?;
                tx.conn.query_row(&format!("PRAGMA max_page_count = {}", pages + 4), [], |_| Ok(()))?;
                Ok(())
            })
            .unwrap();
        let full = (1..100).find_map(|row| store.write(|tx| staff::insert(tx, &teacher(format!("t-{row}")))).err());
        assert!(matches!(full, Some(Error::DiskFull)), "{full:?}");
        let kept = store.read(staff::list).unwrap();
        assert!(kept.len() > 1, "some fitted");
        let path = store.path().to_owned();
        store.close().unwrap();
        let store = Store::open(&path, &keyring.db_key(), keyring.home()).unwrap();
        assert_eq!(store.read(staff::list).unwrap(), kept);
        store.check().unwrap();
        store.write(|tx| staff::insert(tx, &teacher("t-later".to_owned()))).unwrap();
    }
}
