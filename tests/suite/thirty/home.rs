//! The home that the concerns are entered into: at first it holds the school, its people and its ledger, and no concern.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use app::view::{ConcernView, IdRequest, LoginRequest};
use app::{App, KdfCost, Roots};
use chrono::{DateTime, FixedOffset};
use domain::noun::Post;
use domain::{Clock, FixedClock, Instant, Records, SchoolFile, Term as _};
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::account::Account;
use store::{NewHome, Store};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{AccountNo, ChosenPassword, Facts, FirstStart, Keyring, KeysFile, NewAccount, Unlock};

use crate::shared::{Seeded, root};

const PASSWORD: &str = "青山绿水常相伴2026";
const DATABASE: &str = "school.db";
/// Before the first concern of the file.
const BEGIN: &str = "2026-03-01T08:00:00+08:00";
/// The folder of a practice home in the folder of homes.
const FOLDER: &str = "practice";

/// A clock that the replay moves.
#[derive(Clone)]
struct HandClock(Arc<Mutex<Instant>>);

impl Clock for HandClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0.lock().expect("the clock").at()
    }
}

/// The sample school as the program reads it, and the JSON that it was read from.
pub struct Sample {
    pub json: Value,
    pub file: SchoolFile,
}

pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let bytes = fs::read(root().join("assets/sample/school.json")).expect("the sample school");
        let json = serde_json::from_slice(&bytes).expect("JSON");
        Sample { json, file: SchoolFile::parse(&bytes).expect("a sound school file") }
    })
}

pub fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|| panic!("no instant: {text}"))
}

/// A request of this shape.
pub fn ask<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"))
}

/// What the school has before its first concern. The ledger stands there as the file has it at its end, since nothing of it
/// is entered here; its links to concerns are left out, because they come with the concerns.
fn beginning(records: &Records) -> Records {
    let mut ledger = records.ledger.clone();
    ledger.iter_mut().for_each(|item| item.concern_ids.clear());
    Records {
        bureau: records.bureau.clone(),
        school: records.school.clone(),
        term: records.term.clone(),
        calendar: records.calendar.clone(),
        campaign: records.campaign.clone(),
        staff: records.staff.clone(),
        externals: records.externals.clone(),
        committees: records.committees.clone(),
        classes: records.classes.clone(),
        students: records.students.clone(),
        ledger,
        ..Records::default()
    }
}

/// Everybody who enters something: whoever is named as having done it, the 政教主任 and the 心理教师 for the rest.
fn people(records: &Records) -> BTreeSet<&str> {
    let acted = records.concerns.iter().flat_map(|c| c.events.iter().map(|e| e.actor_id.as_str()));
    let received = records.concerns.iter().map(|c| c.received_by_id.as_str());
    let reported = records.incident_reports.iter().map(|r| r.reporter_id.as_str());
    let cared = records.counselling.iter().map(|c| c.counsellor_id.as_str());
    acted.chain(received).chain(reported).chain(cared).collect()
}

/// The posts of a member of staff, read from the school's own words for them.
fn posts(records: &Records, id: &str) -> Vec<Post> {
    let words = records.staff.iter().find(|s| s.id == id).map_or("", |s| s.post.as_str());
    let post = match words {
        "校长" => Post::Principal,
        w if w.starts_with("副校长") => Post::DeputyPrincipal,
        "政教主任" => Post::DisciplineDirector,
        w if w.contains("心理") => Post::Counsellor,
        w if w.contains("班主任") => Post::HomeroomTeacher,
        _ => Post::Staff,
    };
    vec![post]
}

/// A finished beginning that every replay starts from as a copy.
struct Beginning {
    dir: TempDir,
    accounts: BTreeMap<String, AccountNo>,
}

fn made() -> &'static Beginning {
    static MADE: OnceLock<Beginning> = OnceLock::new();
    MADE.get_or_init(|| {
        let dir = folder();
        let accounts = make(&dir.path().join(FOLDER)).expect("a home");
        Beginning { dir, accounts }
    })
}

/// A temporary folder in memory where there is such a place: nothing here is about disks.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder")
}

