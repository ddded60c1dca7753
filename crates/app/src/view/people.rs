//! Accounts, posts, rights on loan, passwords and the recovery code.

use super::{AccountView, Choice, request, view};

view! {
    pub struct PersonAccount {
        pub account: String,
        pub person_id: String,
        pub person_name: String,
        pub posts: Vec<String>,
        /// `active`, `disabled`, or `no_password` for an account that nothing opens until somebody gives it a password.
        pub state: String,
        pub must_change: bool,
        pub is_me: bool,
        pub made_at: String,
        pub may_edit: bool,
        /// Whether this person may set its password; a principal's nobody else sets.
        pub may_reset: bool,
        pub may_remove: bool,
        /// The key of the sealed texts: `none` where the posts do not need it, `held`, or `missing` until the person typed
        /// the own password beside somebody who holds it.
        pub sealed: String,
    }
}

view! { pub struct Candidate { pub id: String, pub name: String, pub post: String } }

view! { pub struct RightView { pub id: String, pub label: String, pub posts: Vec<String> } }

view! {
    pub struct DelegationView {
        pub id: String,
        pub account: String,
        pub person_name: String,
        pub right: String,
        pub right_label: String,
        pub reason: String,
        pub from: String,
        pub until: String,
        pub ended_at: Option<String>,
    }
}

view! {
    pub struct PeopleView {
        pub accounts: Vec<PersonAccount>,
        /// Staff without an account.
        pub candidates: Vec<Candidate>,
        /// Posts that this person may give.
        pub grantable: Vec<String>,
        pub rights: Vec<RightView>,
        pub delegations: Vec<DelegationView>,
        pub delegable: Vec<Choice>,
    }
}

request! { pub struct AddAccountRequest { pub person_id: String, pub posts: Vec<String>, pub password: String } }

request! {
    /// `password` is that of the person whose posts change, typed by that person: only then can the key of the sealed texts
    /// be put into their slot at once.
    pub struct PostsRequest {
        pub account: String,
        pub posts: Vec<String>,
        #[serde(default)]
        #[ts(optional)]
        pub password: Option<String>,
    }
}

request! { pub struct DisableRequest { pub account: String, pub reason: String } }

request! { pub struct AccountPasswordRequest { pub account: String, pub password: String } }

request! {
    /// `until` is the last civil day of the loan.
    pub struct DelegateRequest { pub account: String, pub right: String, pub until: String, pub reason: String }
}

request! { pub struct DelegationRequest { pub id: String } }

request! { pub struct RemovalRequest { pub account: String } }

view! {
    /// An older copy in the home, which is encrypted anew: `aside` for a home that a restore replaced, `upgrade` for the
    /// copy made before an upgrade.
    pub struct OldCopy {
        pub name: String,
        pub kind: String,
        pub at: Option<String>,
        #[ts(type = "number")]
        pub size: u64,
    }
}

view! { pub struct OutsideCopy { pub file_name: String, pub made_at: String } }

view! {
    /// What a removal does, told before: `generations` local backups go, `others` people need a new password, and the
    /// backups outside cannot be reached and go on opening with old passwords.
    pub struct RemovalView {
        pub copies: Vec<OldCopy>,
        pub generations: u32,
        pub outside: Vec<OutsideCopy>,
        pub others: u32,
    }
}

request! {
    /// `oldCopies` says what becomes of older copies that do not open: `keep` or `remove`; without a word the removal asks.
    pub struct RemoveRequest {
        pub account: String,
        pub reason: String,
        pub password: String,
        #[serde(default)]
        #[ts(as = "Option<String>", optional)]
        pub old_copies: String,
    }
}

request! { pub struct ChangePasswordRequest { pub old: String, pub password: String } }

request! { pub struct GroupsRequest { pub groups: Vec<String> } }

view! { pub struct RecoveryAccounts { pub accounts: Vec<AccountView> } }

view! {
    pub struct RehearsalItem {
        pub code: String,
        pub ok: bool,
        #[ts(type = "Record<string, string | number>")]
        pub args: serde_json::Map<String, serde_json::Value>,
    }
}

view! {
    /// The rehearsals of the recovery code, newest first; `due` when none has passed within a year.
    pub struct RehearsalsView { pub rows: Vec<super::RehearsalRow>, pub last_ok: Option<String>, pub due: bool }
}

view! { pub struct RehearsalView { pub ok: bool, pub at: String, pub items: Vec<RehearsalItem> } }

request! { pub struct SettingsRequest { pub lock_after_minutes: i32 } }
