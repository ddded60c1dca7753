//! Who may touch whose account: only a principal gives or takes the posts of principal and counsellor, whose slots hold the
//! key of the sealed texts, and only a principal touches a principal's account; nobody disables themselves or the last
//! principal.

use domain::noun::Post;
use store::account::Account;
use vault::AccountNo;

use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;

/// Whether the person at the keyboard is a principal.
pub(super) fn is_principal(home: &OpenHome) -> bool {
    home.person.posts.contains(&Post::Principal)
}

/// Posts that only a principal gives or takes.
pub(super) fn is_guarded(post: Post) -> bool {
    matches!(post, Post::Principal | Post::Counsellor)
}

/// The account that is to be changed.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`.
pub(super) fn target(home: &OpenHome, account: &str) -> Result<Account> {
    home.require(Right::ManagePeople)?;
    let not_found = || AppError::new(Code::NotFound).with("id", account.chars().take(10).collect::<String>());
    let number = AccountNo::parse(account).ok_or_else(not_found)?;
    let found = home.read(|tx| store::account::get(tx, number))?.ok_or_else(not_found)?;
    if found.posts.iter().any(|p| is_guarded(*p)) && !is_principal(home) {
        return Err(Code::OnlyPrincipal.into());
    }
    Ok(found)
}

/// Refuses to leave the school without a principal who can come in.
///
/// # Errors
/// `LastPrincipal`.
pub(super) fn another_principal(home: &OpenHome, besides: AccountNo) -> Result<()> {
    let accounts = home.read(store::account::list)?;
    let slots: Vec<AccountNo> = home.keyring().file().accounts().iter().map(|a| a.account).collect();
    let left = accounts
        .iter()
        .any(|a| a.number != besides && !a.disabled && a.posts.contains(&Post::Principal) && slots.contains(&a.number));
    if left { Ok(()) } else { Err(Code::LastPrincipal.into()) }
}

/// The posts of a request: at least one, each once, guarded ones only from a principal.
///
/// # Errors
/// `InvalidFields` with `posts`, `OnlyPrincipal`.
pub(super) fn posts(home: &OpenHome, ids: &[String]) -> Result<Vec<Post>> {
    use domain::Term as _;
    let mut fields = crate::error::Fields::default();
    let mut posts = Vec::new();
    for id in ids {
        match Post::from_id(id) {
            Some(post) if !posts.contains(&post) => posts.push(post),
            Some(_) => {}
            None => fields.fault("posts", "required_choice"),
        }
    }
    if posts.is_empty() {
        fields.fault("posts", "required_choice");
    }
    fields.done()?;
    if posts.iter().any(|p| is_guarded(*p)) && !is_principal(home) {
        return Err(Code::OnlyPrincipal.into());
    }
    Ok(posts)
}
