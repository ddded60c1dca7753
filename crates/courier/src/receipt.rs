//! Fetching the receipt. The server's word counts for nothing: only the judge, who verifies the signature, decides.

use std::time::{Duration, Instant};

use crate::backoff;
use crate::deliver::Courier;
use crate::error::CourierError;
use crate::link::Fetched;
use crate::outbox::OutboxFault;
use crate::parcel::Parcel;
use crate::trouble::Trouble;

/// What the judge says of bytes that claim to be a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// A genuine receipt of the bureau that takes the packet.
    Accepted,
    /// A genuine receipt of the bureau that sends the packet back.
    Returned,
    /// No receipt of this bureau for this packet.
    False,
}

/// How asking for a receipt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReceiptOutcome {
    /// The judge accepted it and has kept it.
    Accepted,
    /// The bureau sends the packet back; the judge has kept the reasons.
    Returned,
    /// What stood there was no receipt of this bureau for this packet. The packet's state is what it was.
    False,
    /// Nothing stood there until the deadline.
    NotYet,
    /// The server could not be asked.
    Waiting(Trouble),
    /// The flag was set.
    Stopped,
}

impl Courier<'_> {
    /// Asks for the receipt, again and again until `deadline` has passed (zero asks once). The judge verifies the bytes
    /// and keeps a genuine receipt together with the packet's new state in one step, so that neither stands alone.
    ///
    /// # Errors
    /// [`CourierError::Outbox`] when the judge cannot keep what it accepted.
    pub fn wait_receipt(
        &mut self,
        parcel: &Parcel,
        judge: &mut dyn FnMut(&[u8]) -> Result<Judgement, OutboxFault>,
        deadline: Duration,
    ) -> Result<ReceiptOutcome, CourierError> {
        let began = Instant::now();
        let mut asked = 0;
        loop {
            if self.stop.is_set() {
                return Ok(ReceiptOutcome::Stopped);
            }
            let outcome = match self.link.fetch_receipt(parcel.packet_id) {
                Ok(Fetched::Found(bytes)) => {
                    return Ok(match judge(&bytes).map_err(CourierError::Outbox)? {
                        Judgement::Accepted => ReceiptOutcome::Accepted,
                        Judgement::Returned => ReceiptOutcome::Returned,
                        Judgement::False => ReceiptOutcome::False,
                    });
                }
                Ok(Fetched::NotYet) => ReceiptOutcome::NotYet,
                Err(trouble) => ReceiptOutcome::Waiting(trouble),
            };
            let left = deadline.saturating_sub(began.elapsed());
            if left.is_zero() {
                return Ok(outcome);
            }
            // Up to 16 s apart, and once more at the very end.
            let pause = backoff::delay(asked.min(4), self.random).max(Duration::from_millis(250)).min(left);
            asked += 1;
            self.stop.wait(pause);
        }
    }
}
