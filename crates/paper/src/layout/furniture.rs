//! What stands on every page and is no part of the text: page number, audit digits, practice mark. Drawn last, when the
//! number of pages is known.

use super::flow::Flow;
use super::format::MM;
use crate::content::Meta;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::forms::words::Common;
use crate::ink::{Furniture, Ink, Stroke};
use crate::text::Place;

/// How pages are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// `— 1 —`, 4号 宋体, right on odd and left on even pages (GB/T 9704-2012, 7.5).
    Official,
    /// `第 1 页 共 3 页` in the middle of the foot, for tables.
    OfAll,
}

/// One line of furniture, anchored left, middle or right of `x`, with its baseline `y` pt above the page's foot.
struct Mark<'a> {
    text: &'a str,
    face: Face,
    size: f32,
    x: f32,
    anchor: f32,
    y: f32,
    ink: Ink,
}

/// Furnishes every page.
pub(crate) fn furnish(
    flow: &mut Flow<'_>,
    numbering: Numbering,
    meta: &Meta,
    common: &Common,
) -> Result<(), PaperError> {
    let pages = flow.sheets.pages.len();
    let audit = common.audit.replace("{head}", &meta.audit_digits());
    for index in 0..pages {
        let page = index + 1;
        let mut marks = Vec::new();
        let format = flow.format;
        let text_foot = format.up(format.text_height);
        let number = match numbering {
            Numbering::Official => common.page.replace("{page}", &page.to_string()),
            Numbering::OfAll => {
                common.page_of.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string())
            }
        };
        match numbering {
            Numbering::Official => {
                // One character from the edge; the dash, 0.36 em above the baseline, 7 mm below the text area.
                let size = 14.0;
                let (x, anchor) = if page % 2 == 1 { (format.right() - size, 1.0) } else { (format.left + size, 0.0) };
                let y = text_foot - 7.0 * MM - 0.36 * size;
                marks.push(Mark { text: &number, face: Face::Song, size, x, anchor, y, ink: Ink::Black });
                marks.push(Mark { text: &audit, face: Face::Song, size: 6.0, x, anchor, y: y - 13.0, ink: Ink::Grey });
            }
            Numbering::OfAll => {
                let y = text_foot - 8.0 * MM;
                let middle = format.left + format.text_width / 2.0;
                marks.push(Mark {
                    text: &number,
                    face: Face::Song,
                    size: 9.0,
                    x: middle,
                    anchor: 0.5,
                    y,
                    ink: Ink::Black,
                });
                marks.push(Mark {
                    text: &audit,
                    face: Face::Song,
                    size: 6.0,
                    x: format.right(),
                    anchor: 1.0,
                    y,
                    ink: Ink::Grey,
                });
            }
        }
        if meta.practice {
            let y = format.height - format.top + 6.0 * MM;
            let middle = format.left + format.text_width / 2.0;
            marks.push(Mark {
                text: &common.practice,
                face: Face::Hei,
                size: 12.0,
                x: middle,
                anchor: 0.5,
                y,
                ink: Ink::Red,
            });
        }
        for mark in marks {
            let (sorts, width) = flow.sorts(mark.face, mark.text, mark.size, Place::of("assets/forms/common.json"))?;
            let stroke =
                Stroke { x: mark.x - mark.anchor * width, y: mark.y, size: mark.size, spacing: 0.0, ink: mark.ink };
            flow.sheets.on_page(index, |sheets| {
                sheets.artifact(Furniture::Pagination);
                sheets.line(&sorts, stroke);
                sheets.end();
            });
        }
    }
    Ok(())
}
