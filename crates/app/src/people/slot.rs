//! The key slot of an account, made to fit what the database says of it.

use domain::Term as _;
use domain::noun::Post;
use vault::{AccountNo, ChosenPassword, NewAccount};

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::vault_error;
use crate::home::OpenHome;

/// Whether these posts hold the key of the sealed texts.
pub(crate) fn holds_sealed(posts: &[Post]) -> bool {
    posts.iter().any(|p| matches!(p, Post::Principal | Post::Counsellor))
}

/// Whether an account has a slot.
pub(super) fn has_slot(home: &OpenHome, number: AccountNo) -> bool {
    home.keyring().file().accounts().iter().any(|a| a.account == number)
}

/// The ids of posts, as the keys file has them.
pub(crate) fn post_ids(posts: &[Post]) -> Vec<String> {
    posts.iter().map(|p| p.id().to_owned()).collect()
}

/// Gives an account a slot with this password.
pub(super) fn put(
    app: &App,
    home: &OpenHome,
    number: AccountNo,
    posts: &[Post],
    password: &ChosenPassword,
) -> Result<()> {
    let ids = post_ids(posts);
    // Whoever does not hold the key of the sealed texts can neither keep it nor hand it on: the account is made without, and
    // somebody who holds it hands it over.
    let may_read_sealed = holds_sealed(posts) && home.keyring().may_read_sealed();
    let new = NewAccount { posts: &ids, may_read_sealed, password };
    let cost = app.roots.cost();
    home.keyring().put_password(number, &new, cost, app.roots.random().as_mut()).map_err(|e| failed(home, &e))?;
    home.see_keys(app)
}

/// A failure of the keys, with the one that a person can do something about.
pub(super) fn failed(home: &OpenHome, e: &vault::VaultError) -> AppError {
    match e {
        vault::VaultError::SealedKeyNotHeld => Code::SealedNotHeld.into(),
        other => vault_error(&home.dir, other),
    }
}
