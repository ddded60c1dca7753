//! 更正 and 作废: what a finished record says is never changed, and what was wrong stays readable beside what is right.

mod add;
mod list;
mod marks;
mod shown;
mod void;

pub use add::correction_add;
pub use list::correction_list;
pub(crate) use marks::{marks, voided_ids};
pub use void::record_void;

use domain::Records;
use domain::correction::Kind;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::text_rule::line;

/// Fewest and most code points of a reason.
const REASON: (usize, usize) = (4, 400);

/// A reason for what is out of the ordinary: it stands in the audit log.
///
/// # Errors
/// `ReasonTooShort`.
pub(crate) fn reason(text: &str) -> Result<String> {
    line(text, REASON.0, REASON.1).ok_or_else(|| AppError::new(Code::ReasonTooShort).with("min", REASON.0))
}

/// What the person may see of the records, with their corrections and those that are void among them: for the pages that
/// show them with their mark.
pub(crate) fn records_with_voided(app: &App, home: &OpenHome) -> Result<Records> {
    let today = app.roots.now().date();
    let mut records = home.read(|tx| store::read_with_voided(tx, today))?;
    home.scope().retain(&mut records);
    Ok(records)
}

/// The kind of this name.
fn kind(id: &str) -> Result<Kind> {
    Kind::from_id(id).ok_or_else(|| AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>()))
}
