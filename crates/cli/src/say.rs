//! What the command line prints: one plain line each, wording from `assets/text`.

use std::collections::BTreeMap;

use app::AppError;

const ERRORS: &str = include_str!("../../../assets/text/errors.json");
const WORDS: &str = include_str!("../../../assets/text/cli.json");

#[derive(serde::Deserialize)]
struct Sentence {
    what: String,
    recovery: String,
}

/// Prints a line of output. A reader that has gone away, as with `| head`, is no reason to fail.
pub fn line(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints an error as one line.
pub fn error(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{}", text.replace(['\n', '\r'], " "));
}

/// The sentence of a failure: what happened, where, and what to do.
pub fn sentence(e: &AppError) -> String {
    let table: BTreeMap<app::Code, Sentence> = serde_json::from_str(ERRORS).unwrap_or_default();
    let Some(found) = table.get(&e.code) else { return format!("{:?}", e.code) };
    fill(&format!("{}{}", found.what, found.recovery), |key| {
        e.args.get(key).map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned))
    })
}

/// A fixed word of the command line, its places filled.
pub fn word(key: &str, values: &[(&str, &str)]) -> String {
    let table: BTreeMap<String, String> = serde_json::from_str(WORDS).unwrap_or_default();
    let template = table.get(key).map_or(key, String::as_str);
    fill(template, |k| values.iter().find(|(name, _)| *name == k).map(|(_, v)| (*v).to_owned()))
}

/// A usage error as one line, with the word that was not understood where there is one.
pub fn usage(e: &clap::Error) -> String {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let named = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::InvalidValue].iter().find_map(
        |k| match e.get(*k) {
            Some(ContextValue::String(s)) => Some(s.clone()),
            Some(ContextValue::Strings(s)) => Some(s.join(" ")),
            _ => None,
        },
    );
    match named {
        Some(what) if e.kind() == ErrorKind::MissingRequiredArgument => word("usage_missing", &[("what", &what)]),
        Some(what) => word("usage_at", &[("what", &what)]),
        None => word("usage", &[]),
    }
}

/// Replaces `{key}` by its value; a key without a value becomes nothing.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((key, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        out.push_str(&value(key).unwrap_or_default());
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_unknown_ones_left_out() {
        let value = |k: &str| (k == "place").then(|| "/x".to_owned());
        assert_eq!(fill("写不进 {place}{other}。", value), "写不进 /x。");
    }

    #[test]
    fn the_tables_are_read() {
        let table: BTreeMap<app::Code, Sentence> = serde_json::from_str(ERRORS).unwrap();
        assert!(table.values().all(|s| !s.what.is_empty() && !s.recovery.is_empty()));
        assert!(serde_json::from_str::<BTreeMap<String, String>>(WORDS).is_ok());
    }
}
