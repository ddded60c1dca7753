//! Backups, drills, restores, repair, and what is wrong with the place of the home.

use std::collections::BTreeMap;

use super::{AccountView, request, view};

view! {
    /// Something that a screen explains: what happened and what to do. `args` are the values that its sentence names.
    pub struct FaultView {
        pub code: String,
        #[ts(type = "Record<string, string | number>")]
        pub args: serde_json::Map<String, serde_json::Value>,
    }
}

impl FaultView {
    /// A fault without values.
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), args: serde_json::Map::new() }
    }
    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        self.args.insert(key.to_owned(), value.into());
        self
    }
}

view! {
    /// A backup in the home, told without keys: its date is read from its name.
    pub struct LocalBackup { pub file_name: String, pub created_at: String, #[ts(type = "number")] pub size: u64 }
}

view! {
    /// Whether a backup outside is due: the newest verified one is older than seven days, or there is none.
    pub struct BackupDue { pub due: bool, pub days: Option<u32> }
}

view! {
    /// A backup that was read back and opened. `there` says whether a local one still lies in the home.
    pub struct BackupItem {
        pub file_name: String,
        pub made_at: String,
        pub verified_at: String,
        #[ts(type = "number")]
        pub size: u64,
        pub sha256: String,
        pub there: bool,
        /// Whether it is under keys that a removal for cause has replaced: it is to be called in and destroyed.
        pub old_keys: bool,
    }
}

view! {
    /// How far a backup to a stick is: `stage` is `preparing`, `copying`, `reading`, `opening` or `comparing`; `done` and
    /// `total` count bytes in `copying` and `reading`, and are 0 where nothing is counted.
    pub struct BackupProgress {
        pub stage: String,
        #[ts(type = "number")]
        pub done: u64,
        #[ts(type = "number")]
        pub total: u64,
    }
}

view! {
    pub struct RehearsalRow { pub kind: String, pub at: String, pub by: String, pub ok: bool, pub found: String }
}

impl From<(store::care::Rehearsal, &BTreeMap<String, String>)> for RehearsalRow {
    /// A row with the names of the staff by id.
    fn from((row, names): (store::care::Rehearsal, &BTreeMap<String, String>)) -> Self {
        Self {
            kind: row.kind.id().to_owned(),
            at: row.at.to_string(),
            by: names.get(&row.by).cloned().unwrap_or(row.by),
            ok: row.ok,
            found: row.found,
        }
    }
}

view! {
    /// An older home that a restore set aside. Nothing removes it by itself.
    pub struct AsideItem { pub folder: String, pub at: String, pub days: u32, #[ts(type = "number")] pub size: u64 }
}

view! {
    /// The check of all pages that runs after logging in: `running`, `whole` or `damaged`.
    pub struct CheckView { pub state: String, pub at: Option<String> }
}

view! {
    pub struct BackupView {
        pub local: Vec<BackupItem>,
        pub outside: Vec<BackupItem>,
        pub days: Option<u32>,
        pub due: bool,
        pub rehearsals: Vec<RehearsalRow>,
        pub aside: Vec<AsideItem>,
        pub check: Option<CheckView>,
        #[ts(type = "number | null")]
        pub free_bytes: Option<u64>,
        pub reserve: bool,
        pub folder: String,
    }
}

view! {
    /// A backup written to a stick, read back there and opened: now the stick may be pulled.
    pub struct UsbBackupView {
        pub file_name: String,
        #[ts(type = "number")]
        pub size: u64,
        pub sha256: String,
        #[ts(type = "number")]
        pub rows: u64,
        pub at: String,
        pub warnings: Vec<FaultView>,
        pub view: BackupView,
    }
}

view! {
    pub struct DrillItem {
        pub code: String,
        pub ok: bool,
        #[ts(type = "Record<string, string | number>")]
        pub args: serde_json::Map<String, serde_json::Value>,
    }
}

view! {
    /// What a drill found, item by item. `password` is set when the keys of this session do not fit the backup: then a
    /// password that was valid when it was made is asked for and sent with `drill_open`.
    pub struct DrillView {
        pub file_name: String,
        pub created_at: String,
        pub ok: bool,
        pub at: String,
        pub items: Vec<DrillItem>,
        pub password: Option<DrillPassword>,
    }
}

view! { pub struct DrillPassword { pub token: String, pub accounts: Vec<AccountView> } }

request! { pub struct DrillOpenRequest { pub token: String, pub account: String, pub password: String } }

view! {
    /// A backup that was chosen, told from its head: nothing is opened yet.
    pub struct PickedView {
        pub token: String,
        pub file_name: String,
        pub school_code: String,
        pub created_at: String,
        #[ts(type = "number")]
        pub size: u64,
        pub accounts: Vec<AccountView>,
        pub practice: bool,
        pub newer: bool,
    }
}

request! { pub struct LocalBackupRequest { pub file_name: String } }

request! {
    /// Either an account and its password, or the eight groups of the recovery code.
    pub struct RestoreRequest {
        pub token: String,
        #[serde(default)]
        pub account: String,
        #[serde(default)]
        pub password: String,
        #[serde(default)]
        pub groups: Vec<String>,
    }
}

view! {
    /// The home was put in place. With `recovery` the person goes on to a new password and a new code.
    pub struct RestoredView {
        #[ts(type = "number")]
        pub rows: u64,
        pub epoch: String,
        pub aside: String,
        pub recovery: bool,
        pub accounts: Vec<AccountView>,
        /// Records that lack an attachment.
        pub warnings: Vec<FaultView>,
    }
}

request! {
    pub struct SalvageRequest {
        #[serde(default)]
        pub account: String,
        #[serde(default)]
        pub password: String,
        #[serde(default)]
        pub groups: Vec<String>,
    }
}

view! {
    /// One table: `lost` counts places that could not be read, `orphaned` rows whose record is lost.
    pub struct SalvageRow {
        pub table: String,
        #[ts(type = "number")]
        pub read: u64,
        #[ts(type = "number")]
        pub from_backup: u64,
        #[ts(type = "number")]
        pub lost: u64,
        #[ts(type = "number")]
        pub orphaned: u64,
    }
}

view! {
    /// What a repair could read, what it took from the newest backup, and in how many places rows may be gone.
    pub struct SalvageView {
        #[ts(type = "number")]
        pub read: u64,
        #[ts(type = "number")]
        pub from_backup: u64,
        #[ts(type = "number")]
        pub lost: u64,
        pub backup: Option<String>,
        pub audit: String,
        pub tables: Vec<SalvageRow>,
        pub epoch: String,
        pub aside: String,
        pub recovery: bool,
        pub accounts: Vec<AccountView>,
        /// Records that lack an attachment.
        pub warnings: Vec<FaultView>,
    }
}
