//! What the window asks and gets: requests and views, exported to TypeScript by ts-rs. Dates are `YYYY-MM-DD`, instants
//! RFC 3339 at +08:00, fixed sets their English id beside the Chinese label.
#![allow(missing_docs, reason = "the fields are the form fields of the pages; docs/commands.md lists every command")]

mod attachment;
mod audit;
mod board;
mod bureau;
mod care;
mod concern;
mod correction;
mod draft;
mod handling;
mod home;
mod june;
mod ledger;
mod outbox;
mod pact;
mod papers;
mod people;
mod roster;
mod roster_table;
mod safeguard;
mod sealed;
mod search;

pub use attachment::*;
pub use audit::*;
pub use board::*;
pub use bureau::*;
pub use care::*;
pub use concern::*;
pub use correction::*;
pub use draft::*;
pub use handling::*;
pub use home::*;
pub use june::*;
pub use ledger::*;
pub use outbox::*;
pub use pact::*;
pub use papers::*;
pub use people::*;
pub use roster::*;
pub use roster_table::*;
pub use safeguard::*;
pub use sealed::*;
pub use search::*;

/// Derives shared by everything that goes to the window.
macro_rules! view {
    ($(#[$m:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$m])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export, export_to = "../../../ui/src/generated/")]
        pub struct $name { $($body)* }
    };
}

/// Derives shared by everything that comes from the window. No `Debug`: a request may hold a password or a narrative.
macro_rules! request {
    ($(#[$m:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$m])*
        #[derive(Clone, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export, export_to = "../../../ui/src/generated/")]
        pub struct $name { $($body)* }
    };
}

pub(crate) use {request, view};

view! {
    /// One member of a fixed set.
    pub struct Choice { pub id: String, pub label: String }
}

impl Choice {
    /// The choice for a term.
    pub fn of<T: domain::Term>(term: T) -> Self {
        Self { id: term.id().to_owned(), label: term.label().to_owned() }
    }
    /// All choices of a set.
    pub fn all<T: domain::Term>() -> Vec<Self> {
        T::ALL.iter().map(|t| Self::of(*t)).collect()
    }
}
