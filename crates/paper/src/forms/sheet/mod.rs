//! Forms with boxes, and letters with a receipt: what stands where is data (`assets/forms/<form>.json`), so that a label
//! or the order of the boxes is changed without touching code. `spec` reads the layout, `fill` puts the contents into
//! its templates, `frame` sets boxes and `letter` running text.

mod fill;
mod frame;
mod letter;
mod spec;

use std::collections::BTreeSet;

use super::plain::{set_notes, set_title};
use super::words::{Common, common};
use crate::content::{Meta, SheetContent, SheetForm, Words};
use crate::error::PaperError;
use crate::fonts::Fonts;
use crate::layout::furniture::{Numbering, furnish};
use crate::layout::{Flow, Format};
use crate::pdfa::{Claim, finish};
pub(super) use fill::Filler;
use spec::{Block, Spec, What};

/// Distances between the baselines of a letter, pt, the airiest first.
const LINES: [f32; 3] = [AIRIEST, 23.0, 21.5];
const AIRIEST: f32 = 25.0;

/// Makes a form or a letter.
///
/// # Errors
/// [`PaperError::MissingGlyph`] names the source of the text; [`PaperError::Field`] a field without contents.
pub fn sheet(content: &SheetContent, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let (spec, common) = (spec::of(content.form)?, common()?);
    let setting = Setting {
        spec: &spec,
        filler: Filler::new(&spec.form, &content.values).with(&content.lists),
        common: &common,
        fonts,
    };
    let mut laid = Vec::new();
    for line in LINES {
        let flow = setting.laid(line)?;
        let pages = flow.sheets.pages.len();
        laid.push((pages, flow));
        if pages == 1 || !spec.is_letter() {
            break;
        }
    }
    let fewest = laid.iter().map(|(pages, _)| *pages).min();
    let chosen = laid.into_iter().find(|(pages, _)| Some(*pages) == fewest).map(|(_, flow)| flow);
    let mut flow = match chosen {
        Some(flow) => flow,
        None => setting.laid(AIRIEST)?,
    };
    furnish(&mut flow, Numbering::OfAll, meta, &common)?;
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

/// What a form is set from.
struct Setting<'a> {
    spec: &'a Spec,
    filler: Filler<'a>,
    common: &'a Common,
    fonts: &'a Fonts,
}

impl<'a> Setting<'a> {
    /// All pages, with the lines of a letter `line` pt apart.
    fn laid(&self, line: f32) -> Result<Flow<'a>, PaperError> {
        let mut flow = Flow::new(self.fonts, Format::FORM);
        self.filler.prove(&mut flow)?;
        let title = self.filler.fill(&self.spec.title)?;
        set_title(&mut flow, &Words::new(title.text, title.source))?;
        let notes = self.spec.notes.iter().map(|note| self.filler.fill(note)).collect::<Result<Vec<_>, _>>()?;
        let notes: Vec<Words> = notes.into_iter().map(|f| Words::new(f.text, f.source)).collect();
        set_notes(&mut flow, &notes)?;
        for (i, block) in self.spec.blocks.iter().enumerate() {
            if self.filler.holds(&block.when)? {
                let signed = match self.spec.blocks.get(i + 1).map(|next| &next.what) {
                    Some(What::Sign(lines)) => lines.len(),
                    _ => 0,
                };
                self.set(&mut flow, block, line, signed)?;
            }
        }
        Ok(flow)
    }

    /// `signed` is how many lines sign what this block ends.
    fn set(&self, flow: &mut Flow<'_>, block: &Block, line: f32, signed: usize) -> Result<(), PaperError> {
        match &block.what {
            What::Frame(rows) => frame::set(flow, rows, self.spec, &self.filler, self.common),
            What::Heading(text) => letter::heading(flow, &self.filler.fill(text)?),
            What::Addressee(text) => letter::addressee(flow, &self.filler.fill(text)?),
            What::Paragraph(text) => letter::paragraph(flow, &self.filler.fill(text)?, line, signed),
            What::Items(name) => letter::items(flow, self.filler.rows(name)?, line),
            What::Small(text) => letter::small(flow, &self.filler.fill(text)?),
            What::Sign(lines) => {
                let lines = lines.iter().map(|line| self.filler.fill(line)).collect::<Result<Vec<_>, _>>()?;
                letter::sign(flow, &lines)
            }
            What::Cut { room_mm } => {
                letter::cut(flow, *room_mm);
                Ok(())
            }
            What::Page(()) => {
                flow.next_page();
                Ok(())
            }
        }
    }
}

/// The fields, then the lists, that the layout of a form asks for: what its contents must have.
///
/// # Errors
/// [`PaperError::Words`] when the layout cannot be read.
pub fn fields(form: SheetForm) -> Result<(BTreeSet<String>, BTreeSet<String>), PaperError> {
    Ok(spec::of(form)?.asks())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_is_read_and_each_form_has_its_own_name() {
        let mut names = BTreeSet::new();
        for form in SheetForm::ALL {
            let spec = spec::of(form).unwrap_or_else(|e| panic!("{form:?}: {e}"));
            assert!(names.insert(spec.form.clone()), "{}", spec.form);
            let (fields, _) = spec.asks();
            assert!(fields.contains("school"), "{form:?} says whose it is");
        }
    }

    #[test]
    fn every_row_of_every_frame_fills_the_width() {
        for form in SheetForm::ALL {
            let spec = spec::of(form).unwrap();
            for list in spec.lists() {
                assert_eq!(list.units.iter().sum::<usize>(), frame::UNITS, "{form:?} {}", list.name);
                assert_eq!(list.units.len(), list.heads.len(), "{form:?} {}", list.name);
            }
        }
    }
}
