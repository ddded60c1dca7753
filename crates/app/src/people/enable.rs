//! Gives an account a new first password: after it was disabled, or when it was forgotten.

use store::account::Account;

use super::{Facts, guard, slot};
use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;
use crate::view::{AccountPasswordRequest, PeopleView};

/// Lets somebody in again who was disabled.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`, `OnlyRecovery`, `InvalidFields`.
pub fn people_enable(app: &App, request: &AccountPasswordRequest) -> Result<PeopleView> {
    let home = app.home()?;
    let account = guard::password_target(&home, &request.account)?;
    set(app, &home, &account, &request.password, "account.enable")?;
    super::people_list(app)
}

/// Gives somebody a new password who forgot theirs. The own one is changed by [`super::password_change`], which asks for the
/// old one.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`, `OnlyRecovery`, `NotYourself`, `InvalidFields`.
pub fn people_reset(app: &App, request: &AccountPasswordRequest) -> Result<PeopleView> {
    let home = app.home()?;
    let account = guard::password_target(&home, &request.account)?;
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    if account.disabled {
        return Err(Code::NotFound.into());
    }
    set(app, &home, &account, &request.password, "account.reset")?;
    super::people_list(app)
}

/// The person must choose another password at the next login, since two people know this one.
fn set(app: &App, home: &OpenHome, account: &Account, password: &str, action: &str) -> Result<()> {
    let facts = home.read(|tx| Facts::of(tx, &account.staff_id))?;
    let password = facts.choose(password)?;
    let number = account.number;
    home.record(app, action, "account", &number.to_string(), &["password"], |tx| {
        store::account::set_disabled(tx, number, false)?;
        store::account::set_must_change(tx, number, true)
    })?;
    slot::put(app, home, number, &account.posts, &password)
}
