//! One pact.

use domain::Term as _;
use domain::correction::Kind;

use super::pupils_signed;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{IdRequest, PactView, UnsignedView};

/// The whole pact.
///
/// # Errors
/// `NotFound`.
pub fn pact_get(app: &App, request: &IdRequest) -> Result<PactView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = crate::correction::records_about(app, &home, Kind::Pact, "")?;
    let p = records
        .pacts
        .iter()
        .find(|p| p.id == request.id)
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", request.id.clone()))?;
    let named = crate::safeguard::Named::of(&home, &records, None)?;
    let marks = crate::correction::marks(&home, &records, Kind::Pact, &p.id)?.read_by(&named);
    Ok(PactView {
        id: p.id.clone(),
        level: p.level.id().to_owned(),
        level_label: p.level.label().to_owned(),
        scope: p.scope.clone(),
        class_name: p.class_id.as_deref().and_then(|id| records.class(id)).map(|c| c.name.clone()),
        title: p.title.clone(),
        version: u32::try_from(p.version).unwrap_or(1),
        preamble: p.preamble.clone(),
        articles: p.articles.clone(),
        adopted_on: p.adopted_on.map(|d| d.to_string()),
        adoption: p.adoption.clone(),
        effective_on: p.effective_on.map(|d| d.to_string()),
        status: p.status.id().to_owned(),
        status_label: p.status.label().to_owned(),
        signed: pupils_signed(p),
        unsigned: p
            .unsigned
            .iter()
            .map(|u| UnsignedView {
                name: records.student(&u.student_id).map(|s| named.name(s)).unwrap_or_default(),
                reason: u.reason.label().to_owned(),
            })
            .collect(),
        corrections: marks.corrections,
        voided: marks.voided,
    })
}
