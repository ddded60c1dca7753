//! docs/glossary.md names every id of the fixed sets beside its Chinese word, as assets/text/terms.json has them.

use std::fs;

use serde_json::Value;

use super::metadata::root;

#[test]
fn every_id_of_a_fixed_set_is_in_the_glossary() {
    let glossary = fs::read_to_string(root().join("docs/glossary.md")).expect("the glossary is there");
    let terms = fs::read_to_string(root().join("assets/text/terms.json")).expect("the terms are there");
    let terms: Value = serde_json::from_str(&terms).expect("the terms are JSON");
    let mut missing = Vec::new();
    for (set, words) in terms.as_object().expect("sets by name") {
        let section = glossary.split_once(&format!("\n### {set}\n")).map_or("", |(_, rest)| rest);
        let section = section.split("\n### ").next().unwrap_or_default();
        for (id, word) in words.as_object().expect("words by id") {
            let line = format!("| {} | `{id}` |", word.as_str().expect("a word"));
            if !section.contains(&line) {
                missing.push(format!("{set}: {line}"));
            }
        }
    }
    assert!(missing.is_empty(), "add to docs/glossary.md:\n{}", missing.join("\n"));
}
