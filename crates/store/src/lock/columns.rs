//! Which columns of a row change, as SQL.

/// Whether one of the columns changes.
pub(super) fn changed<'c>(columns: impl IntoIterator<Item = &'c str>) -> String {
    either_of(columns.into_iter().map(|name| format!("NEW.{name} IS NOT OLD.{name}")))
}

/// Whether a column that says something comes to say something else; of those that may be blank the second is true.
pub(super) fn overwritten<'c>(columns: impl IntoIterator<Item = (&'c str, bool)>) -> String {
    either_of(columns.into_iter().map(|(name, blank)| {
        let filled = if blank { format!("OLD.{name} IS NOT NULL AND ") } else { String::new() };
        format!("{filled}NEW.{name} IS NOT OLD.{name}")
    }))
}

/// Whether all of the columns stay.
pub(super) fn kept<'c>(columns: impl IntoIterator<Item = &'c str>) -> String {
    wrapped(columns.into_iter().map(|name| format!("NEW.{name} IS OLD.{name}")), " AND ")
}

fn either_of(alternatives: impl Iterator<Item = String>) -> String {
    format!("({})", wrapped(alternatives, " OR "))
}

/// A line holds as many as fit into the width of the migrations.
fn wrapped(parts: impl Iterator<Item = String>, word: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for part in parts {
        if !out.is_empty() {
            if width + part.len() + word.len() > 104 {
                out.push_str("\n       ");
                width = 0;
            }
            out.push_str(word);
        }
        width += part.len() + word.len();
        out.push_str(&part);
    }
    out
}
