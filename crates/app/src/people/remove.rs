//! 因故移除: the person's account ends and everything is encrypted under new keys, so that what they may have copied or
//! seen opens nothing that is written from now on.

use std::path::PathBuf;
use std::sync::Arc;

use vault::{AccountNo, Rotation};

use super::{cut_off, guard, prove};
use crate::App;
use crate::care::{close_and_lock, free_file, generation};
use crate::error::{AppError, Code, Result};
use crate::fault::{store_error, vault_error};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{RecoveryView, RemoveRequest};

/// Removes somebody for cause. The new database is written and examined beside the old one; the rename of `keys.json` is
/// the moment at which it counts, and a crash before it leaves everything as it was but the account, which is disabled.
/// Everybody else needs a new password afterwards. The old database and the local backups under the old keys go, since they
/// are what the removal is about; a fresh backup is made first. Shows the new recovery code.
///
/// # Errors
/// `NoRight`, `NotFound`, `NotYourself`, `ReasonTooShort`, `WrongPassword`, `SealedNotHeld`, `BackupNoRoom`, `DiskFull`,
/// `DatabaseDamaged`: then the old keys are in force. Once the new ones are, only a database that does not open ends in an
/// error.
pub fn people_remove_for_cause(app: &App, request: &RemoveRequest) -> Result<RecoveryView> {
    let home = app.home()?;
    home.require(Right::RemoveForCause)?;
    let account = guard::target(&home, &request.account)?;
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    let reason = crate::correction::reason(&request.reason)?;
    prove(app, &home, &request.password)?;
    disable(app, &home, account.number, &reason)?;
    alone(app, &home)?;
    match renew(app, &home, &request.password) {
        Ok(new) => take_over(app, home, new),
        Err(e) => {
            app.set_open(Some(home));
            Err(e)
        }
    }
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

/// Makes new keys and the database under them; nothing of it counts yet.
fn renew(app: &App, home: &OpenHome, password: &str) -> Result<(Rotation, PathBuf)> {
    let (dir, me) = (home.dir.clone(), home.account);
    // What an earlier one that was cut off has left goes first.
    cut_off::settle(&dir);
    let file = free_file(&dir);
    let database = dir.join(&file);
    let old = home.keyring().file().db_file().to_owned();
    cut_off::note(&dir, &old, &file)?;
    let rotation = {
        let keyring = home.keyring();
        let cost = app.roots.cost();
        keyring.rotate(me, password, &file, cost, app.roots.random().as_mut()).map_err(|e| match e {
            vault::VaultError::SealedKeyNotHeld => AppError::new(Code::SealedNotHeld),
            other => vault_error(&dir, &other),
        })?
    };
    let key = rotation.db_key();
    let home_id = rotation.keyring().home();
    store::rekey::export(&home.store, &database, &key, home_id, &mut |id, old| {
        let text = home.keyring().open_text(id, old).ok()?;
        rotation.keyring().seal_text(id, &text, app.roots.random().as_mut()).ok()
    })
    .map_err(|e| store_error(&database, &e))?;
    Ok((rotation, database))
}

/// Puts the new keys in force and removes what the old ones open.
fn take_over(app: &App, old: Arc<OpenHome>, (rotation, database): (Rotation, PathBuf)) -> Result<RecoveryView> {
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
    let fresh = generation(app, &home, "after_removal");
    cut_off::settle(&dir);
    if fresh.is_err() && generation(app, &home, "after_removal").is_ok() {
        cut_off::settle(&dir);
    }
    Ok(crate::recovery::show(app, code, true))
}

/// Ends the account and notes that a new recovery code is due until it was typed back.
fn disable(app: &App, home: &OpenHome, number: AccountNo, reason: &str) -> Result<()> {
    let at = app.roots.now();
    let id = number.to_string();
    let fields = ["disabled", "keys", "recovery_code"];
    crate::audit::record_because(app, home, "account.remove_for_cause", "account", &id, &fields, reason, |tx| {
        store::account::set_disabled(tx, number, true)?;
        if store::care::recovery_due(tx)?.is_none() {
            store::care::set_recovery_due(tx, store::care::DueReason::RemovedForCause, at)?;
        }
        Ok(())
    })
}
