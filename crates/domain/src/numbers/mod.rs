//! The numbers of the report and of every overview: each one a query with a fixed meaning (docs/school-file.md), whose
//! value and rows come from the same pass.

mod answer;
mod concerns;
mod education;
mod figure;
mod form;
mod handling;
mod ledger;
mod lists;
mod mechanism;
mod people;
mod reporting;
mod rows;
mod screening;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

pub use answer::{Part, RowRef};
pub use figure::{Amount, Figure};
pub use form::WorkStatistics;
pub use lists::{Lists, PactSummary};

pub(crate) use answer::length;
pub(crate) use concerns::minutes_to_first_report;
pub(crate) use education::retraining;
pub use people::governing_board;
pub(crate) use reporting::is_sent_to_county;
pub(crate) use screening::{campaign_round, surveys_that_asked};

use crate::records::Records;
use crate::time::Date;
use answer::Answer;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Rows, people, times: what the key names.
    Count,
    /// Per cent with one decimal, null over nothing.
    Percent,
    /// Whole minutes, null over nothing.
    Minutes,
    /// Lesson hours.
    Hours,
}

/// What a query sees: the school's records and the civil date of the question.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub records: &'a Records,
    pub as_of: Date,
}

/// The definition of one number.
pub struct Definition {
    /// Its key in records.json and in the citations of a report.
    pub key: &'static str,
    /// What it counts.
    pub unit: Unit,
    query: for<'a> fn(Scope<'a>) -> Answer<'a>,
}

impl Definition {
    pub(crate) const fn new(key: &'static str, unit: Unit, query: for<'a> fn(Scope<'a>) -> Answer<'a>) -> Self {
        Self { key, unit, query }
    }
}

/// Every number there is, in the order of records.json.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    [
        people::DEFINITIONS,
        screening::DEFINITIONS,
        concerns::DEFINITIONS,
        handling::DEFINITIONS,
        reporting::DEFINITIONS,
        ledger::DEFINITIONS,
        education::DEFINITIONS,
        mechanism::DEFINITIONS,
    ]
    .into_iter()
    .flatten()
}

/// All numbers of a school on one day, in the order of [`definitions`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers(Vec<(&'static str, Figure)>);

impl Numbers {
    /// Answers every definition from the records. `as_of` is the civil date at the school: it decides what is overdue
    /// and who is under fourteen.
    pub fn compute(records: &Records, as_of: Date) -> Self {
        let scope = Scope { records, as_of };
        Self(definitions().map(|d| (d.key, (d.query)(scope).figure())).collect())
    }

    /// Key and figure of each number, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Figure)> {
        self.0.iter().map(|(key, figure)| (*key, figure))
    }

    /// The figure under a key, or under a key and labels joined by dots: `by_kind.隐患点`, `by_status.sign.跟踪`.
    pub fn get(&self, key: &str) -> Option<&Figure> {
        let mut steps = key.split('.');
        let first = steps.next()?;
        let start = self.0.iter().find(|(k, _)| *k == first).map(|(_, figure)| figure)?;
        steps.try_fold(start, |figure, step| match figure {
            Figure::Parts(parts) => parts.iter().find(|(label, _)| *label == step).map(|(_, f)| f),
            Figure::One(_) => None,
        })
    }

    /// The amount under a key. A label that does not occur counts zero; a key that is no number answers nothing.
    pub fn amount(&self, key: &str) -> Amount {
        match (self.get(key), key.split_once('.')) {
            (Some(Figure::One(amount)), _) => *amount,
            (None, Some((whole, _))) if self.get(whole).is_some() => Amount::Whole(0),
            _ => Amount::Nothing,
        }
    }

    /// The whole number under a key, zero where there is none.
    pub fn whole(&self, key: &str) -> i64 {
        self.amount(key).whole()
    }
}

/// A JSON object in the order of [`definitions`], the `numbers` of records.json.
impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(self.0.len()))?;
        for (key, figure) in &self.0 {
            map.serialize_entry(key, figure)?;
        }
        map.end()
    }
}

/// The rows behind a number, `key` as [`Numbers::get`] takes it; `None` where no number has that key. The rows of a
/// percentage are those of its denominator, those of a maximum all that were compared.
pub fn open<'a>(records: &'a Records, as_of: Date, key: &str) -> Option<Vec<RowRef<'a>>> {
    let mut steps = key.split('.');
    let first = steps.next()?;
    let path: Vec<&str> = steps.collect();
    let definition = definitions().find(|d| d.key == first)?;
    Some((definition.query)(Scope { records, as_of }).rows(&path))
}
