//! What the courier needs kept. `app` implements it on the store; each call is on disk before it returns.

use std::error::Error;

use domain::noun::PacketState;
use uuid::Uuid;

/// Why the outbox or the judge of receipts failed; the courier only passes it on.
pub type OutboxFault = Box<dyn Error + Send + Sync>;

/// How far a packet is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The upload's address at the server, once one exists.
    pub upload_url: Option<String>,
    /// How many bytes the server acknowledged.
    pub offset: u64,
    /// Attempts since the offset last moved.
    pub attempts: u32,
}

/// The outbox of one home.
pub trait Outbox {
    /// How far a packet is.
    ///
    /// # Errors
    /// When the store cannot be read or knows no such packet.
    fn progress(&self, packet: Uuid) -> Result<Progress, OutboxFault>;

    /// Keeps or forgets the upload's address.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn set_upload_url(&self, packet: Uuid, url: Option<&str>) -> Result<(), OutboxFault>;

    /// Keeps how many bytes the server acknowledged.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn set_offset(&self, packet: Uuid, offset: u64) -> Result<(), OutboxFault>;

    /// Keeps the delivery state. The courier sets `Queued`, `Uploading`, `Uploaded` and `Quarantined` only, the last with
    /// a [`Refusal`](crate::Refusal) code and `Queued` with a [`Trouble`](crate::Trouble) code when something stopped it.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn set_state(&self, packet: Uuid, state: PacketState, reason: Option<&str>) -> Result<(), OutboxFault>;

    /// Keeps how often it was tried since the offset moved, and the earliest next attempt in UTC milliseconds.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn set_retry(&self, packet: Uuid, attempts: u32, next_at_ms: i64) -> Result<(), OutboxFault>;
}
