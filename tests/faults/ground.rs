//! A home with the sample's people, what is entered into it one commit at a time, and what must be there afterwards.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use domain::noun::{Concern, ConcernKind};
use domain::{FixedClock, Instant, Random, SchoolFile};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use store::audit::{Entry, Finding};
use store::draft::Draft;
use store::{NewHome, Store, table};
use uuid::Uuid;
use vault::{AccountNo, ChosenPassword, Facts, FirstStart, KdfCost, Keyring, KeysFile, NewAccount, Unlock};

/// An answer, or one line on what broke.
pub type Answer<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The database's file.
pub const DATABASE: &str = "school.db";
/// Its log.
pub const LOG: &str = "school.db-wal";
const PASSWORD: &str = "青山绿水常相伴2026";
/// Who enters everything.
const PERSON: &str = "t_xz";

/// Repeatable randomness.
pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }
    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next_u64() >> 32).unwrap_or_default() % bound.max(1)
    }
    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

impl Random for Dice {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}

/// A temporary folder in memory where there is such a place: whether these faults lose something does not depend on how
/// slow the disk is.
pub fn folder() -> Answer<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    Ok(if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }?)
}

/// The keys of a home and the concerns that are entered into it.
pub struct Ground {
    keyring: Keyring,
    like: Vec<Concern>,
    /// Rows of the audit log before the first concern.
    audited: u64,
}

impl Ground {
    /// Makes a home in a folder.
    pub fn make(school: &Path, home: &Path) -> Answer<Self> {
        fs::create_dir_all(home)?;
        let password = ChosenPassword::new(PASSWORD, &Facts::default())?;
        let id = Uuid::from_u128(4);
        let posts = ["principal".to_owned()];
        let first = NewAccount { posts: &posts, may_read_sealed: true, password: &password };
        let start = FirstStart { home: id, db_file: DATABASE, first, recovery: false, cost: KdfCost::PARSE_FLOOR };
        let mut random = Dice::new(1);
        let (mut keyring, _) = vault::create(home, &start, &mut random)?;
        let clock = FixedClock(now()?.at());
        let new = NewHome { home: id, practice: true };
        let store = Store::create(&home.join(DATABASE), &keyring.db_key(), new, &clock)?;
        let records = sample(school)?;
        let people = domain::Records {
            staff: records.staff,
            externals: records.externals,
            classes: records.classes,
            students: records.students,
            school: records.school,
            bureau: records.bureau,
            ..domain::Records::default()
        };
        store.write(|tx| store::load(tx, &people, &clock, &mut random))?;
        store.close()?;
        keyring.confirm()?;
        Self::at(school, home)
    }

    /// Unlocks the home that [`Ground::make`] has made.
    pub fn at(school: &Path, home: &Path) -> Answer<Self> {
        let account = AccountNo::new(1).ok_or("no account 01")?;
        let keyring = KeysFile::read(home)?.unlock(&Unlock::Password { account, password: PASSWORD })?;
        let like: Vec<_> = sample(school)?.concerns.into_iter().filter(|c| c.kind == ConcernKind::Sign).collect();
        if like.is_empty() {
            return Err("the school file has no signs".into());
        }
        Self { keyring, like, audited: 0 }.counted(home)
    }

    fn counted(mut self, home: &Path) -> Answer<Self> {
        let store = self.open(home)?;
        let (rows, entered) =
            store.read(|tx| -> store::Result<_> { Ok((store::audit::head(tx)?.count, entered(tx)?.len())) })?;
        self.audited = rows.saturating_sub(u64::try_from(entered)?);
        Ok(self)
    }

    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Opens the database in a folder as the program does.
    pub fn open(&self, home: &Path) -> store::Result<Store> {
        Store::open(&home.join(DATABASE), &self.keyring.db_key(), self.keyring.home())
    }

    /// The concern of this commit, counted from 0.
    fn nth(&self, n: usize) -> Answer<Concern> {
        let mut new = self.like.get(n % self.like.len()).ok_or("no concern")?.clone();
        new.id = id(n);
        new.narrative = format!("{}：{}", marker(n), new.narrative);
        new.status = "registered".to_owned();
        new.closed_on = None;
        new.ledger_ids.clear();
        new.report_ids.clear();
        new.lesson = None;
        new.review_note = None;
        Ok(new)
    }

