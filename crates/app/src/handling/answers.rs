//! Reading what was typed into a form of a case, field by field, with the bounds of the database.

use std::collections::BTreeMap;

use domain::text::{date, instant, line, lines, when};
use domain::{Date, Instant, Records, Term, When};

use crate::error::{Fields, Result};

/// Longest free text and longest line, in code points.
const TEXT_MAX: usize = 4000;
const LINE_MAX: usize = 100;

/// The answers of a form and what is wrong with them.
pub(super) struct Answers<'a> {
    values: &'a BTreeMap<String, Vec<String>>,
    records: &'a Records,
    now: Instant,
    faults: Fields,
}

impl<'a> Answers<'a> {
    pub(super) fn new(values: &'a BTreeMap<String, Vec<String>>, records: &'a Records, now: Instant) -> Self {
        Self { values, records, now, faults: Fields::default() }
    }

    /// Ends in an error when any field was faulty.
    pub(super) fn done(self) -> Result<()> {
        self.faults.done()
    }

    /// Notes that a field breaks a rule.
    pub(super) fn fault(&mut self, field: &str, code: &str) {
        self.faults.fault(field, code);
    }

    /// Notes that a field breaks a rule of law or of the notice, in the rule's own sentence.
    pub(super) fn refused(&mut self, field: &str, sentence: &str) {
        self.faults.refused(field, sentence);
    }

