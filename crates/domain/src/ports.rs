//! The two things the rules take from outside: the time and randomness. Both enter at the composition roots only.

use chrono::{DateTime, FixedOffset};

/// Tells the time. Every date of the school is read at the fixed offset +08:00, never in the machine's zone.
pub trait Clock: Send + Sync {
    /// The present instant at +08:00, cut to whole milliseconds.
    fn now(&self) -> DateTime<FixedOffset>;
}

/// Fills buffers with random bytes fit for keys.
pub trait Random: Send {
    /// Overwrites the whole of `out`.
    fn fill(&mut self, out: &mut [u8]);
}

/// A clock that stands still, for tests and for the demo, whose clock is the school file's `meta.as_of`.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub DateTime<FixedOffset>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0
    }
}

/// A UUIDv7 (RFC 9562 section 5.7) made from the given clock and random source.
pub fn uuid_v7(clock: &dyn Clock, random: &mut dyn Random) -> uuid::Uuid {
    let mut bytes = [0u8; 10];
    random.fill(&mut bytes);
    let millis = u64::try_from(clock.now().timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}