    /// One commit: a concern with everybody and everything below it, its place in the search index, the draft that it
    /// came from, its row in the audit log.
    pub fn enter(&self, store: &Store, n: usize) -> Answer<()> {
        let concern = self.nth(n)?;
        let at = now()?;
        let draft = Draft {
            form: "concern".to_owned(),
            object_id: String::new(),
            owner: PERSON.to_owned(),
            content: content(n),
            begun_at: at,
            saved_at: at,
        };
        store.write(|tx| -> store::Result<()> {
            table::concern::insert(tx, Uuid::from_u128(u128::try_from(n).unwrap_or_default() + 100), &concern)?;
            store::draft::save(tx, &draft)?;
            let entry = Entry {
                at,
                actor: PERSON,
                action: "concern.record",
                object_kind: "concern",
                object_id: &concern.id,
                fields: &["title", "place", "narrative"],
            };
            store::audit::append(tx, &entry).map(drop)
        })?;
        Ok(())
    }

    /// How many commits a folder holds, after proving that they are the first so many and that each is there as a whole.
    pub fn entered(&self, home: &Path) -> Answer<usize> {
        let store = self.open(home)?;
        store.check()?;
        let count = store.read(|tx| -> Answer<usize> {
            let there = entered(tx)?;
            let count = there.len();
            if !there.iter().rev().enumerate().all(|(n, there)| *there == id(n)) {
                return Err("the concerns are not the first ones in their order".into());
            }
            match store::audit::examine(tx)? {
                Finding::Whole(head) if head.count == self.audited + u64::try_from(count)? => {}
                found => return Err(format!("{count} concerns, and the audit log is {found:?}").into()),
            }
            let draft = store::draft::get(tx, PERSON, "concern", "")?.map(|draft| draft.content);
            if draft != count.checked_sub(1).map(content) {
                return Err("the draft is not that of the last commit".into());
            }
            for n in count.saturating_sub(2)..count {
                if table::concern::get(tx, &id(n))? != Some(self.nth(n)?) {
                    return Err(format!("{} is not what was entered", id(n)).into());
                }
                if !store::search::find(tx, &marker(n), 100_000)?.contains(&id(n)) {
                    return Err(format!("{} is not in the search index", id(n)).into());
                }
            }
            Ok(count)
        })?;
        Ok(count)
    }
}

/// The ids of the concerns in a database, newest first.
fn entered(tx: &store::ReadTx<'_>) -> store::Result<Vec<String>> {
    Ok(table::concern::list(tx)?.into_iter().rev().map(|concern| concern.id).collect())
}

fn id(n: usize) -> String {
    format!("GZ-2026-{:06}", n + 1)
}

/// Words that stand in one concern and in no other.
fn marker(n: usize) -> String {
    format!("记{n:06}号")
}

/// The draft of a commit: long enough to take a page of its own.
fn content(n: usize) -> String {
    format!("{{\"{n}\":\"{}\"}}", "操场边".repeat(400))
}

/// The instant of everything.
pub fn now() -> Answer<Instant> {
    Instant::parse("2026-06-26T09:00:00+08:00").ok_or_else(|| "no instant".into())
}

fn sample(school: &Path) -> Answer<domain::Records> {
    Ok(SchoolFile::parse(&fs::read(school)?).map_err(|fault| fault.to_string())?.records)
}

/// Copies the files of a folder, and what lies below it, over what is at `to`.
pub fn copy(from: &Path, to: &Path) -> Answer<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().ok_or("no name")?);
        if path.is_dir() { copy(&path, &target)? } else { fs::copy(path, target).map(drop)? }
    }
    Ok(())
}

/// Puts a database and, where there is one, its log into an emptied folder.
pub fn put(to: &Path, files: &[(PathBuf, Vec<u8>)]) -> Answer<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for (name, bytes) in files {
        use std::io::Write as _;
        fs::File::create(to.join(name)).and_then(|mut file| file.write_all(bytes))?;
    }
    Ok(())
}
