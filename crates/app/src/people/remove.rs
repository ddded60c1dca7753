//! 因故移除: the person's account ends and everything is encrypted under new keys, so that what they may have copied or
//! seen opens nothing that is written from now on.

use std::path::PathBuf;
use std::sync::Arc;

use vault::{AccountNo, Rotation};

use super::old_copies::{self, Again};
use super::{cut_off, guard, prove};
use crate::App;
use crate::care::{close_and_lock, free_file, generation};
use crate::error::{AppError, Code, Result};
use crate::fault::{store_error, vault_error};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{OldCopy, OutsideCopy, RecoveryView, RemovalRequest, RemovalView, RemoveRequest};

/// Most backups outside that are named.
const OUTSIDE: usize = 30;

/// What a removal does and cannot do, told before it is asked for.
///
/// # Errors
/// `NoRight`, `NotFound`, `NotYourself`.
pub fn people_removal_view(app: &App, request: &RemovalRequest) -> Result<RemovalView> {
    let home = app.home()?;
    home.require(Right::RemoveForCause)?;
    let account = guard::target(&home, &request.account)?;
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    let (accounts, backups) = home.read(|tx| Ok((store::account::list(tx)?, store::care::backups(tx)?)))?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let others = accounts.iter().filter(|a| !a.disabled && a.number != home.account && a.number != account.number);
    let outside = backups.iter().filter(|b| b.place == store::care::Place::Outside).take(OUTSIDE);
    Ok(RemovalView {
        copies: old_copies::names(&home.dir)
            .into_iter()
            .map(|name| OldCopy {
                kind: if old_copies::is_folder(&home.dir, &name) { "aside" } else { "upgrade" }.to_owned(),
                at: crate::care::set_aside_at(&name),
                size: old_copies::size(&home.dir, &name),
                name,
            })
            .collect(),
        generations: count(crate::care::generations(&home.dir).len()),
        outside: outside
            .map(|b| OutsideCopy { file_name: b.file_name.clone(), made_at: b.made_at.to_string() })
            .collect(),
        others: count(others.count()),
    })
}

/// What the principal has decided about older copies that cannot be encrypted anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decided {
    Nothing,
    Keep,
    Remove,
}

/// Removes somebody for cause. The new database is written and examined beside the old one, and so is the new form of every
/// older copy in the home; the rename of `keys.json` is the moment at which it counts, and a crash before it leaves
/// everything as it was but the account, which is disabled. Everybody else needs a new password afterwards. The old
/// database and the local backups under the old keys go, since they are what the removal is about; a fresh backup is made
/// first. Shows the new recovery code.
///
/// # Errors
/// `NoRight`, `NotFound`, `NotYourself`, `ReasonTooShort`, `WrongPassword`; `OldCopiesUndecided` with `names` when older
/// copies do not open and nothing was said about them: then nothing has happened. `SealedNotHeld`, `BackupNoRoom`,
/// `DiskFull`, `DatabaseDamaged`: then the old keys are in force. Once the new ones are, only a database that does not
/// open ends in an error.
pub fn people_remove_for_cause(app: &App, request: &RemoveRequest) -> Result<RecoveryView> {
    let home = app.home()?;
    home.require(Right::RemoveForCause)?;
    let account = guard::target(&home, &request.account)?;
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    let reason = crate::correction::reason(&request.reason)?;
    let decided = match request.old_copies.as_str() {
        "keep" => Decided::Keep,
        "remove" => Decided::Remove,
        _ => Decided::Nothing,
    };
    prove(app, &home, &request.password)?;
    let dir = home.dir.clone();
    // What an earlier one that was cut off has left goes first.
    cut_off::settle(&dir);
    let made = prepare(app, &home, &request.password, decided)
        .and_then(|new| disable(app, &home, account.number, &reason, new.fate).map(|()| new))
        .and_then(|new| alone(app, &home).map(|()| new))
        .and_then(|new| renew(app, &home, &new).map(|()| new));
    match made {
        Ok(new) => take_over(app, home, new),
        Err(e) => {
            cut_off::settle(&dir);
            app.set_open(Some(home));
            Err(e)
        }
    }
}

/// New keys, the database that will be under them, and what becomes of the older copies.
struct New {
    rotation: Rotation,
    database: PathBuf,
    fate: &'static [&'static str],
}

