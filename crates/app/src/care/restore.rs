//! Putting a backup in place of the home, whatever state that is in.

use std::path::Path;

use store::container::{self, Manifest};
use store::{ReadTx, Reading, Store};
use vault::{AccountNo, Keyring, KeysFile, UnlockedBy};

use super::cargo::{bring, carried_bytes};
use super::pick::{is_practice_dir, may_restore, target};
use super::put_in_place::{Coming, begin_anew, close_and_lock, epoch_time, hand_over};
use super::secrets::{Typed, accounts, damaged, keys_of, name_of};
use super::write::{Copies, backup_error, is_equal, open_copy};
use super::{generation, refuse_place, room};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::store_error;
use crate::rights::Right;
use crate::view::{RestoreRequest, RestoredView};

/// Restores the backup behind the token. Everything is tried on a copy first; the keys file's rename is the commit, and
/// the old home lies whole in a folder `aside-…` afterwards. Packets are numbered in a new epoch.
///
/// # Errors
/// `RestoreExpired` for an old token, `WrongPassword`, `RecoveryCodeMistyped`, `BackupDamaged`, `BackupDiffers`,
/// `RestorePractice`, `RestoreOtherSchool`, `HomeNewer`, `HomeBusy`, `BackupNoRoom`, `DiskFull`; then the home is as it was.
pub fn restore_run(app: &App, request: &RestoreRequest) -> Result<RestoredView> {
    may_restore(app)?;
    let path = app.care.picked(&request.token).ok_or(AppError::new(Code::RestoreExpired))?;
    let dir = target(app);
    refuse_place(&dir)?;
    let container = container::open(&path).map_err(|e| backup_error(&path, &path, &e))?;
    let manifest = &container.manifest;
    fits(app, &dir, manifest)?;
    let keys = keys_of(&path, &container.keys_json)?;
    let typed = Typed { account: &request.account, password: &request.password, groups: &request.groups };
    let keyring = typed.unlock_principal(app, &keys, &dir)?;
    if keyring.home() != manifest.home || keyring.is_tampered() {
        return Err(damaged(&path));
    }
    room_for(&dir, manifest.db_size.saturating_add(carried_bytes(manifest.files)))?;
    let open = app.home().ok();
    if let Some(home) = &open {
        generation::generation(app, home, "before_restore")?;
    }
    let before = match &open {
        Some(home) => Some(home.read(Before::read)?),
        None => Before::behind_the_lock(&dir, &typed),
    };
    let floor = before.as_ref().and_then(|b| epoch_time(&b.epoch));
    let _alone = app.care.work();
    drop(open);
    let lock = close_and_lock(app, &dir)?;
    let mut coming = Coming::announce(&dir, app.roots.now())?;
    let database = coming.database();
    {
        // The copy that is examined becomes the database.
        let copies = Copies::begin(&dir)?;
        let census = open_copy(&path, &container, &keyring.db_key(), &copies)?;
        if !is_equal(&census, manifest) {
            return Err(AppError::new(Code::BackupDiffers).with("file", name_of(&path)));
        }
        std::fs::rename(copies.opened(), &database).map_err(|e| crate::error::write_failed(&database, &e))?;
    }
    let rows = manifest.tables.values().sum();
    let (store, epoch) = prepare(app, &database, &keyring, &name_of(&path), floor, rows)?;
    keep_ended(app, &store, &database, before.map(|b| b.ended).unwrap_or_default())?;
    let lost = bring(&dir, &store, Some(&container)).map_err(|e| backup_error(&path, &database, &e))?;
    let (keyring, aside) = coming.commit(keyring)?;
    let view = RestoredView {
        rows,
        epoch,
        aside,
        recovery: typed.is_recovery(),
        accounts: accounts(keyring.file()),
        warnings: lost.into_iter().collect(),
    };
    hand_over(app, &dir, keyring, store, lock, typed.is_recovery());
    Ok(view)
}

/// What of the home that is replaced must not be forgotten.
struct Before {
    epoch: String,
    /// Accounts that are disabled.
    ended: Vec<AccountNo>,
}

impl Before {
    fn read(tx: &ReadTx<'_>) -> store::Result<Self> {
        let accounts = store::account::list(tx)?;
        let ended = accounts.into_iter().filter(|a| a.disabled).map(|a| a.number).collect();
        Ok(Self { epoch: store::meta::epoch(tx)?, ended })
    }

