//! Ends an account's way in.

use super::{guard, slot};
use crate::App;
use crate::error::{Code, Result};
use crate::view::{DisableRequest, PeopleView};

/// Disables an account: refused from the moment the database says so, its slot removed right after. What the person wrote
/// stays. Somebody who copied the keys file earlier can still open that copy: for that there is removal for cause.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`, `NotYourself`, `LastPrincipal`, `ReasonTooShort`.
pub fn people_disable(app: &App, request: &DisableRequest) -> Result<PeopleView> {
    let home = app.home()?;
    let account = guard::target(&home, &request.account)?;
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    let reason = crate::correction::reason(&request.reason)?;
    guard::another_principal(&home, account.number)?;
    let number = account.number;
    let at = app.roots.now();
    let id = number.to_string();
    crate::audit::record_because(app, &home, "account.disable", "account", &id, &["disabled"], &reason, |tx| {
        store::account::set_disabled(tx, number, true)?;
        // What was lent would otherwise come back with the account.
        let lent = store::delegation::list(tx)?.into_iter().filter(|d| d.to == number && d.is_active(at));
        lent.collect::<Vec<_>>().iter().try_for_each(|loan| store::delegation::end(tx, loan.id, at))
    })?;
    match home.keyring().remove_account(number) {
        Ok(()) | Err(vault::VaultError::NoSuchAccount) => {}
        Err(e) => return Err(slot::failed(&home, &e)),
    }
    home.see_keys(app)?;
    super::people_list(app)
}
