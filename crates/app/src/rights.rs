//! Who may do what: one table, asked at the start of every use case and never only hidden in the window.

use std::collections::BTreeMap;

use domain::Term as _;
use domain::noun::Post::{self, Counsellor, DeputyPrincipal, DisciplineDirector, HomeroomTeacher, Principal, Staff};

/// What a use case needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// See all lists and single records.
    ReadRecords,
    /// See what concerns the own class.
    ReadOwnClass,
    /// See the own entries and what names the person.
    ReadOwn,
    /// Add staff, classes and pupils.
    EditRoster,
    /// Record a concern that was seen.
    RecordConcern,
    /// Move a concern on, decide and close it.
    HandleConcern,
    /// Report an incident to the county, the police and the city.
    ReportIncident,
    /// Record a ledger item.
    RecordLedger,
    /// Record a pact.
    RecordPact,
    /// Make, sign and hand over packets.
    SignPackets,
    /// Save, send and receipt packets that were signed.
    DeliverPackets,
    /// Trust a bureau, request and take certificates.
    EditBureau,
    /// Add, change and disable accounts.
    ManagePeople,
    /// Remove somebody for cause, under new keys; lend rights.
    RemoveForCause,
    /// Make a new recovery code and rehearse the one there is.
    RenewRecovery,
    /// Read, verify and export the audit log.
    ReadAudit,
    /// Make backups and rehearse a restore.
    MakeBackup,
    /// Put a backup in place of what is there.
    Restore,
    /// Write sealed texts.
    WriteSealed,
    /// Open sealed texts.
    ReadSealed,
    /// Correct finished records.
    Correct,
    /// Void records.
    Void,
    /// Change the settings of the home.
    EditSettings,
}

/// Each right, its id, and the posts that carry it. The table in docs/security.md says the same for people.
const TABLE: &[(Right, &str, &[Post])] = &[
    (Right::ReadRecords, "read_records", &[Principal, DeputyPrincipal, DisciplineDirector]),
    (Right::ReadOwnClass, "read_own_class", &[Principal, HomeroomTeacher]),
    (Right::ReadOwn, "read_own", &[Principal, DeputyPrincipal, DisciplineDirector, HomeroomTeacher, Counsellor, Staff]),
    (Right::EditRoster, "edit_roster", &[Principal, DisciplineDirector]),
    (
        Right::RecordConcern,
        "record_concern",
        &[Principal, DeputyPrincipal, DisciplineDirector, HomeroomTeacher, Counsellor, Staff],
    ),
    (Right::HandleConcern, "handle_concern", &[Principal, DeputyPrincipal, DisciplineDirector]),
    (Right::ReportIncident, "report_incident", &[Principal, DeputyPrincipal, DisciplineDirector]),
    (Right::RecordLedger, "record_ledger", &[Principal, DeputyPrincipal, DisciplineDirector]),
    (Right::RecordPact, "record_pact", &[Principal, DisciplineDirector]),
    (Right::SignPackets, "sign_packets", &[Principal]),
    (Right::DeliverPackets, "deliver_packets", &[Principal, DisciplineDirector]),
    (Right::EditBureau, "edit_bureau", &[Principal]),
    (Right::ManagePeople, "manage_people", &[Principal, DisciplineDirector]),
    (Right::RemoveForCause, "remove_for_cause", &[Principal]),
    (Right::RenewRecovery, "renew_recovery", &[Principal]),
    (Right::ReadAudit, "read_audit", &[Principal, DeputyPrincipal]),
    (Right::MakeBackup, "make_backup", &[Principal, DeputyPrincipal, DisciplineDirector]),
    (Right::Restore, "restore", &[Principal]),
    (Right::WriteSealed, "write_sealed", &[Principal, Counsellor]),
    (Right::ReadSealed, "read_sealed", &[Principal, Counsellor]),
    (Right::Correct, "correct", &[Principal, DisciplineDirector]),
    (Right::Void, "void", &[Principal]),
    (Right::EditSettings, "edit_settings", &[Principal, DisciplineDirector]),
];

/// What a principal may lend to somebody else for a while. Keys and people are not among it, nor what needs the key of the
/// sealed texts.
pub(crate) const DELEGABLE: &[Right] = &[
    Right::ReadRecords,
    Right::RecordLedger,
    Right::RecordPact,
    Right::SignPackets,
    Right::DeliverPackets,
    Right::Correct,
];

/// The Chinese words of the rights.
const WORDS: &str = include_str!("../../../assets/text/rights.json");

impl Right {
    /// Every right, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(right, _, _)| *right)
    }
    /// Its id.
    pub fn id(self) -> &'static str {
        TABLE.iter().find(|(right, _, _)| *right == self).map_or("", |(_, id, _)| id)
    }
    /// The right with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        TABLE.iter().find(|(_, of, _)| *of == id).map(|(right, _, _)| *right)
    }
    /// The posts that carry it.
    pub fn posts(self) -> &'static [Post] {
        TABLE.iter().find(|(right, _, _)| *right == self).map_or(&[], |(_, _, posts)| posts)
    }
    /// Its Chinese word.
    pub fn label(self) -> String {
        let words: BTreeMap<String, String> = serde_json::from_str(WORDS).unwrap_or_default();
        words.get(self.id()).cloned().unwrap_or_else(|| self.id().to_owned())
    }
}

/// Whether any of these posts carries the right.
pub fn may(posts: &[Post], right: Right) -> bool {
    right.posts().iter().any(|post| posts.contains(post))
}

/// The posts behind their ids; unknown ids carry nothing.
pub fn posts_from_ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<Post> {
    ids.into_iter().filter_map(Post::from_id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_principal_signs_and_the_principal_may_everything() {
        for post in Post::ALL {
            assert_eq!(may(&[*post], Right::SignPackets), *post == Post::Principal, "{}", post.id());
        }
        for right in Right::all() {
            assert!(may(&[Post::Principal], right), "{right:?}");
            assert!(!may(&[], right), "{right:?}");
        }
    }

    #[test]
    fn every_right_has_an_id_and_a_word_of_its_own() {
        let mut seen = Vec::new();
        for right in Right::all() {
            assert_eq!(Right::from_id(right.id()), Some(right));
            assert_ne!(right.label(), right.id(), "no word in assets/text/rights.json");
            assert!(!seen.contains(&right.label()), "{}", right.label());
            seen.push(right.label());
        }
    }
}
