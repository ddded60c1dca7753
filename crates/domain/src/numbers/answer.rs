//! What a query answers with: the value together with the rows it was taken from, so that the two can never disagree.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::figure::{Amount, Figure};
use crate::terms::Term;

/// One row behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowRef<'a> {
    /// The collection's name in the school file.
    pub collection: &'static str,
    /// The row's id; of a channel its value, of a duty its post, of an assessment the staff member's id.
    pub id: &'a str,
    /// The entry of a list inside that row, where the number counts entries and not rows.
    pub part: Option<Part>,
}

/// An entry of a list inside a row: `measures[2]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The list's field name in the school file.
    pub list: &'static str,
    /// Place in the list, from 0.
    pub index: usize,
}

impl<'a> RowRef<'a> {
    /// The entry `index` of this row's list.
    pub(crate) fn part(self, list: &'static str, index: usize) -> Self {
        Self { part: Some(Part { list, index }), ..self }
    }
}

/// A value and its rows, whole or per label.
pub(crate) enum Answer<'a> {
    One(Amount, Vec<RowRef<'a>>),
    Parts(Vec<(&'static str, Answer<'a>)>),
}

impl<'a> Answer<'a> {
    /// The figure without its rows.
    pub(crate) fn figure(&self) -> Figure {
        match self {
            Self::One(amount, _) => Figure::One(*amount),
            Self::Parts(parts) => Figure::Parts(parts.iter().map(|(label, a)| (*label, a.figure())).collect()),
        }
    }

    /// The rows under a path of labels, all of them for the empty path; none for a label that does not occur.
    pub(crate) fn rows(self, path: &[&str]) -> Vec<RowRef<'a>> {
        match (self, path.split_first()) {
            (Self::One(_, rows), None) => rows,
            (Self::One(..), Some(_)) => Vec::new(),
            (Self::Parts(parts), None) => parts.into_iter().flat_map(|(_, a)| a.rows(&[])).collect(),
            (Self::Parts(parts), Some((first, rest))) => {
                parts.into_iter().find(|(label, _)| label == first).map(|(_, a)| a.rows(rest)).unwrap_or_default()
            }
        }
    }
}

/// How many rows there are.
pub(crate) fn count<'a>(rows: impl Iterator<Item = RowRef<'a>>) -> Answer<'a> {
    let rows: Vec<_> = rows.collect();
    Answer::One(Amount::Whole(length(rows.len())), rows)
}

/// The sum of what each row adds.
pub(crate) fn sum<'a>(rows: impl Iterator<Item = (RowRef<'a>, i64)>) -> Answer<'a> {
    let mut total = 0i64;
    let rows = rows.map(|(row, n)| (total = total.saturating_add(n), row).1).collect();
    Answer::One(Amount::Whole(total), rows)
}

/// How many different values the rows hold.
pub(crate) fn distinct<'a, K: Eq + std::hash::Hash>(rows: impl Iterator<Item = (RowRef<'a>, K)>) -> Answer<'a> {
    let mut seen = HashSet::new();
    let rows = rows.map(|(row, key)| (seen.insert(key), row).1).collect();
    Answer::One(Amount::Whole(length(seen.len())), rows)
}

/// How many rows hold each member of a fixed set; members that do not occur are left out.
pub(crate) fn per<'a, T: Term + Ord>(rows: impl Iterator<Item = (T, RowRef<'a>)>) -> Answer<'a> {
    let mut parts: BTreeMap<T, Vec<RowRef<'a>>> = BTreeMap::new();
    for (term, row) in rows {
        parts.entry(term).or_default().push(row);
    }
    Answer::Parts(parts.into_iter().map(|(term, rows)| (term.label(), count(rows.into_iter()))).collect())
}

/// A length as the numbers carry it.
pub(crate) fn length(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
