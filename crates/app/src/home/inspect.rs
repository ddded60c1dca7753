//! What stands at a home, told without a password. Any trace that does not make a whole home is `Damaged`: nothing is
//! ever started over it.

use std::path::Path;

use domain::Term as _;
use domain::noun::Post;
use vault::{KeysFile, VaultError};

use super::PRACTICE_DIR;
use crate::App;
use crate::view::{AccountView, HomeKind, HomeState};

/// The database's file in a home.
pub(crate) const DATABASE_FILE: &str = "school.db";

/// What a look at the folder tells.
pub(crate) struct Seen {
    pub(crate) kind: HomeKind,
    pub(crate) keys: Option<KeysFile>,
    /// Stable codes of what was found; the window has the words.
    pub(crate) found: Vec<String>,
}

/// Looks at a folder.
pub(crate) fn look(dir: &Path) -> Seen {
    let damaged = |found: &[&str]| Seen {
        kind: HomeKind::Damaged,
        keys: None,
        found: found.iter().map(|f| (*f).to_owned()).collect(),
    };
    let database = dir.join(DATABASE_FILE);
    let size = std::fs::metadata(&database).ok().map(|m| m.len());
    let traces = ["-wal", "-shm"].iter().any(|end| dir.join(format!("{DATABASE_FILE}{end}")).exists());
    match KeysFile::read(dir) {
        Err(VaultError::Missing) => match size {
            None if !traces => Seen { kind: HomeKind::None, keys: None, found: Vec::new() },
            _ => damaged(&["keys_missing", "database_found"]),
        },
        Err(VaultError::Newer(_)) => damaged(&["keys_newer"]),
        Err(_) => damaged(if size.is_some() { &["keys_damaged", "database_found"] } else { &["keys_damaged"] }),
        Ok(keys) if !keys.is_confirmed() => Seen { kind: HomeKind::Unfinished, keys: Some(keys), found: Vec::new() },
        Ok(keys) => match size {
            None => damaged(&["keys_found", "database_missing"]),
            Some(0) => damaged(&["keys_found", "database_empty"]),
            Some(_) => Seen { kind: HomeKind::Locked, keys: Some(keys), found: Vec::new() },
        },
    }
}

/// The state of the real home, or of the practice home while that one is open.
pub fn home_state(app: &App) -> HomeState {
    let real = look(&app.roots.home);
    let practice_exists = look(&app.roots.home.join(PRACTICE_DIR)).kind == HomeKind::Locked;
    let open = app.home().ok();
    HomeState {
        kind: if open.is_some() { HomeKind::Open } else { real.kind },
        practice: open.is_some_and(|h| h.is_practice()),
        accounts: real.keys.map(|k| accounts(&k)).unwrap_or_default(),
        found: real.found,
        practice_exists,
    }
}

fn accounts(keys: &KeysFile) -> Vec<AccountView> {
    keys.accounts()
        .into_iter()
        .map(|a| AccountView {
            account: a.account.to_string(),
            post: a.posts.iter().filter_map(|p| Post::from_id(p)).map(|p| p.label()).collect::<Vec<_>>().join("、"),
        })
        .collect()
}
