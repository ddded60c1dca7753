//! The sentences of the report as data. A sentence is a tree: a text with `{key}` placeholders, a group of such joined
//! by a separator, or one item per label of a number.

use std::sync::OnceLock;

use serde::Deserialize;

#[derive(Deserialize, Default)]
pub(super) struct Wording {
    pub title: Node,
    pub to: Node,
    pub intro: Node,
    pub sections: Vec<SectionWording>,
    pub nothing: String,
    pub closing: String,
    pub attachments: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct SectionWording {
    pub heading: String,
    pub paragraphs: Vec<ParagraphWording>,
}

#[derive(Deserialize)]
pub(super) struct ParagraphWording {
    /// The second-level heading, numbered when printed.
    #[serde(default)]
    pub lead: String,
    pub sentences: Vec<Node>,
}

/// A part of a sentence. It is left out where a number in it is nothing, where one of `needs` is not above zero (of a
/// text: empty), or where one of `without` is.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Node {
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub without: Vec<String>,
    /// Placeholders `{key}`: a number's key, or a fact's name.
    #[serde(default)]
    pub text: String,
    /// Parts that follow the text; with none left, the node is left out.
    #[serde(default)]
    pub of: Vec<Node>,
    /// What stands between the parts.
    #[serde(default)]
    pub join: String,
    /// A number with labels: one `item` per label that occurs, with `{label}` and `{value}`.
    #[serde(default)]
    pub each: String,
    #[serde(default)]
    pub item: String,
    /// What stands after the parts.
    #[serde(default)]
    pub tail: String,
}

const SOURCE: &str = include_str!("../../../../assets/text/report.json");

/// The wording, read once. A test proves that the file reads.
pub(super) fn wording() -> &'static Wording {
    static WORDING: OnceLock<Wording> = OnceLock::new();
    WORDING.get_or_init(|| serde_json::from_str(SOURCE).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::definitions;
    use crate::report::facts::FACTS;
    use crate::report::render::placeholders;

    #[test]
    fn the_wording_reads_and_names_only_what_there_is() {
        let wording: Wording = serde_json::from_str(SOURCE).unwrap();
        assert_eq!(wording.sections.len(), 9);
        let known = |key: &str| {
            let first = key.split('.').next().unwrap();
            definitions().any(|d| d.key == first) || FACTS.contains(&key)
        };
        fn walk(node: &Node, known: &dyn Fn(&str) -> bool) {
            for key in placeholders(&node.text).chain(placeholders(&node.tail)) {
                assert!(known(key), "{key} in {}", node.text);
            }
            for key in node.needs.iter().chain(&node.without) {
                assert!(known(key), "condition {key} of {}", node.text);
            }
            assert!(node.each.is_empty() || known(&node.each), "{}", node.each);
            for part in &node.of {
                walk(part, known);
            }
        }
        walk(&wording.title, &known);
        walk(&wording.to, &known);
        walk(&wording.intro, &known);
        for sentence in wording.sections.iter().flat_map(|s| &s.paragraphs).flat_map(|p| &p.sentences) {
            walk(sentence, &known);
        }
    }
}
