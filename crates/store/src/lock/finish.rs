//! When a record is finished: the views that say so, and what of it still moves.

/// How the rows of a table finish by a state or decision of their own.
pub(super) struct Finish {
    /// The table.
    pub(super) table: &'static str,
    /// The column by which the view knows a row.
    pub(super) key: &'static str,
    /// The view whose `id` is that of every row that is finished.
    pub(super) view: &'static str,
    /// The table and column that hold the rows which were finished before and are open again: what was written then stays.
    pub(super) reopened: Option<(&'static str, &'static str)>,
    /// The columns of a finished row that go on changing, each watched by a trigger of [`super::OWN`].
    pub(super) free: &'static [&'static str],
    /// The columns of a reopened row that take new values.
    pub(super) free_again: &'static [&'static str],
}

const PLAIN: Finish = Finish { table: "", key: "id", view: "", reopened: None, free: &[], free_again: &[] };

/// Every such table.
pub(super) const FINISHES: &[Finish] = &[
    Finish {
        table: "concern",
        view: "finished_concern",
        reopened: Some(("reopening", "concern_id")),
        free: &["status", "closed_on"],
        // What these said is kept in `reopening`.
        free_again: &["status", "closed_on", "result", "severity", "tier", "report_level", "finding", "cause"],
        ..PLAIN
    },
    Finish { table: "ledger", view: "finished_ledger", ..PLAIN },
    // Delivery goes on.
    Finish { table: "incident_report", view: "finished_incident_report", free: &["state"], ..PLAIN },
    Finish {
        table: "pact",
        view: "finished_pact",
        free: &["adopted_on", "adoption", "effective_on", "status", "witness"],
        ..PLAIN
    },
    // Held for a case, it is part of its file once that is finished, also when the case is opened again.
    Finish { table: "education_event", view: "finished_education_event", ..PLAIN },
    // A verified receipt is the last word on a packet.
    Finish { table: "outbox", key: "packet_id", view: "finished_outbox", ..PLAIN },
    Finish { table: "appeal", key: "sanction_id", view: "finished_appeal", ..PLAIN },
    Finish { table: "county_review", key: "concern_id", view: "finished_county_review", ..PLAIN },
];

/// The views of a table to which rows are added ([`super::Lock::AddedTo`]): of those that take no more, and of those in force,
/// where what was added is fixed.
pub(super) const LIVES: &[(&str, &str, &str)] = &[("pact", "ended_pact", "settled_pact")];

/// The view of the round that each concern is in: what an earlier round said stays, whether or not the case was closed.
pub(super) const PRESENT_ROUND: &str = "present_round";

/// The view of the rounds in which a concern was closed and opened again.
pub(super) const REOPENED_ROUND: &str = "reopened_round";

/// A step that rows still take when the record above them is finished.
pub(super) struct Step {
    /// The table.
    pub(super) table: &'static str,
    /// The step; every column but [`Step::column`] must stay.
    pub(super) allowed: &'static str,
    /// The column that the step changes.
    pub(super) column: &'static str,
    /// The columns that take new values when the record above was opened again.
    pub(super) free_again: &'static [&'static str],
}

/// Every such step.
const STEPS: &[Step] = &[Step {
    table: "sanction",
    // A sanction ends by itself long after its case; an appeal changes its effect, and what was decided stays in `kind`.
    allowed: "OLD.status = 'in_force' AND NEW.status = 'lifted'",
    column: "status",
    free_again: &["effective_kind", "status"],
}];

/// Rows that are deleted after all, and when they are not.
pub(super) const STRUCK: &[(&str, &str)] = &[(
    "pact_unsigned",
    // Who has signed is struck from the list of those who have not, until another version takes the pact's place.
    "NOT EXISTS (SELECT 1 FROM pact_signatory WHERE pact_id = OLD.pact_id AND student_id = OLD.student_id)
    OR EXISTS (SELECT 1 FROM ended_pact WHERE id = OLD.pact_id)",
)];

/// How a table finishes.
pub(super) fn finish(table: &str) -> Option<&'static Finish> {
    FINISHES.iter().find(|finish| finish.table == table)
}

/// The step that is left to the rows of a table.
pub(super) fn step(table: &str) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.table == table)
}
