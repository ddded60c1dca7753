//! What is done while the power may go, and how much of it a folder holds afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::shim::{Event, Recorder};
use crate::ground::{Answer, DATABASE, Ground, copy};

/// Times the database is opened, written to and closed.
const SESSIONS: usize = 3;
/// Commits in each: enough for SQLite to move its log into the database by itself.
const COMMITS: usize = 30;

/// What is done.
#[derive(Clone, Copy)]
pub enum Work {
    /// What the program does: concerns through the store.
    Program,
    /// Bare rows with this `PRAGMA synchronous`.
    Rows(&'static str),
}

/// A run: the files before it, and everything that happened to them in its order.
pub struct Recorded {
    pub before: Vec<(PathBuf, Vec<u8>)>,
    pub events: Vec<Event>,
}

/// Does the work in a copy of a home while everything is recorded.
pub fn record(ground: &Ground, template: &Path, home: &Path, work: Work) -> Answer<Recorded> {
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    copy(template, home)?;
    let before = vec![(PathBuf::from(DATABASE), fs::read(home.join(DATABASE))?)];
    let recorder = Recorder::install(home)?;
    for session in 0..SESSIONS {
        let commits = session * COMMITS..(session + 1) * COMMITS;
        match work {
            Work::Program => {
                let store = ground.open(home)?;
                for n in commits {
                    ground.enter(&store, n)?;
                    recorder.acknowledged(n + 1);
                }
                store.close()?;
            }
            Work::Rows(synchronous) => {
                let rows = connected(ground, home, synchronous)?;
                for n in commits {
                    rows.execute(
                        "INSERT INTO draft (form, object_id, owner, content, begun_ms, saved_ms)
                         VALUES ('control', ?1, 't_xz', ?2, 0, 0)",
                        (format!("{n:06}"), "操场边".repeat(2000)),
                    )?;
                    recorder.acknowledged(n + 1);
                }
                rows.close().map_err(|(_, error)| error)?;
            }
        }
    }
    Ok(Recorded { before, events: recorder.finish()? })
}

/// A connection of the control, which differs from the program's in what matters here only by `synchronous`.
fn connected(ground: &Ground, home: &Path, synchronous: &str) -> Answer<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(home.join(DATABASE), flags)?;
    let key = ground.keyring().db_key();
    conn.execute_batch(&format!(
        "PRAGMA key = \"{}\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};",
        *key.pragma_value()
    ))?;
    Ok(conn)
}

impl Work {
    /// How many commits of this work a folder holds, after proving that they are the first so many, each as a whole.
    pub fn found(self, ground: &Ground, home: &Path) -> Answer<usize> {
        if matches!(self, Self::Program) {
            return ground.entered(home);
        }
        let store = ground.open(home)?;
        let drafts = store.read(|tx| store::draft::list(tx, "t_xz"))?;
        let mut there: Vec<String> = drafts.into_iter().map(|draft| draft.object_id).collect();
        there.sort();
        if there.iter().enumerate().all(|(n, there)| *there == format!("{n:06}")) {
            Ok(there.len())
        } else {
            Err("the rows are not the first ones".into())
        }
    }
}
