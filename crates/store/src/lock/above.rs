//! Whether a row hangs on something that is finished, as SQL.

use super::finish::finish;
use super::schema::{Pair, Schema};
use super::{Lock, class};

/// The states of a row that a statement on it knows.
pub(super) type Rows<'r> = &'r [&'r str];

/// Which state of the record above is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is finished now.
    Finished,
    /// It was finished before and is open again.
    Reopened,
}

impl Schema {
    /// The conditions, one of which holds when what a row of this table and class hangs on is as asked.
    pub(super) fn above(&self, table: &str, lock: Lock, rows: Rows<'_>, asked: Asked) -> Vec<String> {
        let Some(parent) = lock.parent() else { return Vec::new() };
        let link = self.shape(table).and_then(|shape| shape.link(parent));
        link.map(|link| self.at(parent, rows, link, asked)).unwrap_or_default()
    }

    /// The conditions, one of which holds when the row that a link names is as asked, itself or by what it hangs on.
    pub(super) fn at(&self, parent: &str, rows: Rows<'_>, link: &[Pair], asked: Asked) -> Vec<String> {
        let Some(lock) = class(parent) else { return Vec::new() };
        let own = match (asked, finish(parent)) {
            (Asked::Finished, None) if lock == Lock::Immutable => Some(among(parent, rows, link)),
            (Asked::Finished, Some(finish)) => Some(among(finish.view, rows, &to(link, "id"))),
            (Asked::Reopened, Some(finish)) => finish.reopened.map(|(table, key)| among(table, rows, &to(link, key))),
            (_, None) => None,
        };
        own.into_iter().chain(self.higher(parent, lock, rows, link, asked)).collect()
    }

    /// What stands above the row that a link names.
    fn higher(&self, parent: &str, lock: Lock, rows: Rows<'_>, link: &[Pair], asked: Asked) -> Vec<String> {
        let Some(above) = lock.parent() else { return Vec::new() };
        let Some(up) = self.shape(parent).and_then(|shape| shape.link(above)) else { return Vec::new() };
        let through = |(from, to): &Pair| {
            let (here, _) = link.iter().find(|(_, there)| there == from)?;
            Some((here.clone(), to.clone()))
        };
        // A row that shares its key with the one above it needs no look at the table between.
        if let Some(through) = up.iter().map(through).collect::<Option<Vec<Pair>>>() {
            return self.at(above, rows, &through, asked);
        }
        let when = self.at(above, &[parent], up, asked);
        if when.is_empty() {
            return when;
        }
        vec![format!("EXISTS (SELECT 1 FROM {parent} WHERE {}\n        AND {})", same(rows, link), either(&when))]
    }
}

/// The same columns here, the first of them leading to another one there: a view knows a row by its id, and by the rest of
/// its key where it has one.
fn to(link: &[Pair], there: &str) -> Vec<Pair> {
    let named =
        |(n, (here, same)): (usize, &Pair)| (here.clone(), if n == 0 { there.to_owned() } else { same.clone() });
    link.iter().enumerate().map(named).collect()
}

/// A row of a table or view is the one that a link names.
pub(super) fn among(relation: &str, rows: Rows<'_>, link: &[Pair]) -> String {
    format!("EXISTS (SELECT 1 FROM {relation} WHERE {})", same(rows, link))
}

fn same(rows: Rows<'_>, link: &[Pair]) -> String {
    match (rows, link) {
        ([row], _) => {
            link.iter().map(|(here, there)| format!("{there} = {row}.{here}")).collect::<Vec<_>>().join(" AND ")
        }
        (_, [(here, there)]) => {
            let values: Vec<String> = rows.iter().map(|row| format!("{row}.{here}")).collect();
            format!("{there} IN ({})", values.join(", "))
        }
        _ => either(&rows.iter().map(|row| format!("({})", same(&[row], link))).collect::<Vec<_>>()),
    }
}

/// One condition of several.
pub(super) fn either(any: &[String]) -> String {
    if let [one] = any { one.clone() } else { format!("({})", any.join("\n        OR ")) }
}
