//! 今日: what has to be done, why, by when and by whom, computed from the records and never typed. Only what may be left to
//! do is read, however many cases are closed.

use chrono::Days;
use domain::handling::{self as rules, Duty, Subject};
use domain::noun::Post;
use domain::{Date, Instant, Records};

use crate::App;
use crate::error::Result;
use crate::handling::{Say, duty_said};
use crate::home::OpenHome;
use crate::ledger::overdue;
use crate::rights::Right;
use crate::view::{BoardView, ClockBackView, CountsView, DutyView};

/// How many days before its last day a phase of the campaign appears.
const AHEAD_DAYS: u64 = 7;

/// Duties, the most urgent first, and the counts beside them. A clock that was set back is told; it hides no duty, since
/// none is left out for its date.
///
/// # Errors
/// Those of the store.
pub fn today_board(app: &App) -> Result<BoardView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let now = app.roots.now();
    let today = now.date();
    let (mut records, settings) = home.read(|tx| Ok((store::read_open(tx, today)?, store::setting::handling(tx)?)))?;
    home.scope().retain(&mut records);
    let mut every = domain_duties(&home, &records, settings, now);
    if let Some(named) = crate::safeguard::Named::in_search(app, &home)? {
        for duty in &mut every {
            duty.text = named.text(&duty.text);
            duty.title = named.text(&duty.title);
        }
    }
    let mut duties: Vec<DutyView> = setup(&records).chain(campaign(&home, &records, today)).chain(every).collect();
    duties.extend(packets(&home)?);
    // Overdue first, then by date; what has no date stands last. Equal ones keep the order of the rules.
    let key = |d: &DutyView| (!d.overdue, d.due.is_none(), d.due.clone(), d.due_at.clone());
    duties.sort_by_key(key);
    let clock_back =
        crate::home::clock_back(app, &home)?.map(|last| ClockBackView { now: now.to_string(), last: last.to_string() });
    Ok(BoardView { duties, counts: counts(app, &home, &records, today)?, clock_back })
}

fn plain(kind: &str, id: String, title: String, reason: &str) -> DutyView {
    DutyView {
        kind: kind.to_owned(),
        id,
        title,
        reason: reason.to_owned(),
        text: String::new(),
        due: None,
        due_at: None,
        extended: None,
        basis: String::new(),
        overdue: false,
        who: String::new(),
        mine: true,
        entry: String::new(),
    }
}

/// What the rules ask for in the cases, the ledger and the pacts.
fn domain_duties(home: &OpenHome, records: &Records, settings: rules::Settings, now: Instant) -> Vec<DutyView> {
    let say = Say::new(records);
    let me = rules::Person { id: home.person_id(), posts: &home.person.posts };
    let view = |d: &Duty| {
        let said = duty_said(&say, d);
        let mine = d.falls_to(me);
        let may = home.holds(Right::HandleConcern) || mine;
        DutyView {
            kind: kind_of(d.subject).to_owned(),
            id: d.id.clone(),
            title: title_of(records, d),
            reason: said.code,
            // Without the pupils it is about: this page may be seen by whoever passes.
            text: say.sentence("duties", d.what.code(), &[]),
            due: said.due,
            due_at: d.due_at.map(|at| at.to_string()),
            extended: d.extended.map(|day| day.to_string()),
            basis: said.basis,
            overdue: d.overdue,
            who: said.who,
            mine,
            entry: if may { said.entry } else { String::new() },
        }
    };
    rules::duties(records, now, settings, None).iter().map(view).collect()
}

fn kind_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Concern => "concern",
        Subject::Ledger => "ledger",
        Subject::Pact => "pact",
    }
}

fn title_of(records: &Records, d: &Duty) -> String {
    let title = match d.subject {
        Subject::Concern => records.concerns.iter().find(|c| c.id == d.id).map(|c| c.title.clone()),
        Subject::Ledger => records.ledger.iter().find(|l| l.id == d.id).map(|l| l.problem.clone()),
        Subject::Pact => records.pacts.iter().find(|p| p.id == d.id).map(|p| p.title.clone()),
    };
    title.unwrap_or_default()
}

/// What a new home has to do before anything else.
fn setup(records: &Records) -> impl Iterator<Item = DutyView> {
    let missing = [(records.classes.is_empty(), "setup_classes"), (records.students.is_empty(), "setup_pupils")];
    missing
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, reason)| plain("setup", reason.to_owned(), String::new(), reason))
}

/// The phases of the campaign whose day comes near or is past.
fn campaign(home: &OpenHome, records: &Records, today: Date) -> Vec<DutyView> {
    let soon = today.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(today);
    let posts = [Post::Principal, Post::DisciplineDirector];
    let mine = home.person.posts.iter().any(|p| posts.contains(p));
    let due = records.campaign.iter().flat_map(|c| &c.phases).filter(|p| p.done_on.is_none() && p.due_on <= soon);
    let shown = due.filter(|_| home.holds(Right::ReadRecords));
    shown
        .map(|p| DutyView {
            due: Some(p.due_on.to_string()),
            basis: "notice_4".to_owned(),
            overdue: p.due_on < today,
            who: posts.map(domain::Term::label).join("、"),
            mine,
            ..plain("campaign", p.no.to_string(), p.deliverable.clone(), "campaign_phase")
        })
        .collect()
}

/// Packets that are not receipted.
fn packets(home: &OpenHome) -> Result<Vec<DutyView>> {
    if !home.holds(Right::ReadRecords) {
        return Ok(Vec::new());
    }
    let mine = home.holds(Right::DeliverPackets);
    let waiting = home.read(store::outbox::list)?;
    let waiting = waiting.into_iter().filter(|p| !matches!(p.state, domain::noun::PacketState::Receipted));
    let view = |p: store::outbox::OutboxRow| DutyView {
        mine,
        ..plain("packet", p.packet_id.to_string(), p.file_name, &format!("packet_{}", domain::Term::id(p.state)))
    };
    Ok(waiting.map(view).collect())
}

fn counts(app: &App, home: &OpenHome, records: &Records, today: Date) -> Result<CountsView> {
    let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let cases = crate::concern::counted(app, home)?;
    let whole = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(CountsView {
        concerns: whole(cases.total),
        open_concerns: whole(cases.open),
        ledger: n(records.ledger.len()),
        ledger_open: n(records.ledger.iter().filter(|l| l.closed_on.is_none()).count()),
        ledger_overdue: n(records.ledger.iter().filter(|l| overdue(l, today)).count()),
        pacts: n(records.pacts.len()),
        students: n(records.students.iter().filter(|s| s.is_here(today)).count()),
        classes: n(records.classes.iter().filter(|c| c.is_here(today)).count()),
        staff: n(records.staff.iter().filter(|s| s.left_on.is_none_or(|on| on > today)).count()),
    })
}
