//! The triggers of a table, made from its class and the shape of the schema.

use super::Lock;
use super::above::{Asked, among, either};
use super::columns::{changed, kept, overwritten};
use super::finish::{LIVES, PRESENT_ROUND, REOPENED_ROUND, STRUCK, Step, finish, step};
use super::schema::{Schema, Shape};

/// A trigger as the schema holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// The statement that makes it, without a semicolon; line breaks and indentation mean nothing.
    pub sql: String,
}

impl Schema {
    /// The triggers that a table of this class has to have, besides those of [`super::OWN`]. None for a table that is not
    /// there.
    pub fn triggers_for(&self, table: &str, lock: Lock) -> Vec<Trigger> {
        let Some(shape) = self.shape(table) else { return Vec::new() };
        if matches!(lock, Lock::Scratch | Lock::Derived) {
            return Vec::new();
        }
        let made = Making { schema: self, table, lock, shape };
        let all = [made.no_delete(), made.update(), made.same_id(), made.renamed(), made.taken(), made.insert()];
        all.into_iter().flatten().collect()
    }
}

/// One table's triggers being made.
struct Making<'s> {
    schema: &'s Schema,
    table: &'s str,
    lock: Lock,
    shape: &'s Shape,
}

impl Making<'_> {
    fn trigger(&self, end: &str, event: &str, when: &[String], word: &str) -> Option<Trigger> {
        let (table, name) = (self.table, format!("{}_{end}", self.table));
        let when = if when.is_empty() { String::new() } else { format!("\nWHEN {}", when.join("\n    OR ")) };
        let sql = format!(
            "CREATE TRIGGER {name} BEFORE {event} ON {table}{when}\nBEGIN SELECT RAISE(ABORT, '{word}:{table}'); END"
        );
        Some(Trigger { name, sql })
    }

    /// A trigger with conditions, unless there is none.
    fn when(&self, end: &str, event: &str, when: &[String], word: &str) -> Option<Trigger> {
        if when.is_empty() { None } else { self.trigger(end, event, when, word) }
    }

    fn no_delete(&self) -> Option<Trigger> {
        let until = STRUCK.iter().find(|(table, _)| *table == self.table).map(|(_, when)| (*when).to_owned());
        self.trigger("no_delete", "DELETE", until.as_slice(), "locked")
    }

    /// Whether rows are told apart by what they belong to and a place in it, not by a key of their own.
    fn placed(&self) -> bool {
        let link = self.lock.parent().and_then(|parent| self.shape.link(parent)).unwrap_or_default();
        !link.is_empty() && link.iter().all(|(from, _)| self.shape.key.contains(from))
    }

    /// A table of at most one row is changed as a whole.
    fn single(&self) -> bool {
        self.lock == Lock::Open && self.shape.key == ["one"]
    }

    fn never_updated(&self) -> bool {
        matches!(self.lock, Lock::AppendOnly | Lock::Immutable)
    }

    /// The columns by which a row is known for good.
    fn identity(&self) -> Vec<&str> {
        let own = self.shape.unique.iter().flat_map(|(key, _)| key);
        let own = own.filter(|column| matches!(column.as_str(), "id" | "uuid" | "packet_id"));
        self.shape.key.iter().chain(own).map(String::as_str).collect()
    }

    /// Another row has this key already.
    fn is_there<'k>(&self, key: impl IntoIterator<Item = &'k str>, counts: Option<&str>) -> String {
        let same = key.into_iter().map(|column| format!("{column} = NEW.{column}"));
        let same: Vec<String> = same.chain(counts.map(str::to_owned)).collect();
        format!("EXISTS (SELECT 1 FROM {} WHERE {})", self.table, same.join(" AND "))
    }

    fn key(&self) -> impl Iterator<Item = &str> {
        self.shape.key.iter().map(String::as_str)
    }

    /// No row takes the place of another. A child of an open record may, which is a change of it; the record's end forbids it.
    fn taken(&self) -> Option<Trigger> {
        let child = matches!(self.lock, Lock::ChildOf(_) | Lock::Naming { .. }) && self.placed();
        if child || self.single() {
            return None;
        }
        let mut keys = vec![self.is_there(self.key(), None)];
        let other = self.shape.unique.iter();
        keys.extend(other.map(|(key, counts)| self.is_there(key.iter().map(String::as_str), counts.as_deref())));
        if self.shape.hidden_number {
            keys.push(self.is_there(["rowid"], None));
        }
        self.trigger("taken", "INSERT", &keys, "taken")
    }

    /// Not `UPDATE OF`: a row number can be set under another name than its column's.
    fn same_id(&self) -> Option<Trigger> {
        if self.never_updated() || self.placed() || self.single() || matches!(self.lock, Lock::Link(_)) {
            return None;
        }
        self.trigger("same_id", "UPDATE", &[changed(self.identity())], "locked")
    }

    /// A key that may change does not become another row's, which `UPDATE OR REPLACE` would delete.
    fn renamed(&self) -> Option<Trigger> {
        let identity = self.identity();
        let other = self.shape.unique.iter().filter(|(key, _)| !key.iter().all(|c| identity.contains(&c.as_str())));
        let when = other.filter(|_| !self.never_updated()).map(|(key, counts)| {
            let key = || key.iter().map(String::as_str);
            format!("({} AND {})", changed(key()), self.is_there(key(), counts.as_deref()))
        });
        self.when("taken_update", "UPDATE", &when.collect::<Vec<_>>(), "taken")
    }

    fn insert(&self) -> Option<Trigger> {
        let when = match self.lock {
            Lock::ChildOf(_) | Lock::DecidedIn(_) => {
                let mut when = self.schema.above(self.table, self.lock, &["NEW"], Asked::Finished);
                when.extend(self.past_round(&["NEW"]));
                let again = self.reopened(&["NEW"]);
                if self.placed() && !again.is_empty() {
                    when.push(format!("({}\n        AND {})", either(&again), self.is_there(self.key(), None)));
                }
                when
            }
            Lock::FollowUp { of, happened } => self.too_late(of, happened).into_iter().collect(),
            Lock::AddedTo(parent) => self.life(parent, |(_, ended, _)| ended, &["NEW"]).into_iter().collect(),
            Lock::Link(sides) => {
                let of = |(named, place): &(&str, &str)| {
                    let finished = self.schema.at(named, &["NEW"], self.shape.link(named)?, Asked::Finished);
                    Some(format!("(NEW.{place} IS NOT NULL\n        AND {})", either(&finished)))
                };
                sides.iter().filter_map(of).collect()
            }
            _ => Vec::new(),
        };
        self.when("finished_insert", "INSERT", &when, "locked")
    }

    /// Whether the rows belong to a round of their case.
    fn in_rounds(&self) -> bool {
        let has = |column: &str| self.shape.columns.iter().any(|(name, _)| name == column);
        has("concern_id") && has("round")
    }

    /// The row is of a round of its case that is over.
    fn past_round(&self, rows: &[&str]) -> Vec<String> {
        let past = |row: &&str| {
            format!(
                "EXISTS (SELECT 1 FROM {PRESENT_ROUND} WHERE concern_id = {row}.concern_id AND round <> {row}.round)"
            )
        };
        if self.in_rounds() { rows.iter().map(past).collect() } else { Vec::new() }
    }

    /// What the row hangs on was finished when it was there; a row of a round has been there when that round was closed.
    fn reopened(&self, rows: &[&str]) -> Vec<String> {
        let again = |row: &&str| {
            format!(
                "EXISTS (SELECT 1 FROM {REOPENED_ROUND} WHERE concern_id = {row}.concern_id AND round = {row}.round)"
            )
        };
        if self.in_rounds() {
            rows.iter().map(again).collect()
        } else {
            self.schema.above(self.table, self.lock, rows, Asked::Reopened)
        }
    }

    /// What happened before the day on which the record was finished; the view says from when on follow-ups are taken.
    fn too_late(&self, parent: &str, happened: &str) -> Option<String> {
        let day = if happened.ends_with("_ms") {
            // The civil day at +08:00.
            format!("date(NEW.{happened} / 1000 + 28800, 'unixepoch')")
        } else {
            format!("NEW.{happened}")
        };
        let (view, (from, _)) = (finish(parent)?.view, self.shape.link(parent)?.first()?);
        Some(format!(
            "EXISTS (SELECT 1 FROM {view} WHERE id = NEW.{from}\n    AND NOT coalesce({day} >= follow_up_from, 0))"
        ))
    }

    /// The record that a row was added to is in a stage of its life.
    fn life(
        &self,
        parent: &str,
        stage: impl Fn((&'static str, &'static str, &'static str)) -> &'static str,
        rows: &[&str],
    ) -> Option<String> {
        let view = LIVES.iter().find(|(table, ..)| *table == parent).map(|life| stage(*life))?;
        let (from, _) = self.shape.link(parent)?.first()?;
        Some(among(view, rows, &[(from.clone(), "id".to_owned())]))
    }

    fn update(&self) -> Option<Trigger> {
        const BOTH: &[&str] = &["OLD", "NEW"];
        let of = |asked| self.schema.above(self.table, self.lock, BOTH, asked);
        let moved = self
            .placed()
            .then(|| format!("({}\n        AND {})", changed(self.key()), self.is_there(self.key(), None)));
        let mut when = match self.lock {
            Lock::AppendOnly | Lock::Immutable => return self.trigger("no_update", "UPDATE", &[], "locked"),
            Lock::Open | Lock::Scratch | Lock::Derived => return None,
            Lock::Finished => return self.when("finished", "UPDATE", &self.own_row(), "locked"),
            Lock::ChildOf(_) | Lock::FollowUp { .. } => {
                let mut when = self.hanging(of(Asked::Finished), &self.reopened(BOTH));
                when.extend(self.past_round(BOTH));
                when
            }
            Lock::DecidedIn(_) => {
                self.decided().into_iter().chain(of(Asked::Finished)).chain(self.past_round(BOTH)).collect()
            }
            Lock::AddedTo(parent) => self.life(parent, |(.., settled)| settled, BOTH).into_iter().collect(),
            Lock::Naming { named, .. } => {
                let link = self.shape.link(named).unwrap_or_default();
                [Asked::Finished, Asked::Reopened].iter().flat_map(|a| self.schema.at(named, BOTH, link, *a)).collect()
            }
            Lock::Link(sides) => {
                let sides = sides.iter().filter_map(|(named, place)| self.side(named, place));
                [changed(self.key())].into_iter().chain(sides).collect()
            }
        };
        let end = if when.is_empty() { "place_taken" } else { "finished_update" };
        when.extend(moved);
        self.when(end, "UPDATE", &when, "locked")
    }

    /// A row of a record that is finished, or was.
    fn hanging(&self, mut finished: Vec<String>, again: &[String]) -> Vec<String> {
        let left = step(self.table);
        if let Some(left) = left.filter(|_| !finished.is_empty()) {
            finished = vec![format!("({}\n    AND NOT ({}))", either(&finished), self.only(left))];
        }
        if !again.is_empty() {
            let free = left.map(|step| step.free_again).unwrap_or_default();
            finished.push(format!("({}\n    AND {})", either(again), overwritten(self.fixed(free))));
        }
        finished
    }

    /// One side of a link whose record is finished, or had told of the link when it was.
    fn side(&self, named: &str, place: &str) -> Option<String> {
        let link = self.shape.link(named)?;
        let mut any = self.schema.at(named, &["OLD"], link, Asked::Finished);
        let again = self.schema.at(named, &["OLD"], link, Asked::Reopened);
        any.extend(again.into_iter().map(|again| format!("(OLD.{place} IS NOT NULL\n            AND {again})")));
        Some(format!("(NEW.{place} IS NOT OLD.{place}\n        AND {})", either(&any)))
    }

    /// The row itself is finished.
    fn decided(&self) -> Option<String> {
        let finish = finish(self.table)?;
        let mut link = vec![(finish.key.to_owned(), "id".to_owned())];
        if self.shape.key.iter().any(|column| column == finish.key) {
            let rest = self.shape.key.iter().filter(|column| *column != finish.key);
            link.extend(rest.map(|column| (column.clone(), column.clone())));
        }
        Some(among(finish.view, &["OLD"], &link))
    }

    /// When a row of a table that finishes by itself no longer changes.
    fn own_row(&self) -> Vec<String> {
        let (Some(finish), Some(decided)) = (finish(self.table), self.decided()) else { return Vec::new() };
        if finish.free.is_empty() {
            return vec![decided];
        }
        let fixed = changed(self.fixed(finish.free).map(|(name, _)| name));
        let again = finish.reopened.map(|(table, key)| {
            let again = among(table, &["OLD"], &[(finish.key.to_owned(), key.to_owned())]);
            format!("({again}\n    AND {})", overwritten(self.fixed(finish.free_again)))
        });
        [format!("({decided}\n    AND {fixed})")].into_iter().chain(again).collect()
    }

    /// The columns that are not free, nor watched by [`Making::same_id`], and whether each may be blank.
    fn fixed<'f>(&'f self, free: &'f [&'f str]) -> impl Iterator<Item = (&'f str, bool)> {
        let identity = if self.placed() { Vec::new() } else { self.identity() };
        let columns = self.shape.columns.iter().map(|(name, blank)| (name.as_str(), *blank));
        columns.filter(move |(name, _)| !free.contains(name) && !identity.contains(name))
    }

    /// Whether a change is this step and nothing beside it.
    fn only(&self, left: &Step) -> String {
        let free = [left.column];
        format!("{}\n        AND {}", left.allowed, kept(self.fixed(&free).map(|(name, _)| name)))
    }
}
