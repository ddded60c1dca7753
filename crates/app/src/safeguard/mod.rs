//! Safeguards of pupils' data: whose name somebody reads, which cases are opened only for a reason, on what the processing
//! rests, what guardians answered and asked for.

mod consent;
mod named;
mod request;
mod sensitive;

pub use consent::{consent_add, privacy_basis_set, privacy_get};
pub(crate) use named::Named;
pub use request::{guardian_request_add, guardian_request_answer, guardian_request_list};
pub(crate) use sensitive::{admit, hidden, view};
pub use sensitive::{sensitive_mark, sensitive_open};

/// The actions of the log by which somebody saw what is sensitive: 谁看过.
pub(crate) const VIEWS: &[&str] = &[
    "attachment.export",
    "attachment.open",
    "audit.export",
    "paper.print",
    "paper.read",
    "paper.view",
    "sealed.open",
    "sensitive.view",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_counts_as_a_look_is_an_action_that_the_log_knows() {
        let words: serde_json::Value =
            serde_json::from_str(include_str!("../../../../assets/text/audit.json")).unwrap();
        for action in VIEWS {
            assert!(words["actions"][action].is_string(), "{action}");
        }
    }
}
