//! The bureau's answer to one packet (回执), and when a school may believe it.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::identity::{Identity, path};
use crate::manifest::Manifest;
use crate::profile::BureauProfile;
use crate::{Error, Result, json, jws};

/// What the bureau decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Taken in.
    Accepted,
    /// Taken in already before; the packet is the same.
    Duplicate,
    /// Sent back, for the reasons given.
    Rejected,
}

/// Whether the bureau knows the school's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum School {
    /// Issued by the bureau's CA.
    Confirmed,
    /// Signed by the school itself; its fingerprint has not been compared.
    Unconfirmed,
}

/// The content of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The packet answered.
    pub packet_id: Uuid,
    /// The school's code.
    pub school_code: String,
    /// The epoch of the packet.
    pub epoch: String,
    /// Its number in the epoch.
    pub seq: u32,
    /// SHA-256 of the sealed file that was received, hexadecimal.
    pub sha256: String,
    /// When it was received, by the bureau's clock.
    pub received_at: DateTime<FixedOffset>,
    /// What was decided.
    pub verdict: Verdict,
    /// Why; at least one when rejected.
    pub reasons: Vec<String>,
    /// Whether the school is known.
    pub school: School,
}

/// What a receipt must be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The packet's id.
    pub packet_id: Uuid,
    /// The school's code.
    pub school_code: String,
    /// The epoch.
    pub epoch: String,
    /// The number in the epoch.
    pub seq: u32,
    /// SHA-256 of the sealed file; `None` only where there is no sealed file to compare, as with an opened packet.
    pub sha256: Option<String>,
}

impl Expected {
    /// What the receipt for this packet must say.
    pub fn of(manifest: &Manifest, sealed_sha256: Option<&str>) -> Self {
        Self {
            packet_id: manifest.packet_id,
            school_code: manifest.school_code.clone(),
            epoch: manifest.epoch.clone(),
            seq: manifest.seq,
            sha256: sealed_sha256.map(str::to_owned),
        }
    }
}

/// Why a receipt does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Flaw {
    /// It is no receipt, or its signature does not match.
    #[error("its signature is not right")]
    Signature,
    /// Somebody else than the receipt desk named in the profile signed it, for example a school.
    #[error("it is not signed by the receipt desk of the profile")]
    Signer,
    /// The certificate of the receipt desk was revoked or was not valid when it was signed.
    #[error("the receipt certificate was not valid")]
    Certificate,
    /// A field is missing or out of form.
    #[error("a field is out of form")]
    Form,
    /// It answers another packet.
    #[error("it answers another packet")]
    OtherPacket,
    /// It names another sealed file.
    #[error("it names another sealed file")]
    OtherFile,
}

/// Signs a receipt with the key of the receipt desk.
pub fn issue(receipt: &Receipt, desk: &Identity) -> Result<Vec<u8>> {
    if receipt.verdict == Verdict::Rejected && receipt.reasons.is_empty() {
        return Err(Error::Receipt(Flaw::Form));
    }
    let mut payload = serde_json::to_vec_pretty(receipt).map_err(|_| Error::Json)?;
    payload.push(b'\n');
    Ok(jws::sign_carrying(jws::TYP_RECEIPT, &payload, desk))
}

/// Checks a receipt against the profile the school trusts and the packet it must be for.
pub fn check(bytes: &[u8], profile: &BureauProfile, expected: &Expected) -> Result<Receipt> {
    let flaw = Error::Receipt;
    let signed = jws::verify_carrying(jws::TYP_RECEIPT, bytes).map_err(|_| flaw(Flaw::Signature))?;
    if signed.certificate != profile.receipt {
        return Err(flaw(Flaw::Signer));
    }
    let receipt: Receipt = json::read(&signed.payload).map_err(|_| flaw(Flaw::Form))?;
    if receipt.verdict == Verdict::Rejected && receipt.reasons.is_empty() {
        return Err(flaw(Flaw::Form));
    }
    let valid = path::check(&profile.receipt, &profile.authority, receipt.received_at, None).is_ok();
    if !valid || profile.revokes(&profile.receipt) {
        return Err(flaw(Flaw::Certificate));
    }
    let same = receipt.packet_id == expected.packet_id
        && receipt.school_code == expected.school_code
        && receipt.epoch == expected.epoch
        && receipt.seq == expected.seq;
    if !same {
        return Err(flaw(Flaw::OtherPacket));
    }
    if expected.sha256.as_ref().is_some_and(|sha256| *sha256 != receipt.sha256) {
        return Err(flaw(Flaw::OtherFile));
    }
    Ok(receipt)
}
