//! What may be corrected of a record, and what was.

use domain::correction::{fields, is_finished, value};

use super::marks::marks;
use super::shown::{choices, input, shown};
use super::{kind, records_with_voided, void};
use crate::App;
use crate::audit::field_label;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{CorrectableField, CorrectionsView, RecordRequest};

/// The fields with their present values, the corrections so far, and what this person may do.
///
/// # Errors
/// `NoRight`, `NotFound`.
pub fn correction_list(app: &App, request: &RecordRequest) -> Result<CorrectionsView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let kind = kind(&request.kind)?;
    let records = records_with_voided(app, &home)?;
    let not_found = || AppError::new(Code::NotFound).with("id", request.id.chars().take(60).collect::<String>());
    let finished = is_finished(&records, kind, &request.id).ok_or_else(not_found)?;
    let lists = crate::roster::picklists();
    let marks = marks(&home, &records, kind, &request.id)?;
    let fields = fields(kind).into_iter().map(|f| {
        let value = value(&records, kind, &request.id, f.id).unwrap_or_default();
        CorrectableField {
            field: f.id.to_owned(),
            label: field_label(f.id),
            shown: shown(&records, &f, &value),
            value,
            input: input(&f).to_owned(),
            optional: f.optional,
            choices: choices(&records, &lists, &f),
        }
    });
    Ok(CorrectionsView {
        finished,
        fields: fields.collect(),
        rows: marks.corrections,
        may_correct: finished && marks.voided.is_none() && home.require(Right::Correct).is_ok(),
        may_void: marks.voided.is_none()
            && home.require(Right::Void).is_ok()
            && void::refused(&records, kind, &request.id).is_none(),
        voided: marks.voided,
    })
}
