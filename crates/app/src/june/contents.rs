//! Records as the papers want them: worded texts, each with the record and field it came from.

use std::collections::{HashMap, HashSet};

use domain::noun::{LedgerItem, LedgerStatus, Pact, PactLevel, SignatoryKind, Stage};
use domain::numbers::{Amount, WorkStatistics};
use domain::report::Report;
use domain::{Date, Records, Term as _};
use paper::content::{
    LedgerContent, LedgerRow, OpenItem, OpenItems, PactLine, PactList, PactsContent, ReportContent, Section, Signatory,
    StatGroup, StatItem, Statistics, Unsigned, Words,
};

use crate::ledger::approved_deadline;
use crate::pact::pupils_signed;

/// The fixed words around the records.
#[derive(serde::Deserialize)]
pub(crate) struct PaperWords {
    pub(crate) ledger_title: String,
    pub(crate) pacts_title: String,
    pub(crate) report_title: String,
    pub(crate) signing_reason: String,
    first_grades_note: String,
    statistics: Vec<StatWords>,
}

#[derive(serde::Deserialize)]
struct StatWords {
    group: String,
    items: Vec<(String, String)>,
}

/// Reads the fixed words.
pub(crate) fn words() -> crate::error::Result<PaperWords> {
    serde_json::from_str(include_str!("../../../../assets/text/papers.json"))
        .map_err(|_| crate::error::Code::Internal.into())
}

/// The report with its three attachments.
pub(crate) fn report(
    records: &Records,
    report: &Report,
    statistics: &WorkStatistics,
    words: &PaperWords,
) -> ReportContent {
    let section = |i: usize, s: &domain::report::Section| Section {
        heading: Words::new(&s.heading, format!("report.sections[{i}].heading")),
        paragraphs: s
            .paragraphs
            .iter()
            .enumerate()
            .map(|(k, p)| Words::new(format!("{}{}", p.lead, p.text), format!("report.sections[{i}].paragraphs[{k}]")))
            .collect(),
    };
    let mut titles = report.attachments.iter();
    let mut title =
        |name: &str| Words::new(titles.next().cloned().unwrap_or_default(), format!("report.attachments.{name}"));
    ReportContent {
        sender: Words::new(&report.signed_by, "school.name"),
        number: report.doc_no.as_ref().map(|no| Words::new(no, "report_no")),
        title: Words::new(&report.title, "report.title"),
        to: Words::new(&report.to, "bureau.name"),
        intro: vec![Words::new(&report.intro, "report.intro")],
        sections: report.sections.iter().enumerate().map(|(i, s)| section(i, s)).collect(),
        closing: Words::new(&report.closing, "report.closing"),
        contact: None,
        statistics: Statistics { title: title("statistics"), groups: stat_groups(statistics, words) },
        open_items: OpenItems {
            title: title("open_items"),
            rows: records
                .ledger
                .iter()
                .filter(|l| l.status != LedgerStatus::Closed)
                .map(|l| OpenItem {
                    id: l.id.clone(),
                    problem: l.problem.clone(),
                    measures: l.measures.clone(),
                    owner: person(records, Some(&l.owner_id)),
                    deadline: Some(l.deadline),
                    extended_to: approved_deadline(l),
                    progress: progress(l),
                })
                .collect(),
        },
        pacts: PactList { title: title("pacts"), rows: ordered(&records.pacts).map(pact_line).collect() },
    }
}

fn stat_groups(statistics: &WorkStatistics, words: &PaperWords) -> Vec<StatGroup> {
    let amounts: HashMap<&str, Amount> =
        statistics.columns.iter().map(|(column, _, amount)| (*column, *amount)).collect();
    words
        .statistics
        .iter()
        .map(|g| StatGroup {
            name: Words::new(&g.group, "form_3_11"),
            items: g
                .items
                .iter()
                .map(|(column, label)| StatItem {
                    label: Words::new(label, format!("form_3_11.{column}")),
                    value: amounts.get(column.as_str()).map(ToString::to_string).unwrap_or_default(),
                })
                .collect(),
        })
        .collect()
}

fn pact_line(p: &Pact) -> PactLine {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    PactLine {
        id: p.id.clone(),
        level: p.level.label().to_owned(),
        title: p.title.clone(),
        articles: count(p.articles.len()),
        effective_on: p.effective_on,
        signed: pupils_signed(p),
        unsigned: count(p.unsigned.len()),
    }
}

/// School, then grades, then classes, each in the order of their numbers.
fn ordered(pacts: &[Pact]) -> impl Iterator<Item = &Pact> {
    PactLevel::ALL.iter().flat_map(|level| pacts.iter().filter(move |p| p.level == *level))
}

