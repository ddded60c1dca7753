//! The fixed words around a paper, from `assets/text/case_papers.json`.

use std::collections::HashMap;
use std::sync::OnceLock;

type Groups = HashMap<String, HashMap<String, String>>;

fn groups() -> &'static Groups {
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    GROUPS.get_or_init(|| {
        serde_json::from_str(include_str!("../../../../assets/text/case_papers.json")).unwrap_or_default()
    })
}

/// The text of a key in a group: `titles`, `groups`, `blocked`, `fields`, `script` or `words`; the key itself where there is none, so
/// that a gap is seen.
pub(super) fn word(group: &str, key: &str) -> String {
    groups().get(group).and_then(|g| g.get(key)).cloned().unwrap_or_else(|| key.to_owned())
}

/// The same with its places filled in.
pub(super) fn said(group: &str, key: &str, parts: &[(&str, &str)]) -> String {
    parts.iter().fold(word(group, key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_there() {
        for group in ["titles", "groups", "blocked", "script", "words"] {
            assert!(groups().contains_key(group), "{group}");
        }
        assert_eq!(said("script", "hours", &[("n", "2")]), "2小时内");
    }
}
