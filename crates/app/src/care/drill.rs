//! 恢复演练: a backup is opened as a restore would, item by item, and nothing of the home changes but the log.

use std::path::Path;

use domain::Instant;
use serde_json::{Map, Value};
use store::Store;
use store::audit::{Anchor, Finding};
use store::care::{Rehearsal, RehearsalKind};
use store::container::{self, Container};
use vault::Keyring;

use super::desk::Picked;
use super::secrets::{Typed, accounts, keys_of, name_of};
use super::write::{Copies, backup_error, is_equal};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{DrillItem, DrillOpenRequest, DrillPassword, DrillView};

/// Whose keys open the copy.
enum Keys<'a> {
    /// Those of this session. They are borrowed for moments only: every record of somebody else needs them too.
    Session(&'a OpenHome),
    /// Those that a password of the backup's own time opened.
    Typed(&'a Keyring),
}

impl Keys<'_> {
    fn with<T>(&self, ask: impl FnOnce(&Keyring) -> T) -> T {
        match self {
            Self::Session(home) => ask(&home.keyring()),
            Self::Typed(keyring) => ask(keyring),
        }
    }
}

/// Opens a backup with the keys of this session. When they do not fit, the view asks for a password of its own time.
///
/// # Errors
/// `NoRight`, `BackupUnreadable`, those of writing the copy. What is wrong with the backup is told item by item.
pub fn backup_drill(app: &App, path: &Path) -> Result<DrillView> {
    let home = app.home()?;
    home.require(Right::MakeBackup)?;
    let Some(container) = head(path)? else { return logged(app, &home, path, None, vec![item("file_whole", false)]) };
    let manifest = &container.manifest;
    let own = home.keyring().home() == manifest.home;
    if let Some(items) = drill(app, &home, path, &container, &Keys::Session(&home))? {
        return logged(app, &home, path, Some(manifest.created_at), items);
    }
    let keys = keys_of(path, &container.keys_json)?;
    let token = app.roots.uuid().to_string();
    app.care.pick(Picked { token: token.clone(), path: path.to_owned() });
    Ok(DrillView {
        file_name: name_of(path),
        created_at: manifest.created_at.to_string(),
        ok: false,
        at: app.roots.now().to_string(),
        items: vec![item("file_whole", true), item("same_home", own)],
        password: Some(DrillPassword { token, accounts: accounts(&keys) }),
    })
}

/// The same with a password that was valid when the backup was made.
///
/// # Errors
/// `RestoreExpired`, `WrongPassword`, `LoginDelayed`, and those of [`backup_drill`].
pub fn drill_open(app: &App, request: &DrillOpenRequest) -> Result<DrillView> {
    let home = app.home()?;
    home.require(Right::MakeBackup)?;
    let path = app.care.picked(&request.token).ok_or(AppError::new(Code::RestoreExpired))?;
    let Some(container) = head(&path)? else { return logged(app, &home, &path, None, vec![item("file_whole", false)]) };
    let keys = keys_of(&path, &container.keys_json)?;
    let typed = Typed { account: &request.account, password: &request.password, groups: &[] };
    let keyring = typed.unlock_counted(app, &keys, &home.dir)?;
    let items = drill(app, &home, &path, &container, &Keys::Typed(&keyring))?;
    let items = items.unwrap_or_else(|| vec![item("file_whole", true), item("keys_fit", false)]);
    logged(app, &home, &path, Some(container.manifest.created_at), items)
}

/// The head, or nothing for a file that is none of ours or damaged there.
fn head(path: &Path) -> Result<Option<Container>> {
    match container::open(path) {
        Ok(container) => Ok(Some(container)),
        Err(store::Error::BadBackup) => Ok(None),
        Err(e) => Err(backup_error(path, path, &e)),
    }
}

