//! One page as a list of commands. Lengths in pt, the origin at the lower left corner.

use super::tree::NodeId;

/// The colours of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ink {
    /// Text and rules.
    #[default]
    Black,
    /// The name of the sender and its rule in an official paper (GB/T 9704-2012, 7.2.4 and 7.2.7).
    Red,
    /// Small furniture.
    Grey,
}

/// What an artifact is (ISO 32000-1, table 330).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// Page numbers, marks and repeated heads.
    Pagination,
    /// Rules.
    Layout,
}

/// One thing done on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Command {
    /// Opens the part `mcid` of the page's tagged content.
    Begin {
        /// Structure type.
        role: &'static str,
        /// Its number on the page.
        mcid: u32,
    },
    /// Opens content that is no part of the text.
    Artifact(Furniture),
    /// Opens a span that is read as `text` whatever its glyphs say.
    Actual(Box<str>),
    /// Closes what was opened last.
    End,
    /// One run of one face on one baseline.
    Run(Run),
    /// A straight rule.
    Rule {
        /// From x.
        x1: f32,
        /// From y.
        y1: f32,
        /// To x.
        x2: f32,
        /// To y.
        y2: f32,
        /// Width of the line.
        width: f32,
        /// Its colour.
        ink: Ink,
    },
}

/// Glyphs of one face on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// Index of the face in `Face::ALL`.
    pub face: u8,
    /// Colour.
    pub ink: Ink,
    /// Type size.
    pub size: f32,
    /// Start of the baseline.
    pub x: f32,
    /// Height of the baseline.
    pub y: f32,
    /// Space added after each character (PDF operator Tc).
    pub spacing: f32,
    /// The characters, all in the face's drawer.
    pub text: Box<str>,
}

/// A page being set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    /// Width in pt.
    pub width: f32,
    /// Height in pt.
    pub height: f32,
    /// What is done, in order.
    pub commands: Vec<Command>,
    /// The structure element of each marked part, by its mcid.
    pub owners: Vec<NodeId>,
}
