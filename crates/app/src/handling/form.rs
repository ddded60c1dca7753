//! The form of one entry of a case.

use super::entries::{Entry, entry};
use super::say::Say;
use super::spec::{Form, Ground, words};
use super::{is_finished, open_to_enter, steps};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::view::{EntryForm, EntryFormRequest};

/// Fields, words and first values of the form, with what stands against entering it now.
///
/// # Errors
/// `NoRight`, `NotFound` for a case that the person does not see or an entry that it does not have, `AlreadyVoided`.
pub fn case_form(app: &App, request: &EntryFormRequest) -> Result<EntryForm> {
    let home = app.home()?;
    let opened = open_to_enter(app, &home, &request.id)?;
    let ground = Ground::new(app, &home, &opened, &request.id)?;
    if request.entry.starts_with(steps::PREFIX) {
        return step_form(&ground, &request.entry);
    }
    let entry = known(&ground, &request.entry)?;
    allowed(&home, entry)?;
    let said = words(entry.id).ok_or(Code::Internal)?;
    let mut form = Form::new(&ground, entry.id);
    (entry.form)(&ground, &mut form);
    let obstacles = super::rules::before(&ground, entry);
    Ok(EntryForm {
        id: ground.concern.id.clone(),
        entry: entry.id.to_owned(),
        title: said.title.clone(),
        basis: said.basis.clone(),
        submit: said.submit.clone(),
        obstacles,
        warnings: Vec::new(),
        fields: form.done(),
    })
}

/// The form of a step, with what stands before it that cannot be typed with it.
fn step_form(ground: &Ground<'_>, id: &str) -> Result<EntryForm> {
    let step = steps::step(ground, id)?;
    let say = Say::new(ground.shown);
    let offered = steps::offered(ground, &say).into_iter().find(|a| a.entry == id).ok_or(Code::Internal)?;
    let mut form = Form::new(ground, "step");
    steps::form(ground, step, &mut form);
    Ok(EntryForm {
        id: ground.concern.id.clone(),
        entry: id.to_owned(),
        submit: offered.title.clone(),
        title: offered.title,
        basis: offered.basis,
        obstacles: offered.obstacles,
        warnings: offered.warnings,
        fields: form.done(),
    })
}

/// The entry of this name, when the case has it.
pub(super) fn known(ground: &Ground<'_>, id: &str) -> Result<&'static Entry> {
    entry(id)
        .filter(|e| e.kinds.contains(&ground.concern.kind))
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>()))
}

/// Refuses who may not enter it.
pub(super) fn allowed(home: &OpenHome, entry: &Entry) -> Result<()> {
    home.require(entry.right)
}

/// Whether a case that has ended still takes this entry.
pub(super) fn comes_too_late(ground: &Ground<'_>, entry: &Entry) -> bool {
    is_finished(ground.concern) && !entry.after_closing
}