fn make(home: &Path) -> Result<BTreeMap<String, AccountNo>, Box<dyn std::error::Error>> {
    fs::create_dir_all(home)?;
    let records = &sample().file.records;
    let mut random = Seeded::new(30);
    let password = ChosenPassword::new(PASSWORD, &Facts::default())?;
    let principal = records.school.as_ref().map(|s| s.principal_id.clone()).ok_or("a school")?;
    let ids = |posts: &[Post]| posts.iter().map(|p| p.id().to_owned()).collect::<Vec<_>>();
    let sealed = |posts: &[Post]| posts.iter().any(|p| matches!(p, Post::Principal | Post::Counsellor));
    let first = ids(&[Post::Principal]);
    let first = NewAccount { posts: &first, may_read_sealed: true, password: &password };
    let id = Uuid::from_u128(30);
    let start = FirstStart { home: id, db_file: DATABASE, first, recovery: false, cost: KdfCost::PARSE_FLOOR };
    let (mut keyring, _) = vault::create(home, &start, &mut random)?;
    let now = instant(BEGIN);
    let clock = FixedClock(now.at());
    let new = NewHome { home: id, practice: true };
    let store = Store::create(&home.join(DATABASE), &keyring.db_key(), new, &clock)?;
    let mut accounts = BTreeMap::from([(principal, AccountNo::new(1).ok_or("account 01")?)]);
    for person in people(records) {
        if accounts.contains_key(person) {
            continue;
        }
        let posts = posts(records, person);
        let words = ids(&posts);
        let new = NewAccount { posts: &words, may_read_sealed: sealed(&posts), password: &password };
        accounts.insert(person.to_owned(), keyring.add_account(&new, KdfCost::PARSE_FLOOR, &mut random)?);
    }
    store.write(|tx| {
        store::load(tx, &beginning(records), &clock, &mut random)?;
        accounts.iter().try_for_each(|(person, number)| {
            let posts = posts(records, person);
            let (staff_id, disabled, must_change) = (person.clone(), false, false);
            let account = Account { number: *number, staff_id, posts, disabled, created_at: now, must_change };
            store::account::insert(tx, &account)
        })
    })?;
    store.close()?;
    keyring.confirm()?;
    Ok(accounts)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// A home of its own, the hands of its clock, and whoever sits before it.
pub struct Desk {
    dir: TempDir,
    clock: HandClock,
    app: Option<App>,
    who: String,
}

impl Desk {
    /// A copy of the beginning; nobody is logged in.
    pub fn new() -> Self {
        let dir = folder();
        copy(made().dir.path(), &dir.path().join("homes"));
        Self { dir, clock: HandClock(Arc::new(Mutex::new(instant(BEGIN)))), app: None, who: String::new() }
    }

    fn home(&self) -> PathBuf {
        self.dir.path().join("homes")
    }

    pub fn now(&self) -> Instant {
        *self.clock.0.lock().expect("the clock")
    }

    /// Moves the clock forward, never back.
    pub fn go(&mut self, to: Instant) {
        let mut now = self.clock.0.lock().expect("the clock");
        assert!(*now <= to, "the clock goes back from {now} to {to}");
        *now = to;
    }

    /// The program with this person at the keyboard.
    pub fn at(&mut self, who: &str) -> &App {
        if self.who != who || self.app.is_none() {
            // Without the leave-taking of a lock, whose backup no test here looks at.
            self.app = None;
            let app = self.program();
            let account = made().accounts.get(who).unwrap_or_else(|| panic!("{who} has no account"));
            let request = LoginRequest {
                account: account.to_string(),
                password: PASSWORD.to_owned(),
                practice: true,
                clock_accepted: false,
            };
            let session = app::home::login(&app, &request).unwrap_or_else(|e| panic!("{who} does not get in: {e:?}"));
            assert_eq!(session.person_id, who);
            who.clone_into(&mut self.who);
            self.app = Some(app);
        }
        self.app.as_ref().expect("the program")
    }

    fn program(&self) -> App {
        App::new(Roots {
            clock: Arc::new(self.clock.clone()),
            random: Mutex::new(Box::new(Seeded::new(u64::try_from(self.now().ms()).expect("after 1970")))),
            stopwatch: |work| {
                work();
                Duration::from_secs(1)
            },
            cost: Some(KdfCost::PARSE_FLOOR),
            home: self.home(),
            assets: vec![root().join("assets/fonts")],
            runtime: self.dir.path().join("run"),
        })
    }

    /// The concern as its page shows it to the principal.
    pub fn page(&mut self, id: &str) -> ConcernView {
        let principal = sample().file.records.school.as_ref().expect("a school").principal_id.clone();
        let request = IdRequest { id: id.to_owned() };
        app::concern::concern_get(self.at(&principal), &request).unwrap_or_else(|e| panic!("{id}: {e:?}"))
    }

    /// All records, read past the use cases, with nobody logged in any more.
    pub fn records(&mut self) -> Records {
        self.app = None;
        let home = self.home().join(FOLDER);
        let account = AccountNo::new(1).expect("account 01");
        let keys = KeysFile::read(&home).expect("keys");
        let keyring: Keyring = keys.unlock(&Unlock::Password { account, password: PASSWORD }).expect("the password");
        let store = Store::open(&home.join(DATABASE), &keyring.db_key(), keyring.home()).expect("the store");
        let records = store.read(|tx| store::read_all(tx, self.now().date())).expect("all records");
        store.check().expect("a sound database");
        store.close().expect("closed");
        records
    }
}
