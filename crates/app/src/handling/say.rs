//! The sentences of the rules: a code with its arguments becomes what the person at the keyboard reads.

use domain::handling::{self as rules, Basis, Obstacle, Warning};
use domain::noun::{ConcernKind, MeasureKind, SanctionKind, Tier};
use domain::{Records, Term as _, state_label};

/// Says codes about the cases of these records.
pub(crate) struct Say<'a> {
    records: &'a Records,
}

impl<'a> Say<'a> {
    pub(crate) fn new(records: &'a Records) -> Self {
        Self { records }
    }

    /// The state of a concern.
    pub(crate) fn status(&self, id: &str) -> Option<&str> {
        self.records.concerns.iter().find(|c| c.id == id).map(|c| c.status.as_str())
    }

    pub(crate) fn obstacle(&self, o: &Obstacle) -> String {
        self.sentence("obstacles", o.code(), &o.args())
    }

    pub(crate) fn obstacles(&self, all: &[Obstacle]) -> Vec<String> {
        all.iter().map(|o| self.obstacle(o)).collect()
    }

    pub(crate) fn warnings(&self, all: &[Warning]) -> Vec<String> {
        all.iter().map(|w| self.sentence("warnings", w.code(), &w.args())).collect()
    }

    /// The name of a step; one that may lead to several states says to which.
    pub(crate) fn verb(&self, verb: rules::Verb, to: &str) -> String {
        match verb {
            rules::Verb::EndReview => {
                let state = state_label(ConcernKind::Suspected, to).unwrap_or(to);
                format!("{}：{state}", verb.label())
            }
            _ => verb.label().to_owned(),
        }
    }

    /// The name of a member of staff or an outsider.
    pub(crate) fn person(&self, id: &str) -> String {
        self.records.person_name(id).unwrap_or(id).to_owned()
    }

    pub(crate) fn basis(&self, all: &[Basis]) -> String {
        all.iter().map(|b| b.label()).collect::<Vec<_>>().join("；")
    }

    /// A sentence of a group of `assets/text/handling.json`.
    pub(crate) fn sentence(&self, group: &str, code: &str, args: &[(&'static str, Vec<String>)]) -> String {
        let template = rules::words::word(group, code).unwrap_or(code);
        rules::words::fill(template, args, |name, value| self.value(name, value))
    }

    /// What a person reads in the place of an argument.
    fn value(&self, name: &str, value: &str) -> String {
        match name {
            "students" | "student" | "rows" => {
                self.records.student(value).map_or_else(|| value.to_owned(), |s| s.name.clone())
            }
            "people" | "person" => self.records.person_name(value).unwrap_or(value).to_owned(),
            "who" => rules::words::word("actors", value).unwrap_or(value).to_owned(),
            "elements" => rules::words::word("elements", value).unwrap_or(value).to_owned(),
            "state" | "from" | "to" => {
                ConcernKind::ALL.iter().find_map(|kind| state_label(*kind, value)).unwrap_or(value).to_owned()
            }
            "measure" => MeasureKind::from_id(value).map_or(value, |m| m.label()).to_owned(),
            "kind" => SanctionKind::from_id(value).map_or(value, |k| k.label()).to_owned(),
            "tier" => Tier::from_id(value).map_or(value, |t| t.label()).to_owned(),
            _ => value.to_owned(),
        }
    }
}
