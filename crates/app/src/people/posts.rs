//! Changes the posts of an account.

use domain::noun::Post;

use super::{guard, slot};
use crate::App;
use crate::error::{Code, Result};
use crate::view::{PeopleView, PostsRequest};

/// Gives and takes posts. Whoever becomes a counsellor or a principal needs a new password afterwards, since the key of the
/// sealed texts can only be put into a slot that is being made; whoever ceases to be one loses that key at once.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`, `LastPrincipal`, `InvalidFields`, `NotYourself`: posts
/// are given by somebody else.
pub fn people_posts(app: &App, request: &PostsRequest) -> Result<PeopleView> {
    let home = app.home()?;
    let account = guard::target(&home, &request.account)?;
    let posts = guard::posts(&home, &request.posts)?;
    let given: Vec<Post> = posts.iter().copied().filter(|p| !account.posts.contains(p)).collect();
    let taken: Vec<Post> = account.posts.iter().copied().filter(|p| !posts.contains(p)).collect();
    if given.is_empty() && taken.is_empty() {
        return super::people_list(app);
    }
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    if taken.contains(&Post::Principal) {
        guard::another_principal(&home, account.number)?;
    }
    let number = account.number;
    let at = app.roots.now();
    home.record(app, "account.posts", "account", &number.to_string(), &["posts"], |tx| {
        given.iter().try_for_each(|post| store::account::give(tx, number, *post, at))?;
        taken.iter().try_for_each(|post| store::account::take(tx, number, *post, at))
    })?;
    let has_slot = home.keyring().file().accounts().iter().any(|a| a.account == number);
    if has_slot {
        let mut keyring = home.keyring();
        let keeps_sealed = slot::holds_sealed(&posts);
        if !keeps_sealed && slot::holds_sealed(&account.posts) {
            keyring.withdraw_sealed(number).map_err(|e| slot::failed(&home, &e))?;
        }
        keyring.set_posts(number, &slot::post_ids(&posts)).map_err(|e| slot::failed(&home, &e))?;
    }
    home.see_keys(app)?;
    super::people_list(app)
}
