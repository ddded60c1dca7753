//! The list of concerns, newest first.

use std::collections::{HashMap, HashSet};

use domain::correction::Kind;
use domain::{Records, Term as _, state_label};
use store::ReadTx;
use store::correction::Correction;
use store::table::concern::{self, ConcernLine};

use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::rights::Right;
use crate::scope::Scope;
use crate::view::{ConcernListRequest, ConcernRow};

/// Lines read at a time.
const PAGE: i64 = 500;

/// Concerns of one kind or all, in which the text is found: by the search index, so in the number, every text of the record
/// and its corrections, and the names of the pupils involved.
///
/// # Errors
/// Those of the store.
pub fn concern_list(app: &App, request: &ConcernListRequest) -> Result<Vec<ConcernRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let seen = seen(app, &home)?;
    let voided = crate::correction::voided_ids(&home, Kind::Concern)?;
    let text = request.text.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let (lines, names) = home.read(|tx| {
        let lines = match text {
            Some(text) => found(tx, text)?,
            None => all(tx)?,
        };
        let names: HashMap<String, String> = store::table::staff::list(tx)?
            .into_iter()
            .map(|s| (s.id, s.name))
            .chain(store::table::external::list(tx)?.into_iter().map(|x| (x.id, x.name)))
            .collect();
        Ok((corrected(tx, lines)?, names))
    })?;
    let rows = lines
        .into_iter()
        .filter(|c| request.kind.as_deref().is_none_or(|k| k.is_empty() || k == c.kind.id()))
        .filter(|c| seen.as_ref().is_none_or(|seen| seen.contains(&c.id)))
        .map(|c| ConcernRow {
            kind: c.kind.id().to_owned(),
            kind_label: c.kind.label().to_owned(),
            title: c.title,
            discovered_at: c.discovered_at.to_string(),
            place: c.place,
            status_label: state_label(c.kind, &c.status).unwrap_or_default().to_owned(),
            status: c.status,
            people: u32::try_from(c.people).unwrap_or(u32::MAX),
            owner: names.get(&c.owner_id).cloned().unwrap_or_default(),
            voided: voided.contains(&c.id),
            id: c.id,
        })
        .collect();
    Ok(rows)
}

/// The numbers that the person may see; `None` for all.
fn seen(app: &App, home: &OpenHome) -> Result<Option<HashSet<String>>> {
    if home.scope() == Scope::All {
        return Ok(None);
    }
    // Who sees a part sees it by classes, pupils and referrals, which only the records tell.
    let records = crate::correction::records_with_voided(app, home)?;
    Ok(Some(records.concerns.into_iter().map(|c| c.id).collect()))
}

fn all(tx: &ReadTx<'_>) -> store::Result<Vec<ConcernLine>> {
    let mut lines = concern::page(tx, None, PAGE)?;
    let mut before = lines.last().map(|last| last.position);
    while before.is_some() {
        let more = concern::page(tx, before, PAGE)?;
        before = more.last().map(|last| last.position);
        lines.extend(more);
    }
    Ok(lines)
}

fn found(tx: &ReadTx<'_>, text: &str) -> store::Result<Vec<ConcernLine>> {
    let mut lines = Vec::new();
    for id in store::search::find(tx, text, i64::MAX)? {
        lines.extend(concern::line(tx, &id)?);
    }
    Ok(lines)
}

/// The lines as corrections have them now.
fn corrected(tx: &ReadTx<'_>, mut lines: Vec<ConcernLine>) -> store::Result<Vec<ConcernLine>> {
    let mut by_id: HashMap<String, Vec<Correction>> = HashMap::new();
    for new in store::correction::all(tx)? {
        if new.object_kind == Kind::Concern.id() {
            by_id.entry(new.object_id.clone()).or_default().push(new);
        }
    }
    for line in &mut lines {
        let Some(corrections) = by_id.remove(&line.id) else { continue };
        let Some(entered) = concern::get(tx, &line.id)? else { continue };
        let mut records = Records { concerns: vec![entered], ..Records::default() };
        let corrections: Vec<_> = corrections.into_iter().map(Correction::applied).collect();
        domain::correction::apply(&mut records, &corrections);
        for now in records.concerns {
            line.kind = now.kind;
            line.title = now.title;
            line.discovered_at = now.discovered_at;
            line.place = now.place;
            line.status = now.status;
            line.people = i64::try_from(now.involved.len()).unwrap_or(i64::MAX);
            line.owner_id = now.owner_id;
        }
    }
    Ok(lines)
}
