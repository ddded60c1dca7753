//! Opening a keys file with what a person typed: an account and its password, or the recovery code.

use std::path::Path;

use domain::Term as _;
use domain::noun::Post;
use vault::{AccountNo, CopyFault, Keyring, KeysFile, RecoveryCode, RecoveryMistake, Unlock, UnlockedBy, VaultError};

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::vault_error;
use crate::home::{Attempts, RECOVERY};
use crate::view::AccountView;

/// What a person typed.
pub(crate) struct Typed<'a> {
    pub(crate) account: &'a str,
    pub(crate) password: &'a str,
    pub(crate) groups: &'a [String],
}

impl Typed<'_> {
    /// Whether the recovery code was typed instead of a password.
    pub(crate) fn is_recovery(&self) -> bool {
        !self.groups.is_empty()
    }

    /// The recovery code that was typed.
    ///
    /// # Errors
    /// `RecoveryCodeMistyped`.
    pub(crate) fn code(&self) -> Result<RecoveryCode> {
        RecoveryCode::parse(&self.groups.join("-")).map_err(|e| mistyped(&e))
    }

    /// Opens the keys.
    ///
    /// # Errors
    /// `WrongPassword` for password and code alike, `RecoveryCodeMistyped` with `group` (0 for the whole code).
    pub(crate) fn unlock(&self, keys: &KeysFile, dir: &Path) -> Result<Keyring> {
        let unlocked = if self.is_recovery() {
            keys.unlock(&Unlock::Recovery(&self.code()?))
        } else {
            let account = AccountNo::parse(self.account).ok_or(AppError::new(Code::WrongPassword))?;
            keys.unlock(&Unlock::Password { account, password: self.password })
        };
        unlocked.map_err(|e| match e {
            VaultError::NoSuchAccount => Code::WrongPassword.into(),
            other => vault_error(dir, &other),
        })
    }
}

impl Typed<'_> {
    /// The same from a page that anybody at the desk can reach: wrong tries are counted with those of the login.
    ///
    /// # Errors
    /// `LoginDelayed` with `seconds`, and those of [`Typed::unlock`].
    pub(crate) fn unlock_counted(&self, app: &App, keys: &KeysFile, dir: &Path) -> Result<Keyring> {
        // A folder that is not there yet is not made for a wrong password, and nothing is kept of it then.
        let account = if self.is_recovery() { RECOVERY } else { self.account };
        Attempts::tried(app, dir, account, || self.unlock(keys, dir))
    }

    /// The same for what puts another database in place of the home's: only a principal's password or the recovery code
    /// may. Somebody else's old backup would otherwise undo everything that was written since, from the way in.
    ///
    /// # Errors
    /// `OnlyPrincipal`, and those of [`Typed::unlock_counted`].
    pub(crate) fn unlock_principal(&self, app: &App, keys: &KeysFile, dir: &Path) -> Result<Keyring> {
        let keyring = self.unlock_counted(app, keys, dir)?;
        let UnlockedBy::Account(number) = keyring.unlocked_by() else { return Ok(keyring) };
        let accounts = keyring.file().accounts();
        let principal = |posts: &[String]| posts.iter().any(|p| Post::from_id(p) == Some(Post::Principal));
        if accounts.iter().any(|a| a.account == number && principal(&a.posts)) {
            Ok(keyring)
        } else {
            Err(Code::OnlyPrincipal.into())
        }
    }
}

fn mistyped(e: &RecoveryMistake) -> AppError {
    let group = match e {
        RecoveryMistake::Group { number } => *number,
        _ => 0,
    };
    AppError::new(Code::RecoveryCodeMistyped).with("group", group)
}

/// The keys file inside a backup. Its own folder is one that does not exist, so that opening it writes nothing anywhere.
///
/// # Errors
/// `HomeNewer`, `BackupDamaged` with `file`.
pub(crate) fn keys_of(backup: &Path, bytes: &[u8]) -> Result<KeysFile> {
    KeysFile::from_bytes(&backup.join("nowhere"), bytes).map_err(|e| match e {
        CopyFault::Newer(_) => Code::HomeNewer.into(),
        _ => damaged(backup),
    })
}

/// A backup that is not what it says.
pub(crate) fn damaged(backup: &Path) -> AppError {
    AppError::new(Code::BackupDamaged).with("file", name_of(backup))
}

/// The file's name alone.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The accounts of a keys file as the login page shows them.
pub(crate) fn accounts(keys: &KeysFile) -> Vec<AccountView> {
    keys.accounts()
        .into_iter()
        .map(|a| AccountView {
            account: a.account.to_string(),
            post: a.posts.iter().filter_map(|p| Post::from_id(p)).map(|p| p.label()).collect::<Vec<_>>().join("、"),
        })
        .collect()
}
