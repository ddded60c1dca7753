//! The own password.

use super::{Facts, slot};
use crate::App;
use crate::error::{Fields, Result};
use crate::fault::vault_error;
use crate::view::{ChangePasswordRequest, SessionView};

/// Changes it. Also the only thing that may be done with a password that somebody else chose.
///
/// # Errors
/// `WrongPassword` for the old one, `InvalidFields` for the new one.
pub fn password_change(app: &App, request: &ChangePasswordRequest) -> Result<SessionView> {
    let home = app.home()?;
    home.keyring().opens(home.account, &request.old).map_err(|e| vault_error(&home.dir, &e))?;
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
