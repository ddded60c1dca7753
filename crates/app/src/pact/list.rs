//! The pacts as a list.

use domain::Term as _;
use domain::correction::Kind;

use super::pupils_signed;
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::PactRow;

/// Every pact: school, grades, classes, in the order of their numbers.
///
/// # Errors
/// Those of the store.
pub fn pact_list(app: &App) -> Result<Vec<PactRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = crate::correction::records_about(app, &home, Kind::Pact, "")?;
    let voided = crate::correction::voided_ids(&home, Kind::Pact)?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(records
        .pacts
        .iter()
        .map(|p| PactRow {
            id: p.id.clone(),
            level: p.level.id().to_owned(),
            level_label: p.level.label().to_owned(),
            scope: p.scope.clone(),
            title: p.title.clone(),
            version: u32::try_from(p.version).unwrap_or(1),
            effective_on: p.effective_on.map(|d| d.to_string()),
            status: p.status.id().to_owned(),
            status_label: p.status.label().to_owned(),
            articles: count(p.articles.len()),
            signed: pupils_signed(p),
            unsigned: count(p.unsigned.len()),
            voided: voided.contains(&p.id),
        })
        .collect())
}
