//! The life of a case: what was done, what is due, which steps it may take, and the forms through which all of it is
//! entered. Every form is one file of `entries`, described field by field; the rules stand in `domain::handling`.

mod answers;
mod chronology;
mod enter;
mod entries;
mod form;
mod get;
mod lesson;
mod prior;
mod rules;
mod say;
mod spec;
mod steps;

pub use enter::case_enter;
pub use form::case_form;
pub use get::case_get;
pub(crate) use rules::said as duty_said;
pub(crate) use say::Say;

use std::borrow::Cow;

use domain::handling::Settings;
use domain::noun::{Concern, ConcernResult, Severity, Tier};
use domain::{Records, Term as _};

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::safeguard::Named;
use crate::scope::Scope;

/// One case with what it is judged by, read for one use.
struct Opened {
    /// The school's people, the ledger, the case with what hangs on it, and other cases of its pupils that the person sees.
    records: Records,
    settings: Settings,
    /// The numbers of other cases of its pupils.
    others: Vec<String>,
    /// Whether the case is void: it is shown and takes nothing more.
    void: bool,
    /// How the person reads the names of its pupils.
    named: Named,
    /// The records as the person reads them, for whatever is shown; null where that is as they are.
    masked: Option<Records>,
}

impl Opened {
    /// The records for whatever is shown.
    fn shown(&self) -> &Records {
        self.masked.as_ref().unwrap_or(&self.records)
    }
}

/// Reads a case that the person must see.
///
/// # Errors
/// `NoRight`, `NotFound`.
fn open(app: &App, home: &OpenHome, id: &str) -> Result<Opened> {
    home.require(Right::ReadOwn)?;
    let today = app.roots.now().date();
    let (mut records, settings, others, void) = home.read(|tx| {
        let void = store::voiding::get(tx, "concern", id)?.is_some();
        let mut records = store::read_case(tx, id, today)?;
        if !void {
            store::without_void(tx, &mut records)?;
        }
        let others = store::table::concern::of_same_pupils(tx, id)?;
        Ok((records, store::setting::handling(tx)?, others, void))
    })?;
    let scope = home.scope();
    if scope != Scope::All {
        let mut seen = records.clone();
        scope.retain(&mut seen);
        records.concerns = seen.concerns;
    }
    let named = Named::of(home, &records, Some(concern(&records, id)?))?;
    crate::safeguard::admit(app, home, id)?;
    let masked = match named.view(&records, id)? {
        Cow::Owned(masked) => Some(masked),
        Cow::Borrowed(_) => None,
    };
    Ok(Opened { records, settings, others, void, named, masked })
}

/// As [`open`], for a case that takes entries.
///
/// # Errors
/// `AlreadyVoided` beside those of [`open`].
fn open_to_enter(app: &App, home: &OpenHome, id: &str) -> Result<Opened> {
    let opened = open(app, home, id)?;
    if opened.void { Err(Code::AlreadyVoided.into()) } else { Ok(opened) }
}

fn concern<'a>(records: &'a Records, id: &str) -> Result<&'a Concern> {
    let not_found = || AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>());
    records.concerns.iter().find(|c| c.id == id).ok_or_else(not_found)
}

/// The title of a kind of entry; empty for one that does not exist.
pub(crate) fn entry_title(entry: &str) -> String {
    spec::words(entry).map(|words| words.title.clone()).unwrap_or_default()
}

/// Whether a case has ended, so that only what may follow is entered.
fn is_finished(c: &Concern) -> bool {
    matches!(c.status.as_str(), "struck_off" | "closed")
}

/// What a determination found, in one line: result, degree and tier, as far as there are.
fn found(result: Option<ConcernResult>, severity: Option<Severity>, tier: Option<Tier>) -> String {
    let parts = [result.map(|r| r.label()), severity.map(|s| s.label()), tier.map(|t| t.label())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
