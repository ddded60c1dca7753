//! The triggers that no class asks for: rules of one table each, written by hand in `migrations/`.

/// The table and the name of each.
pub const OWN: &[(&str, &str)] = &[
    // A number is never given out twice, a post only taken back, a right only ended, a new code only made.
    ("counter", "counter_only_grows"),
    ("account_post", "account_post_given"),
    ("delegation", "delegation_given"),
    ("recovery_due", "recovery_due_done"),
    // The log is a chain, a checkpoint is of its head.
    ("audit", "audit_chain"),
    ("checkpoint", "checkpoint_of_head"),
    // Packets are a chain without gaps, and are closed in steps.
    ("outbox", "outbox_chain"),
    ("outbox", "outbox_made"),
    ("outbox", "outbox_sealed"),
    ("packet_file", "packet_file_sealed"),
    ("bureau_profile", "bureau_profile_newer"),
    // What is finished changes its state in one way only, and leaves what it said when it was opened again.
    ("concern", "concern_reopened"),
    ("concern", "concern_reopening"),
    ("reopening", "reopening_of_reopened"),
    ("incident_report", "incident_report_back"),
    ("pact", "pact_in_force"),
    ("pact", "pact_superseded"),
    ("pact", "pact_back"),
    ("ledger", "ledger_first_deadline"),
    ("sanction", "sanction_decided"),
    // Rows that are only added, but not everywhere.
    ("determination", "determination_finished_insert"),
    ("pact_signatory", "pact_signatory_ended"),
    ("education_event_concern", "education_event_concern_finished_insert"),
    ("report_note", "report_note_reworded"),
    // 更正 is of what is finished, 作废 of what is there.
    ("correction", "correction_of_finished"),
    ("correction", "correction_of_voided"),
    ("voiding", "voiding_of_something"),
];
