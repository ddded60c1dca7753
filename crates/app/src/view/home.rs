//! The home, the first start, the session.

use super::{request, view};

/// What stands at the home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../../ui/src/generated/")]
pub enum HomeKind {
    /// Nothing yet: the first start may begin.
    None,
    /// A first start was interrupted before its recovery code was confirmed: it begins again.
    Unfinished,
    /// Keys and database are there; somebody has to log in.
    Locked,
    /// Somebody is logged in.
    Open,
    /// Traces that do not make a home: nothing is written over them.
    Damaged,
}

view! {
    pub struct AccountView { pub account: String, pub post: String }
}

view! {
    pub struct HomeState {
        pub kind: HomeKind,
        pub practice: bool,
        pub accounts: Vec<AccountView>,
        pub found: Vec<String>,
        pub practice_exists: bool,
        /// The accounts of the practice home.
        pub practice_accounts: Vec<AccountView>,
        /// Where the home lies.
        pub place: String,
        /// What is wrong with the place or was left behind, whatever the kind.
        pub faults: Vec<super::FaultView>,
        /// Local backups, told without keys, newest first.
        pub backups: Vec<super::LocalBackup>,
    }
}

request! {
    pub struct FirstStartRequest {
        pub school_name: String,
        pub school_code: String,
        pub person_name: String,
        pub posts: Vec<String>,
        pub password: String,
    }
}

view! {
    /// The recovery code, shown once, and which two groups (from 0) are asked back.
    pub struct RecoveryView { pub groups: Vec<String>, pub ask: Vec<u32>, pub warnings: Vec<String> }
}

request! { pub struct ConfirmRequest { pub groups: Vec<String> } }

request! { pub struct PasswordRequest { pub password: String } }

request! {
    pub struct LoginRequest {
        pub account: String,
        pub password: String,
        pub practice: bool,
        /// The person knows that the clock was set back and goes on.
        #[serde(default)]
        pub clock_accepted: bool,
    }
}

view! {
    pub struct SessionView {
        pub person_id: String,
        pub person_name: String,
        pub posts: Vec<String>,
        pub school_name: String,
        pub school_code: String,
        pub practice: bool,
        pub today: String,
        pub campaign: Option<CampaignView>,
        pub bureau: Option<String>,
        pub outbox: OutboxCounts,
        pub account: String,
        /// Ids of the person's rights, those on loan among them.
        pub rights: Vec<String>,
        pub must_change_password: bool,
        pub recovery_due: bool,
        pub lock_after_minutes: i32,
        pub alarms: Vec<super::FaultView>,
        pub backup: super::BackupDue,
    }
}

view! {
    pub struct CampaignView { pub name: String, pub next_date: String, pub next_label: String, pub days: i32 }
}

view! {
    pub struct OutboxCounts {
        pub queued: u32,
        pub uploading: u32,
        pub uploaded: u32,
        pub carried: u32,
        pub receipted: u32,
        pub returned: u32,
        pub quarantined: u32,
    }
}

view! {
    pub struct SettingsView {
        pub home_dir: String,
        pub data_version: u32,
        pub school_name: String,
        pub school_code: String,
        pub audit_head: String,
        pub audit_count: u32,
        pub lock_after_minutes: i32,
    }
}
