//! One case: what was done, newest first, what is due, and what may be done next.

use domain::Term as _;
use domain::noun::{Concern, Round};

use super::chronology::lines;
use super::entries::{ENTRIES, Entry, NOT_HERE};
use super::spec::{Ground, words};
use super::{Opened, form::comes_too_late};
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::{CaseAction, CaseLine, CaseRound, CaseView, IdRequest};

/// The case with everything that hangs on it, as far as the person may see it.
///
/// # Errors
/// `NotFound` for a case that the person does not see.
pub fn case_get(app: &App, request: &IdRequest) -> Result<CaseView> {
    let home = app.home()?;
    let opened = super::open(app, &home, &request.id)?;
    let ground = Ground::new(app, &home, &opened, &request.id)?;
    let concern = ground.concern;
    let chronology = with_attachments(&home, &opened, concern)?;
    if opened.void {
        // A void case is shown and takes nothing more.
        let (actions, duties, prior) = (Vec::new(), Vec::new(), Vec::new());
        let (round, earlier) = rounds(&opened, concern)?;
        return Ok(CaseView { id: request.id.clone(), round, earlier, actions, duties, chronology, prior });
    }
    let mut actions = super::steps::offered(&ground, &super::say::Say::new(ground.shown));
    let open = ENTRIES.iter().filter(|e| e.kinds.contains(&concern.kind) && home.holds(e.right));
    let here = |e: &&Entry| !comes_too_late(&ground, e) && !(e.before)(&ground).contains(&NOT_HERE);
    for entry in open.filter(here) {
        let Some(said) = words(entry.id) else { continue };
        let obstacles = super::rules::before(&ground, entry);
        actions.push(CaseAction {
            entry: entry.id.to_owned(),
            title: said.title.clone(),
            basis: said.basis.clone(),
            obstacles,
            warnings: Vec::new(),
            moves: false,
            grave: false,
        });
    }
    // Notices, appeals and the final report are due after the close too.
    let duties = super::rules::duties(&ground);
    let prior = super::prior::rows(&ground);
    let (round, earlier) = rounds(&opened, concern)?;
    Ok(CaseView { id: concern.id.clone(), round, earlier, actions, duties, chronology, prior })
}

/// The round that the case is in, and those that are over.
fn rounds(opened: &Opened, concern: &Concern) -> Result<(u32, Vec<CaseRound>)> {
    let shown = super::concern(opened.shown(), &concern.id)?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let over = (1..).zip(&shown.earlier).map(|(no, round)| over(number(no), round)).collect();
    Ok((number(concern.round()), over))
}

fn over(no: u32, round: &Round) -> CaseRound {
    CaseRound {
        no,
        found: super::found(round.result, round.severity, round.tier),
        minutes: round.determination.as_ref().map(|d| d.minutes_no.clone()).unwrap_or_default(),
        closed_on: round.closed_on.map(|on| on.to_string()),
        ground: round.next.ground.label().to_owned(),
        reason: round.next.reason.clone(),
        related: round.next.concern_id.clone().unwrap_or_default(),
        at: round.next.at.to_string(),
    }
}

/// What was done, with the files that were added to it.
fn with_attachments(home: &OpenHome, opened: &Opened, concern: &Concern) -> Result<Vec<CaseLine>> {
    let shown = opened.shown();
    let mut all = lines(shown, super::concern(shown, &concern.id)?, true);
    all.extend(crate::attachment::lines(home, shown, &opened.named, &concern.id)?);
    // As in `lines`; what stood in an order within the same moment keeps it.
    all.sort_by(|a, b| b.at.cmp(&a.at));
    Ok(all)
}
