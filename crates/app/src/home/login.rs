//! Logging in and locking.

use std::path::Path;
use std::sync::Arc;

use domain::Instant;
use store::audit::Entry;
use vault::{AccountNo, KeysFile, Unlock, VaultError};

use super::attempts::Attempts;
use super::last_seen;
use super::newest_keys::{in_force, is_older, unlock_newest};
use super::{HomeLock, OpenHome, PRACTICE_DIR, look};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::{store_error, vault_error};
use crate::view::{FaultView, HomeKind, LoginRequest, SessionView};

/// How far the clock may stand before the newest entry without a question (ms).
const CLOCK_SLACK: i64 = 10 * 60 * 1000;

/// Opens the home with a password.
///
/// # Errors
/// `WrongPassword` before the database is touched, `LoginDelayed`, `ClockBack`, `HomeDamaged`, `HomeBusy`, `HomeNewer`,
/// `DatabaseDamaged`, `PlaceNetwork`, `PlaceRemovable`.
pub fn login(app: &App, request: &LoginRequest) -> Result<SessionView> {
    let dir = if request.practice { app.roots.home.join(PRACTICE_DIR) } else { app.roots.home.clone() };
    // Whoever was there before leaves as if they had locked: signed for, backed up, no code left on the screen.
    lock(app);
    enter(app, &dir, request).inspect_err(|e| {
        // A page that does not hold may also be met after the file was opened.
        if e.code == Code::DatabaseDamaged {
            app.set_open(None);
            app.care.set_damaged(Some(&dir));
        }
    })
}

fn enter(app: &App, dir: &Path, request: &LoginRequest) -> Result<SessionView> {
    crate::care::refuse_place(dir)?;
    // A number as typed and as shown are the same account, and nothing else is written down.
    let account = AccountNo::parse(&request.account).ok_or(AppError::new(Code::WrongPassword))?.to_string();
    let home = Attempts::tried(app, dir, &account, || open_home(app, dir, &account, &request.password))?;
    let attempts = Attempts::read(dir);
    let clock_back = clock_back(app, &home)?;
    if let (Some(last), false) = (clock_back, request.clock_accepted) {
        let now = app.roots.now().to_string();
        return Err(AppError::new(Code::ClockBack).with("last", last.to_string()).with("now", now));
    }
    let home = Arc::new(home);
    begin_session(app, &home, &attempts, &[&account], clock_back.is_some())?;
    app.set_open(Some(home.clone()));
    crate::care::after_open(app, &home);
    super::session(app)
}

/// The instant of the latest entry when the clock stands clearly before it. Not of the newest one: a lock that was written
/// with a false clock would make the next login believe it.
pub(crate) fn clock_back(app: &App, home: &OpenHome) -> Result<Option<Instant>> {
    let latest = home.read(store::audit::latest_at)?;
    let now = app.roots.now();
    Ok(latest.filter(|last| last.ms() - now.ms() > CLOCK_SLACK))
}

/// Puts keys and database in step and writes down who came in, what was tried before, and what is wrong with the keys.
pub(crate) fn begin_session(
    app: &App,
    home: &OpenHome,
    attempts: &Attempts,
    came_in: &[&str],
    clock_back: bool,
) -> Result<()> {
    let at = app.roots.now();
    let account = home.account.to_string();
    // Before anything is written.
    let locks = super::locks::judge(app, home)?;
    let mut alarms = std::mem::take(&mut *home.alarms());
    alarms.extend(locks);
    alarms.extend(keys_alarms(home)?);
    let older = last_seen::judge(home)?;
    let alarmed = older.is_some();
    alarms.extend(older);
    let pending = super::alarms::pending(home)?;
    let stray = reconcile(home)?;
    let released = crate::care::was_released(&home.dir);
    home.write(|tx| {
        if released {
            let (actor, fields) = ("system", ["reserve", "lock"].as_slice());
            let entry = Entry { at, actor, action: "reserve.release", object_kind: "home", object_id: "", fields };
            store::audit::append(tx, &entry)?;
        }
        let mut log = |action: &str, id: &str, fields: &[&str]| {
            let entry = Entry { at, actor: home.person_id(), action, object_kind: "account", object_id: id, fields };
            store::audit::append(tx, &entry).map(drop)
        };
        for (tried, count) in attempts.news() {
            log("login.fail", tried, &[&format!("times_{count}")])?;
        }
        for number in &stray {
            log("account.reconcile", number, &["slot"])?;
        }
        for alarm in &alarms {
            log("keys.alarm", &account, &[&alarm.code])?;
        }
        log("home.login", &account, if clock_back { &["clock_back"] } else { &[] })
    })?;
    if released {
        crate::care::reserve_told(&home.dir);
    }
    Attempts::settle(app, &home.dir, attempts, came_in, at);
    home.see_keys(app)?;
    crate::sealed::bind(app, home)?;
    last_seen::keep(app, home, alarmed);
    alarms.extend(pending);
    alarms.sort_by(|a, b| a.code.cmp(&b.code));
    alarms.dedup_by(|a, b| a.code == b.code);
    *home.alarms() = alarms;
    Ok(())
}