/// The ledger, form 3.3, whole.
pub(crate) fn ledger(records: &Records, as_of: Date, words: &PaperWords) -> LedgerContent {
    let school = records.school.as_ref().map(|s| s.name.as_str()).unwrap_or_default();
    LedgerContent {
        title: Words::new(&words.ledger_title, "ledger.title"),
        unit: Words::new(school, "school.name"),
        as_of,
        rows: records
            .ledger
            .iter()
            .map(|l| LedgerRow {
                id: l.id.clone(),
                area: l.area.label().to_owned(),
                problem: l.problem.clone(),
                found_on: Some(l.found_on),
                origin: l.source.clone(),
                level: l.level.label().to_owned(),
                measures: l.measures.clone(),
                leader: person(records, Some(&l.leader_id)),
                owner: person(records, Some(&l.owner_id)),
                deadline: Some(l.deadline),
                extended_to: approved_deadline(l),
                progress: progress(l),
                completed_on: l.completed_on,
                evidence: l.evidence.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join("；"),
                verifier: person(records, l.verifier_id.as_deref()),
                verified_on: l.verified_on,
                closed_on: l.closed_on,
                remark: l.remark.clone(),
            })
            .collect(),
    }
}

fn person(records: &Records, id: Option<&str>) -> String {
    id.and_then(|id| records.person_name(id)).unwrap_or_default().to_owned()
}

/// State and last step: `整改中：6月12日 …`.
fn progress(l: &LedgerItem) -> String {
    use chrono::Datelike as _;
    match l.progress.last() {
        Some(p) => format!("{}：{}月{}日{}", l.status.label(), p.on.month(), p.on.day(), p.text),
        None => l.status.label().to_owned(),
    }
}

/// The pacts with everyone who signed; the paper's edition decides whether a name is printed.
pub(crate) fn pacts(records: &Records, as_of: Date, words: &PaperWords) -> PactsContent {
    PactsContent { pacts: ordered(&records.pacts).map(|p| pact(records, p, as_of, words)).collect() }
}

fn pact(records: &Records, p: &Pact, as_of: Date, words: &PaperWords) -> paper::content::Pact {
    let at = |field: &str| format!("{} {field}", p.id);
    let class = p.class_id.as_deref().and_then(|id| records.class(id));
    let youngest = class.is_some_and(|c| c.stage == Stage::Primary && c.grade <= 2);
    paper::content::Pact {
        id: p.id.clone(),
        title: Words::new(&p.title, at("title")),
        preamble: Words::new(&p.preamble, at("preamble")),
        articles: p.articles.iter().enumerate().map(|(i, a)| Words::new(a, at(&format!("articles[{i}]")))).collect(),
        adoption: Words::new(p.adoption.clone().unwrap_or_default(), at("adoption")),
        adopted_on: p.adopted_on,
        effective_on: p.effective_on,
        with_guardians: p.level == PactLevel::Class,
        signatories: signatories(records, p, as_of),
        unsigned: p
            .unsigned
            .iter()
            .map(|u| {
                let student = records.student(&u.student_id);
                Unsigned {
                    number: student.map(|s| s.student_no.clone()).unwrap_or_default(),
                    name: student.map(|s| s.name.clone()).unwrap_or_default(),
                    reason: u.reason.label().to_owned(),
                }
            })
            .collect(),
        note: youngest.then(|| Words::new(&words.first_grades_note, at("note"))),
    }
}

/// Grown-ups first under their post, then pupils under their number, those who signed before those who are still to.
fn signatories(records: &Records, p: &Pact, as_of: Date) -> Vec<Signatory> {
    let grown = p.signatories.iter().filter(|s| s.kind != SignatoryKind::Student).map(|s| Signatory {
        number: records
            .staff
            .iter()
            .find(|t| t.id == s.id)
            .map(|t| t.post.clone())
            .or_else(|| records.externals.iter().find(|x| x.id == s.id).map(|x| x.role.clone()))
            .unwrap_or_default(),
        name: person(records, Some(&s.id)),
        pupil: false,
        signed_on: Some(s.signed_on),
        guardian_signed: false,
    });
    let pupils = p.signatories.iter().filter(|s| s.kind == SignatoryKind::Student).map(|s| {
        let student = records.student(&s.id);
        Signatory {
            number: student.map(|t| t.student_no.clone()).unwrap_or_default(),
            name: student.map(|t| t.name.clone()).unwrap_or_default(),
            pupil: true,
            signed_on: Some(s.signed_on),
            guardian_signed: s.guardian_signed.unwrap_or(false),
        }
    });
    grown.chain(pupils).chain(still_to_sign(records, p, as_of)).collect()
}

/// The pupils of the class who neither signed nor have a reason on record (rule R11: new and transferred pupils appear
/// as unsigned): a line each, empty for the pen.
fn still_to_sign<'a>(records: &'a Records, p: &'a Pact, as_of: Date) -> impl Iterator<Item = Signatory> + 'a {
    let known: HashSet<&str> = p
        .signatories
        .iter()
        .filter(|s| s.kind == SignatoryKind::Student)
        .map(|s| s.id.as_str())
        .chain(p.unsigned.iter().map(|u| u.student_id.as_str()))
        .collect();
    let class = p.class_id.as_deref();
    records
        .students
        .iter()
        .filter(move |s| s.is_here(as_of) && class == Some(s.class_id.as_str()) && !known.contains(s.id.as_str()))
        .map(|s| Signatory {
            number: s.student_no.clone(),
            name: s.name.clone(),
            pupil: true,
            signed_on: None,
            guardian_signed: false,
        })
}
