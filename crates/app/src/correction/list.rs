//! What may be corrected of a record, and what was.

use domain::correction::{Kind, fields, is_finished, value};

use super::marks::marks;
use super::shown::{choices, input, shown};
use super::{kind, records_about, void};
use crate::App;
use crate::audit::field_label;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::safeguard::Named;
use crate::view::{CorrectableField, CorrectionsView, RecordRequest};

/// The fields with their present values, the corrections so far, and what this person may do.
///
/// # Errors
/// `NoRight`, `NotFound`.
pub fn correction_list(app: &App, request: &RecordRequest) -> Result<CorrectionsView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let kind = kind(&request.kind)?;
    let records = records_about(app, &home, kind, &request.id)?;
    let not_found = || AppError::new(Code::NotFound).with("id", request.id.chars().take(60).collect::<String>());
    let finished = is_finished(&records, kind, &request.id).ok_or_else(not_found)?;
    let lists = crate::roster::picklists();
    let case = records.concerns.iter().find(|c| kind == Kind::Concern && c.id == request.id);
    let named = Named::of(&home, &records, case)?;
    if case.is_some() {
        crate::safeguard::admit(app, &home, &request.id)?;
    }
    let marks = marks(&home, &records, kind, &request.id)?.read_by(&named);
    let fields = fields(kind).into_iter().map(|f| {
        let value = value(&records, kind, &request.id, f.id).unwrap_or_default();
        CorrectableField {
            field: f.id.to_owned(),
            label: field_label(f.id),
            shown: named.text(&shown(&records, &f, &value)),
            value: named.text(&value),
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
