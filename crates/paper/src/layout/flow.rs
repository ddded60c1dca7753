//! Text flowing down pages: paragraphs over page ends, headings kept with what follows, groups kept together.

use super::format::{Format, baseline, grid};
use crate::content::Words;
use crate::error::PaperError;
use crate::fonts::{Face, Fonts};
use crate::ink::{Ink, NodeId, Sheets, Stroke};
use crate::text::lines::{fits, natural};
use crate::text::{Breaker, Line, Measure, Place, Sort, break_lines};

/// A stretch of text in one face.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment<'a> {
    /// Face.
    pub face: Face,
    /// Text, without line feeds.
    pub text: &'a str,
}

/// How lines stand in the text area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Even at both ends.
    Justified,
    /// Centred.
    Centred,
}

/// How a paragraph is set. Lengths in pt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Type size.
    pub size: f32,
    /// Distance between baselines.
    pub line: f32,
    /// Space added after each character.
    pub tracking: f32,
    /// Indent of the first line.
    pub indent: f32,
    /// Indent of the other lines.
    pub hang: f32,
    /// How lines stand.
    pub setting: Setting,
}

impl Style {
    /// Body text of an official paper: 3号 on the grid, first line two characters in.
    pub const BODY: Style = Style {
        size: grid::BODY,
        line: grid::LINE,
        tracking: grid::TRACKING,
        indent: 2.0 * grid::CHARACTER,
        hang: 0.0,
        setting: Setting::Justified,
    };

    fn measure(self, width: f32) -> Measure {
        Measure { width, indent: self.indent, hang: self.hang, size: self.size, tracking: self.tracking }
    }
}

/// The most that justification may add after a character, in em; a line that needs more stays ragged.
const LOOSEST: f32 = 0.16;

/// How much a paragraph may be drawn together to take in a last line of one character, in em a character.
const TIGHTER: f32 = 0.02;

/// The space between characters that makes a line `room` wide, or the plain tracking when that cannot look right.
pub(crate) fn justified(line: &Line, count: usize, room: f32, measure: Measure) -> f32 {
    let slack = room - line.width;
    #[allow(clippy::cast_precision_loss, reason = "a line has few characters")]
    let gaps = count.saturating_sub(1) as f32;
    if line.last || slack <= 0.0 || slack > gaps * LOOSEST * measure.size {
        return measure.tracking;
    }
    measure.tracking + slack / gaps
}

/// Pages being filled from top to bottom.
pub(crate) struct Flow<'f> {
    /// The sheets.
    pub sheets: Sheets<'f>,
    /// Page and text area.
    pub format: Format,
    /// How far the text area is filled, from its top.
    pub y: f32,
    /// Finds places where lines may end.
    pub breaker: Breaker,
    sorts: Vec<Sort>,
    allowed: Vec<bool>,
    lines: Vec<Line>,
    tightened: f32,
}

impl<'f> Flow<'f> {
    /// A paper with its first page.
    pub fn new(fonts: &'f Fonts, format: Format) -> Self {
        let mut sheets = Sheets::new(fonts);
        sheets.new_page(format.width, format.height);
        Flow {
            sheets,
            format,
            y: 0.0,
            breaker: Breaker::new(),
            sorts: Vec::new(),
            allowed: Vec::new(),
            lines: Vec::new(),
            tightened: 0.0,
        }
    }

    /// Height left on the page.
    pub fn room(&self) -> f32 {
        self.format.text_height - self.y
    }

    /// Whether nothing stands on the page yet.
    pub fn fresh(&self) -> bool {
        self.y <= 0.0
    }

    /// Begins the next page.
    pub fn next_page(&mut self) {
        self.sheets.new_page(self.format.width, self.format.height);
        self.y = 0.0;
    }

    /// Leaves room of the given height; at the head of a page it is left out only when `soft`.
    pub fn skip(&mut self, height: f32, soft: bool) {
        if !(soft && self.fresh()) {
            self.y += height;
        }
    }

    /// Begins a new page unless `height` is left on this one.
    pub fn need(&mut self, height: f32) {
        if self.room() + 0.01 < height && !self.fresh() {
            self.next_page();
        }
    }

