//! An open home: keys, database, the person at the keyboard.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Records;
use domain::noun::Post;
use store::numbers::Series;
use store::{ReadTx, Store, WriteTx};
use vault::{AccountNo, Keyring};

use super::HomeLock;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::store_error;
use crate::rights::{Right, may};

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
    /// One packet is made at a time, so that numbers have no gap.
    pub(crate) making: Mutex<()>,
    _keyring: Keyring,
    _lock: HomeLock,
}

impl OpenHome {
    /// Takes over an unlocked home and finds out who is behind the account.
    ///
    /// # Errors
    /// `NoRight` for a disabled account, `HomeDamaged` when the database knows no such account.
    pub(crate) fn new(dir: &Path, keyring: Keyring, store: Store, account: AccountNo, lock: HomeLock) -> Result<Self> {
        let place = dir.join(super::DATABASE_FILE);
        let (account, practice, name) = store
            .read(|tx| {
                let account = store::account::get(tx, account)?;
                let name = match &account {
                    Some(a) => store::table::staff::get(tx, &a.staff_id)?.map(|s| s.name),
                    None => None,
                };
                Ok((account, store::meta::is_practice(tx)?, name))
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
            making: Mutex::default(),
            _keyring: keyring,
            _lock: lock,
        })
    }

    /// Whether this is a practice home.
    pub fn is_practice(&self) -> bool {
        self.practice
    }

    /// The staff id of the person at the keyboard.
    pub(crate) fn person_id(&self) -> &str {
        &self.person.id
    }

    /// Refuses what the person's posts do not carry.
    ///
    /// # Errors
    /// `NoRight`.
    pub fn require(&self, right: Right) -> Result<()> {
        if may(&self.person.posts, right) { Ok(()) } else { Err(Code::NoRight.into()) }
    }

    /// Reads in one snapshot.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&ReadTx<'_>) -> store::Result<T>) -> Result<T> {
        self.store.read(work).map_err(|e: store::Error| self.fault(&e))
    }

    /// Writes in one transaction: on return everything is on the disk.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut WriteTx<'_>) -> store::Result<T>) -> Result<T> {
        self.store.write(work).map_err(|e: store::Error| self.fault(&e))
    }

    /// All records as they stand.
    pub(crate) fn records(&self, app: &App) -> Result<Records> {
        let today = app.roots.now().date();
        self.read(|tx| store::read_all(tx, today))
    }

    /// Writes with an audit row in the same transaction.
    pub(crate) fn record<T>(
        &self,
        app: &App,
        action: &str,
        kind: &str,
        id: &str,
        fields: &[&str],
        work: impl FnOnce(&mut WriteTx<'_>) -> store::Result<T>,
    ) -> Result<T> {
        let at = app.roots.now();
        self.write(|tx| {
            let out = work(tx)?;
            store::audit::append(
                tx,
                &store::audit::Entry { at, actor: &self.person.id, action, object_kind: kind, object_id: id, fields },
            )?;
            Ok(out)
        })
    }

    /// Writes a record under the next number of its kind, `GZ-2026-031`, and gives the number back.
    pub(crate) fn record_numbered(
        &self,
        app: &App,
        series: Series,
        action: &str,
        kind: &str,
        fields: &[&str],
        work: impl FnOnce(&mut WriteTx<'_>, &str, uuid::Uuid) -> store::Result<()>,
    ) -> Result<String> {
        use chrono::Datelike as _;
        let at = app.roots.now();
        let uuid = app.roots.uuid();
        self.write(|tx| {
            let id = store::numbers::next(tx, series, at.date().year())?;
            work(tx, &id, uuid)?;
            store::audit::append(
                tx,
                &store::audit::Entry { at, actor: &self.person.id, action, object_kind: kind, object_id: &id, fields },
            )?;
            Ok(id)
        })
    }

    /// The papers open in the window.
    pub(crate) fn papers(&self) -> MutexGuard<'_, HashMap<String, crate::june::OpenPaper>> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, e: &store::Error) -> AppError {
        store_error(&self.dir.join(super::DATABASE_FILE), e)
    }
}
