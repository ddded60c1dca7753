//! Structure elements as they stand in the file (ISO 32000-1, 14.7.2), written without building PDF objects.

use std::io::Write as _;

use lopdf::ObjectId;

use crate::ink::tree::{Attribute, Mark, Node, NodeId, Relations, Tree};

/// The elements of a tree, numbered from `first` in creation order.
pub(crate) struct Elements<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// Object number of the document element.
    pub first: u32,
    /// Object numbers of the pages.
    pub pages: &'a [ObjectId],
}

impl Elements<'_> {
    /// How many objects they are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.tree.nodes().len()).unwrap_or(u32::MAX)
    }

    /// The object number of an element.
    pub fn id(&self, node: NodeId) -> ObjectId {
        (self.first + node, 0)
    }

    /// Calls `each` with the number and the text of every element in order.
    pub fn write<E>(&self, root: ObjectId, mut each: impl FnMut(u32, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let relations = self.tree.relations();
        let mut text = Vec::new();
        for (id, node) in (0u32..).zip(self.tree.nodes()) {
            text.clear();
            self.element(id, *node, root, &relations, &mut text);
            each(self.id(id).0, &text)?;
        }
        Ok(())
    }

    fn element(&self, id: NodeId, node: Node, root: ObjectId, relations: &Relations, out: &mut Vec<u8>) {
        let parent = if id == 0 { root } else { self.id(node.parent) };
        push(out, format_args!("<</S/{}/P {} 0 R", node.role.name(), parent.0));
        let marks = relations.marks.of(id);
        let children = relations.children.of(id);
        let home = marks.first().map(|m| m.page);
        if let Some(page) = home {
            push(out, format_args!("/Pg {} 0 R", self.page(page)));
        }
        match (marks, children) {
            ([], []) => {}
            ([mark], []) => push(out, format_args!("/K {}", mark.mcid)),
            ([], [child]) => push(out, format_args!("/K {} 0 R", self.id(*child).0)),
            _ => {
                out.extend_from_slice(b"/K[");
                for mark in marks {
                    self.kid(*mark, home, out);
                }
                for child in children {
                    push(out, format_args!("{} 0 R ", self.id(*child).0));
                }
                out.push(b']');
            }
        }
        match node.attribute {
            Attribute::None => {}
            Attribute::ColumnHead { columns } => table(out, "/Scope/Column", 1, columns),
            Attribute::RowHead { rows, columns } => table(out, "/Scope/Row", rows, columns),
            Attribute::Cell { columns } => table(out, "", 1, columns),
        }
        out.extend_from_slice(b">>");
    }

    fn kid(&self, mark: Mark, home: Option<u32>, out: &mut Vec<u8>) {
        if home == Some(mark.page) {
            push(out, format_args!("{} ", mark.mcid));
        } else {
            push(out, format_args!("<</Type/MCR/Pg {} 0 R/MCID {}>>", self.page(mark.page), mark.mcid));
        }
    }

    fn page(&self, index: u32) -> u32 {
        usize::try_from(index).ok().and_then(|i| self.pages.get(i)).map_or(0, |id| id.0)
    }
}

/// The attributes of a cell (ISO 32000-1, table 349); nothing for a plain one.
fn table(out: &mut Vec<u8>, scope: &str, rows: u16, columns: u16) {
    if scope.is_empty() && rows <= 1 && columns <= 1 {
        return;
    }
    push(out, format_args!("/A<</O/Table{scope}"));
    if rows > 1 {
        push(out, format_args!("/RowSpan {rows}"));
    }
    if columns > 1 {
        push(out, format_args!("/ColSpan {columns}"));
    }
    out.extend_from_slice(b">>");
}

/// Writing to memory cannot fail.
fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}
