//! An open home: keys, database, the person at the keyboard.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::noun::Post;
use domain::{Clock, Records};
use store::delegation::Delegation;
use store::{ReadTx, Store, WriteTx};
use vault::{AccountNo, Keyring};

use super::HomeLock;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::store_error;
use crate::rights::{Right, may};
use crate::scope::Scope;
use crate::view::FaultView;

/// The person at the keyboard.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) posts: Vec<Post>,
}

/// A home somebody is logged in to. Dropping it wipes the keys and gives the lock back.
pub struct OpenHome {
    pub(crate) dir: PathBuf,
    pub(crate) practice: bool,
    pub(crate) person: Person,
    pub(crate) store: Store,
    /// Papers open in the window, by token.
    pub(crate) papers: Mutex<HashMap<String, crate::june::OpenPaper>>,
    /// A profile that was read and not accepted yet.
    pub(crate) pending_profile: Mutex<Option<Vec<u8>>>,
    /// The table chosen for an import.
    pub(crate) table: Mutex<Option<crate::roster::OpenTable>>,
    /// One packet is made at a time, so that numbers have no gap.
    pub(crate) making: Mutex<()>,
    /// The sensitive cases that were opened since the login.
    admitted: Mutex<HashSet<String>>,
    /// One file is attached at a time, so that the same content is not kept twice.
    pub(crate) attaching: Mutex<()>,
    /// The account that opened it.
    pub(crate) account: AccountNo,
    keyring: Mutex<Keyring>,
    clock: Arc<dyn Clock>,
    /// Rights on loan to this account.
    loans: Vec<Delegation>,
    must_change: AtomicBool,
    /// Whether a draft was kept.
    typed: AtomicBool,
    /// What was found wrong with the keys at the login.
    alarms: Mutex<Vec<FaultView>>,
    /// Rows of the log when it was last noted how far it is.
    noted: AtomicU64,
    _lock: HomeLock,
}

impl OpenHome {
    /// Takes over an unlocked home and finds out who is behind the account.
    ///
    /// # Errors
    /// `NoRight` for a disabled account, `HomeDamaged` when the database knows no such account.
    pub(crate) fn new(
        app: &App,
        dir: &Path,
        keyring: Keyring,
        store: Store,
        account: AccountNo,
        lock: HomeLock,
    ) -> Result<Self> {
        let place = store.path().to_owned();
        let number = account;
        let (account, practice, name, loans) = store
            .read(|tx| {
                let account = store::account::get(tx, account)?;
                let name = match &account {
                    Some(a) => store::table::staff::get(tx, &a.staff_id)?.map(|s| s.name),
                    None => None,
                };
                let loans = store::delegation::list(tx)?.into_iter().filter(|d| d.to == number).collect();
                Ok((account, store::meta::is_practice(tx)?, name, loans))
            })
            .map_err(|e: store::Error| store_error(&place, &e))?;
        let (Some(account), Some(name)) = (account, name) else {
            return Err(AppError::new(Code::HomeDamaged).with("found", vec!["account_unknown"]));
        };
        if account.disabled {
            return Err(Code::NoRight.into());
        }
        Ok(Self {
            dir: dir.to_owned(),
            practice,
            person: Person { id: account.staff_id, name, posts: account.posts },
            store,
            papers: Mutex::default(),
            pending_profile: Mutex::default(),
            table: Mutex::default(),
            making: Mutex::default(),
            admitted: Mutex::default(),
            attaching: Mutex::default(),
            account: number,
            keyring: Mutex::new(keyring),
            clock: app.roots.clock.clone(),
            loans,
            must_change: AtomicBool::new(account.must_change),
            typed: AtomicBool::new(false),
            alarms: Mutex::default(),
            // Nothing is noted before the login has looked at what was.
            noted: AtomicU64::new(u64::MAX),
            _lock: lock,
        })
    }

    /// The unlocked keys.
    pub(crate) fn keyring(&self) -> MutexGuard<'_, Keyring> {
        self.keyring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The sensitive cases that were opened since the login.
    pub(crate) fn admitted(&self) -> MutexGuard<'_, HashSet<String>> {
        self.admitted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is a practice home.
    pub fn is_practice(&self) -> bool {
        self.practice
    }

    /// The staff id of the person at the keyboard.
    pub(crate) fn person_id(&self) -> &str {
        &self.person.id
    }

    /// Refuses what neither the person's posts nor a loan carry, and everything before a new password was chosen.
    ///
    /// # Errors
    /// `NoRight`, `MustChangePassword`.
    pub fn require(&self, right: Right) -> Result<()> {
        if self.must_change() {
            return Err(Code::MustChangePassword.into());
        }
        if self.holds(right) { Ok(()) } else { Err(Code::NoRight.into()) }
    }

