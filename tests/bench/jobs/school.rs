//! A school's store filled for measurements.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant as Stopwatch;

use domain::noun::{Concern, ConcernKind, Post};
use domain::{FixedClock, Instant, Random, SchoolFile};
use store::account::Account;
use store::audit::Entry;
use store::{NewHome, Store, WriteTx, table};
use uuid::Uuid;
use vault::{AccountNo, ChosenPassword, Facts, FirstStart, KdfCost, Keyring, KeysFile, NewAccount, Unlock};

use crate::{Done, rows_plain};

pub const PASSWORD: &str = "青山绿水常相伴2026";
pub const DATABASE: &str = "school.db";
/// The account of the store, and the person behind it.
const PERSON: &str = "t_xz";
/// Rows entered in one transaction while a database is being filled; their writing is not measured.
pub const AT_ONCE: usize = 5_000;

/// Repeatable random bytes: the keys of these stores guard nothing.
pub struct Counting(pub u64);

impl Random for Counting {
    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56).to_le_bytes()[0];
        }
    }
}

pub type Answer<T> = Result<T, Box<dyn Error>>;

/// A store made by [`make`], opened again.
pub struct School {
    pub keyring: Keyring,
    pub store: Store,
    folder: PathBuf,
}

impl School {
    pub fn open(folder: &Path) -> Answer<Self> {
        let keyring = unlocked(folder)?;
        let store = Store::open(&folder.join(DATABASE), &keyring.db_key(), keyring.home())?;
        Ok(Self { keyring, store, folder: folder.to_owned() })
    }

    /// The encrypted file past the store.
    pub fn raw(&self) -> Answer<rusqlite::Connection> {
        Ok(rows_plain::encrypted(&self.folder.join(DATABASE), &self.keyring.db_key())?)
    }
}

pub fn unlocked(folder: &Path) -> Answer<Keyring> {
    let account = AccountNo::new(1).ok_or("no account 01")?;
    Ok(KeysFile::read(folder)?.unlock(&Unlock::Password { account, password: PASSWORD })?)
}

/// The instant of every row.
pub fn now() -> Answer<Instant> {
    Instant::parse("2026-06-26T09:00:00+08:00").ok_or_else(|| "no instant".into())
}

/// Makes a store of the sample's people without its records, at the cost floor for new keys.
pub fn make(school: &Path, folder: &Path) -> Done {
    fs::create_dir_all(folder)?;
    let password = ChosenPassword::new(PASSWORD, &Facts::default())?;
    let posts = ["principal".to_owned()];
    let first = NewAccount { posts: &posts, may_read_sealed: true, password: &password };
    let home = Uuid::from_u128(1);
    let start = FirstStart { home, db_file: DATABASE, first, recovery: false, cost: KdfCost::FLOOR };
    let mut random = Counting(1);
    let (mut keyring, _) = vault::create(folder, &start, &mut random)?;
    let now = now()?;
    let clock = FixedClock(now.at());
    let store = Store::create(&folder.join(DATABASE), &keyring.db_key(), NewHome { home, practice: true }, &clock)?;
    let mut records = sample(school)?;
    records.concerns.clear();
    let kept = domain::Records {
        staff: records.staff,
        externals: records.externals,
        classes: records.classes,
        students: records.students,
        school: records.school,
        bureau: records.bureau,
        ..domain::Records::default()
    };
    let number = AccountNo::new(1).ok_or("no account 01")?;
    store.write(|tx| {
        store::load(tx, &kept, &clock, &mut random)?;
        let account = Account {
            number,
            staff_id: PERSON.to_owned(),
            posts: vec![Post::Principal],
            disabled: false,
            created_at: now,
            must_change: false,
        };
        store::account::insert(tx, &account)
    })?;
    keyring.confirm()?;
    Ok(store.close()?)
}

fn sample(school: &Path) -> Answer<domain::Records> {
    Ok(SchoolFile::parse(&fs::read(school)?).map_err(|fault| fault.to_string())?.records)
}

/// Concerns like the sample's, with people, events and their whole narratives, none of them finished.
pub struct Concerns {
    like: Vec<Concern>,
}

