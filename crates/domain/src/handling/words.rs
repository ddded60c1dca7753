//! The Chinese words of this part, from `assets/text/handling.json`: groups of code to sentence, with `{argument}` where
//! a value stands.

use std::collections::HashMap;
use std::sync::OnceLock;

type Groups = HashMap<String, HashMap<String, String>>;

fn groups() -> &'static Groups {
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    GROUPS
        .get_or_init(|| serde_json::from_str(include_str!("../../../../assets/text/handling.json")).unwrap_or_default())
}

/// The text of `code` in the group `basis`, `verbs`, `actors`, `inputs`, `obstacles`, `warnings`, `duties`, `reports` or
/// `mandatory`; `None` when there is none.
pub fn word(group: &str, code: &str) -> Option<&'static str> {
    groups().get(group)?.get(code).map(String::as_str)
}

/// Puts the arguments into a sentence; `say` turns one value of a named argument into what a person reads (an id into a
/// pseudonym or a name, by the reader's rights). Several values are joined by `、`. A placeholder without an argument
/// stays as it is, so that a wrong table is seen.
pub fn fill(sentence: &str, args: &[(&'static str, Vec<String>)], say: impl Fn(&str, &str) -> String) -> String {
    args.iter().fold(sentence.to_owned(), |text, (name, values)| {
        let said: Vec<String> = values.iter().map(|v| say(name, v)).collect();
        text.replace(&format!("{{{name}}}"), &said.join("、"))
    })
}
