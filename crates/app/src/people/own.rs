//! The own password.

use super::{Facts, slot};
use crate::App;
use crate::error::{Fields, Result};
use crate::fault::vault_error;
use crate::home::{Attempts, OpenHome};
use crate::view::{ChangePasswordRequest, SessionView};

/// Proves that the person at the keyboard is the one who logged in. Wrong passwords count with those of the login, so that
/// an unlocked desk is no place to guess at.
///
/// # Errors
/// `WrongPassword`, `LoginDelayed`.
pub(crate) fn prove(app: &App, home: &OpenHome, password: &str) -> Result<()> {
    Attempts::tried(app, &home.dir, &home.account.to_string(), || {
        home.keyring().opens(home.account, password).map_err(|e| vault_error(&home.dir, &e))
    })
}

/// Changes it. Also the only thing that may be done with a password that somebody else chose.
///
/// # Errors
/// `WrongPassword` for the old one, `InvalidFields` for the new one.
pub fn password_change(app: &App, request: &ChangePasswordRequest) -> Result<SessionView> {
    let home = app.home()?;
    prove(app, &home, &request.old)?;
    let mut fields = Fields::default();
    if request.old == request.password {
        fields.fault("password", "same_password");
    }
    fields.done()?;
    let facts = home.read(|tx| Facts::of(tx, home.person_id()))?;
    let password = facts.choose(&request.password)?;
    let number = home.account;
    // The slot first: were the database to say that the password was changed, and the slot still to hold the old one, the
    // password that two people know would count as chosen.
    slot::put(app, &home, number, &home.person.posts, &password)?;
    home.record(app, "account.password", "account", &number.to_string(), &["password"], |tx| {
        store::account::set_must_change(tx, number, false)
    })?;
    home.password_changed();
    crate::home::session(app)
}
