//! The judgement of a sealed packet, an opened packet or a signed PDF: genuine, not genuine, or cannot be judged.
//!
//! Integrity is judged before trust: a changed byte makes a packet not genuine even where nobody is trusted yet.
//! Nothing here reads files; the caller gives bytes.

mod packet;
mod paper;
mod reason;
mod report;
mod trust;

use chrono::{DateTime, FixedOffset};

pub use packet::{Intact, folder, intact, sealed};
pub use paper::paper;
pub use reason::{Class, Reason};
pub use report::{AttachmentReport, JudgedBy, Report, Subject};
pub use trust::revocation_list;

use crate::identity::Certificate;
use crate::profile::BureauProfile;
use crate::seal::AgeIdentity;

/// What the one who asks knows and trusts.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Opens sealed packets.
    pub key: Option<AgeIdentity>,
    /// A trusted CA, or a school's own certificate whose fingerprint was compared. Not used when there is a profile.
    pub authority: Option<Certificate>,
    /// A trusted profile: its CA, its revoked certificates, its receipt desk.
    pub profile: Option<BureauProfile>,
    /// A revocation list of the CA, DER; see [`revocation_list`].
    pub crl: Option<Vec<u8>>,
    /// A receipt for the packet. Needs a profile. Papers have none.
    pub receipt: Option<Vec<u8>>,
    /// The instant at which certificates must be valid, unless a receipt says when the packet was received.
    pub at: Option<DateTime<FixedOffset>>,
}

/// Judges one file: a sealed packet or a signed PDF, told apart by its first bytes.
pub fn file(bytes: &[u8], question: &Question) -> Report {
    if crate::seal::is_sealed(bytes) {
        sealed(bytes, question)
    } else if bytes.starts_with(b"%PDF") || crate::pades::claims_signature(bytes) {
        paper(bytes, question)
    } else {
        Report::of(Subject::Other, Reason::NotOurs)
    }
}
