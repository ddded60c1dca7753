//! The structure tree of a paper (ISO 32000-1, 14.7), in creation order, which is reading order.

/// Index of an element in the tree; 0 is the document itself.
pub(crate) type NodeId = u32;

/// Standard structure types in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The whole paper.
    Document,
    /// A part of the paper with its own title.
    Sect,
    /// Title of the paper or of a part.
    H1,
    /// First heading, 一、
    H2,
    /// Paragraph.
    P,
    /// Table.
    Table,
    /// Row.
    TR,
    /// Head cell.
    TH,
    /// Cell.
    TD,
}

impl Role {
    /// The name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Sect => "Sect",
            Role::H1 => "H1",
            Role::H2 => "H2",
            Role::P => "P",
            Role::Table => "Table",
            Role::TR => "TR",
            Role::TH => "TH",
            Role::TD => "TD",
        }
    }
}

/// What an element says beside its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// Nothing.
    None,
    /// Head of columns.
    ColumnHead {
        /// Columns.
        columns: u16,
    },
    /// Head of rows.
    RowHead {
        /// Rows.
        rows: u16,
        /// Columns it reaches over itself.
        columns: u16,
    },
    /// A cell over this many columns.
    Cell {
        /// Columns.
        columns: u16,
    },
}

/// One element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// Its type.
    pub role: Role,
    /// Its attribute.
    pub attribute: Attribute,
    /// The element it stands in; the document's own is itself.
    pub parent: NodeId,
}

/// One marked part of a page and the element it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The element.
    pub node: NodeId,
    /// Index of the page.
    pub page: u32,
    /// Number on the page.
    pub mcid: u32,
}

/// The tree. An element holds either elements or marks, never both: that is what keeps reading order simple.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    marks: Vec<Mark>,
}

impl Tree {
    /// A tree with only the document.
    pub fn new() -> Self {
        Tree { nodes: vec![Node { role: Role::Document, attribute: Attribute::None, parent: 0 }], marks: Vec::new() }
    }

    /// Adds an element as the last child of `parent`.
    pub fn add(&mut self, parent: NodeId, role: Role, attribute: Attribute) -> NodeId {
        let id = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { role, attribute, parent });
        id
    }

    /// The type of an element.
    pub fn role(&self, id: NodeId) -> Role {
        usize::try_from(id).ok().and_then(|i| self.nodes.get(i)).map_or(Role::Document, |n| n.role)
    }

    /// Notes that a part of a page belongs to an element.
    pub fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Every element in creation order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The children of every element, and the marks of every element, both in order.
    pub fn relations(&self) -> Relations {
        let mut children = Grouped::sized(self.nodes.len());
        for (id, node) in (0u32..).zip(&self.nodes).skip(1) {
            children.count(node.parent, id);
        }
        let mut marks = Grouped::sized(self.nodes.len());
        for mark in &self.marks {
            marks.count(mark.node, *mark);
        }
        Relations { children: children.group(), marks: marks.group() }
    }
}

/// The tree seen from above.
pub(crate) struct Relations {
    /// Children by element.
    pub children: Groups<NodeId>,
    /// Marks by element.
    pub marks: Groups<Mark>,
}

/// Values grouped by element without a vector for each.
pub(crate) struct Groups<T> {
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Groups<T> {
    /// The values of an element.
    pub fn of(&self, id: NodeId) -> &[T] {
        let at = |i: usize| self.starts.get(i).and_then(|s| usize::try_from(*s).ok());
        let Ok(i) = usize::try_from(id) else { return &[] };
        match (at(i), at(i + 1)) {
            (Some(from), Some(to)) => self.values.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }
}

struct Grouped<T> {
    counts: Vec<u32>,
    pairs: Vec<(NodeId, T)>,
}

impl<T: Copy> Grouped<T> {
    fn sized(nodes: usize) -> Self {
        Grouped { counts: vec![0; nodes + 1], pairs: Vec::new() }
    }

    fn count(&mut self, id: NodeId, value: T) {
        if let Some(count) = usize::try_from(id).ok().and_then(|i| self.counts.get_mut(i + 1)) {
            *count += 1;
            self.pairs.push((id, value));
        }
    }

    fn group(mut self) -> Groups<T> {
        let mut sum = 0;
        for count in &mut self.counts {
            sum += *count;
            *count = sum;
        }
        // A stable sort keeps the order of creation within an element.
        self.pairs.sort_by_key(|(id, _)| *id);
        Groups { starts: self.counts, values: self.pairs.into_iter().map(|(_, value)| value).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_and_marks_come_back_in_order() {
        let mut tree = Tree::new();
        let a = tree.add(0, Role::Sect, Attribute::None);
        let b = tree.add(0, Role::Sect, Attribute::None);
        let p = tree.add(a, Role::P, Attribute::None);
        let q = tree.add(b, Role::P, Attribute::None);
        let r = tree.add(a, Role::P, Attribute::None);
        let mark = |node, page, mcid| Mark { node, page, mcid };
        for m in [mark(p, 0, 0), mark(q, 0, 1), mark(p, 1, 0)] {
            tree.mark(m);
        }
        let seen = tree.relations();
        assert_eq!(seen.children.of(0), [a, b]);
        assert_eq!(seen.children.of(a), [p, r]);
        assert_eq!(
            seen.marks.of(p),
            [mark(p, 0, 0), mark(p, 1, 0)],
            "a paragraph over a page end has a mark on each page"
        );
        assert_eq!(seen.marks.of(r), []);
    }
}
