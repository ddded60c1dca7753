//! One case: what was done, newest first, what is due, and what may be done next.

use super::chronology::lines;
use super::entries::ENTRIES;
use super::spec::{Ground, words};
use super::{concern, form::comes_too_late, is_finished, records_of};
use crate::App;
use crate::error::{Code, Result};
use crate::rights::Right;
use crate::view::{CaseAction, CaseView, IdRequest};

/// The case with everything that hangs on it, as far as the person may see it.
///
/// # Errors
/// `NotFound` for a case that the person does not see.
pub fn case_get(app: &App, request: &IdRequest) -> Result<CaseView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = match records_of(app, &home, &request.id) {
        // A void case is shown and takes nothing more.
        Err(e) if e.code == Code::AlreadyVoided => {
            let records = crate::correction::records_with_voided(app, &home)?;
            let concern = concern(&records, &request.id)?;
            let chronology = lines(&records, concern, true);
            return Ok(CaseView { id: request.id.clone(), actions: Vec::new(), duties: Vec::new(), chronology });
        }
        other => other?,
    };
    let concern = concern(&records, &request.id)?;
    let ground = Ground {
        records: &records,
        concern,
        now: app.roots.now(),
        person: home.person_id(),
        posts: &home.person.posts,
    };
    let mut actions = super::steps::offered(&ground, &super::say::Say::new(&records));
    let open = ENTRIES.iter().filter(|e| e.kinds.contains(&concern.kind) && home.holds(e.right));
    for entry in open.filter(|e| !e.moves && !comes_too_late(&ground, e)) {
        let Some(said) = words(entry.id) else { continue };
        let (obstacles, warnings) = super::rules::before(&ground, entry);
        actions.push(CaseAction {
            entry: entry.id.to_owned(),
            title: said.title.clone(),
            basis: said.basis.clone(),
            obstacles,
            warnings,
            moves: false,
            grave: false,
        });
    }
    let duties = if is_finished(concern) { Vec::new() } else { super::rules::duties(&ground) };
    Ok(CaseView { id: concern.id.clone(), actions, duties, chronology: lines(&records, concern, true) })
}