/// Every item in order up to the first that fails for the ones behind it; nothing when the keys do not open the copy.
fn drill(
    app: &App,
    home: &OpenHome,
    path: &Path,
    container: &Container,
    keys: &Keys<'_>,
) -> Result<Option<Vec<DrillItem>>> {
    let _alone = app.care.work();
    let manifest = &container.manifest;
    let copies = Copies::begin(&home.dir)?;
    let database = copies.opened();
    match container.extract(&database) {
        Err(store::Error::BadBackup) => return Ok(Some(vec![item("file_whole", false)])),
        extracted => extracted.map_err(|e| backup_error(path, path, &e))?,
    }
    let whole = item("file_whole", true).with("size", std::fs::metadata(path).map_or(0, |m| m.len()));
    let key = keys.with(Keyring::db_key);
    let census = match store::copy::examine(&database, &key, manifest.home) {
        Ok(census) => census,
        // Its bytes are those that were written, so it is the key that does not fit.
        Err(store::Error::WrongKeyOrDamaged) => return Ok(None),
        Err(e) => {
            let found = match e {
                store::Error::Damaged | store::Error::Constraint { .. } => "pages_whole",
                store::Error::TooNew { .. } => "not_newer",
                _ => "database_opens",
            };
            return Ok(Some(vec![whole, item("keys_fit", true), item(found, false)]));
        }
    };
    let mut items = vec![whole, item("keys_fit", true), item("database_opens", true), item("pages_whole", true)];
    items.push(item("audit_whole", matches!(census.log, Finding::Whole(_))).with("count", census.head.count));
    items.push(item("tables_equal", is_equal(&census, manifest)).with("rows", census.rows()));
    if home.keyring().home() == manifest.home {
        let anchor = home.read(|tx| store::audit::compare(tx, census.head.count, &census.head.hash))?;
        items.push(item("same_history", matches!(anchor, Anchor::Extends)));
    }
    // A copy is brought up to date as a restore would do it.
    match Store::open(&database, &key, manifest.home) {
        Ok(copy) => {
            items.extend(inside(&copy, keys));
            items.extend(super::cargo::drilled(&copy, container, &home.dir));
        }
        Err(_) => items.push(item("database_upgrades", false)),
    }
    Ok(Some(items))
}

/// What lies in the copy under keys of its own.
fn inside(copy: &Store, keys: &Keys<'_>) -> Vec<DrillItem> {
    let mut items = Vec::new();
    let identity = copy.read(|tx| {
        let (key, certificate) = (store::identity::key(tx)?, store::identity::certificate(tx)?);
        Ok::<_, store::Error>(match (key, certificate) {
            (Some(key), Some(c)) => packet::identity::Identity::from_der(&key, &c.der).is_ok(),
            _ => false,
        })
    });
    items.push(item("identity_opens", identity.unwrap_or(false)));
    // One text at a time: all of them together may be larger than the memory that is left.
    let read = copy.read(|tx| Ok::<_, store::Error>((store::sealed::ids(tx)?, store::sealed::all_bound(tx)?)));
    let Ok((ids, bound)) = read else {
        items.push(item("sealed_opens", false));
        return items;
    };
    let count = ids.len();
    if count > 0 && !keys.with(Keyring::may_read_sealed) {
        items.push(item("sealed_not_held", true).with("count", count));
        return items;
    }
    let opened = ids
        .iter()
        .filter(|id| {
            let text = copy.read(|tx| store::sealed::get(tx, **id)).ok().flatten();
            text.is_some_and(|t| keys.with(|k| crate::sealed::open_kept(k, &t, bound).is_ok()))
        })
        .count();
    items.push(item("sealed_opens", opened == count).with("count", opened).with("of", count));
    items
}

/// Logs the drill and shows it.
fn logged(app: &App, home: &OpenHome, path: &Path, made: Option<Instant>, items: Vec<DrillItem>) -> Result<DrillView> {
    let at = app.roots.now();
    let failed = items.iter().find(|i| !i.ok).map(|i| i.code.clone());
    let row = Rehearsal {
        kind: RehearsalKind::Restore,
        at,
        by: home.person_id().to_owned(),
        ok: failed.is_none(),
        found: failed.clone().unwrap_or_default(),
    };
    let id: String = name_of(path).chars().take(60).collect();
    let found = failed.clone().unwrap_or_else(|| "whole".to_owned());
    home.record(app, "backup.drill", "backup", &id, &[&found], |tx| store::care::log_rehearsal(tx, &row))?;
    Ok(DrillView {
        file_name: name_of(path),
        created_at: made.map(|m| m.to_string()).unwrap_or_default(),
        ok: failed.is_none(),
        at: at.to_string(),
        items,
        password: None,
    })
}

fn item(code: &str, ok: bool) -> DrillItem {
    DrillItem { code: code.to_owned(), ok, args: Map::new() }
}

impl DrillItem {
    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.args.insert(key.to_owned(), value.into());
        self
    }
}
