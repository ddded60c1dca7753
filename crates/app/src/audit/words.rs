//! The Chinese words of the log, from `assets/text/audit.json`: a label for every action, kind and field.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::rights::Right;

#[derive(Default, serde::Deserialize)]
struct Words {
    actions: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    fields: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
}

fn table() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| serde_json::from_str(include_str!("../../../../assets/text/audit.json")).unwrap_or_default())
}

fn of(set: &BTreeMap<String, String>, id: &str) -> String {
    set.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

/// The label of an action; the action itself where a newer program wrote it.
pub(super) fn action_label(id: &str) -> String {
    of(&table().actions, id)
}

/// The label of a kind of record.
pub(super) fn kind_label(id: &str) -> String {
    of(&table().kinds, id)
}

/// A word of the exported sheet.
pub(super) fn word(id: &str) -> String {
    of(&table().words, id)
}

/// The label of a field. A right that was lent stands in the log by its id, too.
pub(crate) fn field_label(id: &str) -> String {
    match (table().fields.get(id), Right::from_id(id)) {
        (Some(label), _) => label.clone(),
        (None, Some(right)) => right.label(),
        (None, None) => id.to_owned(),
    }
}

/// The labels of the fields of a row. `times_7` is a count, and the digest that binds a reason is not shown: the reason is.
pub(super) fn field_labels(fields: &[String]) -> Vec<String> {
    let shown = |field: &String| {
        if field.starts_with("reason_") && field.len() > 60 {
            return None;
        }
        Some(match field.rsplit_once('_') {
            Some((what @ ("times" | "rows" | "texts" | "drafts" | "left" | "file" | "locks"), n))
                if n.bytes().all(|b| b.is_ascii_digit()) =>
            {
                of(&table().words, what).replace("{n}", n)
            }
            _ => field_label(field),
        })
    };
    fields.iter().filter_map(shown).collect()
}
