//! Who may log in: the account number of a key slot, the person behind it, and the posts that give rights.

use domain::Instant;
use domain::noun::Post;
use vault::AccountNo;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::Row;
use crate::tx::{ReadTx, WriteTx};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The number on the login page, the same as in the keys file.
    pub number: AccountNo,
    /// The person.
    pub staff_id: String,
    /// The posts held now, in the order they were given.
    pub posts: Vec<Post>,
    /// Whether logging in is refused although the slot may still be there.
    pub disabled: bool,
    /// When the account was made.
    pub created_at: Instant,
    /// Whether somebody else set the password, so that the person must choose a new one first.
    pub must_change: bool,
}

/// Makes an account.
///
/// # Errors
/// [`Error::Constraint`] when the number is taken or the person is not on the staff.
pub fn insert(tx: &mut WriteTx<'_>, account: &Account) -> Result<()> {
    tx.put(
        "account",
        &[
            ("number", number(account.number)),
            ("staff_id", account.staff_id.cell()),
            ("disabled", account.disabled.cell()),
            ("created_ms", account.created_at.cell()),
            ("must_change", account.must_change.cell()),
        ],
    )?;
    for post in &account.posts {
        give(tx, account.number, *post, account.created_at)?;
    }
    Ok(())
}

/// Gives a post.
///
/// # Errors
/// [`Error::Constraint`] when the account holds it already or does not exist.
pub fn give(tx: &mut WriteTx<'_>, account: AccountNo, post: Post, at: Instant) -> Result<()> {
    tx.put("account_post", &[("number", number(account)), ("post", post.cell()), ("given_ms", at.cell())])
}

/// Takes a post back; that it was held stays recorded.
///
/// # Errors
/// [`Error::NotFound`] when the account does not hold it.
pub fn take(tx: &mut WriteTx<'_>, account: AccountNo, post: Post, at: Instant) -> Result<()> {
    let changed = tx.run(
        "UPDATE account_post SET taken_ms = :at WHERE number = :number AND post = :post AND taken_ms IS NULL",
        &[("at", at.cell()), ("number", number(account)), ("post", post.cell())],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound { table: "account_post" }) }
}

/// Refuses or allows logging in.
///
/// # Errors
/// [`Error::NotFound`].
pub fn set_disabled(tx: &mut WriteTx<'_>, account: AccountNo, disabled: bool) -> Result<()> {
    tx.set("account", ("number", number(account)), &[("disabled", disabled.cell())])
}

/// Whether the person must choose a new password before anything else.
///
/// # Errors
/// [`Error::NotFound`].
pub fn set_must_change(tx: &mut WriteTx<'_>, account: AccountNo, must: bool) -> Result<()> {
    tx.set("account", ("number", number(account)), &[("must_change", must.cell())])
}

/// Every account, by number.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Account>> {
    let posts =
        tx.query("SELECT number, post FROM account_post WHERE taken_ms IS NULL ORDER BY position", &[], |r| {
            Ok((r.at::<i64>("number")?, r.at::<Post>("post")?))
        })?;
    tx.query("SELECT * FROM account ORDER BY number", &[], |r| {
        let number: i64 = r.at("number")?;
        Ok(Account {
            number: number_of(r)?,
            staff_id: r.at("staff_id")?,
            posts: posts.iter().filter(|(n, _)| *n == number).map(|(_, post)| *post).collect(),
            disabled: r.at("disabled")?,
            created_at: r.at("created_ms")?,
            must_change: r.at("must_change")?,
        })
    })
}

/// One account.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, account: AccountNo) -> Result<Option<Account>> {
    Ok(list(tx)?.into_iter().find(|found| found.number == account))
}

/// The number as a cell.
pub(crate) fn number(account: AccountNo) -> rusqlite::types::Value {
    i64::from(account.number()).cell()
}

/// The number in a row's column `number`.
pub(crate) fn number_of(r: &Row<'_>) -> Result<AccountNo> {
    let number: i64 = r.at("number")?;
    u16::try_from(number).ok().and_then(AccountNo::new).ok_or(Error::BadValue { column: "number".to_owned() })
}
