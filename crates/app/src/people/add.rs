//! Gives a member of the staff an account.

use store::account::Account;

use super::{Facts, guard, slot};
use crate::App;
use crate::error::{Code, Fields, Result};
use crate::rights::Right;
use crate::view::{AddAccountRequest, PeopleView};

/// Adds the account: first its number and its row, then its slot, so that a power cut in between leaves an account without
/// a password and never a slot without an account. The person chooses a password of their own at the first login.
///
/// # Errors
/// `NoRight`, `OnlyPrincipal`, `InvalidFields`, `DiskFull`, `HomeUnwritable`.
pub fn people_add(app: &App, request: &AddAccountRequest) -> Result<PeopleView> {
    let home = app.home()?;
    home.require(Right::ManagePeople)?;
    let posts = guard::posts(&home, &request.posts)?;
    let (person, taken, facts) = home.read(|tx| {
        let person = store::table::staff::get(tx, &request.person_id)?;
        let taken = store::account::list(tx)?.iter().any(|a| a.staff_id == request.person_id);
        Ok((person, taken, Facts::of(tx, &request.person_id)?))
    })?;
    let mut fields = Fields::default();
    match (&person, taken) {
        (None, _) => fields.fault("personId", "required_choice"),
        (_, true) => fields.fault("personId", "has_account"),
        _ => {}
    }
    fields.done()?;
    let Some(person) = person else { return Err(Code::Internal.into()) };
    let password = facts.choose(&request.password)?;
    let number = home.keyring().reserve_account().map_err(|e| slot::failed(&home, &e))?;
    let account = Account {
        number,
        staff_id: person.id,
        posts: posts.clone(),
        disabled: false,
        created_at: app.roots.now(),
        must_change: true,
    };
    home.record(app, "account.add", "account", &number.to_string(), &["staff_id", "posts", "password"], |tx| {
        store::account::insert(tx, &account)
    })?;
    slot::put(app, &home, number, &posts, &password)?;
    super::people_list(app)
}
