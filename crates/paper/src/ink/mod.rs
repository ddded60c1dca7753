//! The seam over the PDF writer. A paper is set into [`Sheets`]: pages kept as command lists, the structure tree, the
//! outline and the type case. [`press`] turns them into a PDF object graph; nothing outside this module names printpdf.

pub(crate) mod page;
pub(crate) mod press;
pub(crate) mod sheets;
pub(crate) mod tree;

pub(crate) use page::{Furniture, Ink};
pub(crate) use sheets::{Sheets, Stroke};
pub(crate) use tree::{Attribute, NodeId, Role};
