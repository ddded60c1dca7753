//! Records a pact of the school, a grade or a class.

use domain::Term as _;
use domain::noun::{Pact, PactLevel, PactStatus, PactStep};
use store::numbers::Series;

use crate::App;
use crate::error::{Code, Fields, Result};
use crate::rights::Right;
use crate::text_rule::{date, line, lines};
use crate::view::{RecordPactRequest, SavedView};

/// Fewest articles of a pact.
const ARTICLES_MIN: usize = 6;
/// Most articles: more nobody keeps in mind.
const ARTICLES_MAX: usize = 30;

/// Checks every field and keeps the pact; it is 签名中 until the day it takes effect.
///
/// # Errors
/// `InvalidFields` naming every field at fault.
pub fn pact_record(app: &App, request: &RecordPactRequest) -> Result<SavedView> {
    let home = app.home()?;
    home.require(Right::RecordPact)?;
    let records = home.records(app)?;
    let today = app.roots.now().date();
    let mut f = Fields::default();
    let level = f.need("level", "required_choice", PactLevel::from_id(&request.level));
    let class_given = request.class_id.as_deref().filter(|c| !c.is_empty());
    let class = class_given.and_then(|id| records.class(id));
    match level {
        Some(PactLevel::Class) if class.is_none() => f.fault("classId", "unknown_class"),
        Some(PactLevel::School | PactLevel::Grade) if class_given.is_some() => f.fault("classId", "class_not_wanted"),
        _ => {}
    }
    let scope = match class {
        Some(c) => Some(c.name.clone()),
        None => f.need("scope", "required_text_100", line(&request.scope, 1, 100)),
    };
    let title = f.need("title", "required_text_100", line(&request.title, 1, 100));
    let preamble = f.need("preamble", "required_text_4000", lines(&request.preamble, 1, 4000));
    let adoption = f.need("adoption", "required_text_100", line(&request.adoption, 1, 100));
    let adopted = f.need("adoptedOn", "not_a_date", date(&request.adopted_on));
    let effective = f.need("effectiveOn", "not_a_date", date(&request.effective_on));
    if let (Some(adopted), Some(effective)) = (adopted, effective)
        && effective < adopted
    {
        f.fault("effectiveOn", "effective_before_adopted");
    }
    if adopted.is_some_and(|d| d > today) {
        f.fault("adoptedOn", "in_the_future");
    }
    let written: Vec<&String> = request.articles.iter().filter(|a| !a.trim().is_empty()).collect();
    let articles: Vec<String> = written.iter().filter_map(|a| line(a, 1, 500)).collect();
    if !(ARTICLES_MIN..=ARTICLES_MAX).contains(&articles.len()) || articles.len() != written.len() {
        f.fault("articles", "articles_6_30");
    }
    if let (Some(title), Some(scope)) = (&title, &scope)
        && records.pacts.iter().any(|p| p.title == *title && p.scope == *scope && p.status != PactStatus::Superseded)
    {
        f.fault("title", "pact_exists");
    }
    f.done()?;
    let (Some(level), Some(adopted), Some(effective)) = (level, adopted, effective) else {
        return Err(Code::Internal.into());
    };
    let status = if effective <= today { PactStatus::Effective } else { PactStatus::Signing };
    let mut history = vec![PactStep { state: PactStatus::Voting, on: adopted }];
    history.push(match status {
        PactStatus::Effective => PactStep { state: status, on: effective },
        _ => PactStep { state: status, on: today.max(adopted) },
    });
    let pact = Pact {
        id: String::new(),
        level,
        scope: scope.unwrap_or_default(),
        class_id: class.map(|c| c.id.clone()),
        title: title.unwrap_or_default(),
        version: 1,
        supersedes: None,
        preamble: preamble.unwrap_or_default(),
        adopted_on: Some(adopted),
        adoption,
        effective_on: Some(effective),
        status,
        history,
        articles,
        signatories: Vec::new(),
        unsigned: Vec::new(),
        witness: None,
        attachments: Vec::new(),
    };
    let fields = &["level", "scope", "title", "preamble", "articles", "adopted_on", "effective_on"];
    let id = home.record_numbered(app, Series::Pact, "pact.record", "pact", fields, |tx, id, uuid| {
        let pact = Pact { id: id.to_owned(), ..pact };
        store::table::pact::insert(tx, uuid, &pact)?;
        store::draft::drop(tx, home.person_id(), crate::draft::PACT, "").map(drop)
    })?;
    Ok(SavedView { id })
}
