//! What the cases share: an outbox in memory that can fail like a killed program, a parcel, and a courier.

pub mod fake;

use std::cell::RefCell;
use std::io::Cursor;
use std::time::Duration;

use chrono::DateTime;
use courier::{
    BureauUrl, Courier, CourierError, Judgement, Link, Outbox, OutboxFault, Outcome, Parcel, Progress, ReceiptOutcome,
    StopFlag,
};
use domain::noun::{PacketKind, PacketState};
use domain::{FixedClock, Random};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Uuid;

/// The CA of the profile in tests.
pub const CA: &str = include_str!("../tls/ca.pem");

/// Where the standing clock stands, UTC milliseconds.
pub const NOW_MS: i64 = 1_781_000_000_000;

/// A repeatable source of random bytes.
pub struct Seeded(ChaCha20Rng);

impl Random for Seeded {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}

/// The source with this seed.
pub fn seeded(seed: u64) -> Seeded {
    Seeded(ChaCha20Rng::seed_from_u64(seed))
}

/// A sealed file of `size` random bytes, and its parcel.
pub fn sealed(size: usize) -> (Parcel, Vec<u8>) {
    let mut bytes = vec![0; size];
    seeded(size as u64).fill(&mut bytes);
    (parcel_of(&bytes), bytes)
}

/// The parcel of these bytes.
pub fn parcel_of(bytes: &[u8]) -> Parcel {
    use sha2::{Digest, Sha256};
    Parcel {
        packet_id: Uuid::parse_str("019a0000-0000-7000-8000-000000000001").unwrap(),
        size: bytes.len() as u64,
        sha256: Sha256::digest(bytes).into(),
        school_code: "2152000123".into(),
        seq: 7,
        kind: PacketKind::CampaignReport,
    }
}

/// The outbox of one packet. After `budget` more writes every call fails, as if the program had been killed there.
#[derive(Default)]
pub struct MemoryOutbox {
    pub progress: RefCell<Progress>,
    pub states: RefCell<Vec<(PacketState, Option<String>)>>,
    pub next_at_ms: RefCell<Option<i64>>,
    pub offsets: RefCell<Vec<u64>>,
    pub budget: RefCell<Option<u32>>,
}

impl MemoryOutbox {
    /// The state last kept.
    pub fn state(&self) -> Option<(PacketState, Option<String>)> {
        self.states.borrow().last().cloned()
    }

    fn spend(&self) -> Result<(), OutboxFault> {
        match &mut *self.budget.borrow_mut() {
            Some(0) => Err("killed".into()),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Outbox for MemoryOutbox {
    fn progress(&self, _packet: Uuid) -> Result<Progress, OutboxFault> {
        Ok(self.progress.borrow().clone())
    }

    fn set_upload_url(&self, _packet: Uuid, url: Option<&str>) -> Result<(), OutboxFault> {
        self.spend()?;
        self.progress.borrow_mut().upload_url = url.map(str::to_owned);
        Ok(())
    }

    fn set_offset(&self, _packet: Uuid, offset: u64) -> Result<(), OutboxFault> {
        self.spend()?;
        self.progress.borrow_mut().offset = offset;
        self.offsets.borrow_mut().push(offset);
        Ok(())
    }

    fn set_state(&self, _packet: Uuid, state: PacketState, reason: Option<&str>) -> Result<(), OutboxFault> {
        self.spend()?;
        self.states.borrow_mut().push((state, reason.map(str::to_owned)));
        Ok(())
    }

    fn set_retry(&self, _packet: Uuid, attempts: u32, next_at_ms: i64) -> Result<(), OutboxFault> {
        self.spend()?;
        self.progress.borrow_mut().attempts = attempts;
        *self.next_at_ms.borrow_mut() = Some(next_at_ms);
        Ok(())
    }
}

/// One attempt and no more.
pub const ONCE: Duration = Duration::ZERO;
/// Attempts until ten seconds pass in which nothing moved.
pub const PATIENT: Duration = Duration::from_secs(10);

/// Sends a packet to `url`.
pub fn deliver(
    url: &str,
    outbox: &MemoryOutbox,
    parcel: &Parcel,
    bytes: &[u8],
    patience: Duration,
) -> Result<Outcome, CourierError> {
    deliver_until(url, outbox, parcel, bytes, patience, &StopFlag::new())
}

/// Sends a packet to `url` unless the flag is set.
pub fn deliver_until(
    url: &str,
    outbox: &MemoryOutbox,
    parcel: &Parcel,
    bytes: &[u8],
    patience: Duration,
    stop: &StopFlag,
) -> Result<Outcome, CourierError> {
    let link = Link::new(&BureauUrl::parse(url).unwrap(), CA).unwrap();
    let clock = FixedClock(DateTime::from_timestamp_millis(NOW_MS).unwrap().fixed_offset());
    let mut random = seeded(1);
    let mut courier = Courier { link: &link, outbox, clock: &clock, random: &mut random, stop };
    courier.deliver(parcel, &mut Cursor::new(bytes), patience)
}

/// Asks `url` for the receipt; a judge that finds `genuine` in the bytes accepts them.
pub fn receipt(url: &str, parcel: &Parcel, genuine: &[u8], deadline: Duration) -> (ReceiptOutcome, Vec<Vec<u8>>) {
    let link = Link::new(&BureauUrl::parse(url).unwrap(), CA).unwrap();
    let clock = FixedClock(DateTime::from_timestamp_millis(NOW_MS).unwrap().fixed_offset());
    let (outbox, stop, mut random) = (MemoryOutbox::default(), StopFlag::new(), seeded(2));
    let mut courier = Courier { link: &link, outbox: &outbox, clock: &clock, random: &mut random, stop: &stop };
    let mut seen = Vec::new();
    let mut judge = |bytes: &[u8]| {
        seen.push(bytes.to_vec());
        Ok(if bytes == genuine { Judgement::Accepted } else { Judgement::False })
    };
    let outcome = courier.wait_receipt(parcel, &mut judge, deadline).unwrap();
    assert!(outbox.states.borrow().is_empty(), "only the judge may change a state for a receipt");
    (outcome, seen)
}
