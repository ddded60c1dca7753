//! The school file: one JSON document with all records of a school, as the command line takes it and the sample has it.

use serde::Deserialize;
use serde_json::Value;

use crate::check::{Fault, Problem, check};
use crate::records::Records;
use crate::time::Instant;

/// A school file that was read whole and found sound.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolFile {
    /// `meta.as_of`: the moment the file describes, and the demo's clock.
    pub as_of: Instant,
    /// Everything else that the program keeps.
    pub records: Records,
}

#[derive(Deserialize)]
struct Head {
    meta: Meta,
}

#[derive(Deserialize)]
struct Meta {
    as_of: Instant,
}

impl SchoolFile {
    /// Reads a school file. `meta` but for `as_of`, `validation_vectors`, `expected`, `counselling.sealed` and keys
    /// ending in `_label` or `_labels` are passed over.
    ///
    /// # Errors
    /// The first fault found, named by its place in the document and the id of the row that holds it: not JSON, a
    /// missing field, a value outside its type, set or bounds, a broken or doubled reference.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let document: Value = serde_json::from_slice(bytes).map_err(|e| Fault {
            path: format!("{}:{}", e.line(), e.column()),
            id: None,
            problem: Problem::NotJson,
        })?;
        let head: Head = typed(&document)?;
        let records: Records = typed(&document)?;
        let rewritten = serde_json::to_value(&records).unwrap_or(Value::Null);
        if let Some((path, id)) = first_missing(&rewritten, &document, String::new(), None) {
            return Err(Fault { path, id, problem: Problem::Missing });
        }
        check(&document, &records, head.meta.as_of)?;
        Ok(Self { as_of: head.meta.as_of, records })
    }
}

fn typed<'de, T: Deserialize<'de>>(document: &'de Value) -> Result<T, Fault> {
    serde_path_to_error::deserialize(document).map_err(|e| {
        let path = e.path().to_string();
        let id = nearest_id(document, &path);
        let text = e.inner().to_string();
        let problem = if text.starts_with("missing field") { Problem::Missing } else { Problem::WrongValue };
        let path = match (problem, text.split('`').nth(1)) {
            (Problem::Missing, Some(field)) if path == "." => field.to_owned(),
            (Problem::Missing, Some(field)) => format!("{path}.{field}"),
            _ => path,
        };
        Fault { path, id, problem }
    })
}

/// The id of the innermost row on the way down `path` (`concerns[3].involved[0]`).
fn nearest_id(document: &Value, path: &str) -> Option<String> {
    let mut at = document;
    let mut id = None;
    for step in path.split(['.', '[']).filter(|s| !s.is_empty()) {
        let next = match step.strip_suffix(']') {
            Some(index) => index.parse::<usize>().ok().and_then(|i| at.get(i)),
            None => at.get(step),
        };
        let Some(next) = next else { break };
        at = next;
        if let Some(found) = at.get("id").and_then(Value::as_str) {
            id = Some(found.to_owned());
        }
    }
    id
}

/// The first key that a sound file must have and this one lacks: a field that may be null must still be there, so that
/// a forgotten fact is not mistaken for an empty one.
fn first_missing(wanted: &Value, given: &Value, path: String, id: Option<String>) -> Option<(String, Option<String>)> {
    match (wanted, given) {
        (Value::Object(w), Value::Object(g)) => {
            let id = g.get("id").and_then(Value::as_str).map(str::to_owned).or(id);
            w.iter().find_map(|(key, value)| {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match g.get(key) {
                    None => Some((below, id.clone())),
                    Some(there) => first_missing(value, there, below, id.clone()),
                }
            })
        }
        (Value::Array(w), Value::Array(g)) => {
            w.iter().zip(g).enumerate().find_map(|(i, (w, g))| first_missing(w, g, format!("{path}[{i}]"), id.clone()))
        }
        _ => None,
    }
}
