//! The pacts, form 3.9: title, preamble, articles and effect on the official page; in the school's edition a signature
//! sheet with names, in the packet's edition counts instead.

use std::collections::BTreeMap;

use super::report::{body, title};
use super::words::{Common, PactsWords, chinese, columns, common, pacts as pact_words};
use crate::content::{Edition, Meta, Pact, PactsContent, Words};
use crate::error::PaperError;
use crate::fonts::{Face, Fonts};
use crate::ink::{Attribute, Ink, NodeId, Role};
use crate::layout::format::{MM, grid};
use crate::layout::furniture::{Numbering, furnish};
use crate::layout::{Flow, Format, Segment, Style, Table, TableStyle};
use crate::pdfa::{Claim, finish};
use crate::text::Place;

/// Where the fixed words stand, for refusals.
const FORM: &str = "assets/forms/pacts.json";

/// Makes `pacts.pdf` in one of its editions.
///
/// # Errors
/// [`PaperError::MissingGlyph`] names the source of the text.
pub fn pacts(content: &PactsContent, edition: Edition, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let (words, common) = (pact_words()?, common()?);
    let mut flow = Flow::new(fonts, Format::OFFICIAL);
    for (i, pact) in content.pacts.iter().enumerate() {
        if i > 0 {
            flow.next_page();
        }
        let part = flow.sheets.node(0, Role::Sect, Attribute::None);
        articles(&mut flow, part, pact, &words, &common)?;
        match edition {
            Edition::School => sheet(&mut flow, part, pact, &words, &common)?,
            Edition::Packet => counts(&mut flow, part, pact, &words)?,
        }
    }
    if content.pacts.is_empty() {
        title(&mut flow, 0, &Words::new(meta.title.clone(), FORM), &common)?;
        body(&mut flow, 0, &Words::new(words.nothing.clone(), FORM))?;
    }
    furnish(&mut flow, Numbering::Official, meta, &common)?;
    let form = match edition {
        Edition::School => format!("{}-school", words.form),
        Edition::Packet => format!("{}-packet", words.form),
    };
    let claim = Claim {
        form: &form,
        title: &meta.title,
        author: &meta.school,
        made_at: meta.made_at,
        id_seed: &meta.id_seed,
        attachment: None,
    };
    finish(flow.sheets, &claim)
}

fn articles(
    flow: &mut Flow<'_>,
    part: NodeId,
    pact: &Pact,
    words: &PactsWords,
    common: &Common,
) -> Result<(), PaperError> {
    title(flow, part, &pact.title, common)?;
    body(flow, part, &pact.preamble)?;
    for (i, article) in pact.articles.iter().enumerate() {
        let label = words.article.replace("{number}", &chinese(i + 1));
        let node = flow.sheets.node(part, Role::P, Attribute::None);
        let text = article.text.replace('\n', "");
        let segments = [Segment { face: Face::Hei, text: &label }, Segment { face: Face::FangSong, text: text.trim() }];
        // An article is read on one page, unless it is longer than a third of one.
        let lines = flow.lay(&segments, Style::BODY, Place::of(&article.source))?;
        if lines <= 7 {
            #[allow(clippy::cast_precision_loss, reason = "few lines")]
            flow.need(lines as f32 * grid::LINE);
        }
        flow.set(node, Style::BODY, Ink::Black);
    }
    let effect = match (pact.adopted_on, pact.effective_on) {
        (Some(adopted), Some(effective)) => {
            words.effect.replace("{adopted}", &common.day_of(adopted)).replace("{effective}", &common.day_of(effective))
        }
        (Some(adopted), None) => words.adopted.replace("{adopted}", &common.day_of(adopted)),
        _ => words.draft.clone(),
    };
    body(flow, part, &Words::new(effect.replace("{adoption}", &pact.adoption.text), &pact.adoption.source))
}

/// The head of a table inside a pact.
fn caption(flow: &mut Flow<'_>, part: NodeId, text: &str, room: f32) -> Result<(), PaperError> {
    flow.skip(grid::LINE, true);
    flow.need(room + grid::LINE);
    let node = flow.sheets.node(part, Role::H2, Attribute::None);
    flow.paragraph(node, &[Segment { face: Face::Hei, text }], Style::BODY, Place::of(FORM))
}

/// Height of a row to be signed: a child's hand finds room in it.
const ROW: f32 = 8.4 * MM;

