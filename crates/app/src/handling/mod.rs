//! The life of a case: what was done, what is due, which steps it may take, and the forms through which all of it is
//! entered. Every form is one file of `entries`, described field by field; the rules stand in `domain::handling`.

mod answers;
mod chronology;
mod enter;
mod entries;
mod form;
mod get;
mod rules;
mod say;
mod spec;
mod steps;

pub use enter::case_enter;
pub use form::case_form;
pub use get::case_get;

use domain::Records;
use domain::noun::Concern;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;

/// The records, with the concern asked for among them, which the person must see and which must not be void.
///
/// # Errors
/// `NotFound`, `AlreadyVoided`.
fn records_of(app: &App, home: &OpenHome, id: &str) -> Result<Records> {
    let not_found = || AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>());
    let seen = crate::correction::records_with_voided(app, home)?;
    if !seen.concerns.iter().any(|c| c.id == id) {
        return Err(not_found());
    }
    let records = home.records(app)?;
    if records.concerns.iter().any(|c| c.id == id) { Ok(records) } else { Err(Code::AlreadyVoided.into()) }
}

fn concern<'a>(records: &'a Records, id: &str) -> Result<&'a Concern> {
    records.concerns.iter().find(|c| c.id == id).ok_or_else(|| AppError::new(Code::NotFound).with("id", "concern"))
}

/// Whether a case has ended, so that only what may follow is entered.
fn is_finished(c: &Concern) -> bool {
    matches!(c.status.as_str(), "struck_off" | "closed")
}
