//! The key of the sealed texts for somebody who came to need it. A slot opens with its person's password only, so that
//! person types it here, beside somebody who holds the key.

use store::account::Account;
use vault::VaultError;

use super::{guard, slot};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::{Attempts, OpenHome};
use crate::view::{AccountPasswordRequest, PeopleView};

/// Puts the key of the sealed texts into the slot of an account whose posts need it, with that account's own password.
///
/// # Errors
/// `NoRight`, `NotFound` for an account that needs no such key or has no slot, `OnlyPrincipal`, `SealedNotHeld` when the
/// person logged in does not hold it either, `WrongPassword`, `LoginDelayed`.
pub fn people_hand_over(app: &App, request: &AccountPasswordRequest) -> Result<PeopleView> {
    let home = app.home()?;
    let account = guard::target(&home, &request.account)?;
    if account.disabled || !slot::holds_sealed(&account.posts) || !slot::has_slot(&home, account.number) {
        return Err(AppError::new(Code::NotFound).with("id", account.number.to_string()));
    }
    proved(app, &home, &account, &request.password)?;
    give(app, &home, &account, &request.password)?;
    super::people_list(app)
}

/// Proves that the person of an account types the own password here. Wrong ones count as they do at the login.
///
/// # Errors
/// `WrongPassword`, `LoginDelayed`; `SealedNotHeld` before any password is looked at.
pub(super) fn proved(app: &App, home: &OpenHome, account: &Account, password: &str) -> Result<()> {
    if !home.keyring().may_read_sealed() {
        return Err(Code::SealedNotHeld.into());
    }
    Attempts::tried(app, &home.dir, &account.number.to_string(), || {
        home.keyring().opens(account.number, password).map_err(|e| slot::failed(home, &e))
    })
}

/// Puts the key into the slot, once the database says that the account needs it.
pub(super) fn give(app: &App, home: &OpenHome, account: &Account, password: &str) -> Result<()> {
    let number = account.number;
    let given = home.keyring().hand_over_sealed(number, password, app.roots.random().as_mut());
    given.map_err(|e: VaultError| slot::failed(home, &e))?;
    home.record(app, "account.hand_over", "account", &number.to_string(), &["sealed_key"], |_| Ok(()))?;
    home.see_keys(app)
}
