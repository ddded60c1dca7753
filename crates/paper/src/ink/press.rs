//! From sheets to a PDF object graph: the only file that names printpdf. Faces are subset first, because the writer
//! without its layout feature embeds whatever it is given.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, FontId, Greyscale, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Pt, Rgb, TextItem,
};
use sha2::{Digest, Sha256};

use super::page::{Command, Furniture, Ink, Page, Run};
use crate::error::PaperError;
use crate::fonts::Face;
use crate::text::TypeCase;
use crate::text::case::Drawer;

/// Millimetres in a point.
const MM_PER_PT: f32 = 25.4 / 72.0;

/// Makes the PDF objects of all pages. Pages are used up as they are translated.
pub(crate) fn press(case: &TypeCase<'_>, pages: Vec<Page>) -> Result<lopdf::Document, PaperError> {
    let mut document = PdfDocument::new("");
    for (face, drawer) in case.drawers().filter(|(_, d)| !d.glyphs.is_empty()) {
        let font = subset(case, face, drawer)?;
        document.resources.fonts.map.insert(font_id(face), PdfFont::new(font));
    }
    document.pages = pages
        .into_iter()
        .map(|page| {
            let ops = translate(&page);
            PdfPage::new(Mm(page.width * MM_PER_PT), Mm(page.height * MM_PER_PT), ops)
        })
        .collect();
    let mut warnings = Vec::new();
    let pdf = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.into_iter().next() {
        Some(warning) => Err(PaperError::Writer(warning.msg)),
        None => Ok(pdf),
    }
}

/// The resource name of a face: fixed, so that the same paper has the same bytes.
fn font_id(face: Face) -> FontId {
    FontId(format!("A{}", crate::text::case::index_of(face)))
}

/// The face reduced to the glyphs in use, with its characters mapped to the new numbering.
fn subset(case: &TypeCase<'_>, face: Face, drawer: &Drawer) -> Result<ParsedFont, PaperError> {
    let failed = || PaperError::Subset { face: face.postscript_name() };
    let mut remapper = subsetter::GlyphRemapper::new();
    let map: BTreeMap<u32, u16> =
        drawer.glyphs.iter().map(|(character, gid)| (u32::from(*character), remapper.remap(*gid))).collect();
    let bytes = case.fonts().bytes(face)?;
    let program = subsetter::subset(&bytes, 0, &remapper).map_err(|_| failed())?;
    // The subset has no cmap, which the parser only remarks on.
    let mut font = ParsedFont::from_bytes(&program, 0, &mut Vec::new()).ok_or_else(failed)?;
    font.font_name = Some(format!("{}+{}", tag(&program), face.postscript_name()));
    font.codepoint_to_glyph = map;
    Ok(font)
}

/// Six capital letters that tell subsets apart (ISO 32000-1, 9.6.4), taken from the subset itself.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|b| char::from(b'A' + b % 26)).collect()
}

/// State that PDF keeps between operators; only changes are written.
#[derive(Default)]
struct State {
    in_text: bool,
    /// Where the last line of the text section began.
    line: (f32, f32),
    font: Option<(u8, f32)>,
    spacing: f32,
    fill: Ink,
    stroke: Ink,
    width: f32,
}

fn translate(page: &Page) -> Vec<Op> {
    let mut ops = Vec::with_capacity(page.commands.len() * 3);
    let mut state = State::default();
    for command in &page.commands {
        match command {
            Command::Begin { role, mcid } => {
                close_text(&mut ops, &mut state);
                ops.push(marked(role, "MCID", DictItem::Int(i64::from(*mcid))));
            }
            Command::Artifact(kind) => {
                close_text(&mut ops, &mut state);
                let kind = match kind {
                    Furniture::Pagination => "Pagination",
                    Furniture::Layout => "Layout",
                };
                ops.push(marked("Artifact", "Type", DictItem::Name(kind.into())));
            }
            Command::Actual(text) => {
                close_text(&mut ops, &mut state);
                ops.push(marked("Span", "ActualText", DictItem::Bytes(utf16(text))));
            }
            Command::End => {
                close_text(&mut ops, &mut state);
                ops.push(Op::EndMarkedContent);
            }
            Command::Run(run) => show(run, &mut ops, &mut state),
            Command::Rule { x1, y1, x2, y2, width, ink } => {
                close_text(&mut ops, &mut state);
                if state.stroke != *ink {
                    state.stroke = *ink;
                    ops.push(Op::SetOutlineColor { col: colour(*ink) });
                }
                #[allow(clippy::float_cmp, reason = "only an identical width may be left out")]
                if state.width != *width {
                    state.width = *width;
                    ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
                }
                let point = |x: f32, y: f32| LinePoint { p: Point { x: Pt(cut(x)), y: Pt(cut(y)) }, bezier: false };
                let line = Line { points: vec![point(*x1, *y1), point(*x2, *y2)], is_closed: false };
                ops.push(Op::DrawLine { line });
            }
        }
    }
    close_text(&mut ops, &mut state);
    ops
}

#[allow(clippy::float_cmp, reason = "only an identical state may be left out")]
fn show(run: &Run, ops: &mut Vec<Op>, state: &mut State) {
    if !state.in_text {
        state.in_text = true;
        state.line = (0.0, 0.0);
        ops.push(Op::StartTextSection);
    }
    if state.fill != run.ink {
        state.fill = run.ink;
        ops.push(Op::SetFillColor { col: colour(run.ink) });
    }
    if state.font != Some((run.face, run.size)) {
        state.font = Some((run.face, run.size));
        let font = PdfFontHandle::External(FontId(format!("A{}", run.face)));
        ops.push(Op::SetFont { font, size: Pt(run.size) });
    }
    let spacing = (run.spacing * 1000.0).round() / 1000.0;
    if state.spacing != spacing {
        state.spacing = spacing;
        ops.push(Op::SetCharacterSpacing { multiplier: spacing });
    }
    // From where the last line began (operator Td): two numbers where a matrix needs six.
    let (x, y) = (cut(run.x - state.line.0), cut(run.y - state.line.1));
    state.line = (state.line.0 + x, state.line.1 + y);
    ops.push(Op::SetTextCursor { pos: Point { x: Pt(x), y: Pt(y) } });
    ops.push(Op::ShowText { items: vec![TextItem::Text(run.text.clone().into_string())] });
}

fn close_text(ops: &mut Vec<Op>, state: &mut State) {
    if std::mem::take(&mut state.in_text) {
        ops.push(Op::EndTextSection);
    }
}

fn marked(tag: &str, key: &str, value: DictItem) -> Op {
    let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties }
}

/// Hundredths of a point are finer than any printer.
fn cut(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

fn colour(ink: Ink) -> Color {
    match ink {
        Ink::Black => Color::Greyscale(Greyscale::new(0.0, None)),
        Ink::Grey => Color::Greyscale(Greyscale::new(0.35, None)),
        Ink::Red => Color::Rgb(Rgb::new(0.85, 0.0, 0.0, None)),
    }
}
