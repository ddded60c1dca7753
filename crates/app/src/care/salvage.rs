//! Repairing a damaged database: readable rows of it over the newest local backup. The damaged file, its log and the keys
//! are set aside untouched first.

use std::path::{Path, PathBuf};

use store::container;
use store::salvage::SalvageReport;
use vault::{DbKey, Keyring, KeysFile};

use super::pick::{may_restore, target};
use super::put_in_place::{Coming, close_and_lock, hand_over};
use super::restore::{prepare, rows_word};
use super::secrets::{Typed, accounts, keys_of};
use super::write::{Copies, open_copy};
use super::{generations, refuse_place, room};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::{store_error, vault_error};
use crate::view::{SalvageRequest, SalvageRow, SalvageView};

/// Repairs the home. It is refused for a database that is whole, since a repair can lose rows.
///
/// # Errors
/// `OnlyPrincipal`, `WrongPassword`, `NotDamaged`, `HomeDamaged` without keys, `HomeBusy`, `SalvageFailed` when nothing could be read and no
/// backup opens, `BackupNoRoom`, `DiskFull`; then the home is as it was.
pub fn salvage_run(app: &App, request: &SalvageRequest) -> Result<SalvageView> {
    may_restore(app)?;
    let dir = target(app);
    refuse_place(&dir)?;
    let keys = KeysFile::read(&dir).map_err(|e| vault_error(&dir, &e))?;
    let typed = Typed { account: &request.account, password: &request.password, groups: &request.groups };
    let keyring = typed.unlock_principal(app, &keys, &dir)?;
    let _alone = app.care.work();
    let lock = close_and_lock(app, &dir)?;
    let damaged = dir.join(keys.db_file());
    room::need(&dir, room::size_of(&damaged).saturating_mul(5))?;
    let copies = Copies::begin(&dir)?;
    if is_whole(&copy_of(&damaged, &copies.at("tried.db"))?, &keyring) {
        app.care.set_damaged(None);
        return Err(Code::NotDamaged.into());
    }
    let backup = usable_backup(&dir, &typed, &keyring, &copies);
    let copy = copy_of(&damaged, &copies.at("damaged.db"))?;
    let with = backup.as_ref().map(|b| (b.database.as_path(), &b.key));
    let key = keyring.db_key();
    let mut coming = Coming::announce(&dir, app.roots.now())?;
    let database = coming.database();
    let report = store::salvage::salvage(&copy, &key, with, &database, &key, keyring.home())
        .map_err(|e| salvage_error(&dir, &e))?;
    let (read, from_backup, lost) = totals(&report);
    let source = backup.as_ref().map(|b| b.file_name.clone());
    let id = source.clone().unwrap_or_else(|| "-".to_owned());
    let (store, epoch) = prepare(app, &database, &keyring, &id, None, read.saturating_add(from_backup))?;
    log(app, &store, read, from_backup)?;
    let lost_files = super::cargo::bring(&dir, &store, None).map_err(|e| salvage_error(&dir, &e))?;
    drop(copies);
    let (keyring, aside) = coming.commit(keyring)?;
    let view = SalvageView {
        read,
        from_backup,
        lost,
        backup: source,
        audit: audit_state(&report),
        tables: rows(&report),
        epoch,
        aside,
        recovery: typed.is_recovery(),
        accounts: accounts(keyring.file()),
        warnings: lost_files.into_iter().collect(),
    };
    hand_over(app, &dir, keyring, store, lock, typed.is_recovery());
    Ok(view)
}

/// A backup whose database was opened.
struct Usable {
    file_name: String,
    database: PathBuf,
    key: DbKey,
}

/// The newest generation that opens, with the present keys or with what was typed and the keys of its own time.
fn usable_backup(dir: &Path, typed: &Typed<'_>, keyring: &Keyring, copies: &Copies) -> Option<Usable> {
    for generation in generations(dir) {
        let path = dir.join(super::folder::FOLDER).join(&generation.file_name);
        let Ok(head) = container::open(&path) else { continue };
        if head.manifest.home != keyring.home() {
            continue;
        }
        let own = keyring.db_key();
        let key = if open_copy(&path, &head, &own, copies).is_ok() {
            Some(own)
        } else {
            let then = keys_of(&path, &head.keys_json).ok().and_then(|k| typed.unlock(&k, dir).ok());
            then.map(|k| k.db_key()).filter(|k| open_copy(&path, &head, k, copies).is_ok())
        };
        if let Some(key) = key {
            let database = copies.at("backup.db");
            std::fs::rename(copies.opened(), &database).ok()?;
            return Some(Usable { file_name: generation.file_name, database, key });
        }
    }
    None
}

/// Copies the damaged file with its log: opening a database may write to both, and they must stay as they were found.
fn copy_of(damaged: &Path, to: &Path) -> Result<PathBuf> {
    for end in ["", "-wal"] {
        let (mut from, mut copy) = (damaged.as_os_str().to_owned(), to.as_os_str().to_owned());
        from.push(end);
        copy.push(end);
        match std::fs::copy(&from, &copy) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(crate::error::write_failed(Path::new(&copy), &e));
            }
            _ => {}
        }
    }
    Ok(to.to_owned())
}

/// Whether the database opens, every page of it holds, and its tables are those of this program.
fn is_whole(database: &Path, keyring: &Keyring) -> bool {
    let tables_hold = |store: &store::Store| store.differences().is_ok_and(|found| found.tables.is_empty());
    store::Store::open(database, &keyring.db_key(), keyring.home())
        .is_ok_and(|store| store.check().is_ok() && tables_hold(&store))
}

fn log(app: &App, store: &store::Store, read: u64, from_backup: u64) -> Result<()> {
    let (read, taken) = (rows_word(read), rows_word(from_backup));
    let entry = store::audit::Entry {
        at: app.roots.now(),
        actor: "system",
        action: "home.salvage",
        object_kind: "backup",
        object_id: "",
        fields: &["database", &read, "backup", &taken],
    };
    store.write(|tx| store::audit::append(tx, &entry).map(drop)).map_err(|e| store_error(store.path(), &e))
}

fn totals(report: &SalvageReport) -> (u64, u64, u64) {
    report.tables.values().fold((0, 0, 0), |(read, taken, lost), t| {
        (read + t.read, taken + t.from_backup, lost + t.lost_ranges.len() as u64 + t.orphaned + t.refused)
    })
}

fn rows(report: &SalvageReport) -> Vec<SalvageRow> {
    report
        .tables
        .iter()
        .filter(|(_, t)| t.from_backup > 0 || !t.left_out.is_empty() || !t.lost_ranges.is_empty())
        .map(|(name, t)| SalvageRow {
            table: name.clone(),
            read: t.read,
            from_backup: t.from_backup,
            lost: t.lost_ranges.len() as u64,
            orphaned: t.orphaned + t.refused,
        })
        .collect()
}

fn audit_state(report: &SalvageReport) -> String {
    match report.audit {
        store::audit::Finding::Whole(_) => "whole",
        store::audit::Finding::Missing { .. } => "missing",
        store::audit::Finding::Changed { .. } => "changed",
    }
    .to_owned()
}

fn salvage_error(dir: &Path, e: &store::Error) -> AppError {
    match store_error(dir, e) {
        AppError { code: Code::DatabaseDamaged | Code::HomeDamaged | Code::Internal, .. } => Code::SalvageFailed.into(),
        other => other,
    }
}
