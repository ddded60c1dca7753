//! What stops the courier on this side. What the network or the bureau does is no error but a
//! [`Trouble`](crate::Trouble) or a [`Refusal`](crate::Refusal).

use std::io;

use crate::outbox::OutboxFault;

/// What stops the courier on this side.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CourierError {
    /// The profile's CA certificate cannot be read.
    #[error("the bureau's CA certificate cannot be read")]
    Ca(#[source] reqwest::Error),
    /// No HTTP client can be built on this machine.
    #[error("the network client cannot be started")]
    Client(#[source] reqwest::Error),
    /// The sealed file cannot be read.
    #[error("the sealed file cannot be read")]
    Source(#[source] io::Error),
    /// The sealed file is not the one that was put into the outbox: its size or SHA-256 differ.
    #[error("the sealed file was changed after it was made")]
    SourceChanged,
    /// The outbox or the judge of receipts failed.
    #[error("the outbox cannot be read or written")]
    Outbox(#[source] OutboxFault),
}
