//! Receipts: only one signed by the receipt desk of the trusted profile, for this very packet, changes a state.

use domain::Instant;
use domain::noun::PacketState;
use packet::Error as PacketError;
use packet::profile::BureauProfile;
use packet::receipt::{Expected, Flaw, Verdict, check};
use store::outbox::{Answer, OutboxRow};

use super::delivery;
use crate::App;
use crate::bureau::current_profile;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::DeliveryView;

/// A receipt that was found genuine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) accepted: bool,
    pub(crate) reasons: Vec<String>,
    pub(crate) received_at: Instant,
}

/// What the receipt for this packet must say.
pub(crate) fn expected(p: &OutboxRow, school_code: &str) -> Expected {
    Expected {
        packet_id: p.packet_id,
        school_code: school_code.to_owned(),
        epoch: p.epoch.clone(),
        seq: u32::try_from(p.seq).unwrap_or(u32::MAX),
        sha256: p.sealed_sha256.clone(),
    }
}

/// Judges bytes that claim to be the receipt for a packet.
///
/// # Errors
/// `ReceiptUnreadable`, `ReceiptFalse`, `ReceiptOtherPacket`.
pub(crate) fn judge(bytes: &[u8], profile: &BureauProfile, expected: &Expected) -> Result<Judged> {
    let receipt = check(bytes, profile, expected).map_err(|e| match e {
        PacketError::Receipt(Flaw::OtherPacket | Flaw::OtherFile) => Code::ReceiptOtherPacket,
        PacketError::Receipt(Flaw::Signature | Flaw::Form) => Code::ReceiptUnreadable,
        _ => Code::ReceiptFalse,
    })?;
    Ok(Judged {
        accepted: receipt.verdict != Verdict::Rejected,
        reasons: receipt.reasons,
        received_at: Instant::new(receipt.received_at),
    })
}

/// Keeps a genuine receipt and the state it proves, in one transaction with its audit row.
pub(crate) fn keep(app: &App, home: &OpenHome, packet_id: uuid::Uuid, bytes: &[u8], judged: &Judged) -> Result<()> {
    let at = app.roots.now();
    let state = if judged.accepted { PacketState::Receipted } else { PacketState::Returned };
    let reason = (!judged.accepted).then(|| judged.reasons.join("；"));
    let answer = Answer { state, reason: reason.as_deref(), receipt: bytes, received_at: judged.received_at };
    home.record(app, "receipt.keep", "packet", &packet_id.to_string(), &["receipt", "state"], |tx| {
        store::outbox::answer(tx, packet_id, &answer, at)
    })
}

/// Takes a receipt from a file: finds the packet it is for among all of the outbox.
///
/// # Errors
/// `NoProfile`, `ReceiptUnreadable`, `ReceiptFalse`, `ReceiptOtherPacket`.
pub fn receipt_import(app: &App, bytes: &[u8]) -> Result<DeliveryView> {
    let home = app.home()?;
    home.require(Right::DeliverPackets)?;
    let profile = current_profile(&home)?.ok_or_else(|| AppError::new(Code::NoProfile))?;
    let (packets, school) = home.read(|tx| Ok((store::outbox::list(tx)?, store::table::school::get(tx)?)))?;
    let school_code = school.map(|s| s.school_code).unwrap_or_default();
    let mut last = AppError::new(Code::ReceiptOtherPacket);
    for p in packets.into_iter().filter(|p| p.addressed) {
        match judge(bytes, &profile, &expected(&p, &school_code)) {
            Ok(judged) => {
                keep(app, &home, p.packet_id, bytes, &judged)?;
                return delivery(&home, &p.packet_id.to_string(), None);
            }
            Err(e) => last = e,
        }
    }
    Err(last)
}
