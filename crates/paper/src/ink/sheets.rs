//! The sheets of a paper while it is set: pages, structure, outline and type case, always in step with each other.

use super::page::{Command, Furniture, Ink, Page, Run};
use super::tree::{Attribute, Mark, NodeId, Role, Tree};
use crate::fonts::Fonts;
use crate::text::{Sort, TypeCase};

/// Where and how a line is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    /// Left end of the baseline, pt.
    pub x: f32,
    /// Height of the baseline above the page's foot, pt.
    pub y: f32,
    /// Type size, pt.
    pub size: f32,
    /// Space added after each character, pt.
    pub spacing: f32,
    /// Colour.
    pub ink: Ink,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OutlineEntry {
    /// What the reader shows.
    pub title: String,
    /// Index of its page.
    pub page: usize,
    /// Height of its top on the page, pt.
    pub top: f32,
}

/// A paper being set.
pub(crate) struct Sheets<'f> {
    /// Characters in use.
    pub case: TypeCase<'f>,
    /// Finished pages and the one being set.
    pub pages: Vec<Page>,
    /// Structure.
    pub tree: Tree,
    /// Outline, in order.
    pub outline: Vec<OutlineEntry>,
    open: usize,
}

impl<'f> Sheets<'f> {
    /// No page yet.
    pub fn new(fonts: &'f Fonts) -> Self {
        Sheets { case: TypeCase::new(fonts), pages: Vec::new(), tree: Tree::new(), outline: Vec::new(), open: 0 }
    }

    /// Starts a page of the given size in pt.
    pub fn new_page(&mut self, width: f32, height: f32) {
        debug_assert_eq!(self.open, 0, "a page ends with nothing open");
        self.pages.push(Page { width, height, commands: Vec::new(), owners: Vec::new() });
    }

    fn put(&mut self, command: Command) {
        if let Some(page) = self.pages.last_mut() {
            page.commands.push(command);
        }
    }

    /// Adds an element to the structure.
    pub fn node(&mut self, parent: NodeId, role: Role, attribute: Attribute) -> NodeId {
        self.tree.add(parent, role, attribute)
    }

    /// Opens a tagged part of the page that belongs to `node`.
    pub fn begin(&mut self, node: NodeId) {
        let role = self.tree.role(node).name();
        let page_index = u32::try_from(self.pages.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let Some(page) = self.pages.last_mut() else { return };
        let mcid = u32::try_from(page.owners.len()).unwrap_or(u32::MAX);
        page.owners.push(node);
        page.commands.push(Command::Begin { role, mcid });
        self.tree.mark(Mark { node, page: page_index, mcid });
        self.open += 1;
    }

    /// Opens content that is no part of the text.
    pub fn artifact(&mut self, kind: Furniture) {
        self.put(Command::Artifact(kind));
        self.open += 1;
    }

    /// Closes the part opened last.
    pub fn end(&mut self) {
        self.put(Command::End);
        self.open = self.open.saturating_sub(1);
    }

    /// Whether every part that was opened is closed.
    pub fn balanced(&self) -> bool {
        self.open == 0
    }

    /// Sets sorts on one baseline, a run for each stretch of one face.
    pub fn line(&mut self, sorts: &[Sort], stroke: Stroke) {
        let mut x = stroke.x;
        let mut rest = sorts;
        while let Some(first) = rest.first() {
            let same = |s: &Sort| s.face == first.face && !s.alias;
            let count = if first.alias { 1 } else { rest.iter().take_while(|s| same(s)).count() };
            let (run, tail) = rest.split_at_checked(count.max(1)).unwrap_or((rest, &[]));
            if first.alias {
                let character = self.case.owner(*first);
                self.put(Command::Actual(first.character.to_string().into_boxed_str()));
                self.run(character.to_string(), first.face, x, stroke);
                self.put(Command::End);
            } else {
                self.run(run.iter().map(|s| s.character).collect(), first.face, x, stroke);
            }
            x += run.iter().map(|s| s.width(stroke.size) + stroke.spacing).sum::<f32>();
            rest = tail;
        }
    }

    fn run(&mut self, text: String, face: u8, x: f32, stroke: Stroke) {
        let Stroke { y, size, spacing, ink, .. } = stroke;
        self.put(Command::Run(Run { face, ink, size, x, y, spacing, text: text.into_boxed_str() }));
    }

    /// Draws a straight rule. Call it inside an artifact.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.put(Command::Rule { x1: from.0, y1: from.1, x2: to.0, y2: to.1, width, ink });
    }

    /// Adds an outline entry for the present page; `top` is a height above the page's foot in pt.
    pub fn bookmark(&mut self, title: String, top: f32) {
        let page = self.pages.len().saturating_sub(1);
        self.outline.push(OutlineEntry { title, page, top });
    }

    /// Makes page `index` the last one for `draw`, so that furniture can be added when the number of pages is known.
    pub fn on_page(&mut self, index: usize, draw: impl FnOnce(&mut Self)) {
        let last = self.pages.len().saturating_sub(1);
        if index > last {
            return;
        }
        self.pages.swap(index, last);
        draw(self);
        self.pages.swap(index, last);
    }
}
