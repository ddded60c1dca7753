//! Papers as tagged PDF/A-3a and PDF/UA-1, and PDF pages as images. The only crate that names printpdf or hayro.
//!
//! A paper is made in four steps: a form (`forms`) takes worded content ([`content`]), the typesetter (`layout`, `text`)
//! puts it on pages with a structure tree (`ink`), the writer makes PDF objects, and `pdfa` completes and packs the
//! file. The same content, meta and fonts give the same bytes; a character without a glyph refuses the paper.

pub mod content;
mod error;
pub mod fonts;
mod forms;
mod ink;
mod layout;
mod pdfa;
pub mod preview;
pub mod readback;
mod text;

pub use error::PaperError;
pub use forms::{fields, ledger, list, pacts, report, sheet, table_paper};