    /// Breaks a paragraph into lines, kept for [`Flow::set`]; tells how many.
    pub fn lay(&mut self, segments: &[Segment<'_>], style: Style, place: Place<'_>) -> Result<usize, PaperError> {
        self.sorts.clear();
        self.lines.clear();
        for segment in segments {
            self.sheets.case.set(segment.face, segment.text, place, &mut self.sorts)?;
        }
        if self.sorts.is_empty() {
            return Ok(0);
        }
        let measure = style.measure(self.format.text_width);
        self.allowed.clear();
        if !fits(&self.sorts, measure) {
            self.breaker.mark(&self.sorts, &mut self.allowed);
        }
        break_lines(&self.sorts, &self.allowed, measure, &mut self.lines);
        self.tightened = 0.0;
        if style.setting == Setting::Justified && self.lonely() {
            self.tighten(measure);
        }
        if style.setting == Setting::Justified && self.lonely() {
            self.give_company(measure);
        }
        Ok(self.lines.len())
    }

    /// Whether the last line of a longer paragraph is a single character, perhaps with a mark.
    fn lonely(&self) -> bool {
        matches!(self.lines.as_slice(), [_, .., last] if last.end - last.start <= 2)
    }

    /// Moves the end of the last full line down to a lonely last one.
    fn give_company(&mut self, measure: Measure) {
        let [.., full, last] = self.lines.as_mut_slice() else { return };
        let open = |at: &usize| self.allowed.get(*at).copied().unwrap_or(false);
        let Some(at) = (full.start + 1..last.end.saturating_sub(2)).rev().find(open) else { return };
        let width = |from: usize, to: usize| natural(self.sorts.get(from..to).unwrap_or_default(), measure);
        if 2 * (at - full.start) > full.end - full.start {
            full.end = at;
            full.width = width(full.start, at);
            last.start = at;
            last.width = width(at, last.end);
        }
    }

    /// Draws the paragraph together a little, when that takes in a lonely last line.
    fn tighten(&mut self, measure: Measure) {
        let tighter = Measure { tracking: measure.tracking - TIGHTER * measure.size, ..measure };
        let mut lines = Vec::with_capacity(self.lines.len());
        break_lines(&self.sorts, &self.allowed, tighter, &mut lines);
        if lines.len() < self.lines.len() {
            self.lines = lines;
            self.tightened = TIGHTER * measure.size;
        }
    }

    /// Sets the paragraph laid last as the content of `node`.
    pub fn set(&mut self, node: NodeId, style: Style, ink: Ink) {
        let sorts = std::mem::take(&mut self.sorts);
        let lines = std::mem::take(&mut self.lines);
        let mut measure = style.measure(self.format.text_width);
        measure.tracking -= self.tightened;
        let mut open = false;
        for line in &lines {
            if self.room() + 0.01 < style.line {
                if open {
                    self.sheets.end();
                }
                open = false;
                self.next_page();
            }
            if !open {
                self.sheets.begin(node);
                open = true;
            }
            let shown = sorts.get(line.start..line.end).unwrap_or_default();
            let room = measure.width - line.indent;
            let (shift, spacing) = match style.setting {
                Setting::Justified => (0.0, justified(line, shown.len(), room, measure)),
                Setting::Centred => ((room - line.width) / 2.0, measure.tracking),
            };
            let stroke = Stroke {
                x: self.format.left + line.indent + shift,
                y: self.format.up(self.y + baseline(style.size, style.line)),
                size: style.size,
                spacing,
                ink,
            };
            self.sheets.line(shown, stroke);
            self.y += style.line;
        }
        if open {
            self.sheets.end();
        }
        self.sorts = sorts;
        self.lines = lines;
    }

    /// Lays and sets a paragraph.
    pub fn paragraph(
        &mut self,
        node: NodeId,
        segments: &[Segment<'_>],
        style: Style,
        place: Place<'_>,
    ) -> Result<(), PaperError> {
        self.lay(segments, style, place)?;
        self.set(node, style, Ink::Black);
        Ok(())
    }

    /// How many lines a text would take.
    pub fn count(&mut self, words: &Words, face: Face, style: Style) -> Result<usize, PaperError> {
        let mut lines = 0;
        for text in words.text.lines() {
            lines += self.lay(&[Segment { face, text }], style, Place::of(&words.source))?;
        }
        Ok(lines)
    }

    /// The sorts of a text and their width at a size.
    pub fn sorts(
        &mut self,
        face: Face,
        text: &str,
        size: f32,
        place: Place<'_>,
    ) -> Result<(Vec<Sort>, f32), PaperError> {
        let mut sorts = Vec::new();
        self.sheets.case.set(face, text, place, &mut sorts)?;
        let measure = Measure { width: 0.0, indent: 0.0, hang: 0.0, size, tracking: 0.0 };
        let width = natural(&sorts, measure);
        Ok((sorts, width))
    }

    /// Sets one line with its left end at `x`, its box at `y` below the top of the text area.
    pub fn line_at(&mut self, sorts: &[Sort], x: f32, y: f32, size: f32, line: f32, ink: Ink) {
        let stroke = Stroke { x, y: self.format.up(y + baseline(size, line)), size, spacing: 0.0, ink };
        self.sheets.line(sorts, stroke);
    }
}
