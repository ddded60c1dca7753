//! What a check of a typed form answers: hard stops and warnings, each beside its field.

use super::obstacle::Obstacle;
use super::warning::Warning;

/// The outcome of a check. Sound when nothing stops it; warnings may stand beside a sound form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// Hard stops by field, in the order of the form.
    pub faults: Vec<(&'static str, Obstacle)>,
    /// Soft warnings by field.
    pub warnings: Vec<(&'static str, Warning)>,
}

impl Checked {
    /// Whether nothing stops it.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
    /// The hard stops without their fields.
    pub fn obstacles(self) -> Vec<Obstacle> {
        self.faults.into_iter().map(|(_, o)| o).collect()
    }
    pub(crate) fn stop_if(&mut self, broken: bool, field: &'static str, why: Obstacle) {
        if broken {
            self.faults.push((field, why));
        }
    }
    pub(crate) fn warn_if(&mut self, so: bool, field: &'static str, why: Warning) {
        if so {
            self.warnings.push((field, why));
        }
    }
}

pub(crate) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// A count as the files and the database have it.
pub(crate) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(crate) fn owned<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    ids.into_iter().map(str::to_owned).collect()
}
