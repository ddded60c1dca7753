//! From a PDF object graph to a finished file that claims PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1):
//! metadata, output intent, structure tree, outline, attachment, and a deterministic packing.

mod attach;
mod catalog;
mod elements;
mod metadata;
mod pack;

pub(crate) use attach::Attachment;
pub(crate) use catalog::{Claim, finish};
