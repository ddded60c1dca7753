//! What the window does with a form: it shows the fields that the form has, with what stands in them at first, lets people
//! choose only among what is offered, and sends the answers that are not empty.

use std::collections::BTreeMap;

use app::view::{EntryField, EntryForm};
use domain::text::{date, instant, when};

/// What is typed into the fields of a form, by field; no text empties a field.
pub type Typed = Vec<(String, Vec<String>)>;
/// What the window sends.
pub type Answers = BTreeMap<String, Vec<String>>;

/// A field and the name under which it is answered.
fn flat(form: &EntryForm, typed: &Typed) -> Vec<(String, EntryField)> {
    let mut all = Vec::new();
    for field in &form.fields {
        if field.input != "rows" {
            all.push((field.field.clone(), field.clone()));
            continue;
        }
        // Another row is one press of a button.
        let row =
            |name: &str| name.strip_prefix(&field.field)?.strip_prefix('.')?.split('.').next()?.parse::<u32>().ok();
        let more = typed.iter().filter_map(|(name, _)| row(name)).max().map_or(0, |last| last + 1);
        for row in 0..field.rows.max(more) {
            all.extend(field.columns.iter().map(|c| (format!("{}.{row}.{}", field.field, c.field), c.clone())));
        }
    }
    all
}

/// The form filled in.
///
/// # Panics
/// Where the window would not let it through: a field that is not there, a choice that is not offered, a date that is none,
/// a required field left empty.
pub fn fill(form: &EntryForm, typed: &Typed) -> Answers {
    let fields = flat(form, typed);
    let place = format!("{} {}", form.id, form.entry);
    for (name, _) in typed {
        assert!(fields.iter().any(|(known, _)| known == name), "{place} has no field {name}");
    }
    let mut answers = Answers::new();
    for (name, field) in fields {
        let texts = typed.iter().rev().find(|(typed, _)| *typed == name).map_or(&field.value, |(_, texts)| texts);
        let texts: Vec<String> = texts.iter().filter(|t| !t.trim().is_empty()).cloned().collect();
        let in_row = name.contains('.');
        assert!(!texts.is_empty() || !field.required || in_row, "{place}: {name} is left empty");
        for text in &texts {
            let good = match field.input.as_str() {
                "date" => date(text).is_some(),
                "instant" => instant(text).is_some(),
                "when" => when(text).is_some(),
                "number" => text.bytes().all(|b| b.is_ascii_digit()),
                "flag" => text == "1",
                "choice" | "choices" => field.choices.iter().any(|c| c.id == *text),
                "line" => !text.contains('\n'),
                "lines" | "words" => true,
                other => panic!("{place}: {name} is a {other}"),
            };
            assert!(good, "{place}: {name} ({}) does not take “{text}”", field.input);
        }
        assert!(
            texts.len() < 2 || matches!(field.input.as_str(), "choices" | "words"),
            "{place}: {name} takes one text"
        );
        if !texts.is_empty() {
            answers.insert(name, texts);
        }
    }
    answers
}
