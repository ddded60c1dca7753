//! Lends a right for a while. It ends by itself.

use domain::{Date, Instant};
use store::delegation::Delegation;
use uuid::Uuid;

use super::guard;
use crate::App;
use crate::error::{AppError, Code, Fields, Result};
use crate::rights::{DELEGABLE, Right};
use crate::view::{DelegateRequest, DelegationRequest, PeopleView};

/// The longest loan in days.
const LONGEST: i64 = 92;

/// Lends a right until the end of a civil day.
///
/// # Errors
/// `NoRight`, `NotFound`, `NotYourself`, `InvalidFields`, `ReasonTooShort`.
pub fn people_delegate(app: &App, request: &DelegateRequest) -> Result<PeopleView> {
    let home = app.home()?;
    home.require(Right::RemoveForCause)?;
    let account = guard::target(&home, &request.account)?;
    if account.number == home.account {
        return Err(Code::NotYourself.into());
    }
    let reason = crate::correction::reason(&request.reason)?;
    let now = app.roots.now();
    let mut fields = Fields::default();
    let right = Right::from_id(&request.right).filter(|r| DELEGABLE.contains(r));
    let right = fields.need("right", "required_choice", right);
    let until = fields.need("until", "not_a_date", crate::text_rule::date(&request.until));
    if let Some(until) = until {
        let days = until.signed_duration_since(now.date()).num_days();
        if days < 0 {
            fields.fault("until", "in_the_past");
        } else if days > LONGEST {
            fields.fault("until", "loan_too_long");
        }
    }
    fields.done()?;
    let (Some(right), Some(until)) = (right, until.and_then(end_of)) else { return Err(Code::Internal.into()) };
    let loan = Delegation {
        id: app.roots.uuid(),
        to: account.number,
        right: right.id().to_owned(),
        reason: reason.clone(),
        given_by: home.person_id().to_owned(),
        from: now,
        until,
        ended_at: None,
    };
    let id = account.number.to_string();
    crate::audit::record_because(app, &home, "account.delegate", "account", &id, &[right.id()], &reason, |tx| {
        store::delegation::add(tx, &loan)
    })?;
    super::people_list(app)
}

/// The first moment after a civil day.
fn end_of(day: Date) -> Option<Instant> {
    let next = day.succ_opt()?;
    Instant::parse(&format!("{next}T00:00:00+08:00"))
}

/// Ends a loan before its time.
///
/// # Errors
/// `NoRight`, `NotFound`.
pub fn people_delegate_end(app: &App, request: &DelegationRequest) -> Result<PeopleView> {
    let home = app.home()?;
    home.require(Right::RemoveForCause)?;
    let not_found = || AppError::new(Code::NotFound).with("id", "delegation");
    let id = Uuid::parse_str(&request.id).map_err(|_| not_found())?;
    let loan = home.read(store::delegation::list)?.into_iter().find(|d| d.id == id && d.ended_at.is_none());
    let loan = loan.ok_or_else(not_found)?;
    let at = app.roots.now();
    home.record(app, "account.delegate_end", "account", &loan.to.to_string(), &[&loan.right], |tx| {
        store::delegation::end(tx, id, at)
    })?;
    super::people_list(app)
}
