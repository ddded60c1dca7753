//! Enters what was typed into a form of a case.

use super::answers::Answers;
use super::form::{allowed, comes_too_late, known};
use super::say::Say;
use super::spec::Ground;
use super::{open_to_enter, steps};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::view::{CaseView, EntryRequest, IdRequest};

/// What stands before an entry or a step, as one error.
pub(super) fn refused(reasons: &[String]) -> AppError {
    let reasons = reasons.join("");
    AppError::new(Code::StepRefused).with("reasons", reasons.trim_end_matches('。'))
}

/// What a step changes, for the audit log.
const STEP_FIELDS: &[&str] = &["status", "events"];

/// Checks the answers, keeps them under the next number of their series and ends the draft, in one transaction. Answers
/// the case as it is now.
///
/// # Errors
/// As [`super::case_form`]; `InvalidFields` naming every field at fault; `CaseFinished` once the case has ended.
pub fn case_enter(app: &App, request: &EntryRequest) -> Result<CaseView> {
    let home = app.home()?;
    let opened = open_to_enter(app, &home, &request.id)?;
    let ground = Ground::new(app, &home, &opened, &request.id)?;
    let (records, concern) = (ground.records, ground.concern);
    let draft = format!("{}:{}", concern.id, request.entry);
    let mut answers = Answers::new(&request.values, records, ground.now);
    let (action, series, fields, deed) = if request.entry.starts_with(steps::PREFIX) {
        let step = steps::step(&ground, &request.entry)?;
        let deed = steps::read(&ground, step, &mut answers, &Say::new(ground.shown));
        // What is wrong with a field is told before what stands against the step.
        answers.done()?;
        ("case.step", None, STEP_FIELDS, deed?)
    } else {
        let entry = known(&ground, &request.entry)?;
        allowed(&home, entry)?;
        if comes_too_late(&ground, entry) {
            return Err(AppError::new(Code::CaseFinished).with("id", concern.id.clone()));
        }
        let before = super::rules::before(&ground, entry);
        if !before.is_empty() {
            return Err(refused(&before));
        }
        let deed = (entry.read)(&ground, &mut answers);
        answers.done()?;
        (entry.action, entry.series, entry.fields, deed)
    };
    // A form that reads nothing has named what is wrong with it.
    let deed = deed.ok_or(Code::Internal)?;
    let forget =
        |tx: &mut store::WriteTx<'_>| store::draft::drop(tx, home.person_id(), crate::draft::CASE, &draft).map(drop);
    match series {
        Some(series) => {
            home.record_numbered(app, series, action, "concern", fields, |tx, id, uuid| {
                deed(tx, id, uuid)?;
                forget(tx)
            })?;
        }
        None => {
            let uuid = app.roots.uuid();
            home.record(app, action, "concern", &concern.id, fields, |tx| {
                deed(tx, &concern.id, uuid)?;
                forget(tx)
            })?;
        }
    }
    drop(home);
    super::case_get(app, &IdRequest { id: request.id.clone() })
}
