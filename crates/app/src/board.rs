//! 今日: what has to be done, why, and by when, computed from the records and never typed.

use chrono::Days;
use domain::{Date, Records, state_label};

use crate::App;
use crate::error::Result;
use crate::ledger::{approved_deadline, overdue};
use crate::rights::Right;
use crate::view::{BoardView, CountsView, DutyView};

/// How many days before its last day a thing appears.
const AHEAD_DAYS: u64 = 7;
/// States in which a concern is finished.
const FINISHED: &[&str] = &["struck_off", "closed", "upgraded"];

/// Duties, the most urgent first, and the counts beside them.
///
/// # Errors
/// Those of the store.
pub fn today_board(app: &App) -> Result<BoardView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let mut records = home.records(app)?;
    home.scope().retain(&mut records);
    let today = app.roots.now().date();
    let sees_packets = home.holds(Right::ReadRecords);
    let waiting = home.read(|tx| {
        Ok(store::outbox::list(tx)?
            .into_iter()
            .filter(|p| sees_packets && !matches!(p.state, domain::noun::PacketState::Receipted))
            .map(|p| (p.packet_id.to_string(), p.file_name, p.state))
            .collect::<Vec<_>>())
    })?;
    let mut duties = duties(&records, today);
    duties.extend(waiting.into_iter().map(|(id, title, state)| DutyView {
        kind: "packet".to_owned(),
        id,
        title,
        reason: format!("packet_{}", domain::Term::id(state)),
        due: None,
        basis: None,
        overdue: false,
    }));
    let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let open_concerns = records.concerns.iter().filter(|c| !FINISHED.contains(&c.status.as_str())).count();
    Ok(BoardView {
        duties,
        counts: CountsView {
            concerns: n(records.concerns.len()),
            open_concerns: n(open_concerns),
            ledger: n(records.ledger.len()),
            ledger_open: n(records.ledger.iter().filter(|l| l.closed_on.is_none()).count()),
            ledger_overdue: n(records.ledger.iter().filter(|l| overdue(l, today)).count()),
            pacts: n(records.pacts.len()),
            students: n(records.students.len()),
            classes: n(records.classes.len()),
            staff: n(records.staff.len()),
        },
    })
}

fn duties(records: &Records, today: Date) -> Vec<DutyView> {
    let soon = today.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(today);
    let mut all: Vec<DutyView> = Vec::new();
    for (missing, reason) in
        [(records.classes.is_empty(), "setup_classes"), (records.students.is_empty(), "setup_pupils")]
    {
        if missing {
            all.push(DutyView {
                kind: "setup".to_owned(),
                id: reason.to_owned(),
                title: String::new(),
                reason: reason.to_owned(),
                due: None,
                basis: None,
                overdue: false,
            });
        }
    }
    for phase in records.campaign.iter().flat_map(|c| &c.phases) {
        if phase.done_on.is_none() && phase.due_on <= soon {
            all.push(DutyView {
                kind: "campaign".to_owned(),
                id: phase.no.to_string(),
                title: phase.deliverable.clone(),
                reason: "campaign_phase".to_owned(),
                due: Some(phase.due_on.to_string()),
                basis: Some("notice_4".to_owned()),
                overdue: phase.due_on < today,
            });
        }
    }
    for c in &records.concerns {
        if let Some(i) = c.investigation.as_ref().filter(|i| i.finished_on.is_none() && i.due_on <= soon) {
            all.push(DutyView {
                kind: "investigation".to_owned(),
                id: c.id.clone(),
                title: c.title.clone(),
                reason: "investigation_ten_days".to_owned(),
                due: Some(i.due_on.to_string()),
                basis: Some("plan_2017_investigation".to_owned()),
                overdue: i.due_on < today,
            });
        }
        if c.status == "pending_determination" && state_label(c.kind, &c.status).is_some() {
            all.push(DutyView {
                kind: "determination".to_owned(),
                id: c.id.clone(),
                title: c.title.clone(),
                reason: "determination_pending".to_owned(),
                due: None,
                basis: Some("protection_23".to_owned()),
                overdue: false,
            });
        }
    }
    for l in &records.ledger {
        let due = approved_deadline(l).unwrap_or(l.deadline);
        if l.completed_on.is_none() && due <= soon {
            all.push(DutyView {
                kind: "ledger".to_owned(),
                id: l.id.clone(),
                title: l.problem.clone(),
                reason: if overdue(l, today) { "ledger_overdue" } else { "ledger_due" }.to_owned(),
                due: Some(l.deadline.to_string()),
                basis: Some("notice_3_2".to_owned()),
                overdue: overdue(l, today),
            });
        }
    }
    // Overdue first, then by date; what has no date stands last.
    all.sort_by(|a, b| {
        b.overdue.cmp(&a.overdue).then_with(|| match (&a.due, &b.due) {
            (Some(x), Some(y)) => x.cmp(y),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => std::cmp::Ordering::Equal,
        })
    });
    all
}
