//! The way back in without a password: the code opens the home, a principal gets a new password, a new code follows.

use std::sync::{Arc, PoisonError};

use domain::Term as _;
use domain::noun::Post;
use vault::{AccountNo, KeysFile, NewAccount};

use super::show;
use crate::App;
use crate::care::{Recovering, Typed};
use crate::error::{AppError, Code, Result};
use crate::fault::{store_error, vault_error};
use crate::home::{
    Attempts, HomeLock, OpenHome, RECOVERY, begin_session, damaged, keys_in_force, locked_keys, log_older_keys,
    unlock_newest,
};
use crate::people::{Facts, holds_sealed, post_ids};
use crate::view::{AccountPasswordRequest, AccountView, GroupsRequest, RecoveryAccounts, RecoveryView};

/// Opens the home with the code. Nobody is logged in yet.
///
/// # Errors
/// `RecoveryCodeMistyped`, `WrongPassword` for a code that opens nothing, `LoginDelayed`, and those of a login.
pub fn recovery_open(app: &App, request: &GroupsRequest) -> Result<RecoveryAccounts> {
    let dir = app.roots.home.clone();
    crate::home::lock(app);
    crate::care::refuse_place(&dir)?;
    let keys = locked_keys(app, &dir)?;
    let typed = Typed { account: "", password: "", groups: &request.groups };
    if !typed.is_recovery() {
        return Err(Code::WrongPassword.into());
    }
    let database = dir.join(keys.db_file());
    let unlock = |keys: &KeysFile| typed.unlock(keys, &dir);
    let (keyring, store, lock, put_back) = Attempts::tried(app, &dir, RECOVERY, || {
        let keyring = unlock_newest(&dir, &keys, &unlock)?;
        let lock = HomeLock::take(&dir)?;
        let store = store::Store::open(&database, &keyring.db_key(), keyring.home())
            .map_err(|e: store::Error| damaged(app, &dir, &database, &e))?;
        let (keyring, put_back) = keys_in_force(app, &dir, &store, keyring, RECOVERY, &unlock)?;
        Ok((keyring, store, lock, put_back))
    })?;
    if put_back {
        log_older_keys(app, &store, RECOVERY).map_err(|e: store::Error| store_error(&database, &e))?;
    }
    let accounts = store.read(store::account::list).map_err(|e: store::Error| store_error(&database, &e))?;
    app.set_recovering(Some(Recovering { dir, keyring, store, lock }));
    let principals = accounts.into_iter().filter(|a| !a.disabled && a.posts.contains(&Post::Principal));
    Ok(RecoveryAccounts {
        accounts: principals
            .map(|a| AccountView {
                account: a.number.to_string(),
                post: a.posts.iter().map(|p| p.label()).collect::<Vec<_>>().join("、"),
            })
            .collect(),
    })
}

/// Gives a principal a new password, logs that person in and shows a new code. Until it was typed back the old one counts
/// and a new one is due.
///
/// # Errors
/// `NotLoggedIn` when no code opened the home, `OnlyPrincipal`, `InvalidFields` for a weak password, `DiskFull`,
/// `HomeUnwritable`; then the home still waits.
pub fn recovery_finish(app: &App, request: &AccountPasswordRequest) -> Result<RecoveryView> {
    let mut waiting = app.recovering.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(open) = waiting.as_mut() else { return Err(Code::NotLoggedIn.into()) };
    let place = open.store.path().to_owned();
    let failed = |e: store::Error| store_error(&place, &e);
    let number = AccountNo::parse(&request.account).ok_or(AppError::new(Code::OnlyPrincipal))?;
    let account = open.store.read(|tx| store::account::get(tx, number)).map_err(failed)?;
    let account = account.filter(|a| !a.disabled && a.posts.contains(&Post::Principal));
    let account = account.ok_or(AppError::new(Code::OnlyPrincipal))?;
    let facts = open.store.read(|tx| Facts::of(tx, &account.staff_id)).map_err(failed)?;
    let password = facts.choose(&request.password)?;
    let posts = post_ids(&account.posts);
    let new = NewAccount { posts: &posts, may_read_sealed: holds_sealed(&account.posts), password: &password };
    let cost = app.roots.cost();
    open.keyring
        .put_password(number, &new, cost, app.roots.random().as_mut())
        .map_err(|e| vault_error(&open.dir, &e))?;
    let at = app.roots.now();
    open.store
        .write(|tx| {
            store::care::set_recovery_due(tx, store::care::DueReason::Used, at)?;
            store::account::set_must_change(tx, number, false)
        })
        .map_err(failed)?;
    let code = open.keyring.prepare_recovery(app.roots.random().as_mut()).map_err(|e| vault_error(&open.dir, &e))?;
    let Some(open) = waiting.take() else { return Err(Code::NotLoggedIn.into()) };
    drop(waiting);
    let attempts = Attempts::read(&open.dir);
    let home = Arc::new(OpenHome::new(app, &open.dir, open.keyring, open.store, number, open.lock)?);
    home.record(app, "recovery.use", "account", &number.to_string(), &["password"], |_| Ok(()))?;
    begin_session(app, &home, &attempts, &[RECOVERY, &number.to_string()], false).inspect_err(|e| {
        if e.code == Code::DatabaseDamaged {
            app.care.set_damaged(Some(&home.dir));
        }
    })?;
    app.set_open(Some(home.clone()));
    crate::care::after_open(app, &home);
    Ok(show(app, code, false))
}
