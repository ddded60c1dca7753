//! The list of concerns, newest first, page by page: what the database answers, and what corrections changed of it.

use std::collections::{HashMap, HashSet};

use domain::correction::Kind;
use domain::noun::{Concern, ConcernKind, Tier};
use domain::{Records, Term as _, state_label};
use store::ReadTx;
use store::search::{Count, Filter, Sight, States, Wanted};
use store::table::concern::ConcernLine;

use crate::App;
use crate::error::{Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::scope::Scope;
use crate::text_rule::date;
use crate::view::{ConcernListRequest, ConcernListView, ConcernRow};

/// Rows of a page where nothing else is asked for.
const PAGE: u32 = 200;
/// Most rows of a page.
const PAGE_MAX: u32 = 500;

/// A page of the concerns that pass the filters, that contain the text anywhere in the record or in what hangs on it, and
/// that the person may see.
///
/// # Errors
/// `InvalidFields` for a filter that cannot be read; those of the store.
pub fn concern_list(app: &App, request: &ConcernListRequest) -> Result<ConcernListView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let filter = filter(request)?;
    let limit = i64::from(request.limit.unwrap_or(PAGE).clamp(1, PAGE_MAX));
    let found = found(app, &home, request.text.as_deref(), &filter, (request.after.map(i64::from), limit), true)?;
    let rows = rows(&home, found.lines)?;
    let whole = u32::try_from(found.count.total).unwrap_or(u32::MAX);
    let open = u32::try_from(found.count.open).unwrap_or(u32::MAX);
    Ok(ConcernListView {
        rows,
        next: found.next.and_then(|at| u32::try_from(at).ok()),
        total: whole,
        more: found.count.more,
        open,
    })
}

/// How many concerns the person sees, void ones not counted.
pub(crate) fn counted(app: &App, home: &OpenHome) -> Result<Count> {
    let valid = Filter { without_void: true, ..Filter::default() };
    Ok(found(app, home, None, &valid, (None, 1), true)?.count)
}

/// Reads the filters.
pub(crate) fn filter(request: &ConcernListRequest) -> Result<Filter> {
    let given = |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let mut f = Fields::default();
    let mut day = |field: &str, text: &Option<String>| match given(text) {
        Some(text) => f.need(field, "not_a_date", date(&text)),
        None => None,
    };
    let (from, to) = (day("from", &request.from), day("to", &request.to));
    let kind = match given(&request.kind) {
        Some(id) => f.need("kind", "required_choice", ConcernKind::from_id(&id)),
        None => None,
    };
    let tier = match given(&request.tier) {
        Some(id) => f.need("tier", "required_choice", Tier::from_id(&id)),
        None => None,
    };
    f.done()?;
    let states = given(&request.state).map(|id| match id.as_str() {
        "open" => States::Open,
        "closed" => States::Closed,
        _ => States::One(id),
    });
    let (class_id, owner_id) = (given(&request.class_id), given(&request.owner_id));
    Ok(Filter { kind, states, from, to, class_id, tier, owner_id, without_void: false })
}

/// Lines of a page, where the next begins, and how many there are.
pub(crate) struct Found {
    pub(crate) lines: Vec<ConcernLine>,
    pub(crate) next: Option<i64>,
    pub(crate) count: Count,
}

/// Looks for a page of concerns.
pub(crate) fn found(
    app: &App,
    home: &OpenHome,
    text: Option<&str>,
    filter: &Filter,
    (after, limit): (Option<i64>, i64),
    counted: bool,
) -> Result<Found> {
    let today = app.roots.now().date();
    let scope = home.scope();
    home.read(|tx| {
        let mut sight = None;
        let mut corrected = store::read_corrected(tx)?;
        if scope != Scope::All || !corrected.is_empty() {
            let ground = store::read_ground(tx, today)?;
            if scope != Scope::All {
                sight = scope.sight(&ground);
            }
            corrected = admitted(tx, &scope, filter, ground, corrected)?;
        }
        let lines: Vec<ConcernLine> = corrected.into_iter().map(|(position, c)| line(position, c)).collect();
        let wanted = Wanted { words: text, filter, sight: sight.as_ref(), corrected: &lines };
        let mut page = store::search::page(tx, &wanted, after, limit + 1)?;
        let more = page.len() > usize::try_from(limit).unwrap_or(usize::MAX);
        page.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = page.last().filter(|_| more).map(|last| last.position);
        let count = if counted { store::search::count(tx, &wanted)? } else { Count::default() };
        Ok(Found { lines: page, next, count })
    })
}

