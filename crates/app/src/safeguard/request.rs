//! What guardians ask for: to view, correct, delete or copy what is kept of their child, and what became of it
//! (未成年人网络保护条例 art. 34).

use domain::noun::Student;
use domain::privacy::{GuardianRequest, RequestAnswer, RequestKind, RequestOutcome, may_end};
use domain::{Records, Term as _};
use store::ReadTx;

use crate::App;
use crate::error::{AppError, Code, Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::text_rule::{date, line, lines};
use crate::view::{
    AddGuardianRequest, AnswerGuardianRequest, Choice, GuardianAnswerView, GuardianRequestRow, GuardianRequestsView,
};

/// Longest line and longest text, in code points.
const LINE_MAX: usize = 100;
const TEXT_MAX: usize = 4000;

fn read(app: &App, home: &OpenHome) -> Result<(Records, Vec<GuardianRequest>)> {
    let today = app.roots.now().date();
    home.read(|tx: &ReadTx<'_>| Ok((store::read_ground(tx, today)?, store::safeguard::requests(tx)?)))
}

/// Every request, the open ones first and the longest waiting of them at the top.
///
/// # Errors
/// `NoRight`.
pub fn guardian_request_list(app: &App) -> Result<GuardianRequestsView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let today = app.roots.now().date();
    let (records, requests) = read(app, &home)?;
    let mut rows: Vec<GuardianRequestRow> = requests
        .iter()
        .map(|r| {
            let student = records.student(&r.student_id);
            let name = |id: &str| records.person_name(id).unwrap_or_default().to_owned();
            GuardianRequestRow {
                id: r.id.clone(),
                student_id: r.student_id.clone(),
                name: student.map(|s| s.name.clone()).unwrap_or_default(),
                class_name: student
                    .and_then(|s| records.class(&s.class_id))
                    .map(|c| c.name.clone())
                    .unwrap_or_default(),
                kind: r.kind.id().to_owned(),
                kind_label: r.kind.label().to_owned(),
                asked_by: r.asked_by.clone(),
                asked_on: r.asked_on.to_string(),
                detail: r.detail.clone(),
                by: name(&r.by),
                days: u32::try_from(today.signed_duration_since(r.asked_on).num_days()).unwrap_or(0),
                outcomes: RequestOutcome::ALL.iter().filter(|o| may_end(r.kind, **o)).map(|o| Choice::of(*o)).collect(),
                answer: r.answer.as_ref().map(|a| GuardianAnswerView {
                    outcome: a.outcome.id().to_owned(),
                    outcome_label: a.outcome.label().to_owned(),
                    text: a.text.clone(),
                    on: a.answered_on.to_string(),
                    by: name(&a.by),
                }),
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        let closed = a.answer.is_some().cmp(&b.answer.is_some());
        let date = if a.answer.is_some() { b.asked_on.cmp(&a.asked_on) } else { a.asked_on.cmp(&b.asked_on) };
        closed.then(date)
    });
    let open = rows.iter().filter(|r| r.answer.is_none()).count();
    Ok(GuardianRequestsView {
        rows,
        open: u32::try_from(open).unwrap_or(u32::MAX),
        kinds: Choice::all::<RequestKind>(),
    })
}

/// Keeps a request.
///
/// # Errors
/// `NoRight`, `InvalidFields`.
pub fn guardian_request_add(app: &App, request: &AddGuardianRequest) -> Result<GuardianRequestsView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let now = app.roots.now();
    let (records, _) = read(app, &home)?;
    let mut f = Fields::default();
    let student: Option<&Student> = f.need("studentId", "unknown_person", records.student(&request.student_id));
    let kind = f.need("kind", "required_choice", RequestKind::from_id(&request.kind));
    let asked_by = f.need("askedBy", "required_text_100", line(&request.asked_by, 1, LINE_MAX));
    let asked_on = f.need("askedOn", "not_a_date", date(&request.asked_on));
    if asked_on.is_some_and(|day| day > now.date()) {
        f.fault("askedOn", "in_the_future");
    }
    let detail = f.need("detail", "required_text_4000", lines(&request.detail, 1, TEXT_MAX));
    f.done()?;
    let (Some(student), Some(kind), Some(asked_by), Some(asked_on), Some(detail)) =
        (student, kind, asked_by, asked_on, detail)
    else {
        return Err(Code::Internal.into());
    };
    let new = GuardianRequest {
        id: app.roots.uuid().to_string(),
        student_id: student.id.clone(),
        kind,
        asked_by,
        asked_on,
        detail,
        by: home.person_id().to_owned(),
        at: now,
        answer: None,
    };
    home.record(app, "guardian.request", "student", &new.student_id, &["request_kind", "detail"], |tx| {
        store::safeguard::ask(tx, &new)
    })?;
    drop(home);
    guardian_request_list(app)
}

/// Keeps what became of a request, once.
///
/// # Errors
/// `NoRight`, `NotFound`, `RequestAnswered`, `InvalidFields`.
pub fn guardian_request_answer(app: &App, request: &AnswerGuardianRequest) -> Result<GuardianRequestsView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let now = app.roots.now();
    let (_, requests) = read(app, &home)?;
    let asked = requests
        .iter()
        .find(|r| r.id == request.id)
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", "request"))?;
    if asked.answer.is_some() {
        return Err(Code::RequestAnswered.into());
    }
    let mut f = Fields::default();
    let outcome = RequestOutcome::from_id(&request.outcome).filter(|o| may_end(asked.kind, *o));
    let outcome = f.need("outcome", "required_choice", outcome);
    let text = f.need("text", "required_text_4000", lines(&request.text, 1, TEXT_MAX));
    let on = f.need("answeredOn", "not_a_date", date(&request.answered_on));
    if on.is_some_and(|day| day > now.date()) {
        f.fault("answeredOn", "in_the_future");
    } else if on.is_some_and(|day| day < asked.asked_on) {
        f.fault("answeredOn", "before_start");
    }
    f.done()?;
    let (Some(outcome), Some(text), Some(answered_on)) = (outcome, text, on) else { return Err(Code::Internal.into()) };
    let new = RequestAnswer { outcome, text, answered_on, by: home.person_id().to_owned(), at: now };
    home.record(app, "guardian.answer", "student", &asked.student_id, &["request_outcome", "detail"], |tx| {
        store::safeguard::reply(tx, &request.id, &new)
    })?;
    drop(home);
    guardian_request_list(app)
}