/// Whether the keys file was changed outside the program, or is an older one put back.
fn keys_alarms(home: &OpenHome) -> Result<Vec<FaultView>> {
    let seen = home.read(store::meta::keys_seen)?;
    let keyring = home.keyring();
    let mut alarms = Vec::new();
    if keyring.is_tampered() {
        alarms.push(FaultView::new("keys_tampered"));
    }
    if is_older(keyring.file(), seen) {
        alarms.push(FaultView::new("keys_rolled_back"));
    }
    Ok(alarms)
}

/// Removes slots of accounts that are disabled or unknown, and takes the key of the sealed texts from those whose posts no
/// longer carry it: the database decides, and a slot can be left over from a power cut or from an older keys file. Answers
/// the numbers.
fn reconcile(home: &OpenHome) -> Result<Vec<String>> {
    let accounts = home.read(store::account::list)?;
    let allowed = |number: AccountNo| accounts.iter().any(|a| a.number == number && !a.disabled);
    let mut keyring = home.keyring();
    let stray: Vec<AccountNo> =
        keyring.file().accounts().iter().map(|a| a.account).filter(|number| !allowed(*number)).collect();
    for number in &stray {
        keyring.remove_account(*number).map_err(|e| vault_error(&home.dir, &e))?;
    }
    let sealed =
        |number: AccountNo| accounts.iter().any(|a| a.number == number && crate::people::holds_sealed(&a.posts));
    let too_much: Vec<AccountNo> = keyring
        .file()
        .accounts()
        .iter()
        .filter(|a| a.may_read_sealed && !sealed(a.account))
        .map(|a| a.account)
        .collect();
    for number in &too_much {
        keyring.withdraw_sealed(*number).map_err(|e| vault_error(&home.dir, &e))?;
    }
    Ok(stray.iter().chain(&too_much).map(ToString::to_string).collect())
}

/// Opens the home in a folder.
pub(crate) fn open_home(app: &App, dir: &Path, account: &str, password: &str) -> Result<OpenHome> {
    let keys = locked_keys(app, dir)?;
    let account = AccountNo::parse(account).ok_or(AppError::new(Code::WrongPassword))?;
    let unlock = |keys: &KeysFile| {
        keys.unlock(&Unlock::Password { account, password }).map_err(|e| match e {
            VaultError::NoSuchAccount => Code::WrongPassword.into(),
            other => vault_error(dir, &other),
        })
    };
    let keyring = unlock_newest(dir, &keys, &unlock)?;
    let lock = HomeLock::take(dir)?;
    let database = dir.join(keys.db_file());
    let store = store::Store::open(&database, &keyring.db_key(), keyring.home())
        .map_err(|e: store::Error| damaged(app, dir, &database, &e))?;
    let (keyring, put_back) = in_force(app, dir, &store, keyring, &account.to_string(), &unlock)?;
    let home = OpenHome::new(app, dir, keyring, store, account, lock)?;
    if put_back {
        home.alarms().push(FaultView::new("keys_rolled_back"));
    }
    Ok(home)
}

/// The keys of a home that can be opened.
pub(crate) fn locked_keys(app: &App, dir: &Path) -> Result<KeysFile> {
    let seen = look(dir);
    match (seen.kind, seen.keys) {
        (HomeKind::Locked, Some(_)) if app.care.is_damaged(dir) => Err(Code::DatabaseDamaged.into()),
        (HomeKind::Locked, Some(keys)) => Ok(keys),
        (HomeKind::Damaged, _) => Err(AppError::new(Code::HomeDamaged).with("found", seen.found)),
        _ => Err(Code::NotLoggedIn.into()),
    }
}

/// A database that does not open although the keys fit: the way in shows what can be done about it from then on.
pub(crate) fn damaged(app: &App, dir: &Path, database: &Path, e: &store::Error) -> AppError {
    let error = store_error(database, e);
    if error.code == Code::DatabaseDamaged {
        app.care.set_damaged(Some(dir));
    }
    error
}

/// Closes the open home and wipes its keys. Plain papers in the runtime folder go too. From the first moment on nobody can
/// do anything in it; the signature under the log and the local backup that follow only hold up the next login.
pub fn lock(app: &App) {
    let _locking = app.locking();
    let home = app.home().ok();
    app.set_open(None);
    app.set_code_shown(None);
    app.set_recovering(None);
    crate::runtime::wipe(&app.roots.runtime);
    if let Some(home) = home {
        // Neither a full disk nor a damaged file must keep anybody from locking.
        let _ = home.record(app, "home.lock", "account", &home.account.to_string(), &[], |_| Ok(()));
        let _ = crate::audit::checkpoint(app, &home);
        crate::care::on_lock(app, &home);
        home.note_seen(app, None);
    }
}
