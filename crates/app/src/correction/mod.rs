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

/// What the person may see of one record: a concern with everything that hangs on it and the pupils' earlier determinations,
/// or the ledger and the pacts; with corrections, void ones among them. However many records there are, a page reads no more
/// than it shows.
pub(crate) fn records_about(app: &App, home: &OpenHome, kind: Kind, id: &str) -> Result<Records> {
    let today = app.roots.now().date();
    let mut records = home.read(|tx| match kind {
        Kind::Concern => store::read_case(tx, id, today),
        Kind::Ledger | Kind::Pact => store::read_rules(tx, today),
    })?;
    home.scope().retain(&mut records);
    Ok(records)
}

/// The kind of this name.
fn kind(id: &str) -> Result<Kind> {
    Kind::from_id(id).ok_or_else(|| AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>()))
}
