//! The rows of a dry run in words: the sentences of `assets/text/roster.json` with what the row says.

use domain::roster::{Change, Field, Outcome, RowPlan, words};

use crate::view::{RosterChange, RosterRow};

/// Most other rows that one sentence names.
const ROWS_NAMED: usize = 10;

/// A row as the window shows it.
pub(super) fn row<T>(row: &RowPlan<T>) -> RosterRow {
    let (outcome, faults, changes): (&str, Vec<String>, &[Change]) = match &row.outcome {
        Outcome::Added => ("added", Vec::new(), &[]),
        Outcome::Changed(changes) => ("changed", Vec::new(), changes),
        Outcome::Unchanged => ("unchanged", Vec::new(), &[]),
        Outcome::Returned(changes) => ("returned", Vec::new(), changes),
        Outcome::Refused(faults) => {
            let say = |f: &domain::roster::Fault| sentence(f.code.id(), f.field, &f.value, &f.rows);
            ("refused", faults.iter().map(say).collect(), &[])
        }
        Outcome::Skipped(reason) => ("skipped", vec![words().sentence(reason.id()).to_owned()], &[]),
    };
    let change =
        |c: &Change| RosterChange { field: words().field(c.field).to_owned(), old: c.old.clone(), new: c.new.clone() };
    RosterRow {
        number: row.number,
        label: row.label.clone(),
        outcome: outcome.to_owned(),
        reasons: faults,
        changes: changes.iter().map(change).collect(),
        warnings: row.warnings.iter().map(|w| sentence(w.code.id(), w.field, &w.value, &w.rows)).collect(),
        confirm: row.needs_confirming(),
    }
}

fn sentence(code: &str, field: Option<Field>, value: &str, rows: &[u32]) -> String {
    let words = words();
    let named: Vec<String> = rows.iter().take(ROWS_NAMED).map(u32::to_string).collect();
    let more = if rows.len() > ROWS_NAMED { "…" } else { "" };
    words
        .sentence(code)
        .replace("{field}", field.map_or("", |f| words.field(f)))
        .replace("{rows}", &format!("{}{more}", named.join("、")))
        .replace("{value}", value)
}
