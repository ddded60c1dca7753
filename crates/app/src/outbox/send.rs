//! Sends the sealed packet to the bureau's server and waits for its receipt.

use std::io::Cursor;
use std::time::Duration;

use courier::{
    BureauUrl, Courier, CourierError, Judgement, Link, Outbox, Outcome, Parcel, ReceiptOutcome, Refusal, StopFlag,
    Trouble,
};
use domain::Random;
use domain::noun::PacketState;
use packet::profile::BureauProfile;
use packet::receipt::Expected;

use super::{Judged, StoreOutbox, delivery, judge, row, sealed};
use crate::bureau::current_profile;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{DeliveryView, PacketRequest};
use crate::{App, Roots};

/// How long a person waits for the receipt after the upload.
const RECEIPT_PATIENCE: Duration = Duration::from_secs(60);
/// How long an upload goes on trying while nothing moves.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(60);

/// How sending ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SendEnd {
    /// A genuine receipt took the packet.
    Receipted,
    /// A genuine receipt sent it back for these reasons.
    Returned(Vec<String>),
    /// Everything is there, but no receipt came in time.
    NoReceipt,
    /// What stood in the receipt's place was none of the bureau's.
    FalseReceipt,
    /// It could not be sent.
    Stopped(Code),
}

impl SendEnd {
    /// The message code for the window, none for the good end.
    fn code(&self) -> Option<Code> {
        match self {
            Self::Receipted => None,
            Self::Returned(_) => Some(Code::ReceiptRejected),
            Self::NoReceipt => Some(Code::ReceiptNotYet),
            Self::FalseReceipt => Some(Code::ReceiptFalse),
            Self::Stopped(code) => Some(*code),
        }
    }
}

/// What the courier needs to know of a packet.
pub(crate) fn parcel_of(home: &OpenHome, p: &store::outbox::OutboxRow) -> Result<Parcel> {
    let school = home.read(store::table::school::get)?.ok_or_else(|| AppError::new(Code::Internal))?;
    let sha256 = p.sealed_sha256.as_deref().unwrap_or_default();
    let seq = u32::try_from(p.seq).unwrap_or(u32::MAX);
    parcel(p.packet_id, sha256, p.sealed_size.unwrap_or(0), &school.school_code, seq, p.kind)
}

/// A parcel from its parts; the hash is hexadecimal.
pub(crate) fn parcel(
    packet_id: uuid::Uuid,
    sha256: &str,
    size: u64,
    school_code: &str,
    seq: u32,
    kind: domain::noun::PacketKind,
) -> Result<Parcel> {
    let hash = packet::encoding::from_hex(sha256.as_bytes()).and_then(|h| h.try_into().ok());
    let sha256: [u8; 32] = hash.ok_or_else(|| AppError::new(Code::Internal))?;
    Ok(Parcel { packet_id, size, sha256, school_code: school_code.to_owned(), seq: u64::from(seq), kind })
}

/// Sends one packet, or goes on where an earlier try stopped.
///
/// # Errors
/// `NoProfile`, `BureauUrl`; what the network does is no error but the view's `message`.
pub fn packet_send(app: &App, request: &PacketRequest, stop: &StopFlag) -> Result<DeliveryView> {
    let home = app.home()?;
    home.require(Right::DeliverPackets)?;
    let p = row(&home, &request.packet_id)?;
    if matches!(p.state, PacketState::Receipted | PacketState::Returned) {
        // The bureau has spoken; sending it again would only unsay that.
        return delivery(&home, &request.packet_id, None);
    }
    let profile = current_profile(&home)?.ok_or_else(|| AppError::new(Code::NoProfile))?;
    let sealed = sealed(&home, &p)?;
    if p.state == PacketState::Quarantined {
        // A person decided to try again.
        let at = app.roots.now();
        home.write(|tx| store::outbox::advance(tx, p.packet_id, PacketState::Queued, at, None))?;
    }
    let parcel = parcel_of(&home, &p)?;
    let expected = super::receipt::expected(&p, &parcel.school_code);
    let outbox = StoreOutbox::new(app, &home);
    let mut keep = |bytes: &[u8], judged: &Judged| super::receipt::keep(app, &home, p.packet_id, bytes, judged);
    let job = SendJob {
        app,
        profile: &profile,
        parcel: &parcel,
        expected: &expected,
        stop,
        patience: UPLOAD_PATIENCE,
        uploaded: p.state == PacketState::Uploaded,
    };
    let end = send_parcel(&job, sealed, &outbox, &mut keep)?;
    home.record(app, "packet.send", "packet", &request.packet_id, &[], |_| Ok(()))?;
    let message = end.code().and_then(|c| serde_json::to_value(c).ok()).and_then(|v| v.as_str().map(str::to_owned));
    delivery(&home, &request.packet_id, message.as_deref())
}

