//! What is being typed: kept in the database while it is typed, offered again after a crash, gone with the record.
//!
//! A draft belongs to the person who types it. Drafts of sealed texts are sealed too, or the draft would be the leak.

mod drop;
mod get;
mod list;
mod save;
mod seal;

pub use drop::draft_drop;
pub use get::draft_get;
pub use list::draft_list;
pub use save::draft_save;
pub(crate) use seal::{opened, sealed};

use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;

/// The form of a concern.
pub(crate) const CONCERN: &str = "concern";
/// The form of a ledger item.
pub(crate) const LEDGER: &str = "ledger";
/// The form of a pact.
pub(crate) const PACT: &str = "pact";
/// The forms of a case; the object is the case and the entry.
pub(crate) const CASE: &str = "case";
/// How the forms of sealed texts begin: the kind of the record follows.
pub(crate) const SEALED: &str = "sealed:";

/// The right that the form itself needs.
///
/// # Errors
/// `NotFound` for a form that there is not.
fn right(form: &str) -> Result<Right> {
    match form {
        CONCERN => Ok(Right::RecordConcern),
        CASE => Ok(Right::RecordConcern),
        LEDGER => Ok(Right::RecordLedger),
        PACT => Ok(Right::RecordPact),
        other => match other.strip_prefix(SEALED) {
            Some(kind) if crate::sealed::is_kind(kind) => Ok(Right::WriteSealed),
            _ => Err(AppError::new(Code::NotFound).with("id", form.chars().take(40).collect::<String>())),
        },
    }
}

/// Checks form and object.
fn allowed(home: &OpenHome, form: &str, object_id: &str) -> Result<()> {
    home.require(right(form)?)?;
    let plain = object_id.len() <= 60 && !object_id.chars().any(char::is_control);
    if plain { Ok(()) } else { Err(AppError::new(Code::NotFound).with("id", "draft")) }
}
