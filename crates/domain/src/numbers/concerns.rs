//! Numbers of early signs, hazards and suspected incidents, and of what became of them.

use std::collections::HashMap;

use super::answer::{Answer, count, per};
use super::figure::Amount;
use super::rows::{Row as _, count_all, count_where, entries};
use super::{Definition, Unit::Count};
use crate::noun::{Concern, ConcernKind, ConcernResult, IncidentReport};
use crate::records::Records;
use crate::state::{state_label, states};
use crate::terms::Term as _;
use crate::time::Instant;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("concerns", Count, |s| count_all(&s.records.concerns)),
    Definition::new("by_kind", Count, |s| per(s.records.concerns.iter().map(|c| (c.kind, c.row())))),
    Definition::new("by_status", Count, |s| by_status(&s.records.concerns)),
    Definition::new("by_result", Count, |s| per(s.records.concerns.iter().filter_map(|c| Some((c.result?, c.row()))))),
    Definition::new("by_form", Count, |s| {
        per(entries(s.records.concerns.iter(), "forms", |c| &c.forms).map(|(row, form)| (*form, row)))
    }),
    Definition::new("by_severity", Count, |s| {
        per(s.records.concerns.iter().filter_map(|c| Some((c.severity?, c.row()))))
    }),
    Definition::new("closed", Count, |s| count_where(&s.records.concerns, |c| c.closed_on.is_some())),
    Definition::new("signs_struck", Count, |s| closed(&s.records.concerns, ConcernKind::Sign)),
    Definition::new("hazards_struck", Count, |s| closed(&s.records.concerns, ConcernKind::Hazard)),
    Definition::new("suspected_closed", Count, |s| closed(&s.records.concerns, ConcernKind::Suspected)),
    Definition::new("bullying", Count, |s| with_result(&s.records.concerns, ConcernResult::Bullying)),
    Definition::new("not_bullying", Count, |s| with_result(&s.records.concerns, ConcernResult::NotBullying)),
    Definition::new("transferred", Count, |s| with_result(&s.records.concerns, ConcernResult::Transferred)),
    Definition::new("suspected_open_undecided", Count, |s| {
        count_where(&s.records.concerns, |c| c.kind == ConcernKind::Suspected && c.result.is_none())
    }),
    Definition::new("county_reviews_upheld", Count, |s| {
        let upheld = |c: &Concern| c.county_reviews().any(|r| r.outcome.as_deref() == Some("维持"));
        count_where(&s.records.concerns, upheld)
    }),
    Definition::new("investigations", Count, |s| {
        count_where(&s.records.concerns, |c| c.last_investigation().is_some())
    }),
    Definition::new("investigations_on_time", Count, |s| {
        count_where(&s.records.concerns, |c| {
            c.last_investigation().is_some_and(|i| i.finished_on.is_some_and(|on| on <= i.due_on))
        })
    }),
];

fn closed(concerns: &[Concern], kind: ConcernKind) -> Answer<'_> {
    count_where(concerns, |c| c.kind == kind && c.closed_on.is_some())
}

fn with_result(concerns: &[Concern], result: ConcernResult) -> Answer<'_> {
    count_where(concerns, |c| c.result == Some(result))
}

/// Per kind that occurs, its id outside; per state that occurs, its term inside, in the order of a concern's life.
fn by_status(concerns: &[Concern]) -> Answer<'_> {
    let mut rows: HashMap<(ConcernKind, &str), Vec<_>> = HashMap::new();
    for c in concerns {
        rows.entry((c.kind, c.status.as_str())).or_default().push(c.row());
    }
    let kinds = ConcernKind::ALL.iter().filter_map(|kind| {
        let inner: Vec<_> = states(*kind)
            .iter()
            .filter_map(|state| {
                let rows = rows.remove(&(*kind, *state))?;
                Some((state_label(*kind, state)?, count(rows.into_iter())))
            })
            .collect();
        (!inner.is_empty()).then(|| (kind.id(), Answer::Parts(inner)))
    });
    Answer::Parts(kinds.collect())
}

/// For each concern with a report, in the order of the concerns: the minutes from its discovery to the first report of
/// any type and mode, and that report.
pub(crate) fn minutes_to_first_report<'a>(records: &'a Records) -> Vec<(&'a Concern, i64, &'a IncidentReport)> {
    let mut first: HashMap<&str, &IncidentReport> = HashMap::new();
    for report in &records.incident_reports {
        let earliest = first.entry(report.concern_id.as_str()).or_insert(report);
        if report.sent_at < earliest.sent_at {
            *earliest = report;
        }
    }
    let minutes = |c: &Concern, at: Instant| (at.ms() - c.discovered_at.ms()) / 60_000;
    let of = |c: &'a Concern| first.get(c.id.as_str()).map(|r| (c, minutes(c, r.sent_at), *r));
    records.concerns.iter().filter_map(of).collect()
}

/// The longest of [`minutes_to_first_report`]; its rows are the first reports.
pub(super) fn first_report_max(records: &Records) -> Answer<'_> {
    let all = minutes_to_first_report(records);
    let max = all.iter().map(|(_, minutes, _)| *minutes).max();
    Answer::One(max.map_or(Amount::Nothing, Amount::Whole), all.iter().map(|(_, _, r)| r.row()).collect())
}
