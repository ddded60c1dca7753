//! A table as a paper: title, a line of notes, the table, `第 n 页 共 N 页`.

use super::words::{Common, common};
use crate::content::{Meta, TableRow, TableSpec, Words};
use crate::error::PaperError;
use crate::fonts::{Face, Fonts};
use crate::ink::{Attribute, Ink, Role};
use crate::layout::format::MM;
use crate::layout::furniture::{Numbering, furnish};
use crate::layout::{Flow, Format, Segment, Setting, Style, Table, TableStyle};
use crate::pdfa::{Claim, finish};
use crate::text::Place;

/// Makes a table paper. Rows are taken one by one and never held together, so it serves ten thousand of them.
///
/// # Errors
/// [`PaperError::MissingGlyph`] names record and column; [`PaperError::Column`] a column narrower than a character.
pub fn table_paper(
    spec: &TableSpec,
    rows: impl IntoIterator<Item = TableRow>,
    meta: &Meta,
    fonts: &Fonts,
) -> Result<Vec<u8>, PaperError> {
    make(spec, rows, &Around::default(), meta, fonts, &common()?)
}

/// What stands in place of rows, and under them.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Said where there is no row.
    pub nothing: Option<String>,
    /// One line under the table, its parts apart: who signs.
    pub foot: Vec<Words>,
}

/// The same with a sentence for a table without rows, and a line under it.
pub(super) fn make(
    spec: &TableSpec,
    rows: impl IntoIterator<Item = TableRow>,
    around: &Around,
    meta: &Meta,
    fonts: &Fonts,
    common: &Common,
) -> Result<Vec<u8>, PaperError> {
    let mut flow = Flow::new(fonts, if spec.landscape { Format::LANDSCAPE } else { Format::UPRIGHT });
    set_title(&mut flow, &spec.title)?;
    set_notes(&mut flow, &spec.notes)?;
    let style = TableStyle {
        size: spec.size,
        leading: spec.leading,
        side: 0.8 * MM,
        above: 1.1 * MM,
        row: spec.leading + 2.2 * MM,
        head: 2.0 * spec.leading + 2.2 * MM,
        keep: TableStyle::WHOLE,
    };
    let mut table = Table::begin(&mut flow, 0, &spec.columns, style)?;
    let mut count = 0usize;
    for row in rows {
        table.row(&mut flow, &row.record, &row.cells)?;
        count += 1;
    }
    table.finish(&mut flow);
    if let (0, Some(text)) = (count, around.nothing.as_deref()) {
        let node = flow.sheets.node(0, Role::P, Attribute::None);
        let style = Style { size: 12.0, line: 24.0, tracking: 0.0, indent: 24.0, ..Style::BODY };
        flow.skip(6.0, false);
        flow.paragraph(node, &[Segment { face: Face::FangSong, text }], style, Place::of(&spec.form))?;
    }
    if !around.foot.is_empty() {
        flow.need(42.0);
        flow.skip(14.0, false);
        set_notes(&mut flow, &around.foot)?;
    }
    furnish(&mut flow, Numbering::OfAll, meta, common)?;
    let claim = Claim {
        form: &spec.form,
        title: &meta.title,
        author: &meta.school,
        made_at: meta.made_at,
        id_seed: &meta.id_seed,
        attachment: None,
    };
    finish(flow.sheets, &claim)
}

pub(super) fn set_title(flow: &mut Flow<'_>, title: &Words) -> Result<(), PaperError> {
    let node = flow.sheets.node(0, Role::H1, Attribute::None);
    let style = Style { size: 18.0, line: 26.0, tracking: 0.0, indent: 0.0, setting: Setting::Centred, ..Style::BODY };
    for text in title.text.lines() {
        flow.paragraph(node, &[Segment { face: Face::SongBold, text }], style, Place::of(&title.source))?;
    }
    flow.skip(6.0, true);
    Ok(())
}

/// The notes on one line: the first at the left edge, the last at the right one, others between.
pub(super) fn set_notes(flow: &mut Flow<'_>, notes: &[Words]) -> Result<(), PaperError> {
    let size = 10.5;
    let mut laid = Vec::with_capacity(notes.len());
    for note in notes {
        laid.push(flow.sorts(Face::FangSong, &note.text, size, Place::of(&note.source))?);
    }
    let room = flow.format.text_width;
    let total: f32 = laid.iter().map(|(_, width)| width).sum();
    #[allow(clippy::cast_precision_loss, reason = "a form has few notes")]
    let gaps = laid.len().saturating_sub(1).max(1) as f32;
    let gap = (room - total) / gaps;
    if gap < size {
        // Too long for one line: a paragraph for each.
        for note in notes {
            let node = flow.sheets.node(0, Role::P, Attribute::None);
            let style = Style { size, line: 16.0, tracking: 0.0, indent: 0.0, ..Style::BODY };
            let segment = Segment { face: Face::FangSong, text: &note.text };
            flow.paragraph(node, &[segment], style, Place::of(&note.source))?;
        }
        return Ok(());
    }
    let mut x = flow.format.left;
    for (sorts, width) in &laid {
        let node = flow.sheets.node(0, Role::P, Attribute::None);
        flow.sheets.begin(node);
        flow.line_at(sorts, x, flow.y, size, 18.0, Ink::Black);
        flow.sheets.end();
        x += width + gap;
    }
    if !laid.is_empty() {
        flow.y += 18.0;
    }
    Ok(())
}
