//! The 整治情况报告 that the notice asks for by the end of June, as data: nine sections of computed sentences (wording in
//! `assets/text/report.json`), each followed by what only the principal can write. Whether reports came late or were
//! kept back is the principal's own declaration and is never generated (rule R15).

mod facts;
mod official;
mod render;
mod wording;

use serde::Serialize;

use crate::numbers::{Amount, Numbers};
use crate::records::Records;
use crate::time::Date;
use facts::Facts;
use render::Renderer;
use wording::wording;

pub use official::{full_date, short_date};

/// The report of one school on one day. The place for seal, signature and date stays empty for the pen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// 发文字号; null where the school gave none.
    pub doc_no: Option<String>,
    /// 标题.
    pub title: String,
    /// 主送: the county bureau.
    pub to: String,
    /// The paragraph before the first section.
    pub intro: String,
    /// The nine sections of domain rules 3.10.
    pub sections: Vec<Section>,
    /// 结尾语.
    pub closing: String,
    /// Names of the attachments, in order.
    pub attachments: Vec<String>,
    /// 发文机关署名: the school.
    pub signed_by: String,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// `一、组织领导与方案`.
    pub heading: String,
    /// At least one; an empty section says that there is nothing in this period.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph, with every number it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// `（一）排查覆盖。` where the section has levels, else empty: set in another face.
    pub lead: String,
    /// The sentences after the lead.
    pub text: String,
    /// The numbers it states, by key; each can be opened with [`crate::numbers::open`].
    pub numbers: Vec<Cited>,
    /// Other values it states, which the records hold but which are no numbers of records.json.
    pub literals: Vec<Cited>,
    /// Whether the principal wrote it.
    pub note: bool,
}

/// A number as a sentence states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Its key, with labels after dots: `by_kind.隐患点`.
    pub key: String,
    /// Its value.
    pub value: Amount,
}

/// Composes the report. Nothing is read but counts, dates and names of bodies, posts and documents: no title, narrative
/// or other text about a pupil. `numbers` must be those of the same records and day.
pub fn compose(records: &Records, numbers: &Numbers, as_of: Date) -> Report {
    let wording = wording();
    let facts = Facts::gather(records, numbers, as_of);
    let renderer = Renderer { facts: &facts, numbers };
    let line = |node| renderer.text(node).unwrap_or_default();
    let sections = wording.sections.iter().zip(1i64..).map(|(section, no)| {
        let mut paragraphs: Vec<Paragraph> =
            section.paragraphs.iter().filter_map(|p| renderer.paragraph(&p.lead, &p.sentences)).collect();
        number(&mut paragraphs);
        paragraphs.extend(records.report_notes.iter().filter(|n| n.section == no).flat_map(|n| note(&n.text)));
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph { text: wording.nothing.clone(), ..Paragraph::empty() });
        }
        Section { heading: section.heading.clone(), paragraphs }
    });
    Report {
        doc_no: records.report_no.clone(),
        title: line(&wording.title),
        to: line(&wording.to),
        intro: line(&wording.intro),
        sections: sections.collect(),
        closing: wording.closing.clone(),
        attachments: wording.attachments.clone(),
        signed_by: facts.text("school"),
    }
}

const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Numbers the second-level headings that are left, so that a paragraph with nothing to say leaves no gap; one alone
/// needs no heading.
fn number(paragraphs: &mut [Paragraph]) {
    let alone = paragraphs.len() < 2;
    let headed = paragraphs.iter_mut().filter(|p| !p.lead.is_empty());
    for (paragraph, numeral) in headed.zip(NUMERALS) {
        paragraph.lead = if alone { String::new() } else { format!("（{numeral}）{}。", paragraph.lead) };
    }
}

/// The principal's words, one paragraph per line.
fn note(text: &str) -> impl Iterator<Item = Paragraph> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| Paragraph {
        text: line.to_owned(),
        note: true,
        ..Paragraph::empty()
    })
}

impl Paragraph {
    fn empty() -> Self {
        Self { lead: String::new(), text: String::new(), numbers: Vec::new(), literals: Vec::new(), note: false }
    }
}
