//! Papers of the school: the blank intake form, the ledger of signs and hazards over a period, the weekly list.

use std::collections::BTreeMap;

use domain::noun::{Concern, ConcernKind, Form, Role};
use domain::{Date, Records, Term as _, state_label};
use paper::content::{ListContent, ListForm, SheetForm, TableRow, Words};
use paper::fonts::Fonts;

use super::desk::{Sheet, day};
use super::masked::{Masker, coded};
use super::missing;
use super::open::meta;
use super::words::word;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::paper_error;
use crate::home::OpenHome;
use crate::june::{Origin, open_made};
use crate::rights::Right;
use crate::view::{PaperView, SchoolPaperRequest};

/// Rows for pupils on the blank form.
const PUPILS: usize = 5;

/// Makes a paper of the school and opens it in the window.
///
/// # Errors
/// `NotFound`, `NoRight`, `InvalidFields`, `MissingGlyph` naming record and character.
pub fn school_paper_open(app: &App, request: &SchoolPaperRequest) -> Result<PaperView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let fonts = Fonts::find(&app.roots.assets).map_err(|_| AppError::new(Code::FontsMissing))?;
    let title = word("titles", &request.paper);
    let (paper, bytes) = match request.paper.as_str() {
        "intake_blank" => {
            home.require(Right::RecordConcern)?;
            let records = home.read(|tx| store::read_ground(tx, app.roots.now().date()))?;
            let meta = meta(app, &home, &records, title)?;
            ("intake_blank", paper::sheet(&intake(&records), &meta, &fonts).map_err(paper_error)?)
        }
        "concern_ledger" => {
            home.require(Right::ReadRecords)?;
            let records = home.records(app)?;
            let meta = meta(app, &home, &records, title)?;
            let content = ledger(app, &records, request)?;
            let bytes = paper::list(&content, &meta, &fonts).map_err(paper_error)?;
            if !request.coded {
                home.record(app, "paper.read", "home", "", &["concern_ledger"], |_| Ok(()))?;
            }
            ("concern_ledger", bytes)
        }
        "missing_reports" => {
            home.require(Right::ReportIncident)?;
            let records = home.read(|tx| store::read_ground(tx, app.roots.now().date()))?;
            let meta = meta(app, &home, &records, title)?;
            let content = weekly(app, &home, &records, request)?;
            ("missing_reports", paper::list(&content, &meta, &fonts).map_err(paper_error)?)
        }
        other => return Err(AppError::new(Code::NotFound).with("id", other.chars().take(40).collect::<String>())),
    };
    let origin = Origin {
        object_kind: "home",
        object_id: String::new(),
        file: format!("{}.pdf", paper.replace('_', "-")),
        paper,
    };
    open_made(app, &home, bytes.into(), origin)
}

fn boxes<'a>(labels: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    labels.into_iter().map(|l| format!("□{l}")).collect::<Vec<_>>().join(between)
}

/// The blank form, in the order of the window's: every fixed list as boxes to be ticked.
fn intake(records: &Records) -> paper::content::SheetContent {
    let lists = crate::roster::picklists();
    // On the form a box is as wide as its word; what is only suspected is not decided by a tick.
    let short = |r: &Role| r.label().split_once('（').map_or(r.label(), |(word, _)| word);
    let roles = boxes(Role::ALL.iter().map(short), " ");
    let mut sheet = Sheet::new(SheetForm::Intake, "assets/text/picklists.json");
    sheet
        .set("school", records.school.as_ref().map(|s| s.name.clone()).unwrap_or_default())
        .set("kinds", boxes(ConcernKind::ALL.iter().map(|k| k.label()), "　"))
        .set("forms", boxes(Form::ALL.iter().map(|f| f.label()), "　"))
        .set("place_types", boxes(lists.place_types.iter().map(String::as_str), "　"))
        .set("channels", boxes(lists.channels.iter().map(String::as_str), "　"))
        .list("pupils", vec![vec![String::new(), String::new(), roles]; PUPILS]);
    sheet.done()
}

fn values(records: &Records, from: Date, to: Date, count: usize) -> BTreeMap<String, Words> {
    let school = records.school.as_ref().map(|s| s.name.clone()).unwrap_or_default();
    let fields = [("school", school), ("from", day(from)), ("to", day(to)), ("count", count.to_string())];
    fields.into_iter().map(|(name, text)| (name.to_owned(), Words::new(text, format!("school.{name}")))).collect()
}

