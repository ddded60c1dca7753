//! Running text of a form: what a letter says, who signs it, and where its receipt is cut off. 四号, its lines as far apart
//! as lets letter and receipt go on as few pages as they can.

use super::fill::Filled;
use crate::content::Words;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::ink::{Attribute, Furniture, Ink, Role};
use crate::layout::format::MM;
use crate::layout::{Flow, Segment, Style};
use crate::text::Place;

/// Type size of a letter, pt.
const SIZE: f32 = 14.0;
/// Distance between its baselines, pt.
const LINE: f32 = 25.0;

fn style() -> Style {
    Style { size: SIZE, line: LINE, tracking: 0.0, indent: 2.0 * SIZE, ..Style::BODY }
}

fn set(flow: &mut Flow<'_>, role: Role, face: Face, filled: &Filled, style: Style) -> Result<(), PaperError> {
    for text in filled.text.lines().map(str::trim).filter(|t| !t.is_empty()) {
        let node = flow.sheets.node(0, role, Attribute::None);
        flow.paragraph(node, &[Segment { face, text }], style, Place::of(&filled.source))?;
    }
    Ok(())
}

/// A heading, never the last line of a page.
pub(super) fn heading(flow: &mut Flow<'_>, filled: &Filled) -> Result<(), PaperError> {
    flow.skip(4.0, true);
    flow.need(2.0 * LINE);
    set(flow, Role::H2, Face::Hei, filled, Style { indent: 0.0, ..style() })
}

/// To whom it goes.
pub(super) fn addressee(flow: &mut Flow<'_>, filled: &Filled) -> Result<(), PaperError> {
    flow.skip(4.0, true);
    set(flow, Role::P, Face::FangSong, filled, Style { indent: 0.0, ..style() })
}

/// Paragraphs. The last of a letter, short enough, goes with the `signed` lines that sign it: no signature stands on a page
/// without text.
pub(super) fn paragraph(flow: &mut Flow<'_>, filled: &Filled, line: f32, signed: usize) -> Result<(), PaperError> {
    let style = Style { line, ..style() };
    if signed > 0 {
        let words = Words::new(filled.text.clone(), filled.source.clone());
        let lines = flow.count(&words, Face::FangSong, style)?;
        #[allow(clippy::cast_precision_loss, reason = "few lines")]
        let height = (lines + signed + 1) as f32 * line;
        if lines <= 8 {
            flow.need(height);
        }
    }
    set(flow, Role::P, Face::FangSong, filled, style)
}

/// A paragraph for each row of a list.
pub(super) fn items(flow: &mut Flow<'_>, rows: &[Vec<Words>], line: f32) -> Result<(), PaperError> {
    for words in rows.iter().flatten() {
        paragraph(flow, &Filled { text: words.text.clone(), source: words.source.clone() }, line, 0)?;
    }
    Ok(())
}

/// Small print.
pub(super) fn small(flow: &mut Flow<'_>, filled: &Filled) -> Result<(), PaperError> {
    let size = 10.5;
    flow.skip(6.0, true);
    set(flow, Role::P, Face::FangSong, filled, Style { size, line: 16.0, indent: 2.0 * size, ..style() })
}

/// Who signs and when: lines over one middle, the widest of which ends two characters from the edge. A seal finds room
/// above them.
pub(super) fn sign(flow: &mut Flow<'_>, lines: &[Filled]) -> Result<(), PaperError> {
    let mut laid = Vec::with_capacity(lines.len());
    for line in lines {
        laid.push(flow.sorts(Face::FangSong, &line.text, SIZE, Place::of(&line.source))?);
    }
    #[allow(clippy::cast_precision_loss, reason = "few lines")]
    let height = (laid.len() + 1) as f32 * LINE;
    flow.need(height);
    flow.skip(LINE, true);
    let widest = laid.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let middle = flow.format.right() - 2.0 * SIZE - widest / 2.0;
    for (sorts, width) in &laid {
        let node = flow.sheets.node(0, Role::P, Attribute::None);
        flow.sheets.begin(node);
        flow.line_at(sorts, middle - width / 2.0, flow.y, SIZE, LINE, Ink::Black);
        flow.sheets.end();
        flow.y += LINE;
    }
    Ok(())
}

/// A dashed line across the page; what follows it stays together.
pub(super) fn cut(flow: &mut Flow<'_>, room_mm: f32) {
    flow.need(room_mm * MM);
    if flow.fresh() {
        return;
    }
    flow.skip(10.0, false);
    let y = flow.format.up(flow.y);
    let (dash, gap) = (5.0, 3.5);
    flow.sheets.artifact(Furniture::Layout);
    let mut x = flow.format.left;
    while x + dash <= flow.format.right() {
        flow.sheets.rule((x, y), (x + dash, y), 0.6, Ink::Grey);
        x += dash + gap;
    }
    flow.sheets.end();
    flow.skip(10.0, false);
}