impl Concerns {
    pub fn of(school: &Path) -> Answer<Self> {
        let records = sample(school)?;
        let like = records.concerns.into_iter().filter(|c| c.kind == ConcernKind::Sign).collect::<Vec<_>>();
        if like.is_empty() { Err("the school has no signs".into()) } else { Ok(Self { like }) }
    }

    /// The concern of this place in the row of all.
    pub fn nth(&self, n: usize) -> Answer<Concern> {
        let mut new = self.like.get(n % self.like.len()).ok_or("no concern")?.clone();
        new.id = format!("GZ-2026-{:06}", n + 1);
        new.narrative = format!("第{n}次：{}", new.narrative);
        new.status = "registered".to_owned();
        new.closed_on = None;
        new.ledger_ids.clear();
        new.report_ids.clear();
        new.lesson = None;
        new.review_note = None;
        Ok(new)
    }
}

/// One concern as the window records it: its rows, its place in the index, its row in the audit log.
pub fn record(tx: &mut WriteTx<'_>, concern: &Concern, uuid: Uuid, at: Instant) -> store::Result<()> {
    table::concern::insert(tx, uuid, concern)?;
    let fields = ["kind", "title", "occurred", "place", "channel", "involved", "narrative"];
    let entry = Entry {
        at,
        actor: PERSON,
        action: "concern.record",
        object_kind: "concern",
        object_id: &concern.id,
        fields: &fields,
    };
    store::audit::append(tx, &entry).map(drop)
}

/// Enters `count` concerns after those that are there, without measuring.
pub fn fill(school: &Path, folder: &Path, count: usize) -> Done {
    let concerns = Concerns::of(school)?;
    let here = School::open(folder)?;
    let at = now()?;
    let mut random = Counting(2);
    let mut done = 0;
    while done < count {
        let until = count.min(done + AT_ONCE);
        let new = (done..until).map(|n| concerns.nth(n)).collect::<Answer<Vec<_>>>()?;
        here.store.write(|tx| new.iter().try_for_each(|concern| record(tx, concern, uuid(&mut random), at)))?;
        done = until;
    }
    Ok(here.store.close()?)
}

pub fn uuid(random: &mut Counting) -> Uuid {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// Fills the audit log with `count` rows, and writes the bytes that its hashes cover to `out`.
pub fn audit_fill(folder: &Path, count: usize, out: &Path) -> Done {
    let here = School::open(folder)?;
    let at = now()?;
    let fields = ["title", "place", "narrative"];
    for first in (0..count).step_by(AT_ONCE) {
        here.store.write(|tx| -> store::Result<()> {
            for n in first..count.min(first + AT_ONCE) {
                let id = format!("GZ-2026-{n:06}");
                let entry = Entry {
                    at,
                    actor: PERSON,
                    action: "concern.change",
                    object_kind: "concern",
                    object_id: &id,
                    fields: &fields,
                };
                store::audit::append(tx, &entry)?;
            }
            Ok(())
        })?;
    }
    let raw = here.raw()?;
    let sql =
        "SELECT seq, at_ms, actor || action || object_kind || object_id || detail, prev, hash FROM audit ORDER BY seq";
    let mut statement = raw.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend(row.get::<_, i64>(0)?.to_be_bytes());
        bytes.extend(row.get::<_, i64>(1)?.to_be_bytes());
        bytes.extend(row.get::<_, String>(2)?.as_bytes());
        bytes.extend(row.get::<_, Vec<u8>>(3)?);
        bytes.extend(row.get::<_, Vec<u8>>(4)?);
    }
    crate::table::put(out, &bytes)
}

/// Verifies the audit log; prints the milliseconds of the examination alone.
pub fn audit(folder: &Path, rounds: usize) -> Done {
    let here = School::open(folder)?;
    let mut took = Vec::new();
    for _ in 0..rounds {
        let began = Stopwatch::now();
        let found = here.store.read(store::audit::examine)?;
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        if !matches!(found, store::audit::Finding::Whole(_)) {
            return Err("the log is not whole".into());
        }
    }
    say(&serde_json::json!({ "ours": took }))
}

/// One line of JSON for the bench.
pub fn say(told: &serde_json::Value) -> Done {
    use std::io::Write as _;
    Ok(writeln!(std::io::stdout(), "{told}")?)
}
