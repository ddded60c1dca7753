//! 化名: random codes that say nothing of name and class, and that nobody has.

use std::collections::HashSet;

use domain::Records;

use crate::App;

/// The codes that are taken.
pub(crate) struct Pseudonyms(HashSet<String>);

impl Pseudonyms {
    /// Those of everybody who was ever on the roster.
    pub(crate) fn of(records: &Records) -> Self {
        Self(records.students.iter().map(|s| s.pseudonym.clone()).collect())
    }

    /// A code `学生` + four digits that nobody has; five digits once four are used up.
    pub(crate) fn next(&mut self, app: &App) -> String {
        let word = domain::Term::label(domain::noun::SignatoryKind::Student);
        let mut span: u32 = 9000;
        loop {
            for _ in 0..64 {
                let mut bytes = [0u8; 4];
                app.roots.random().fill(&mut bytes);
                let code = format!("{word}{}", span / 9 + u32::from_le_bytes(bytes) % span);
                if self.0.insert(code.clone()) {
                    return code;
                }
            }
            span = span.saturating_mul(10).min(900_000_000);
        }
    }
}
