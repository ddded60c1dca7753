//! Sealed texts: counselling notes and whatever is marked 密, under a second key that only the counsellor's, the
//! principal's and the recovery slot hold. They are in no packet, no search, no export and not among the records; a change
//! is a new text that supersedes the old one.

mod bind;
mod list;
mod open;
mod write;

pub(crate) use bind::{bind, open_kept};
pub use list::sealed_list;
pub use open::sealed_open;
pub use write::sealed_write;

use domain::Records;
use domain::noun::Post;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;

/// The kinds of record that a sealed text may hang on.
const KINDS: [&str; 3] = ["concern", "counselling", "student"];

/// Whether sealed texts may hang on this kind of record.
pub(crate) fn is_kind(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// The records as the person may see them, the void ones among them: what was sealed for one can still be read.
///
/// # Errors
/// `NotFound` when the record is not among them.
fn seen(app: &App, home: &OpenHome, kind: &str, id: &str) -> Result<Records> {
    let records = if kind == "concern" {
        crate::correction::records_about(app, home, domain::correction::Kind::Concern, id)?
    } else {
        let today = app.roots.now().date();
        let mut records = home.read(|tx| store::read_with_voided(tx, today))?;
        home.scope().retain(&mut records);
        records
    };
    must_exist(&records, kind, id)?;
    Ok(records)
}

/// Refuses a record that is not there.
fn must_exist(records: &Records, kind: &str, id: &str) -> Result<()> {
    let concern = |id: &str| records.concerns.iter().any(|c| c.id == id);
    let there = match kind {
        "concern" => concern(id),
        "counselling" => records.counselling.iter().any(|c| c.id == id && concern(&c.concern_id)),
        "student" => records.student(id).is_some(),
        _ => false,
    };
    if there { Ok(()) } else { Err(AppError::new(Code::NotFound).with("id", id.chars().take(60).collect::<String>())) }
}

/// Whether the person opens a text only with a reason: the counsellor does the work with them, everybody else overrides.
fn needs_reason(home: &OpenHome) -> bool {
    !home.person.posts.contains(&Post::Counsellor)
}
