//! Everything that a use case writes into the audit log has a Chinese label in assets/text/audit.json, and nothing else has.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Ends of file names, which look like actions.
const FILE_ENDS: [&str; 14] =
    ["json", "pem", "jws", "pdf", "db", "part", "txt", "xlsx", "key", "bin", "anmiao", "anmiaobak", "tmp", "pending"];
/// Other words of that form: a file, a field of the intake's check, and places of a paper that a missing glyph is reported at.
const OTHERS: [&str; 8] = [
    "app.lock",
    "occurred.to",
    "school.name",
    "report.title",
    "bureau.name",
    "report.intro",
    "report.closing",
    "ledger.title",
];

/// What one use case writes.
#[derive(Debug, Default)]
struct Written {
    kinds: BTreeSet<String>,
    fields: BTreeSet<String>,
    places: BTreeSet<String>,
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The literals of a text with the place behind each.
fn literals(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((inside, behind)) = after.split_once('"') else { break };
        found.push((inside, behind));
        rest = behind;
    }
    found
}

fn is_action(word: &str) -> bool {
    let Some((area, verb)) = word.split_once('.') else { return false };
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    letters(area) && letters(verb) && !FILE_ENDS.contains(&verb) && !OTHERS.contains(&word)
}

/// Every action in the sources of this crate, with the kinds and fields that stand behind it in the same call.
fn written() -> BTreeMap<String, Written> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut out: BTreeMap<String, Written> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let plain: String = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (word, behind) in literals(&plain) {
            if !is_action(word) {
                continue;
            }
            let entry = out.entry(word.to_owned()).or_default();
            let place = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&file);
            entry.places.insert(place.display().to_string());
            let call = behind.split(';').next().unwrap_or_default();
            let call = call.split('|').next().unwrap_or_default();
            if let Some(kind) = behind.trim_start_matches(',').trim_start().strip_prefix('"') {
                let kind = kind.split_once('"').map(|(kind, _)| kind.to_owned());
                entry.kinds.extend(kind.filter(|k| !is_action(k)));
            }
            if let Some((_, kind)) = call.split_once("object_kind: \"") {
                entry.kinds.extend(kind.split_once('"').map(|(kind, _)| kind.to_owned()));
            }
            if let Some((list, _)) = call.split_once("&[").and_then(|(_, list)| list.split_once(']')) {
                let counted = |field: &&str| field.starts_with("times_") || field.starts_with("rows_");
                let fields = literals(list).into_iter().map(|(field, _)| field);
                entry.fields.extend(fields.filter(|f| !counted(f)).map(str::to_owned));
            }
        }
    }
    out
}

fn labels() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/text/audit.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_action_kind_and_field_has_its_chinese_label() {
    let labels = labels();
    let has = |set: &str, id: &str| labels[set].get(id).and_then(Value::as_str).is_some_and(|l| !l.is_ascii());
    let written = written();
    assert!(written.contains_key("concern.record") && written.contains_key("sealed.open"), "{:?}", written.keys());
    let mut missing = BTreeSet::new();
    for (action, found) in &written {
        if !has("actions", action) {
            missing.insert(format!("actions: {action} ({:?})", found.places));
        }
        missing.extend(found.kinds.iter().filter(|k| !has("kinds", k)).map(|k| format!("kinds: {k} ({action})")));
        missing.extend(found.fields.iter().filter(|f| !has("fields", f)).map(|f| format!("fields: {f} ({action})")));
    }
    for kind in domain::correction::Kind::ALL {
        for field in domain::correction::fields(*kind) {
            if !has("fields", field.id) {
                missing.insert(format!("fields: {} ({})", field.id, kind.id()));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "add to assets/text/audit.json:\n{}",
        missing.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_labelled_action_is_written_somewhere() {
    let written = written();
    let labels = labels();
    let stale: Vec<_> = labels["actions"].as_object().unwrap().keys().filter(|a| !written.contains_key(*a)).collect();
    assert!(stale.is_empty(), "assets/text/audit.json labels what nothing writes: {stale:?}");
}
