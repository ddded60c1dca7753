//! 人员与权限.

use domain::Term as _;
use domain::noun::Post;
use vault::AccountNo;

use super::guard::{may_give, may_touch};
use super::slot::holds_sealed;
use crate::App;
use crate::error::Result;
use crate::rights::{DELEGABLE, Right};
use crate::view::{Candidate, Choice, DelegationView, PeopleView, PersonAccount, RightView};

/// Accounts, who could get one, the table of rights, and what is lent.
///
/// # Errors
/// `NoRight`.
pub fn people_list(app: &App) -> Result<PeopleView> {
    let home = app.home()?;
    home.require(Right::ManagePeople)?;
    let (accounts, staff, loans) =
        home.read(|tx| Ok((store::account::list(tx)?, store::table::staff::list(tx)?, store::delegation::list(tx)?)))?;
    let in_file = home.keyring().file().accounts();
    let slots: Vec<AccountNo> = in_file.iter().map(|a| a.account).collect();
    let name = |id: &str| staff.iter().find(|s| s.id == id).map(|s| s.name.clone()).unwrap_or_default();
    let candidates = staff
        .iter()
        .filter(|s| accounts.iter().all(|a| a.staff_id != s.id))
        .map(|s| Candidate { id: s.id.clone(), name: s.name.clone(), post: s.post.clone() })
        .collect();
    let delegations = loans
        .iter()
        .map(|d| DelegationView {
            id: d.id.to_string(),
            account: d.to.to_string(),
            person_name: accounts.iter().find(|a| a.number == d.to).map(|a| name(&a.staff_id)).unwrap_or_default(),
            right: d.right.clone(),
            right_label: Right::from_id(&d.right).map(Right::label).unwrap_or_default(),
            reason: d.reason.clone(),
            from: d.from.to_string(),
            until: d.until.to_string(),
            ended_at: d.ended_at.map(|at| at.to_string()),
        })
        .collect();
    let accounts = accounts
        .iter()
        .map(|a| {
            let is_me = a.number == home.account;
            let may_edit = may_touch(&home, a, &loans);
            let state = match (a.disabled, slots.contains(&a.number)) {
                (true, _) => "disabled",
                (false, true) => "active",
                (false, false) => "no_password",
            };
            PersonAccount {
                account: a.number.to_string(),
                person_id: a.staff_id.clone(),
                person_name: name(&a.staff_id),
                posts: a.posts.iter().map(|p| p.id().to_owned()).collect(),
                state: state.to_owned(),
                must_change: a.must_change,
                is_me,
                made_at: a.created_at.to_string(),
                may_edit,
                may_reset: may_edit && !is_me && !a.posts.contains(&Post::Principal),
                sealed: match (holds_sealed(&a.posts), in_file.iter().find(|s| s.account == a.number)) {
                    (true, Some(slot)) if slot.may_read_sealed => "held",
                    (true, Some(_)) => "missing",
                    _ => "none",
                }
                .to_owned(),
                may_remove: home.holds(Right::RemoveForCause) && !is_me && !home.is_practice(),
            }
        })
        .collect();
    Ok(PeopleView {
        accounts,
        candidates,
        grantable: Post::ALL.iter().filter(|p| may_give(&home, **p)).map(|p| p.id().to_owned()).collect(),
        rights: Right::all()
            .map(|right| RightView {
                id: right.id().to_owned(),
                label: right.label(),
                posts: right.posts().iter().map(|p| p.id().to_owned()).collect(),
            })
            .collect(),
        delegations,
        delegable: DELEGABLE.iter().map(|r| Choice { id: r.id().to_owned(), label: r.label() }).collect(),
    })
}
