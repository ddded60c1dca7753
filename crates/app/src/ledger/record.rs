//! Records a ledger item under the next number.

use domain::Term as _;
use domain::noun::{LedgerArea, LedgerItem, LedgerLevel, LedgerStatus};
use store::numbers::Series;

use crate::App;
use crate::error::{Code, Fields, Result};
use crate::rights::Right;
use crate::text_rule::{date, lines};
use crate::view::{RecordLedgerRequest, SavedView};

/// Checks every field and keeps the item as 待整改.
///
/// # Errors
/// `InvalidFields` naming every field at fault; rule R8: the verifier is not the owner.
pub fn ledger_record(app: &App, request: &RecordLedgerRequest) -> Result<SavedView> {
    let home = app.home()?;
    home.require(Right::RecordLedger)?;
    let records = home.ground(app)?;
    let today = app.roots.now().date();
    let mut f = Fields::default();
    let person = |id: &str| records.staff.iter().find(|s| s.id == id).map(|s| s.id.clone());
    let area = f.need("area", "required_choice", LedgerArea::from_id(&request.area));
    let level = f.need("level", "required_choice", LedgerLevel::from_id(&request.level));
    let sources = crate::roster::picklists().ledger_sources;
    let source = f.need("source", "required_choice", sources.into_iter().find(|s| *s == request.source));
    let problem = f.need("problem", "required_text_4000", lines(&request.problem, 1, 4000));
    let measures = f.need("measures", "required_text_4000", lines(&request.measures, 1, 4000));
    let found = f.need("foundOn", "not_a_date", date(&request.found_on));
    let deadline = f.need("deadline", "not_a_date", date(&request.deadline));
    let owner = f.need("ownerId", "unknown_person", person(&request.owner_id));
    let leader = f.need("leaderId", "unknown_person", person(&request.leader_id));
    let verifier_given = request.verifier_id.as_deref().filter(|v| !v.is_empty());
    let verifier = verifier_given.and_then(person);
    if verifier_given.is_some() && verifier.is_none() {
        f.fault("verifierId", "unknown_person");
    }
    if verifier.is_some() && verifier == owner {
        f.fault("verifierId", "verifier_is_owner");
    }
    if found.is_some_and(|d| d > today) {
        f.fault("foundOn", "in_the_future");
    }
    if let (Some(found), Some(deadline)) = (found, deadline)
        && deadline < found
    {
        f.fault("deadline", "deadline_before_found");
    }
    f.done()?;
    let (Some(area), Some(level), Some(found_on), Some(deadline)) = (area, level, found, deadline) else {
        return Err(Code::Internal.into());
    };
    let item = LedgerItem {
        id: String::new(),
        area,
        source: source.unwrap_or_default(),
        found_on,
        recorded_on: today,
        problem: problem.unwrap_or_default(),
        level,
        measures: measures.unwrap_or_default(),
        leader_id: leader.unwrap_or_default(),
        owner_id: owner.unwrap_or_default(),
        verifier_id: verifier,
        deadline,
        extension: None,
        status: LedgerStatus::Pending,
        progress: Vec::new(),
        completed_on: None,
        evidence: Vec::new(),
        verified_on: None,
        closed_on: None,
        remark: String::new(),
        concern_ids: Vec::new(),
    };
    let fields = &["area", "source", "found_on", "problem", "level", "measures", "leader_id", "owner_id", "deadline"];
    let id = home.record_numbered(app, Series::Ledger, "ledger.record", "ledger", fields, |tx, id, uuid| {
        let item = LedgerItem { id: id.to_owned(), ..item };
        store::table::ledger::insert(tx, uuid, &item)?;
        store::draft::drop(tx, home.person_id(), crate::draft::LEDGER, "").map(drop)
    })?;
    Ok(SavedView { id })
}
