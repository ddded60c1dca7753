//! The yearly rehearsal: the code on paper really opens a copy.

use domain::Instant;
use store::care::{Rehearsal, RehearsalKind};
use vault::{KeysFile, Unlock};

use crate::App;
use crate::care::{Typed, newest_generation};
use crate::error::{AppError, Code, Result};
use crate::fault::store_error;
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{GroupsRequest, RehearsalItem, RehearsalView};

/// Opens a copy of the newest local backup with the code, in a folder inside the home that goes afterwards, and says what
/// was found. How it went is kept.
///
/// # Errors
/// `NoRight`, `RecoveryCodeMistyped`, `NoBackup`, `DiskFull`, `CannotWrite`.
pub fn recovery_rehearse(app: &App, request: &GroupsRequest) -> Result<RehearsalView> {
    let home = app.home()?;
    home.require(Right::RenewRecovery)?;
    let typed = Typed { account: "", password: "", groups: &request.groups };
    // A backup opens with the code of its own day, so it has to be one of today's keys.
    let path = match newest_generation(&home.dir) {
        Some(path) if is_of_today(&home, &path) => path,
        _ => {
            crate::care::generation(app, &home, "rehearsal")?;
            newest_generation(&home.dir).ok_or_else(|| AppError::new(Code::NoBackup))?
        }
    };
    let mut found = Found::default();
    let opened = try_it(app, &home, &path, &typed, &mut found);
    if let Err(e) = opened
        && e.code != Code::WrongPassword
    {
        return Err(e);
    }
    let ok = !found.items.is_empty() && found.items.iter().all(|item| item.ok);
    let at = app.roots.now();
    log(app, &home, at, ok, &found)?;
    Ok(RehearsalView { ok, at: at.to_string(), items: found.items })
}

fn is_of_today(home: &OpenHome, path: &std::path::Path) -> bool {
    store::container::open(path).is_ok_and(|c| c.keys_json == home.keyring().file().to_bytes())
}

/// What was found so far.
#[derive(Default)]
struct Found {
    items: Vec<RehearsalItem>,
}

impl Found {
    fn add(&mut self, code: &str, ok: bool, args: &[(&str, serde_json::Value)]) {
        let args = args.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        self.items.push(RehearsalItem { code: code.to_owned(), ok, args });
    }
}

fn try_it(app: &App, home: &OpenHome, path: &std::path::Path, typed: &Typed<'_>, found: &mut Found) -> Result<()> {
    let failed = |e: store::Error| store_error(path, &e);
    let container = store::container::open(path).map_err(failed)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let made = container.manifest.created_at.to_string();
    found.add("backup_found", true, &[("fileName", name.into()), ("createdAt", made.into())]);
    let keys = KeysFile::from_bytes(&home.dir.join("nowhere"), &container.keys_json)
        .map_err(|_| AppError::new(Code::BackupDamaged))?;
    let code = typed.code()?;
    let Ok(keyring) = keys.unlock(&Unlock::Recovery(&code)) else {
        found.add("code_opens_keys", false, &[]);
        return Err(Code::WrongPassword.into());
    };
    found.add("code_opens_keys", true, &[]);
    let _alone = app.care.work();
    let copies = crate::care::Copies::begin(&home.dir)?;
    let copy = copies.at("rehearsal.db");
    container.extract(&copy).map_err(failed)?;
    match store::copy::examine(&copy, &keyring.db_key(), keyring.home()) {
        Ok(census) => {
            found.add("database_opens", true, &[]);
            found.add("pages_whole", true, &[]);
            let whole = matches!(census.log, store::audit::Finding::Whole(_));
            found.add("audit_whole", whole, &[("count", census.head.count.into())]);
            let equal = census.tables == container.manifest.tables;
            found.add("tables_equal", equal, &[("rows", census.rows().into())]);
            let sealed = census.tables.get("sealed_text").copied().unwrap_or(0);
            found.add("sealed_opens", sealed == 0 || opens_sealed(&copy, &keyring), &[("count", sealed.into())]);
        }
        Err(_) => found.add("database_opens", false, &[]),
    }
    Ok(())
}

/// Whether every sealed text of the copy opens.
fn opens_sealed(copy: &std::path::Path, keyring: &vault::Keyring) -> bool {
    let Ok(reading) = store::Reading::open(copy, &keyring.db_key(), keyring.home()) else { return false };
    let opened = reading.read(|tx| -> store::Result<bool> {
        let bound = store::sealed::all_bound(tx)?;
        for id in store::sealed::ids(tx)? {
            let Some(text) = store::sealed::get(tx, id)? else { return Ok(false) };
            if crate::sealed::open_kept(keyring, &text, bound).is_err() {
                return Ok(false);
            }
        }
        Ok(true)
    });
    opened.unwrap_or(false)
}

fn log(app: &App, home: &OpenHome, at: Instant, ok: bool, found: &Found) -> Result<()> {
    let first_bad = found.items.iter().find(|item| !item.ok).map(|item| item.code.clone());
    let row = Rehearsal {
        kind: RehearsalKind::Recovery,
        at,
        by: home.person_id().to_owned(),
        ok,
        found: first_bad.unwrap_or_default(),
    };
    home.record(app, "recovery.rehearse", "backup", "", &[if ok { "ok" } else { "failed" }], |tx| {
        store::care::log_rehearsal(tx, &row)
    })
}
