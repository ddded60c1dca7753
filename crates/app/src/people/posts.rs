//! Changes the posts of an account.

use domain::noun::Post;

use super::{guard, hand_over, slot};
use crate::App;
use crate::error::{Code, Result};
use crate::view::{PeopleView, PostsRequest};

/// Gives and takes posts. Whoever becomes a counsellor or a principal gets the key of the sealed texts at once when that
/// person types the own password with it, and else with [`super::people_hand_over`], whenever both are there; whoever
/// ceases to be one loses that key at once.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`, `LastPrincipal`, `InvalidFields`, `NotYourself`: posts
/// are given by somebody else. `WrongPassword`, `LoginDelayed`, `SealedNotHeld`: then nothing was changed.
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
    let has_slot = slot::has_slot(&home, number);
    let gains = has_slot && slot::holds_sealed(&posts) && !slot::holds_sealed(&account.posts);
    let typed = request.password.as_deref().filter(|typed| gains && !typed.is_empty());
    if let Some(password) = typed {
        hand_over::proved(app, &home, &account, password)?;
    }
    let at = app.roots.now();
    home.record(app, "account.posts", "account", &number.to_string(), &["posts"], |tx| {
        given.iter().try_for_each(|post| store::account::give(tx, number, *post, at))?;
        taken.iter().try_for_each(|post| store::account::take(tx, number, *post, at))
    })?;
    if has_slot {
        let mut keyring = home.keyring();
        let keeps_sealed = slot::holds_sealed(&posts);
        if !keeps_sealed && slot::holds_sealed(&account.posts) {
            keyring.withdraw_sealed(number).map_err(|e| slot::failed(&home, &e))?;
        }
        keyring.set_posts(number, &slot::post_ids(&posts)).map_err(|e| slot::failed(&home, &e))?;
    }
    if let Some(password) = typed {
        hand_over::give(app, &home, &account, password)?;
    }
    home.see_keys(app)?;
    super::people_list(app)
}
