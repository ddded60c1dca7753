//! Numbers of reports to the county bureau, the city and the police.

use super::answer::distinct;
use super::concerns::first_report_max;
use super::rows::{Row as _, count_all, count_where};
use super::{Definition, Unit::Count, Unit::Minutes};
use crate::noun::{IncidentReport, PoliceKind, ReportLevel, ReportType};
use crate::records::Records;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("incident_reports", Count, |s| count_all(&s.records.incident_reports)),
    Definition::new("reports_first", Count, |s| {
        count_where(&s.records.incident_reports, |r| r.kind == ReportType::First)
    }),
    Definition::new("reports_followup", Count, |s| {
        count_where(&s.records.incident_reports, |r| r.kind == ReportType::FollowUp)
    }),
    Definition::new("reports_final", Count, |s| {
        count_where(&s.records.incident_reports, |r| r.kind == ReportType::Final)
    }),
    Definition::new("reported_county", Count, |s| {
        let to_county = s.records.incident_reports.iter().filter(|r| is_sent_to_county(s.records, r));
        distinct(to_county.map(|r| (r.row(), r.concern_id.as_str())))
    }),
    Definition::new("police_called", Count, |s| {
        count_where(&s.records.concerns, |c| c.police.as_ref().is_some_and(|p| p.kind == PoliceKind::Called))
    }),
    Definition::new("reported_city", Count, |s| {
        count_where(&s.records.concerns, |c| c.report_level == Some(ReportLevel::City))
    }),
    Definition::new("first_report_max_minutes", Minutes, |s| first_report_max(s.records)),
];

/// Whether the county bureau is among the receivers; a remark may follow its name (`…（电话）`).
pub(crate) fn is_sent_to_county(records: &Records, report: &IncidentReport) -> bool {
    records
        .bureau
        .as_ref()
        .filter(|b| !b.name.is_empty())
        .is_some_and(|b| report.to.iter().any(|to| to.starts_with(b.name.as_str())))
}