    /// Refuses a person who has none of these rights.
    ///
    /// # Errors
    /// As [`OpenHome::require`].
    pub fn require_any(&self, rights: &[Right]) -> Result<()> {
        if self.must_change() {
            return Err(Code::MustChangePassword.into());
        }
        if rights.iter().any(|right| self.holds(*right)) { Ok(()) } else { Err(Code::NoRight.into()) }
    }

    /// Whether a post or a loan that has not ended carries the right. A loan ends by the clock, while the person works.
    pub(crate) fn holds(&self, right: Right) -> bool {
        let now = self.now();
        may(&self.person.posts, right) || self.loans.iter().any(|loan| loan.right == right.id() && loan.is_active(now))
    }

    /// The present instant.
    pub(crate) fn now(&self) -> domain::Instant {
        domain::Instant::new(self.clock.now())
    }

    /// What of the records the person may see.
    pub(crate) fn scope(&self) -> Scope {
        if self.holds(Right::ReadRecords) {
            Scope::All
        } else {
            Scope::Own {
                person: self.person.id.clone(),
                class: self.holds(Right::ReadOwnClass),
                referred: self.holds(Right::ReadSealed),
            }
        }
    }

    /// Whether a new password has to be chosen before anything else.
    pub(crate) fn must_change(&self) -> bool {
        self.must_change.load(Ordering::Relaxed)
    }

    /// The new password was chosen.
    pub(crate) fn password_changed(&self) {
        self.must_change.store(false, Ordering::Relaxed);
    }

    /// A draft was kept.
    pub(crate) fn typed(&self) {
        self.typed.store(true, Ordering::Relaxed);
    }

    /// Whether a draft was kept since the home was opened.
    pub(crate) fn has_typed(&self) -> bool {
        self.typed.load(Ordering::Relaxed)
    }

    /// What was found wrong with the keys at the login.
    pub(crate) fn alarms(&self) -> MutexGuard<'_, Vec<FaultView>> {
        self.alarms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rows of the log when it was last noted how far it is.
    pub(crate) fn last_noted(&self) -> u64 {
        self.noted.load(Ordering::Relaxed)
    }

    /// It was noted that the log is so far.
    pub(crate) fn noted(&self, count: u64) {
        self.noted.store(count, Ordering::Relaxed);
    }

    /// Notes beside the database how far the log is, now or when the next note is due. What was written counts either way.
    pub(crate) fn note_seen(&self, app: &App, grown_to: Option<u64>) {
        match grown_to {
            Some(count) => super::last_seen::keep_when_due(app, self, count),
            None => super::last_seen::keep(app, self, false),
        }
    }

    /// Keeps in the database which keys file was the newest, so that an older one put back is noticed.
    pub(crate) fn see_keys(&self, app: &App) -> Result<()> {
        let seen = {
            let keyring = self.keyring();
            store::meta::KeysSeen { generation: keyring.file().generation(), digest: keyring.file().digest() }
        };
        let now = app.roots.now();
        self.write(|tx| store::meta::see_keys(tx, seen, now))
    }

    /// Reads in one snapshot.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&ReadTx<'_>) -> store::Result<T>) -> Result<T> {
        self.store.read(work).map_err(|e: store::Error| self.fault(&e))
    }

    /// Writes in one transaction: on return everything is on the disk.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut WriteTx<'_>) -> store::Result<T>) -> Result<T> {
        self.store.write(work).map_err(|e: store::Error| self.fault(&e))
    }

    /// The school, its people and its classes, and nothing about anybody; for a counsellor with the sessions that tie pupils
    /// to her. What a page needs that shows no record.
    pub(crate) fn ground(&self, app: &App) -> Result<Records> {
        let today = app.roots.now().date();
        let counsels = self.person.posts.contains(&Post::Counsellor);
        self.read(|tx| {
            let mut records = store::read_ground(tx, today)?;
            if counsels {
                records.counselling = store::table::counselling::list(tx)?;
            }
            Ok(records)
        })
    }

    /// All records as they stand.
    pub(crate) fn records(&self, app: &App) -> Result<Records> {
        let today = app.roots.now().date();
        self.read(|tx| store::read_all(tx, today))
    }

    /// The papers open in the window.
    pub(crate) fn papers(&self) -> MutexGuard<'_, HashMap<String, crate::june::OpenPaper>> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, e: &store::Error) -> AppError {
        store_error(self.store.path(), e)
    }
}