    /// Of a home that nobody has open, when what was typed opens it too. Nothing is written there.
    fn behind_the_lock(dir: &Path, typed: &Typed<'_>) -> Option<Self> {
        let bytes = KeysFile::read(dir).ok()?.to_bytes();
        let keys = KeysFile::from_bytes(&dir.join("nowhere"), &bytes).ok()?;
        let keyring = typed.unlock(&keys, dir).ok()?;
        let reading = Reading::open(&dir.join(keys.db_file()), &keyring.db_key(), keyring.home()).ok()?;
        reading.read(Self::read).ok()
    }
}

/// A backup from before somebody was disabled or removed lets nobody in again: their accounts end in the new database too,
/// and the next login takes their slots away. A principal who means it enables them.
fn keep_ended(app: &App, store: &Store, database: &Path, ended: Vec<AccountNo>) -> Result<()> {
    let at = app.roots.now();
    let written = store.write(|tx| {
        let accounts = store::account::list(tx)?;
        let back = accounts.iter().filter(|a| !a.disabled && ended.contains(&a.number));
        for account in back {
            store::account::set_disabled(tx, account.number, true)?;
            let id = account.number.to_string();
            store::audit::append(
                tx,
                &store::audit::Entry {
                    at,
                    actor: "system",
                    action: "account.disable",
                    object_kind: "account",
                    object_id: &id,
                    fields: &["disabled", "restore"],
                },
            )?;
        }
        Ok(())
    });
    written.map_err(|e: store::Error| store_error(database, &e))
}

/// Opens the new database, brings it up to date, and writes what must be in it before it is in force.
pub(crate) fn prepare(
    app: &App,
    database: &Path,
    keyring: &Keyring,
    source: &str,
    floor: Option<domain::Instant>,
    rows: u64,
) -> Result<(Store, String)> {
    let failed = |e: store::Error| store_error(database, &e);
    let store = Store::open(database, &keyring.db_key(), keyring.home()).map_err(failed)?;
    let now = app.roots.now();
    let id: String = source.chars().take(60).collect();
    let written = rows_word(rows);
    let epoch = store
        .write(|tx| {
            let actor = match keyring.unlocked_by() {
                UnlockedBy::Account(number) => store::account::get(tx, number)?.map(|a| a.staff_id),
                UnlockedBy::Recovery => None,
            };
            let epoch = begin_anew(tx, floor, now)?;
            store::audit::append(
                tx,
                &store::audit::Entry {
                    at: now,
                    actor: actor.as_deref().unwrap_or("system"),
                    action: "home.restore",
                    object_kind: "backup",
                    object_id: &id,
                    fields: &[&written],
                },
            )?;
            Ok(epoch)
        })
        .map_err(failed)?;
    Ok((store, epoch))
}

/// A count as a field word of the audit log.
pub(crate) fn rows_word(rows: u64) -> String {
    format!("rows_{rows}")
}

/// Refuses a backup that does not belong over this home.
fn fits(app: &App, dir: &Path, manifest: &Manifest) -> Result<()> {
    if manifest.schema > store::SCHEMA_VERSION {
        return Err(Code::HomeNewer.into());
    }
    if manifest.practice != is_practice_dir(app, dir) {
        return Err(Code::RestorePractice.into());
    }
    if let Ok(home) = app.home() {
        home.require(Right::Restore)?;
        let school = home.read(store::table::school::get)?;
        let same = home.keyring().home() == manifest.home
            || school.is_some_and(|s| s.school_code == manifest.school_code && !s.school_code.is_empty());
        return if same { Ok(()) } else { Err(Code::RestoreOtherSchool.into()) };
    }
    match KeysFile::read(dir) {
        Ok(keys) if keys.is_confirmed() && keys.home() != manifest.home => Err(Code::RestoreOtherSchool.into()),
        Err(vault::VaultError::Newer(_)) => Err(Code::HomeNewer.into()),
        _ => Ok(()),
    }
}

/// The new database, beside what is there.
fn room_for(dir: &Path, size: u64) -> Result<()> {
    let there = dir.ancestors().find(|p| p.is_dir()).unwrap_or(dir);
    room::need(there, size)
}
