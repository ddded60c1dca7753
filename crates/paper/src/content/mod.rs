//! What goes into a paper: worded texts and typed values, each with the place it came from. The forms add only their
//! fixed words, the layout and nothing else.

mod ledger;
mod list;
mod meta;
mod pacts;
mod report;
mod sheet;
mod table;

pub use ledger::{LedgerContent, LedgerRow};
pub use list::{ListContent, ListForm};
pub use meta::Meta;
pub use pacts::{Edition, Pact, PactsContent, Signatory, Unsigned};
pub use report::{OpenItem, OpenItems, PactLine, PactList, ReportContent, Section, StatGroup, StatItem, Statistics};
pub use sheet::{SheetContent, SheetForm};
pub use table::{Align, Column, TableRow, TableSpec};

/// A text and the record and field it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The text as it is to be printed. A line feed begins a new paragraph.
    pub text: String,
    /// The record and field, for example `ZG-2026-004 问题`. It is named when a character of the text has no glyph, so
    /// it must not itself be a pupil's name.
    pub source: String,
}

impl Words {
    /// A text from a source.
    pub fn new(text: impl Into<String>, source: impl Into<String>) -> Self {
        Words { text: text.into(), source: source.into() }
    }

    /// Whether there is nothing to print.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}