/// Makes the new keys and the new form of the older copies. Nothing of it counts yet.
fn prepare(app: &App, home: &OpenHome, password: &str, decided: Decided) -> Result<New> {
    let (dir, me) = (&home.dir, home.account);
    let file = free_file(dir);
    let old = home.keyring().file().db_file().to_owned();
    cut_off::note(dir, &old, &file, &[])?;
    let rotation = {
        let keyring = home.keyring();
        let cost = app.roots.cost();
        keyring.rotate(me, password, &file, cost, app.roots.random().as_mut()).map_err(|e| match e {
            vault::VaultError::SealedKeyNotHeld => AppError::new(Code::SealedNotHeld),
            other => vault_error(dir, &other),
        })?
    };
    let any = !old_copies::names(dir).is_empty();
    let closed = old_copies::renew(app, home, &rotation, password)?;
    let fate: &[&str] = match (decided, closed.is_empty()) {
        (_, true) if any => &["old_copies_renewed"],
        (_, true) => &[],
        (Decided::Nothing, false) => {
            return Err(AppError::new(Code::OldCopiesUndecided).with("names", closed));
        }
        (Decided::Keep, false) => &["old_copies_kept"],
        (Decided::Remove, false) => {
            cut_off::note(dir, &old, &file, &closed)?;
            &["old_copies_removed"]
        }
    };
    let database = dir.join(&file);
    Ok(New { rotation, database, fate })
}

/// Lets nobody begin anything and waits for what is under way: what somebody wrote to the old database after it was copied
/// would be lost.
fn alone(app: &App, home: &Arc<OpenHome>) -> Result<()> {
    app.set_open(None);
    let step = std::time::Duration::from_millis(50);
    for _ in 0..100 {
        if Arc::strong_count(home) == 1 {
            return Ok(());
        }
        std::thread::sleep(step);
    }
    app.set_open(Some(home.clone()));
    Err(Code::HomeBusy.into())
}

/// Makes the database under the new keys; it does not count yet.
fn renew(app: &App, home: &OpenHome, new: &New) -> Result<()> {
    let (key, home_id) = (new.rotation.db_key(), new.rotation.keyring().home());
    let mut again = Again { app, home, own: None, new: new.rotation.keyring() };
    store::rekey::export(&home.store, &new.database, &key, home_id, &mut again)
        .map(drop)
        .map_err(|e| store_error(&new.database, &e))
}

/// Puts the new keys in force and removes what the old ones open.
fn take_over(app: &App, old: Arc<OpenHome>, New { rotation, database, .. }: New) -> Result<RecoveryView> {
    let (dir, me) = (old.dir.clone(), old.account);
    let (key, home_id) = (rotation.db_key(), rotation.keyring().home());
    drop(old);
    let lock = close_and_lock(app, &dir)?;
    let (keyring, code) = rotation.commit().map_err(|e| vault_error(&dir, &e))?;
    let store = store::Store::open(&database, &key, home_id).map_err(|e: store::Error| store_error(&database, &e))?;
    let home = Arc::new(OpenHome::new(app, &dir, keyring, store, me, lock)?);
    app.set_open(Some(home.clone()));
    // Were it not to succeed, the next login would do it.
    let _ = home.see_keys(app);
    // From here on it counts, whatever else fails: the new code must be seen. On a full disk the room of the old database
    // may be what the fresh backup lacks; without one the reminder on the backup page stays.
    home.note_seen(app, None);
    let fresh = generation(app, &home, "after_removal");
    cut_off::settle(&dir);
    if fresh.is_err() && generation(app, &home, "after_removal").is_ok() {
        cut_off::settle(&dir);
    }
    Ok(crate::recovery::show(app, code, true))
}

/// Ends the account and notes that a new recovery code is due until it was typed back.
fn disable(app: &App, home: &OpenHome, number: AccountNo, reason: &str, fate: &[&str]) -> Result<()> {
    let at = app.roots.now();
    let id = number.to_string();
    let fields: Vec<&str> = ["disabled", "keys", "recovery_code"].into_iter().chain(fate.iter().copied()).collect();
    crate::audit::record_because(app, home, "account.remove_for_cause", "account", &id, &fields, reason, |tx| {
        store::account::set_disabled(tx, number, true)?;
        if store::care::recovery_due(tx)?.is_none() {
            store::care::set_recovery_due(tx, store::care::DueReason::RemovedForCause, at)?;
        }
        Ok(())
    })
}
