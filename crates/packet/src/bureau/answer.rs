//! Answering one packet: it is judged first, and only a genuine one gets a receipt.

use chrono::{DateTime, FixedOffset};

use super::folder::Bureau;
use crate::Result;
use crate::receipt::{self, Receipt, School, Verdict};
use crate::verify::{self, Question, Reason, Report};

/// The judgement, and the receipt where there is one.
#[derive(Debug, Clone)]
pub struct Answer {
    /// How the packet was judged.
    pub report: Report,
    /// The receipt and its signed bytes; `None` when the packet is not genuine or cannot be opened.
    pub receipt: Option<(Receipt, Vec<u8>)>,
}

/// Judges a sealed packet at `now`, the time of receipt, and signs the answer.
///
/// A genuine packet of a school whose certificate is not from this CA is answered too, with `unconfirmed`. With
/// `rejection` the verdict is rejected for that reason. `duplicate` says that this packet was answered before.
pub fn answer(
    bureau: &Bureau,
    sealed: &[u8],
    now: DateTime<FixedOffset>,
    rejection: Option<&str>,
    duplicate: bool,
) -> Result<Answer> {
    let question = Question {
        key: Some(bureau.age().clone()),
        profile: Some(bureau.profile().clone()),
        at: Some(now),
        ..Question::default()
    };
    let report = verify::sealed(sealed, &question);
    let school = match &report.reason {
        Reason::Genuine => School::Confirmed,
        Reason::Unconfirmed { .. } => School::Unconfirmed,
        _ => return Ok(Answer { report, receipt: None }),
    };
    let (Some(manifest), Some(sha256)) = (&report.manifest, &report.sealed_sha256) else {
        return Ok(Answer { report, receipt: None });
    };
    let verdict = match (rejection, duplicate) {
        (Some(_), _) => Verdict::Rejected,
        (None, true) => Verdict::Duplicate,
        (None, false) => Verdict::Accepted,
    };
    let receipt = Receipt {
        packet_id: manifest.packet_id,
        school_code: manifest.school_code.clone(),
        epoch: manifest.epoch.clone(),
        seq: manifest.seq,
        sha256: sha256.clone(),
        received_at: now,
        verdict,
        reasons: rejection.map(str::to_owned).into_iter().collect(),
        school,
    };
    let signed = receipt::issue(&receipt, bureau.desk())?;
    Ok(Answer { report, receipt: Some((receipt, signed)) })
}
