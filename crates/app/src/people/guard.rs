//! Who may touch whose account. A password that somebody sets is known to two people, so nobody sets one, gives a post or
//! changes an account whose rights reach further than their own: it would be a way to come by those rights. A principal's
//! password nobody else sets at all, for that there is the recovery code. Nobody disables themselves or the last principal.

use domain::Instant;
use domain::noun::Post;
use store::account::Account;
use store::delegation::Delegation;
use vault::AccountNo;

use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::{Right, may};

/// Whether the posts of the person at the keyboard carry a right, also where a wider one includes it. What was lent to them
/// ends, and counts for nothing here.
fn covers(own: &[Post], right: Right) -> bool {
    let wider = match right {
        Right::ReadOwn | Right::ReadOwnClass => Some(Right::ReadRecords),
        _ => None,
    };
    may(own, right) || wider.is_some_and(|wider| may(own, wider))
}

/// Whether a person of these posts may touch an account of those posts and loans.
fn reaches(own: &[Post], posts: &[Post], loans: &[Delegation], number: Option<AccountNo>, now: Instant) -> bool {
    let lent = |right: Right| {
        let of = |loan: &&Delegation| Some(loan.to) == number && loan.right == right.id() && loan.is_active(now);
        loans.iter().any(|loan| of(&loan))
    };
    Right::all().filter(|right| may(posts, *right) || lent(*right)).all(|right| covers(own, right))
}

/// Whether the person at the keyboard may give or take this post.
pub(super) fn may_give(home: &OpenHome, post: Post) -> bool {
    reaches(&home.person.posts, &[post], &[], None, home.now())
}

/// Whether the person at the keyboard may change this account.
pub(super) fn may_touch(home: &OpenHome, account: &Account, loans: &[Delegation]) -> bool {
    reaches(&home.person.posts, &account.posts, loans, Some(account.number), home.now())
}

/// The account that is to be changed.
///
/// # Errors
/// `NoRight`, `NotFound`, `OnlyPrincipal`.
pub(super) fn target(home: &OpenHome, account: &str) -> Result<Account> {
    home.require(Right::ManagePeople)?;
    let not_found = || AppError::new(Code::NotFound).with("id", account.chars().take(10).collect::<String>());
    let number = AccountNo::parse(account).ok_or_else(not_found)?;
    let (found, loans) = home.read(|tx| Ok((store::account::get(tx, number)?, store::delegation::list(tx)?)))?;
    let found = found.ok_or_else(not_found)?;
    if may_touch(home, &found, &loans) { Ok(found) } else { Err(Code::OnlyPrincipal.into()) }
}

/// The account that is to get a password from somebody else.
///
/// # Errors
/// As [`target`]; `OnlyRecovery` for a principal's.
pub(super) fn password_target(home: &OpenHome, account: &str) -> Result<Account> {
    let found = target(home, account)?;
    if found.posts.contains(&Post::Principal) && found.number != home.account {
        return Err(Code::OnlyRecovery.into());
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

/// The posts of a request: at least one, each once, none that reaches further than the own ones.
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
    if !posts.iter().all(|post| may_give(home, *post)) {
        return Err(Code::OnlyPrincipal.into());
    }
    Ok(posts)
}

#[cfg(test)]
mod tests {
    use domain::Term as _;
    use domain::noun::Post::{Counsellor, DeputyPrincipal, DisciplineDirector, HomeroomTeacher, Principal, Staff};

    use super::*;

    #[test]
    fn nobody_touches_an_account_that_may_more() {
        let now = Instant::parse("2026-06-20T09:30:00+08:00").unwrap();
        // (who, whose accounts they may touch as far as the posts go); who manages people at all is asked for beside this.
        let table: &[(Post, &[Post])] = &[
            (Principal, Post::ALL),
            (DeputyPrincipal, &[DeputyPrincipal, HomeroomTeacher, Staff]),
            (DisciplineDirector, &[DisciplineDirector, HomeroomTeacher, Staff]),
            (HomeroomTeacher, &[HomeroomTeacher, Staff]),
            (Counsellor, &[Counsellor, Staff]),
            (Staff, &[Staff]),
        ];
        assert_eq!(table.len(), Post::ALL.len());
        for (own, touches) in table {
            for other in Post::ALL {
                let may = reaches(&[*own], &[*other], &[], None, now);
                assert_eq!(may, touches.contains(other), "{} and {}", own.id(), other.id());
            }
        }
        assert!(reaches(&[DisciplineDirector, DeputyPrincipal], &[DeputyPrincipal], &[], None, now));
        assert!(!reaches(&[DisciplineDirector], &[Staff, Counsellor], &[], None, now), "one post of several is enough");
    }

    #[test]
    fn a_loan_counts_for_who_has_it_and_not_for_who_sets_the_password() {
        let now = Instant::parse("2026-06-20T09:30:00+08:00").unwrap();
        let later = Instant::parse("2026-07-20T09:30:00+08:00").unwrap();
        let number = AccountNo::new(2).unwrap();
        let loan = Delegation {
            id: uuid::Uuid::from_u128(1),
            to: number,
            right: Right::SignPackets.id().to_owned(),
            reason: "校长外出学习".to_owned(),
            given_by: "t-01".to_owned(),
            from: now,
            until: later,
            ended_at: None,
        };
        let loans = [loan];
        assert!(!reaches(&[DisciplineDirector], &[Staff], &loans, Some(number), now), "it would sign in their name");
        assert!(reaches(&[DisciplineDirector], &[Staff], &loans, AccountNo::new(3), now));
        assert!(reaches(&[DisciplineDirector], &[Staff], &loans, Some(number), later), "it has ended");
        assert!(reaches(&[Principal], &[Staff], &loans, Some(number), now));
    }
}