fn period(request: &SchoolPaperRequest, today: Date) -> Result<(Date, Date)> {
    let wrong = |field: &str, code: &str| {
        AppError::new(Code::InvalidFields).with("fields", serde_json::json!([{ "field": field, "code": code }]))
    };
    let read = |text: &Option<String>, field: &str| match text.as_deref().filter(|t| !t.is_empty()) {
        Some(t) => t.parse::<Date>().map_err(|_| wrong(field, "not_a_date")),
        None => Err(wrong(field, "required_date")),
    };
    let from = read(&request.from, "from")?;
    let to = if request.to.is_some() { read(&request.to, "to")? } else { today };
    if to < from { Err(wrong("to", "before_start")) } else { Ok((from, to)) }
}

/// 苗头隐患台账, form 3.2: every concern noticed in the period, in the order of the numbers.
fn ledger(app: &App, records: &Records, request: &SchoolPaperRequest) -> Result<ListContent> {
    let (from, to) = period(request, app.roots.now().date())?;
    let mut noticed: Vec<&Concern> =
        records.concerns.iter().filter(|c| (from..=to).contains(&c.discovered_at.date())).collect();
    noticed.sort_by(|a, b| a.id.cmp(&b.id));
    let masker = request.coded.then(|| Masker::coded(records));
    let rows: Vec<TableRow> = noticed.iter().map(|c| ledger_row(records, c, masker.as_ref())).collect();
    let mut values = values(records, from, to, rows.len());
    let edition = word("words", if request.coded { "edition_coded" } else { "edition_names" });
    values.insert("edition".to_owned(), Words::new(edition, "assets/text/case_papers.json"));
    Ok(ListContent { form: ListForm::Concerns, values, rows })
}

/// With a masker the pupils stand by their pseudonyms.
fn ledger_row(records: &Records, c: &Concern, masker: Option<&Masker<'_>>) -> TableRow {
    let of_case = coded(records, c);
    let told = |text: &str| masker.map_or_else(|| text.to_owned(), |m| m.text(&of_case, None, text));
    let mut pupils: Vec<String> = Vec::new();
    for i in &c.involved {
        let Some(s) = records.student(&i.student_id) else { continue };
        let name = if masker.is_some() { &s.pseudonym } else { &s.name };
        pupils.push(format!("{name}\n{}", i.role.label()));
    }
    let talks: Vec<_> = records.communications.iter().filter(|x| x.concern_id == c.id).collect();
    let talked = match talks.iter().map(|x| x.at).min() {
        Some(first) => format!("{}次\n{}", talks.len(), first.date()),
        None => String::new(),
    };
    let mut measures: Vec<String> = Vec::new();
    for m in &c.measures {
        let text = told(m.text.trim());
        if !measures.contains(&text) {
            measures.push(text);
        }
    }
    let moment = |at: domain::Instant| at.at().format("%Y-%m-%d\n%H:%M").to_string();
    let finder = c.reporter.staff_id.as_deref().and_then(|id| records.person_name(id));
    let result = c.result.map(|r| r.label()).or_else(|| state_label(c.kind, &c.status)).unwrap_or_default();
    let cells = vec![
        c.id.clone(),
        c.kind.label().to_owned(),
        moment(c.discovered_at),
        finder.unwrap_or(c.reporter.kind.label()).to_owned(),
        c.channel.clone(),
        told(&c.place),
        pupils.join("\n"),
        told(&c.narrative),
        c.forms.iter().map(|f| f.label()).collect::<Vec<_>>().join("、"),
        moment(c.internal_reported_at),
        talked,
        told(&c.cause),
        measures.join("\n"),
        records.person_name(&c.owner_id).unwrap_or_default().to_owned(),
        result.to_owned(),
        c.closed_on.map(|d| d.to_string()).unwrap_or_default(),
    ];
    TableRow { record: c.id.clone(), cells }
}

fn weekly(app: &App, home: &OpenHome, records: &Records, request: &SchoolPaperRequest) -> Result<ListContent> {
    let view = missing::of_week(app, home, request.from.as_deref())?;
    let day = |text: &str| text.parse::<Date>().map_err(|_| AppError::new(Code::Internal));
    let rows = missing::rows(&view);
    let values = values(records, day(&view.first)?, day(&view.last)?, rows.len());
    Ok(ListContent { form: ListForm::Missing, values, rows })
}