    fn typed(&self, field: &str) -> Option<&'a str> {
        let text = self.values.get(field).and_then(|v| v.first()).map(|t| t.trim())?;
        (!text.is_empty()).then_some(text)
    }

    fn need<T>(&mut self, field: &str, code: &str, value: Option<T>) -> Option<T> {
        self.faults.need(field, code, value)
    }

    /// A line of 1 to 100 characters.
    pub(super) fn line(&mut self, field: &str) -> Option<String> {
        let value = self.typed(field).and_then(|t| line(t, 1, LINE_MAX));
        self.need(field, "required_text_100", value)
    }

    /// A line that may be empty.
    pub(super) fn maybe_line(&mut self, field: &str) -> Option<String> {
        self.typed(field).is_some().then(|| self.line(field)).flatten()
    }

    /// Text of several lines.
    pub(super) fn lines(&mut self, field: &str) -> Option<String> {
        self.lines_from(field, 1)
    }

    /// Text of several lines, at least `min` characters.
    pub(super) fn lines_from(&mut self, field: &str, min: usize) -> Option<String> {
        let value = self.typed(field).and_then(|t| lines(t, min, TEXT_MAX));
        let code = if min > 1 { "required_text_20_4000" } else { "required_text_4000" };
        self.need(field, code, value)
    }

    /// Text of several lines that may be empty.
    pub(super) fn maybe_lines(&mut self, field: &str) -> Option<String> {
        self.typed(field).is_some().then(|| self.lines(field)).flatten()
    }

    /// A civil date that is not after today.
    pub(super) fn past_date(&mut self, field: &str) -> Option<Date> {
        let value = self.typed(field).and_then(date);
        let day = self.need(field, "not_a_date", value)?;
        if day > self.now.date() {
            self.fault(field, "in_the_future");
            return None;
        }
        Some(day)
    }

    /// As [`Answers::past_date`], or nothing.
    pub(super) fn maybe_past_date(&mut self, field: &str) -> Option<Date> {
        self.typed(field).is_some().then(|| self.past_date(field)).flatten()
    }

    /// A civil date of any time, or nothing.
    pub(super) fn maybe_date(&mut self, field: &str) -> Option<Date> {
        let value = self.typed(field).map(date)?;
        self.need(field, "not_a_date", value)
    }

    /// An instant that is not after now.
    pub(super) fn past_instant(&mut self, field: &str) -> Option<Instant> {
        let value = self.typed(field).and_then(instant);
        let at = self.need(field, "not_a_date", value)?;
        if at > self.now {
            self.fault(field, "in_the_future");
            return None;
        }
        Some(at)
    }

    /// An instant of any time, or nothing.
    pub(super) fn maybe_instant(&mut self, field: &str) -> Option<Instant> {
        let value = self.typed(field).map(instant)?;
        self.need(field, "not_a_date", value)
    }

    /// A date or an instant that is not after now.
    pub(super) fn past_when(&mut self, field: &str) -> Option<When> {
        let value = self.typed(field).and_then(when);
        let at = self.need(field, "not_a_date", value)?;
        let late = match at {
            When::On(day) => day > self.now.date(),
            When::At(instant) => instant > self.now,
        };
        if late {
            self.fault(field, "in_the_future");
            return None;
        }
        Some(at)
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, field: &str, min: i64, max: i64) -> Option<i64> {
        let value = self.typed(field).and_then(|t| t.parse::<i64>().ok()).filter(|n| (min..=max).contains(n));
        self.need(field, "not_a_number_here", value)
    }

    /// A whole number within bounds, or nothing.
    pub(super) fn maybe_number(&mut self, field: &str, min: i64, max: i64) -> Option<i64> {
        self.typed(field).is_some().then(|| self.number(field, min, max)).flatten()
    }

    /// Whether a box was ticked.
    pub(super) fn flag(&self, field: &str) -> bool {
        self.typed(field) == Some("1")
    }

    /// A member of a fixed set.
    pub(super) fn term<T: Term>(&mut self, field: &str) -> Option<T> {
        let value = self.typed(field).and_then(T::from_id);
        self.need(field, "required_choice", value)
    }

    /// One of these members of a fixed set.
    pub(super) fn term_of<T: Term>(&mut self, field: &str, some: &[T]) -> Option<T> {
        let value = self.typed(field).and_then(T::from_id).filter(|t| some.contains(t));
        self.need(field, "required_choice", value)
    }

    /// A member of a fixed set, or nothing.
    pub(super) fn maybe_term<T: Term>(&mut self, field: &str) -> Option<T> {
        self.typed(field).is_some().then(|| self.term(field)).flatten()
    }

    /// A word of a list that a county may word otherwise.
    pub(super) fn word(&mut self, field: &str, list: &[String]) -> Option<String> {
        let value = self.typed(field).filter(|t| list.iter().any(|w| w == t)).map(str::to_owned);
        self.need(field, "required_choice", value)
    }

    /// As [`Answers::word`], or nothing.
    pub(super) fn maybe_word(&mut self, field: &str, list: &[String]) -> Option<String> {
        self.typed(field).is_some().then(|| self.word(field, list)).flatten()
    }

    /// A member of staff.
    pub(super) fn staff(&mut self, field: &str) -> Option<String> {
        let value = self.typed(field).filter(|id| self.records.staff.iter().any(|s| s.id == *id));
        self.need(field, "unknown_person", value.map(str::to_owned))
    }

    /// A member of staff or an outsider with a role.
    pub(super) fn person(&mut self, field: &str) -> Option<String> {
        let value = self.typed(field).filter(|id| self.records.person_name(id).is_some());
        self.need(field, "unknown_person", value.map(str::to_owned))
    }

    /// A pupil.
    pub(super) fn pupil(&mut self, field: &str) -> Option<String> {
        let value = self.typed(field).filter(|id| self.records.student(id).is_some());
        self.need(field, "unknown_pupil", value.map(str::to_owned))
    }

    /// A pupil, or nothing.
    pub(super) fn maybe_pupil(&mut self, field: &str) -> Option<String> {
        self.typed(field).is_some().then(|| self.pupil(field)).flatten()
    }

    /// Several ids of people, each once, in the order given.
    pub(super) fn people(&mut self, field: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for id in self.values.get(field).into_iter().flatten() {
            if self.records.person_name(id).is_none() {
                self.fault(field, "unknown_person");
                return Vec::new();
            }
            if !out.contains(id) {
                out.push(id.clone());
            }
        }
        out
    }

    /// Several texts of one field, one a line, none empty.
    pub(super) fn list(&mut self, field: &str) -> Vec<String> {
        let typed: Vec<&str> =
            self.values.get(field).into_iter().flatten().flat_map(|t| t.lines()).map(str::trim).collect();
        let kept: Vec<String> = typed.iter().filter(|t| !t.is_empty()).filter_map(|t| line(t, 1, TEXT_MAX)).collect();
        if kept.len() != typed.iter().filter(|t| !t.is_empty()).count() {
            self.fault(field, "required_text_4000");
        }
        kept
    }

    /// The numbers of the rows of a group that hold anything.
    pub(super) fn rows(&self, group: &str) -> Vec<usize> {
        let mut rows: Vec<usize> = self
            .values
            .iter()
            .filter(|(_, value)| value.iter().any(|t| !t.trim().is_empty() && t != "0"))
            .filter_map(|(name, _)| name.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?.0.parse().ok())
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}
