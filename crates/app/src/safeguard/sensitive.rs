//! Cases marked as sensitive: nobody opens one unseen, and who is not responsible for it says why first. What was opened
//! stays open to the person until the screen is locked.

use std::collections::HashSet;

use store::safeguard::Mark;

use crate::App;
use crate::audit::record_because;
use crate::correction::reason;
use crate::error::{AppError, Code, Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::text_rule::line;
use crate::view::{MarkSensitiveRequest, OpenSensitiveRequest, SensitiveView};

/// Lets the person into a case. The opening of a marked one by its responsible person is logged once a session.
///
/// # Errors
/// `ReasonNeeded` for a marked case that the person has not given a reason for.
pub(crate) fn admit(app: &App, home: &OpenHome, id: &str) -> Result<()> {
    if home.read(|tx| store::safeguard::marked(tx, id))?.is_none() || home.admitted().contains(id) {
        return Ok(());
    }
    let owner = home.read(|tx| Ok(store::table::concern::get(tx, id)?.map(|c| c.owner_id)))?;
    if owner.as_deref() != Some(home.person_id()) {
        return Err(AppError::new(Code::ReasonNeeded).with("id", id.chars().take(40).collect::<String>()));
    }
    home.record(app, "sensitive.view", "concern", id, &[], |_| Ok(()))?;
    home.admitted().insert(id.to_owned());
    Ok(())
}

/// The marked cases that this person has not opened: lists and search show them without what they are about.
pub(crate) struct Hidden {
    ids: HashSet<String>,
    me: String,
}

/// The cases that lists and search do not tell about.
///
/// # Errors
/// Those of the store.
pub(crate) fn hidden(home: &OpenHome) -> Result<Hidden> {
    let all = home.read(store::safeguard::all_marked)?;
    let open = home.admitted();
    let ids = all.into_keys().filter(|id| !open.contains(id)).collect();
    Ok(Hidden { ids, me: home.person_id().to_owned() })
}

impl Hidden {
    /// Whether this case of this responsible person is kept back.
    pub(crate) fn keeps(&self, id: &str, owner: &str) -> bool {
        owner != self.me && self.ids.contains(id)
    }

    /// The title of a case, or the words that stand in its place.
    pub(crate) fn title(&self, id: &str, owner: &str, title: String) -> String {
        if self.keeps(id, owner) { super::consent::hidden_title() } else { title }
    }

    /// A text of a case, or nothing.
    pub(crate) fn text(&self, id: &str, owner: &str, text: String) -> String {
        if self.keeps(id, owner) { String::new() } else { text }
    }
}

/// Opens a marked case for a reason, which is on the disk before anything is shown.
///
/// # Errors
/// `NotFound` for a case that the person does not see, `ReasonTooShort`.
pub fn sensitive_open(app: &App, request: &OpenSensitiveRequest) -> Result<()> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    must_see(app, &home, &request.id)?;
    let why = reason(&request.reason)?;
    record_because(app, &home, "sensitive.view", "concern", &request.id, &[], &why, |_| Ok(()))?;
    home.admitted().insert(request.id.clone());
    Ok(())
}

/// Marks a case, or takes the mark away; both for a reason, both stay on record.
///
/// # Errors
/// `NoRight`, `NotFound`, `InvalidFields`.
pub fn sensitive_mark(app: &App, request: &MarkSensitiveRequest) -> Result<SensitiveView> {
    let home = app.home()?;
    home.require(Right::HandleConcern)?;
    must_see(app, &home, &request.id)?;
    admit(app, &home, &request.id)?;
    let mut f = Fields::default();
    let why = f.need("reason", "reason_4_400", line(&request.reason, 4, 400));
    f.done()?;
    let why = why.ok_or(Code::Internal)?;
    let before = home.read(|tx| store::safeguard::marked(tx, &request.id))?.is_some();
    if before != request.marked {
        let at = app.roots.now();
        let by = home.person_id().to_owned();
        let new = Mark { concern_id: request.id.clone(), marked: request.marked, reason: why.clone(), by, at };
        record_because(app, &home, "sensitive.mark", "concern", &request.id, &["sensitive"], &why, |tx| {
            store::safeguard::mark(tx, &new)
        })?;
    }
    // Who has just decided about it need not say a second time why it is open.
    home.admitted().insert(request.id.clone());
    view(&home, &request.id)
}

/// The mark of a case for its page.
pub(crate) fn view(home: &OpenHome, id: &str) -> Result<SensitiveView> {
    let (mark, names) = home.read(|tx| Ok((store::safeguard::marked(tx, id)?, store::table::staff::list(tx)?)))?;
    let name = |id: &str| names.iter().find(|s| s.id == id).map(|s| s.name.clone()).unwrap_or_default();
    Ok(SensitiveView {
        marked: mark.is_some(),
        reason: mark.as_ref().map(|m| m.reason.clone()).unwrap_or_default(),
        by: mark.as_ref().map(|m| name(&m.by)).unwrap_or_default(),
        at: mark.as_ref().map(|m| m.at.to_string()),
        may_mark: home.holds(Right::HandleConcern),
    })
}

fn must_see(app: &App, home: &OpenHome, id: &str) -> Result<()> {
    if crate::correction::records_about(app, home, domain::correction::Kind::Concern, id)?
        .concerns
        .iter()
        .any(|c| c.id == id)
    {
        return Ok(());
    }
    Err(AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>()))
}
