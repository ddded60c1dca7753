//! What every paper says about itself.

use chrono::{DateTime, FixedOffset};

/// Facts of the file and of its footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Title in the file's metadata; readers show it in the window bar.
    pub title: String,
    /// The school's full name: author of the file.
    pub school: String,
    /// When the paper is made, at +08:00.
    pub made_at: DateTime<FixedOffset>,
    /// Head of the audit chain; its first 16 hex digits stand in the footer of every page.
    pub audit_head: [u8; 32],
    /// Whether the paper comes from a practice home: every page then carries the 演练 mark.
    pub practice: bool,
    /// What sets this file apart from another of the same contents, for example the packet's id. With the form and the
    /// contents it makes the PDF's /ID.
    pub id_seed: String,
}

impl Meta {
    /// The first 16 hex digits of the audit head.
    #[must_use]
    pub fn audit_digits(&self) -> String {
        self.audit_head.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}
