//! Turns the wording into sentences: fills placeholders, leaves out clauses that have nothing to say, and keeps a list of
//! every number stated.

use super::facts::{Fact, Facts};
use super::wording::Node;
use super::{Cited, Paragraph};
use crate::numbers::{Amount, Figure, Numbers};

pub(super) struct Renderer<'a> {
    pub facts: &'a Facts,
    pub numbers: &'a Numbers,
}

/// A rendered part of a sentence.
#[derive(Default)]
struct Piece {
    text: String,
    numbers: Vec<Cited>,
    literals: Vec<Cited>,
}

impl Piece {
    fn append(&mut self, other: Piece) {
        self.text.push_str(&other.text);
        self.numbers.extend(other.numbers);
        self.literals.extend(other.literals);
    }
}

impl Renderer<'_> {
    /// The text of a node; `None` where it is left out.
    pub fn text(&self, node: &Node) -> Option<String> {
        self.node(node).map(|p| p.text)
    }

    /// A paragraph of the sentences that have something to say; `None` where none has.
    pub fn paragraph(&self, lead: &str, sentences: &[Node]) -> Option<Paragraph> {
        let mut all = Piece::default();
        for sentence in sentences.iter().filter_map(|s| self.node(s)) {
            all.append(sentence);
        }
        let said = !all.text.is_empty();
        said.then(|| Paragraph {
            lead: lead.to_owned(),
            text: all.text,
            numbers: all.numbers,
            literals: all.literals,
            note: false,
        })
    }

    fn node(&self, node: &Node) -> Option<Piece> {
        if node.needs.iter().any(|key| !self.says_something(key))
            || node.without.iter().any(|key| self.says_something(key))
        {
            return None;
        }
        let mut piece = self.fill(&node.text)?;
        let mut parts: Vec<Piece> = node.of.iter().filter_map(|n| self.node(n)).collect();
        parts.extend(self.items(&node.each, &node.item));
        if parts.is_empty() && !(node.of.is_empty() && node.each.is_empty()) {
            return None;
        }
        for (i, part) in parts.into_iter().enumerate() {
            if i > 0 {
                piece.text.push_str(&node.join);
            }
            piece.append(part);
        }
        piece.append(self.fill(&node.tail)?);
        Some(piece)
    }

    fn says_something(&self, key: &str) -> bool {
        match self.facts.get(key) {
            Some(Fact::Text(text)) => !text.is_empty(),
            Some(Fact::Amount(amount)) => amount.is_positive(),
            None => match self.numbers.get(key) {
                Some(Figure::Parts(parts)) => !parts.is_empty(),
                _ => self.numbers.amount(key).is_positive(),
            },
        }
    }

    /// The text with its placeholders filled; `None` where one of them is nothing.
    fn fill(&self, template: &str) -> Option<Piece> {
        let mut piece = Piece::default();
        for part in parse(template) {
            match part {
                Part::Text(text) => piece.text.push_str(text),
                Part::Key(key) => match self.facts.get(key) {
                    Some(Fact::Text(text)) if text.is_empty() => return None,
                    Some(Fact::Text(text)) => piece.text.push_str(text),
                    Some(Fact::Amount(value)) => cite(key, *value, &mut piece.text, &mut piece.literals)?,
                    None => cite(key, self.numbers.amount(key), &mut piece.text, &mut piece.numbers)?,
                },
            }
        }
        Some(piece)
    }

    fn items(&self, each: &str, item: &str) -> Vec<Piece> {
        let Some(Figure::Parts(parts)) = self.numbers.get(each) else { return Vec::new() };
        let one = |label: &str, value: Amount| Piece {
            text: item.replace("{label}", label).replace("{value}", &value.to_string()),
            numbers: vec![Cited { key: format!("{each}.{label}"), value }],
            literals: Vec::new(),
        };
        parts
            .iter()
            .filter_map(|(label, figure)| match figure {
                Figure::One(value) => Some(one(label, *value)),
                Figure::Parts(_) => None,
            })
            .collect()
    }
}

fn cite(key: &str, value: Amount, text: &mut String, list: &mut Vec<Cited>) -> Option<()> {
    if value == Amount::Nothing {
        return None;
    }
    text.push_str(&value.to_string());
    list.push(Cited { key: key.to_owned(), value });
    Some(())
}

enum Part<'t> {
    Text(&'t str),
    Key(&'t str),
}

/// Splits `…{key}…`; a brace without its partner is plain text.
fn parse(template: &str) -> impl Iterator<Item = Part<'_>> {
    template.split('{').enumerate().flat_map(|(i, piece)| match piece.split_once('}') {
        Some((key, rest)) if i > 0 => [Part::Key(key), Part::Text(rest)],
        _ => [Part::Text(piece), Part::Text("")],
    })
}

/// The keys of a template, in order.
#[cfg(test)]
pub(super) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    parse(template).filter_map(|part| match part {
        Part::Key(key) => Some(key),
        Part::Text(_) => None,
    })
}
