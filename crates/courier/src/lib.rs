//! Carries sealed packets to the bureau and receipts back. It moves bytes it does not judge: what a packet or a receipt
//! says is decided elsewhere, and the outbox lives in the store, behind the trait [`Outbox`].
//!
//! A packet's way by network: [`Link::new`] to the bureau of the profile, [`Courier::deliver`] until every byte is
//! acknowledged, [`Courier::wait_receipt`] until the caller's judge accepts a receipt. Every step is in the outbox before
//! the next begins, so a courier killed at any moment goes on at the server's own offset. By stick: [`carry`].

mod address;
mod backoff;
mod carry;
mod deliver;
mod error;
mod link;
mod outbox;
mod parcel;
mod receipt;
mod stop;
mod trouble;
mod tus;
mod upload;

pub use address::{AddressFault, BureauUrl};
pub use carry::{Carried, CarryError, carry};
pub use deliver::{Courier, Outcome};
pub use error::CourierError;
pub use link::Link;
pub use outbox::{Outbox, OutboxFault, Progress};
pub use parcel::{Parcel, Sealed};
pub use receipt::{Judgement, ReceiptOutcome};
pub use stop::StopFlag;
pub use trouble::{Refusal, Trouble};
