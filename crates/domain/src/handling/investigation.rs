//! The clock of an investigation: ten natural days, the first not counted (教督〔2017〕10号; 民法典 art. 201). An extension adds
//! a second date beside the first and needs a local basis, since no national text has one.

use super::case::Case;
use super::check::{Checked, blank};
use super::obstacle::Obstacle;
use super::warning::Warning;
use crate::clock_rules::{investigation_due, natural_days_after};
use crate::noun::{Investigation, InvestigationExtension};
use crate::time::Date;

/// The deadlines of an investigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The tenth natural day after the start; never changed.
    pub first: Date,
    /// The day an approved extension reaches.
    pub extended: Option<Date>,
    /// Whole days after `first`: at the end, or on the day asked while it runs. 0 in time.
    pub late_days: i64,
    /// Whether it ended.
    pub finished: bool,
}

impl Clock {
    /// The day it must end: the extended one where there is one.
    pub fn due(self) -> Date {
        self.extended.map_or(self.first, |e| e.max(self.first))
    }
    /// Whether it ended no later than its first deadline, as the figure of the report counts.
    pub fn on_time(self) -> bool {
        self.finished && self.late_days == 0
    }
}

/// The clock on `today`.
pub fn clock(i: &Investigation, today: Date) -> Clock {
    let approved = i.extension.as_ref().filter(|e| is_approved(e));
    let extended = approved.and_then(|e| natural_days_after(i.due_on, u64::try_from(e.days).ok()?));
    let end = i.finished_on.unwrap_or(today);
    let late_days = (end - i.due_on).num_days().max(0);
    Clock { first: i.due_on, extended, late_days, finished: i.finished_on.is_some() }
}

/// Whether the extension counts: an extension only asked for changes nothing.
pub fn is_approved(e: &InvestigationExtension) -> bool {
    e.approved_on.is_some() && e.approved_by.is_some()
}

/// Checks an investigation as typed; `principal_id` alone approves an extension.
pub fn check(i: &Investigation, case: &Case<'_>, principal_id: Option<&str>) -> Checked {
    let mut out = Checked::default();
    out.stop_if(i.started_on < case.concern.discovered_at.date(), "started_on", Obstacle::InvestigationEarly);
    if let Some(due) = investigation_due(i.started_on) {
        out.stop_if(i.due_on != due, "due_on", Obstacle::InvestigationDueDiffers { due });
    }
    out.stop_if(i.member_ids.is_empty(), "member_ids", Obstacle::MembersMissing);
    out.stop_if(i.finished_on.is_some_and(|f| f < i.started_on), "finished_on", Obstacle::EndsBeforeStart);
    if let Some(e) = &i.extension {
        extension(&mut out, i, e, case, principal_id);
    }
    let running = clock(i, i.finished_on.unwrap_or(i.due_on));
    let late = i.finished_on.is_some_and(|f| f > running.due());
    out.warn_if(late, "finished_on", Warning::InvestigationLate { due: running.due() });
    out
}

fn extension(
    out: &mut Checked,
    i: &Investigation,
    e: &InvestigationExtension,
    case: &Case<'_>,
    principal: Option<&str>,
) {
    let max = case.ground.settings.extension_max_days;
    out.stop_if(!(1..=max).contains(&e.days), "extension.days", Obstacle::ExtensionDays { max });
    out.stop_if(blank(&e.reason), "extension.reason", Obstacle::ExtensionReason);
    out.stop_if(blank(&e.basis), "extension.basis", Obstacle::ExtensionBasis);
    out.stop_if(e.applied_on < i.started_on, "extension.applied_on", Obstacle::EndsBeforeStart);
    let half = e.approved_on.is_some() != e.approved_by.is_some();
    let other = e.approved_by.as_deref().zip(principal).is_some_and(|(by, p)| by != p);
    let early = e.approved_on.is_some_and(|on| on < e.applied_on);
    out.stop_if(half || other || early, "extension.approved_by", Obstacle::ExtensionApproval);
    out.warn_if(e.applied_on > i.due_on, "extension.applied_on", Warning::ExtensionLate { due: i.due_on });
}
