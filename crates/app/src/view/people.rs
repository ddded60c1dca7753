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
        pub may_remove: bool,
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

request! { pub struct PostsRequest { pub account: String, pub posts: Vec<String> } }

request! { pub struct DisableRequest { pub account: String, pub reason: String } }

request! { pub struct AccountPasswordRequest { pub account: String, pub password: String } }

request! {
    /// `until` is the last civil day of the loan.
    pub struct DelegateRequest { pub account: String, pub right: String, pub until: String, pub reason: String }
}

request! { pub struct DelegationRequest { pub id: String } }

request! { pub struct RemoveRequest { pub account: String, pub reason: String, pub password: String } }

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

view! { pub struct RehearsalView { pub ok: bool, pub at: String, pub items: Vec<RehearsalItem> } }

request! { pub struct SettingsRequest { pub lock_after_minutes: i32 } }
