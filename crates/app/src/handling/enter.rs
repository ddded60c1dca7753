//! Enters what was typed into a form of a case.

use super::answers::Answers;
use super::form::{allowed, comes_too_late, known};
use super::say::Say;
use super::spec::Ground;
use super::{concern, records_of, steps};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{CaseView, EntryRequest, IdRequest};

/// What a step changes, for the audit log.
const STEP_FIELDS: &[&str] = &["status", "events"];

/// Checks the answers, keeps them under the next number of their series and ends the draft, in one transaction. Answers
/// the case as it is now.
///
/// # Errors
/// As [`super::case_form`]; `InvalidFields` naming every field at fault; `CaseFinished` once the case has ended.
pub fn case_enter(app: &App, request: &EntryRequest) -> Result<CaseView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = records_of(app, &home, &request.id)?;
    let concern = concern(&records, &request.id)?;
    let ground = Ground {
        records: &records,
        concern,
        now: app.roots.now(),
        person: home.person_id(),
        posts: &home.person.posts,
    };
    let draft = format!("{}:{}", concern.id, request.entry);
    let mut answers = Answers::new(&request.values, &records, ground.now);
    let (action, series, fields, deed) = if request.entry.starts_with(steps::PREFIX) {
        let step = steps::step(&ground, &request.entry)?;
        let deed = steps::read(&ground, step, &mut answers, &Say::new(&records));
        // What is wrong with a field is told before what stands against the step.
        answers.done()?;
        ("case.step", None, STEP_FIELDS, deed?)
    } else {
        let entry = known(&ground, &request.entry)?;
        allowed(&home, entry)?;
        if comes_too_late(&ground, entry) {
            return Err(AppError::new(Code::CaseFinished).with("id", concern.id.clone()));
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
