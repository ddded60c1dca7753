//! Reading a file whose schema is damaged. A page can only be decrypted by SQLCipher, at its own place in a file, so a
//! stand-in is made: the damaged file's pages behind a new first page, whose schema can be pointed at any of them. What the
//! old schema still says is read from its own pages, wherever they lie; with that and the schemas that are known every
//! table is found again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use vault::DbKey;

use super::known::{self, Object, judge};
use super::log::{self, PAGE};
use crate::error::{Error, Result};
use crate::open::beside;

/// Bytes of a page that SQLCipher leaves to SQLite: it keeps 16 for a random beginning and 64 for a check.
const USABLE: u64 = PAGE as u64 - 80;
/// Of a row that does not fit on its page at least this much stays there
/// (<https://www.sqlite.org/fileformat2.html#payload_overflow>).
const LOCAL: u64 = (USABLE - 12) * 32 / 255 - 23;
/// Pages that one row takes at most, so that it stays below SQLite's longest value.
const RUN: u64 = 200_000;

/// A stand-in, removed when it is dropped.
pub(super) struct Carrier {
    /// Where it lies.
    pub(super) path: PathBuf,
}

impl Carrier {
    /// Makes the stand-in; nothing when no row of the old schema can be read. The damaged file is only read.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Io`].
    pub(super) fn make(damaged: &Path, key: &DbKey, at: PathBuf) -> Result<Option<Self>> {
        let carrier = Self { path: at };
        let log = log::committed(&beside(damaged, "-wal"))?;
        let bytes = match fs::metadata(damaged) {
            Ok(found) => found.len(),
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            Err(error) => return Err(Error::Io(error)),
        };
        let pages = if log.size > 0 { u64::from(log.size) } else { bytes / PAGE as u64 };
        if pages < 4 {
            return Ok(None);
        }
        carrier.remove();
        begin(&carrier.path, key, pages)?;
        overlay(damaged, bytes, &log, pages, &carrier.path)?;
        let versions = known::versions(&beside(&carrier.path, ".known.part"), key)?;
        let newest: BTreeSet<&str> =
            versions.last().map(|version| version.readable.keys().map(String::as_str).collect()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut probe = Probe { path: &carrier.path, key, conn: None };
        for page in 2..=u32::try_from(pages).unwrap_or(u32::MAX) {
            let rows = probe.schema_at(page);
            if !rows.is_empty() {
                seen.extend(rows);
                let met: BTreeSet<&str> = seen.iter().filter(|o| o.kind == "table").map(|o| o.name.as_str()).collect();
                if newest.is_subset(&met) {
                    break;
                }
            }
        }
        drop(probe);
        let Some(judged) = judge(&versions, &seen) else { return Ok(None) };
        settle(&known::open(&carrier.path, key)?, &judged.tables)?;
        Ok(Some(carrier))
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm", "-journal"] {
            // It holds nothing that the damaged file does not hold; the next repair replaces it.
            let _ = fs::remove_file(beside(&self.path, end));
        }
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        self.remove();
    }
}

/// A new file of so many pages: the schema, two tables, and one row that runs through all the rest. SQLite believes what the
/// first page says of the size, and only SQLite can write it there.
fn begin(path: &Path, key: &DbKey, pages: u64) -> Result<()> {
    let conn = known::open(path, key)?;
    conn.execute_batch(
        "PRAGMA auto_vacuum = NONE;
         CREATE TABLE probe (type, name, tbl_name, rootpage, sql);
         CREATE TABLE filling (content);",
    )?;
    let size = || conn.query_row("PRAGMA page_count", [], |row| row.get::<_, u32>(0).map(u64::from));
    loop {
        let left = pages.saturating_sub(size()?);
        if left == 0 {
            break;
        }
        // So long that what does not stay on the row's own page fills whole pages but for a few bytes.
        let length = LOCAL + left.min(RUN) * (USABLE - 4) - 32;
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        conn.execute("INSERT INTO filling VALUES (zeroblob(?1))", [length])?;
    }
    conn.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'filling'")?;
    let reached = size()?;
    conn.close().map_err(|(_, error)| error)?;
    if reached == pages { Ok(()) } else { Err(Error::Damaged) }
}

/// Puts the damaged file's pages and those of its log over all but the first. A page that neither has must not be read as
/// the empty one that stands there, so it is spoilt.
fn overlay(damaged: &Path, bytes: u64, log: &log::Committed, pages: u64, onto: &Path) -> Result<()> {
    let io = Error::Io;
    let page = PAGE as u64;
    let mut out = OpenOptions::new().write(true).open(onto).map_err(io)?;
    out.seek(SeekFrom::Start(page)).map_err(io)?;
    let there = (bytes / page).clamp(1, pages);
    if there > 1 {
        let mut from = File::open(damaged).map_err(io)?;
        from.seek(SeekFrom::Start(page)).map_err(io)?;
        std::io::copy(&mut from.take((there - 1) * page), &mut out).map_err(io)?;
    }
    for _ in there..pages {
        out.write_all(&[0xff; PAGE]).map_err(io)?;
    }
    if !log.pages.is_empty() {
        let mut from = File::open(beside(damaged, "-wal")).map_err(io)?;
        let mut content = [0; PAGE];
        for (number, at) in log.pages.iter().filter(|(number, _)| (2..=pages).contains(&u64::from(**number))) {
            from.seek(SeekFrom::Start(*at)).map_err(io)?;
            from.read_exact(&mut content).map_err(io)?;
            out.seek(SeekFrom::Start((u64::from(*number) - 1) * page)).map_err(io)?;
            out.write_all(&content).map_err(io)?;
        }
    }
    out.sync_all().map_err(io)
}

/// Reads single pages of the stand-in.
struct Probe<'p> {
    path: &'p Path,
    key: &'p DbKey,
    conn: Option<Connection>,
}

impl Probe<'_> {
    /// The rows of a schema on this page; none when it is another kind of page or cannot be read.
    fn schema_at(&mut self, page: u32) -> Vec<Object> {
        let mut rows = Vec::new();
        // After a page that fails its check a connection answers nothing any more.
        if self.look(page, &mut rows).is_none() {
            self.conn = None;
        }
        rows
    }

    fn look(&mut self, page: u32, found: &mut Vec<Object>) -> Option<()> {
        if self.conn.is_none() {
            self.conn = known::open(self.path, self.key).ok();
        }
        let conn = self.conn.as_ref()?;
        conn.execute_batch("PRAGMA writable_schema = ON").ok()?;
        conn.execute("UPDATE sqlite_master SET rootpage = ?1 WHERE name = 'probe'", [page]).ok()?;
        conn.execute_batch("PRAGMA writable_schema = RESET").ok()?;
        let mut statement = conn.prepare("SELECT type, name, sql, rootpage FROM probe").ok()?;
        let mut rows = statement.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            let (Ok(kind), Ok(name), Ok(sql), Ok(root)) = (row.get(0), row.get(1), row.get(2), row.get(3)) else {
                return Some(());
            };
            let object = Object { kind, name, sql, root };
            if !["table", "index", "trigger", "view"].contains(&object.kind.as_str()) {
                return Some(());
            }
            found.push(object);
        }
        Some(())
    }
}

/// Gives the stand-in the schema that was found. What does not fit on its first page goes behind the last.
fn settle(conn: &Connection, tables: &BTreeMap<String, (u32, String)>) -> Result<()> {
    conn.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_master")?;
    let mut put = conn
        .prepare("INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', ?1, ?1, ?2, ?3)")?;
    for (name, (root, sql)) in tables {
        put.execute(params![name, root, sql])?;
    }
    Ok(())
}
