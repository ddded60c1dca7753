//! A home in a temporary folder with real keys, and a sample school in it.
#![allow(dead_code, reason = "each test file uses a part of this")]

use std::path::{Path, PathBuf};

use domain::noun::{Gender, Staff};
use domain::{FixedClock, Instant, Random, Records, SchoolFile};
use rusqlite::{Connection, OpenFlags};
use store::{NewHome, Store};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{ChosenPassword, DbKey, Facts, FirstStart, KdfCost, Keyring, NewAccount};

pub const SAMPLE: &[u8] = include_bytes!("../../../../assets/sample/school.json");
pub const PASSWORD: &str = "青山绿水常相伴2026";

/// Repeatable bytes, different at every call.
pub struct Counting(pub u64);

impl Random for Counting {
    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub fn now() -> Instant {
    at("2026-06-26T17:00:00+08:00")
}

pub fn clock() -> FixedClock {
    FixedClock(now().at())
}

pub fn sample() -> SchoolFile {
    SchoolFile::parse(SAMPLE).unwrap()
}

/// The keys and the place of a database.
pub struct Home {
    pub folder: TempDir,
    pub keyring: Keyring,
}

impl Home {
    /// A home with keys and no database.
    pub fn bare(seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let mut random = Counting(seed);
        let password = ChosenPassword::new(PASSWORD, &Facts::default()).unwrap();
        let start = FirstStart {
            home: Uuid::from_u128(u128::from(seed)),
            db_file: "school.db",
            first: NewAccount { posts: &["principal".to_owned()], may_read_sealed: true, password: &password },
            recovery: false,
            cost: KdfCost::PARSE_FLOOR,
        };
        let (keyring, _) = vault::create(folder.path(), &start, &mut random).unwrap();
        Self { folder, keyring }
    }

    /// A home with an empty database.
    pub fn new() -> (Self, Store) {
        let home = Self::bare(7);
        let store = home.create().unwrap();
        (home, store)
    }

    /// A home with the sample school.
    pub fn with_sample() -> (Self, Store) {
        let (home, store) = Self::new();
        load(&store, &sample().records).unwrap();
        (home, store)
    }

    pub fn key(&self) -> DbKey {
        self.keyring.db_key()
    }

    pub fn id(&self) -> Uuid {
        self.keyring.home()
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("school.db")
    }

    pub fn create(&self) -> store::Result<Store> {
        Store::create(&self.path(), &self.key(), NewHome { home: self.id(), practice: true }, &clock())
    }

    pub fn open(&self) -> store::Result<Store> {
        Store::open(&self.path(), &self.key(), self.id())
    }

    /// A connection past the store, with its key but without its settings.
    pub fn raw(&self) -> Connection {
        raw(&self.path(), &self.key())
    }
}

pub fn raw(path: &Path, key: &DbKey) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let conn = Connection::open_with_flags(path, flags).unwrap();
    conn.execute_batch("PRAGMA cipher_log_level = NONE;").unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"{}\";", key.pragma_value().as_str())).unwrap();
    conn
}

pub fn load(store: &Store, records: &Records) -> store::Result<()> {
    store.write(|tx| store::load(tx, records, &clock(), &mut Counting(1)))
}

/// A member of staff and nothing else.
pub fn teacher(id: &str, name: &str) -> Staff {
    Staff {
        id: id.to_owned(),
        name: name.to_owned(),
        gender: Some(Gender::Female),
        post: "校长".to_owned(),
        campaign_role: None,
        phone_masked: None,
        staff_no: None,
        left_on: None,
    }
}
