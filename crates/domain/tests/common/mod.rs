//! The sample school, read once for the tests of this crate.
#![allow(dead_code, clippy::unwrap_used, reason = "not every test needs all of it; one that cannot go on should stop")]

use std::collections::BTreeMap;

use domain::SchoolFile;
use serde_json::Value;

const SAMPLE: &[u8] = include_bytes!("../../../../assets/sample/school.json");

pub fn sample_json() -> Value {
    serde_json::from_slice(SAMPLE).unwrap()
}

pub fn sample() -> SchoolFile {
    SchoolFile::parse(SAMPLE).unwrap()
}

/// A map of maps with its keys joined by dots.
pub fn flat(value: &Value) -> BTreeMap<String, Value> {
    fn walk(prefix: &str, value: &Value, out: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    walk(&if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") }, value, out);
                }
            }
            _ => drop(out.insert(prefix.to_owned(), value.clone())),
        }
    }
    let mut out = BTreeMap::new();
    walk("", value, &mut out);
    out
}