/// What sending needs.
pub(crate) struct SendJob<'a> {
    pub(crate) app: &'a App,
    pub(crate) profile: &'a BureauProfile,
    pub(crate) parcel: &'a Parcel,
    pub(crate) expected: &'a Expected,
    pub(crate) stop: &'a StopFlag,
    /// How long an upload goes on trying while nothing moves.
    pub(crate) patience: Duration,
    /// Whether every byte was acknowledged before, so that only the receipt is wanted.
    pub(crate) uploaded: bool,
}

/// Sends a parcel through any outbox and keeps the receipt through `keep`.
pub(crate) fn send_parcel(
    job: &SendJob<'_>,
    sealed: Vec<u8>,
    outbox: &dyn Outbox,
    keep: &mut dyn FnMut(&[u8], &Judged) -> Result<()>,
) -> Result<SendEnd> {
    let url = BureauUrl::parse(&job.profile.profile.url).map_err(|_| AppError::new(Code::BureauUrl))?;
    let link = Link::new(&url, &job.profile.profile.ca_pem).map_err(|e| courier_error(&e))?;
    let mut random = SharedRandom(&job.app.roots);
    let mut courier =
        Courier { link: &link, outbox, clock: job.app.roots.clock.as_ref(), random: &mut random, stop: job.stop };
    let mut source = Cursor::new(sealed);
    let outcome = if job.uploaded {
        Outcome::Uploaded
    } else {
        courier.deliver(job.parcel, &mut source, job.patience).map_err(|e| courier_error(&e))?
    };
    match outcome {
        Outcome::Uploaded => {}
        Outcome::Waiting { trouble, .. } => return Ok(SendEnd::Stopped(trouble_code(trouble))),
        Outcome::Refused(Refusal::ForeignLocation) => return Ok(SendEnd::Stopped(Code::BureauRedirect)),
        Outcome::Refused(_) => return Ok(SendEnd::Stopped(Code::BureauRefused)),
        _ => return Ok(SendEnd::Stopped(Code::BureauBrokenOff)),
    }
    let mut reasons = Vec::new();
    let mut judging = |bytes: &[u8]| {
        let Ok(judged) = judge(bytes, job.profile, job.expected) else { return Ok(Judgement::False) };
        keep(bytes, &judged)?;
        Ok(if judged.accepted {
            Judgement::Accepted
        } else {
            reasons.clone_from(&judged.reasons);
            Judgement::Returned
        })
    };
    let outcome = courier.wait_receipt(job.parcel, &mut judging, RECEIPT_PATIENCE).map_err(|e| courier_error(&e))?;
    Ok(match outcome {
        ReceiptOutcome::Accepted => SendEnd::Receipted,
        ReceiptOutcome::Returned => SendEnd::Returned(reasons),
        ReceiptOutcome::False => SendEnd::FalseReceipt,
        _ => SendEnd::NoReceipt,
    })
}

/// The program's random source, locked only for each draw: an upload may take minutes, and the window needs it too.
struct SharedRandom<'a>(&'a Roots);

impl Random for SharedRandom<'_> {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.random().fill(out);
    }
}

fn courier_error(e: &CourierError) -> AppError {
    match e {
        CourierError::Ca(_) => Code::ProfileInvalid.into(),
        CourierError::Client(_) => Code::BureauUnreachable.into(),
        _ => Code::Internal.into(),
    }
}

fn trouble_code(trouble: Trouble) -> Code {
    match trouble {
        Trouble::Interrupted | Trouble::Contradiction => Code::BureauBrokenOff,
        Trouble::Portal => Code::BureauNotOurs,
        Trouble::NotABureau => Code::BureauNotOurs,
        Trouble::Untrusted | Trouble::Clock => Code::BureauTls,
        _ => Code::BureauUnreachable,
    }
}
