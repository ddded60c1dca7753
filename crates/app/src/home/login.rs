//! Logging in and locking.

use std::path::Path;
use std::sync::Arc;

use vault::{AccountNo, Unlock, VaultError};

use super::{DATABASE_FILE, HomeLock, OpenHome, PRACTICE_DIR, look};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::{store_error, vault_error};
use crate::view::{HomeKind, LoginRequest, SessionView};

/// Opens the home with a password.
///
/// # Errors
/// `WrongPassword` before the database is touched, `HomeDamaged`, `HomeBusy`, `HomeNewer`, `DatabaseDamaged`.
pub fn login(app: &App, request: &LoginRequest) -> Result<SessionView> {
    let dir = if request.practice { app.roots.home.join(PRACTICE_DIR) } else { app.roots.home.clone() };
    app.set_open(None);
    let home = open_home(&dir, &request.account, &request.password)?;
    app.set_open(Some(Arc::new(home)));
    super::session(app)
}

/// Opens the home in a folder.
pub(crate) fn open_home(dir: &Path, account: &str, password: &str) -> Result<OpenHome> {
    let seen = look(dir);
    let keys = match (seen.kind, seen.keys) {
        (HomeKind::Locked, Some(keys)) => keys,
        (HomeKind::Damaged, _) => return Err(AppError::new(Code::HomeDamaged).with("found", seen.found)),
        _ => return Err(Code::NotLoggedIn.into()),
    };
    let account = AccountNo::parse(account).ok_or(AppError::new(Code::WrongPassword))?;
    let keyring = keys.unlock(&Unlock::Password { account, password }).map_err(|e| match e {
        VaultError::NoSuchAccount => Code::WrongPassword.into(),
        other => vault_error(dir, &other),
    })?;
    let lock = HomeLock::take(dir)?;
    let database = dir.join(DATABASE_FILE);
    let store = store::Store::open(&database, &keyring.db_key(), keyring.home())
        .map_err(|e: store::Error| store_error(&database, &e))?;
    OpenHome::new(dir, keyring, store, account, lock)
}

/// Closes the open home and wipes its keys. Plain papers in the runtime folder go too.
pub fn lock(app: &App) {
    app.set_open(None);
    crate::runtime::wipe(&app.roots.runtime);
}