fn sheet_style() -> TableStyle {
    TableStyle {
        size: 11.0,
        leading: 14.0,
        side: 0.9 * MM,
        above: 1.2 * MM,
        row: ROW,
        head: ROW,
        keep: TableStyle::WHOLE,
    }
}

/// The signature sheet: names and dates set, signatures left to the pen.
fn sheet(
    flow: &mut Flow<'_>,
    part: NodeId,
    pact: &Pact,
    words: &PactsWords,
    common: &Common,
) -> Result<(), PaperError> {
    caption(flow, part, &words.sheet, 6.0 * ROW)?;
    if pact.with_guardians {
        let pupils = pact.signatories.iter().filter(|s| s.pupil).count();
        let signed = pact.signatories.iter().filter(|s| s.pupil && s.signed_on.is_some()).count();
        let guardians = pact.signatories.iter().filter(|s| s.guardian_signed).count();
        let due = pupils + pact.unsigned.len();
        let summary = words
            .summary
            .replace("{due}", &due.to_string())
            .replace("{signed}", &signed.to_string())
            .replace("{unsigned}", &(due - signed).to_string())
            .replace("{guardians}", &guardians.to_string());
        body(flow, part, &Words::new(summary, FORM))?;
        flow.skip(4.0, true);
    }
    let form = if pact.with_guardians { &words.guardians } else { &words.signatures };
    let mut table = Table::begin(flow, part, &columns(form), sheet_style())?;
    for (i, signatory) in pact.signatories.iter().enumerate() {
        let guardian = if signatory.guardian_signed { words.guardian_signed.as_str() } else { "" };
        let cells = [
            (i + 1).to_string(),
            signatory.number.clone(),
            signatory.name.clone(),
            String::new(),
            signatory.signed_on.map(|d| d.to_string()).unwrap_or_default(),
            guardian.to_owned(),
        ];
        table.row(flow, &format!("{} {}", pact.id, signatory.number), &cells)?;
    }
    table.finish(flow);
    if let Some(note) = &pact.note {
        flow.skip(6.0, false);
        let node = flow.sheets.node(part, Role::P, Attribute::None);
        let style = Style { size: 12.0, line: 18.0, tracking: 0.0, indent: 24.0, ..Style::BODY };
        flow.paragraph(node, &[Segment { face: Face::FangSong, text: &note.text }], style, Place::of(&note.source))?;
    }
    if pact.unsigned.is_empty() {
        return Ok(());
    }
    caption(flow, part, &words.unsigned, 2.0 * ROW)?;
    let mut table = Table::begin(flow, part, &columns(&words.unsigned_columns), sheet_style())?;
    for (i, pupil) in pact.unsigned.iter().enumerate() {
        let cells = [(i + 1).to_string(), pupil.number.clone(), pupil.name.clone(), common.cell(&pupil.reason)];
        table.row(flow, &format!("{} {}", pact.id, pupil.number), &cells)?;
    }
    table.finish(flow);
    Ok(())
}

/// How many signed, without a name.
fn counts(flow: &mut Flow<'_>, part: NodeId, pact: &Pact, words: &PactsWords) -> Result<(), PaperError> {
    let labels = &words.count_labels;
    let signed = |pupil: bool| pact.signatories.iter().filter(|s| s.pupil == pupil && s.signed_on.is_some()).count();
    let mut rows = vec![(labels.adults.clone(), signed(false)), (labels.pupils.clone(), signed(true))];
    if pact.with_guardians {
        rows.push((labels.guardians.clone(), pact.signatories.iter().filter(|s| s.guardian_signed).count()));
        rows.push((labels.unsigned.clone(), pact.unsigned.len()));
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for pupil in &pact.unsigned {
            *reasons.entry(pupil.reason.as_str()).or_default() += 1;
        }
        rows.extend(reasons.into_iter().map(|(reason, count)| (labels.reason.replace("{reason}", reason), count)));
    }
    caption(flow, part, &words.counts, 3.0 * 22.0)?;
    let style = TableStyle {
        size: 12.0,
        leading: 16.0,
        side: 1.5 * MM,
        above: 1.2 * MM,
        row: 22.0,
        head: 22.0,
        keep: TableStyle::WHOLE,
    };
    let mut table = Table::begin(flow, part, &columns(&words.counts_columns), style)?;
    for (label, count) in rows {
        table.row(flow, &pact.id, &[label, count.to_string()])?;
    }
    table.finish(flow);
    Ok(())
}
