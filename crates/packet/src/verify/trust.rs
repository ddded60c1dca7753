//! Whether the signer's certificate is to be believed, at one instant.

use chrono::{DateTime, FixedOffset};
use rustls_pki_types::CertificateRevocationListDer;
use rustls_pki_types::pem::PemObject;

use super::{Question, Reason};
use crate::identity::Certificate;
use crate::identity::path::{self, PathFlaw};

/// Reads a certificate revocation list from PEM (`BEGIN X509 CRL`) or DER and returns its DER.
pub fn revocation_list(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.first() == Some(&0x30) {
        return Some(bytes.to_vec());
    }
    CertificateRevocationListDer::from_pem_slice(bytes).ok().map(|list| list.as_ref().to_vec())
}

/// Judges the leaf; `Ok` only when a trusted CA issued it, it was valid at `at`, and nothing revokes it.
pub(super) fn judge(leaf: &Certificate, question: &Question, at: DateTime<FixedOffset>) -> Result<(), Reason> {
    if question.profile.as_ref().is_some_and(|profile| profile.revokes(leaf)) {
        return Err(Reason::Revoked);
    }
    let anchor = match (&question.profile, &question.authority) {
        (Some(profile), _) => Some(&profile.authority),
        (None, authority) => authority.as_ref(),
    };
    let pinned = anchor.is_some_and(|anchor| anchor.der() == leaf.der());
    if leaf.is_self_signed() && !pinned {
        let fingerprint = leaf.fingerprint().map_err(|_| Reason::CertificateForm)?;
        return Err(Reason::Unconfirmed { fingerprint });
    }
    let anchor = anchor.ok_or(Reason::NoTrust)?;
    if !pinned && !anchor.is_authority() {
        return Err(Reason::AuthorityUnreadable);
    }
    path::check(leaf, anchor, at, question.crl.as_deref()).map_err(|flaw| match flaw {
        PathFlaw::Issuer | PathFlaw::Signature => Reason::UntrustedIssuer,
        PathFlaw::Time => Reason::NotValidAt { at: at.to_rfc3339() },
        PathFlaw::Revoked => Reason::Revoked,
        PathFlaw::List => Reason::RevocationList,
        PathFlaw::Form => Reason::CertificateForm,
    })
}
