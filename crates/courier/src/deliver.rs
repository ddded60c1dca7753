//! Attempts one after the other, with pauses between, until a packet is with the bureau's server.

use std::time::{Duration, Instant};

use domain::noun::PacketState;
use domain::{Clock, Random};

use crate::backoff;
use crate::error::CourierError;
use crate::link::Link;
use crate::outbox::Outbox;
use crate::parcel::{Parcel, Sealed};
use crate::stop::StopFlag;
use crate::trouble::{Refusal, Trouble};
use crate::upload::{Attempt, Step};

/// Everything a delivery needs besides the packet.
pub struct Courier<'a> {
    /// The way to the bureau.
    pub link: &'a Link,
    /// Where progress is kept.
    pub outbox: &'a dyn Outbox,
    /// For the time of the next attempt. Waiting itself is measured by the machine's monotonic clock, since this one may
    /// be set while waiting, or stand still.
    pub clock: &'a dyn Clock,
    /// For the jitter.
    pub random: &'a mut dyn Random,
    /// Ends waiting and sending.
    pub stop: &'a StopFlag,
}

/// How a delivery ended. The outbox says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The server acknowledged every byte: 已上传（待回执）. It is not delivered before a receipt proves it.
    Uploaded,
    /// It waits for another attempt: 待上传.
    Waiting {
        /// What was in the way last.
        trouble: Trouble,
        /// The earliest next attempt, UTC milliseconds.
        next_at_ms: i64,
    },
    /// The server refused it for good: 隔离.
    Refused(Refusal),
    /// The flag was set: 待上传.
    Stopped,
}

impl Courier<'_> {
    /// Sends a packet. It tries again, with growing pauses, until it gets through, is refused or stopped, or nothing has
    /// moved for `patience` (zero means one attempt).
    ///
    /// # Errors
    /// [`CourierError::Source`], [`CourierError::SourceChanged`], [`CourierError::Outbox`].
    pub fn deliver(
        &mut self,
        parcel: &Parcel,
        source: &mut dyn Sealed,
        patience: Duration,
    ) -> Result<Outcome, CourierError> {
        parcel.check(source)?;
        let id = parcel.packet_id;
        let known = self.outbox.progress(id).map_err(CourierError::Outbox)?;
        let mut attempts = known.attempts;
        let mut attempt = Attempt {
            link: self.link,
            outbox: self.outbox,
            stop: self.stop,
            parcel,
            source,
            high: known.offset,
            tunnelled: false,
        };
        let mut moved_at = Instant::now();
        loop {
            let before = attempt.high;
            let step = attempt.run()?;
            if attempt.high > before {
                moved_at = Instant::now();
                attempts = 0;
            }
            let trouble = match step {
                Step::Done => {
                    self.set(id, PacketState::Uploaded, None)?;
                    return Ok(Outcome::Uploaded);
                }
                Step::Refused(refusal) => {
                    self.set(id, PacketState::Quarantined, Some(refusal.code()))?;
                    return Ok(Outcome::Refused(refusal));
                }
                Step::Stopped => {
                    self.set(id, PacketState::Queued, None)?;
                    return Ok(Outcome::Stopped);
                }
                Step::Trouble(trouble) => trouble,
            };
            let pause = backoff::delay(attempts, self.random);
            attempts = attempts.saturating_add(1);
            let pause_ms = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
            let next_at_ms = self.clock.now().timestamp_millis().saturating_add(pause_ms);
            self.outbox.set_retry(id, attempts, next_at_ms).map_err(CourierError::Outbox)?;
            self.set(id, PacketState::Queued, Some(trouble.code()))?;
            if moved_at.elapsed() + pause > patience {
                return Ok(Outcome::Waiting { trouble, next_at_ms });
            }
            if self.stop.wait(pause) {
                return Ok(Outcome::Stopped);
            }
        }
    }

    /// Keeps the delivery state.
    fn set(&self, id: uuid::Uuid, state: PacketState, reason: Option<&str>) -> Result<(), CourierError> {
        self.outbox.set_state(id, state, reason).map_err(CourierError::Outbox)
    }
}
