//! What a record consists of, once it is finished: its own columns and the rows that are fixed with it, each with the
//! statement that reads them in one order. Made from the lock classes, so that a table that comes later is part of it by
//! its class alone.

use std::collections::BTreeMap;

use super::finish::{finish, step};
use super::schema::{Schema, Shape};
use super::{LOCKS, Lock};

/// The rows of one table that belong to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The table.
    pub(crate) table: String,
    /// The columns that are fixed, in the order in which the statement answers them.
    pub(crate) columns: Vec<String>,
    /// Reads the rows of the record `:id`.
    pub(crate) sql: String,
}

impl Schema {
    /// What a record of this table consists of, by table. Nothing for a table that does not finish by itself.
    pub(crate) fn content(&self, root: &str) -> Vec<Part> {
        let (Some(shape), Some(finish)) = (self.shape(root), finish(root)) else { return Vec::new() };
        // A concern that is opened again says so in the log. Of the others what still moves is no part of it.
        let moving: &[&str] = if root == "concern" { &[] } else { finish.free };
        let mut parts = BTreeMap::new();
        let own = part(root, shape, moving, "id = :id");
        parts.insert(root.to_owned(), own);
        self.gather(root, root, "id = :id", finish.view, &mut parts);
        parts.into_values().collect()
    }

    /// Adds what hangs on the rows of a table that fit a condition.
    fn gather(&self, root: &str, parent: &str, within: &str, view: &str, parts: &mut BTreeMap<String, Part>) {
        for (table, lock) in LOCKS {
            let Some(shape) = self.shape(table).filter(|_| !parts.contains_key(*table)) else { continue };
            if let Lock::Link(sides) = lock {
                let side = sides.iter().find(|(named, _)| *named == root && parent == root);
                if let Some(told) = side.and_then(|(_, place)| link(table, shape, root, place)) {
                    parts.insert((*table).to_owned(), told);
                }
                continue;
            }
            let Some(mut condition) = belongs(shape, *lock, root, parent, within) else { continue };
            if let Lock::FollowUp { happened, .. } = lock {
                condition.push_str(&before_the_end(happened, view));
            }
            let moving: &[&str] = &step(table).map(|step| step.column).into_iter().collect::<Vec<_>>();
            parts.insert((*table).to_owned(), part(table, shape, moving, &condition));
            self.gather(root, table, &condition, view, parts);
        }
    }
}

/// The condition under which rows of a table hang on those of its parent; none when it is not of those fixed with it.
fn belongs(shape: &Shape, lock: Lock, root: &str, parent: &str, within: &str) -> Option<String> {
    let fixed = match lock {
        Lock::ChildOf(of) | Lock::DecidedIn(of) | Lock::FollowUp { of, .. } => of == parent,
        // Rows that are only added, and to a case none any more once it is finished.
        Lock::Immutable | Lock::AppendOnly => root == "concern" && parent == root,
        _ => false,
    };
    let link = shape.link(parent).filter(|link| fixed && !link.is_empty())?;
    let (here, there): (Vec<&str>, Vec<&str>) =
        link.iter().map(|(here, there)| (here.as_str(), there.as_str())).unzip();
    Some(match (here.as_slice(), there.as_slice()) {
        ([here], ["id"]) if parent == root => format!("{here} = :id"),
        ([here], [there]) => format!("{here} IN (SELECT {there} FROM {parent} WHERE {within})"),
        _ => format!("({}) IN (SELECT {} FROM {parent} WHERE {within})", here.join(", "), there.join(", ")),
    })
}

/// Care goes on after a case is closed. What happened on the closing day or later may be added, and is no part of it.
fn before_the_end(happened: &str, view: &str) -> String {
    let day = if happened.ends_with("_ms") {
        // The civil day at +08:00.
        format!("date({happened} / 1000 + 28800, 'unixepoch')")
    } else {
        happened.to_owned()
    };
    format!(" AND NOT coalesce({day} >= (SELECT follow_up_from FROM {view} WHERE id = :id), 0)")
}

/// The side of a link that this record tells.
fn link(table: &str, shape: &Shape, root: &str, place: &str) -> Option<Part> {
    let (here, _) = shape.link(root)?.first()?;
    let columns: Vec<String> = shape.key.iter().cloned().chain([place.to_owned()]).collect();
    let sql = format!(
        "SELECT {} FROM {table} WHERE {here} = :id AND {place} IS NOT NULL ORDER BY {}",
        columns.join(", "),
        shape.key.join(", ")
    );
    Some(Part { table: table.to_owned(), columns, sql })
}

fn part(table: &str, shape: &Shape, moving: &[&str], condition: &str) -> Part {
    // A row with an id is known by it; its place in the table says nothing.
    let placed = shape.key == ["position"] && shape.columns.iter().any(|(name, _)| name == "id");
    let names = shape.columns.iter().map(|(name, _)| name);
    let columns: Vec<String> = names
        .map(String::as_str)
        .filter(|name| !(moving.contains(name) || placed && *name == "position"))
        .map(str::to_owned)
        .collect();
    let order = if placed { "id".to_owned() } else { shape.key.join(", ") };
    let sql = format!("SELECT {} FROM {table} WHERE {condition} ORDER BY {order}", columns.join(", "));
    Part { table: table.to_owned(), columns, sql }
}