/// Of the corrected concerns those that pass the filter, and that the person may see, as they read now.
fn admitted(
    tx: &ReadTx<'_>,
    scope: &Scope,
    filter: &Filter,
    ground: Records,
    corrected: Vec<(i64, Concern)>,
) -> store::Result<Vec<(i64, Concern)>> {
    if corrected.is_empty() {
        return Ok(corrected);
    }
    let mut records = ground;
    records.concerns = corrected.iter().map(|(_, c)| c.clone()).collect();
    if *scope != Scope::All {
        records.ledger = store::table::ledger::list(tx)?;
        records.counselling = store::table::counselling::list(tx)?;
        records.sanctions = store::table::sanction::list(tx)?;
        scope.retain(&mut records);
    }
    if filter.without_void {
        store::without_void(tx, &mut records)?;
    }
    let passes = |c: &Concern| {
        let day = c.discovered_at.date();
        let finished = matches!(c.status.as_str(), "struck_off" | "closed");
        let of_class = |id: &String| {
            c.class_id.as_ref() == Some(id)
                || c.involved.iter().any(|i| records.student(&i.student_id).is_some_and(|s| s.class_id == *id))
        };
        filter.kind.is_none_or(|kind| kind == c.kind)
            && filter.states.as_ref().is_none_or(|states| match states {
                States::Open => !finished,
                States::Closed => finished,
                States::One(id) => *id == c.status,
            })
            && filter.from.is_none_or(|from| day >= from)
            && filter.to.is_none_or(|to| day <= to)
            && filter.tier.is_none_or(|tier| c.tier == Some(tier))
            && filter.owner_id.as_ref().is_none_or(|id| *id == c.owner_id)
            && filter.class_id.as_ref().is_none_or(of_class)
    };
    let seen: HashSet<&str> = records.concerns.iter().filter(|c| passes(c)).map(|c| c.id.as_str()).collect();
    Ok(corrected.into_iter().filter(|(_, c)| seen.contains(c.id.as_str())).collect())
}

fn line(position: i64, c: Concern) -> ConcernLine {
    ConcernLine {
        position,
        kind: c.kind,
        title: c.title,
        discovered_at: c.discovered_at,
        place: c.place,
        status: c.status,
        people: i64::try_from(c.involved.len()).unwrap_or(i64::MAX),
        owner_id: c.owner_id,
        id: c.id,
    }
}

/// The lines as the list shows them.
fn rows(home: &OpenHome, lines: Vec<ConcernLine>) -> Result<Vec<ConcernRow>> {
    let voided = crate::correction::voided_ids(home, Kind::Concern)?;
    let hidden = crate::safeguard::hidden(home)?;
    let names: HashMap<String, String> = home.read(|tx| {
        let staff = store::table::staff::list(tx)?.into_iter().map(|s| (s.id, s.name));
        Ok(staff.chain(store::table::external::list(tx)?.into_iter().map(|x| (x.id, x.name))).collect())
    })?;
    let row = |c: ConcernLine| ConcernRow {
        kind: c.kind.id().to_owned(),
        kind_label: c.kind.label().to_owned(),
        title: hidden.title(&c.id, &c.owner_id, c.title),
        discovered_at: c.discovered_at.to_string(),
        place: hidden.text(&c.id, &c.owner_id, c.place),
        status_label: state_label(c.kind, &c.status).unwrap_or_default().to_owned(),
        status: c.status,
        people: u32::try_from(c.people).unwrap_or(u32::MAX),
        owner: names.get(&c.owner_id).cloned().unwrap_or_default(),
        voided: voided.contains(&c.id),
        id: c.id,
    };
    Ok(lines.into_iter().map(row).collect())
}

/// What a scope means for the conditions of the database.
impl Scope {
    fn sight(&self, ground: &Records) -> Option<Sight> {
        let Self::Own { person, class, referred } = self else { return None };
        let own = ground.classes.iter().filter(|c| *class && c.homeroom_teacher_id.as_deref() == Some(person));
        let mut chairs = ground.committees.iter().filter(|c| c.chair_id == *person);
        Some(Sight {
            person: person.clone(),
            classes: own.map(|c| c.id.clone()).collect(),
            referred: *referred,
            hears_appeals: chairs.any(|c| c.hears_appeals()),
        })
    }
}
