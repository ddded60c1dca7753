//! The path from a leaf to a trust anchor (RFC 5280 section 6), judged by rustls-webpki at a given instant.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, Error as WebpkiError, KeyUsage,
    RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy, anchor_from_trusted_cert, ring,
};

use super::certificate::Certificate;

/// Why there is no valid path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathFlaw {
    /// Another CA issued it, or nobody known did.
    Issuer,
    /// The issuer's name is right but its signature is not.
    Signature,
    /// The instant lies outside the certificate's validity.
    Time,
    /// The revocation list names it.
    Revoked,
    /// The revocation list is not readable, or not from this CA.
    List,
    /// Anything else in the certificate that is not acceptable.
    Form,
}

/// The signature algorithms with which a CA may have signed.
static ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[ring::ECDSA_P256_SHA256, ring::ECDSA_P256_SHA384];

/// Judges `leaf` against `anchor` at `at`; `crl` is a DER revocation list of the anchor.
///
/// The anchor must be a CA, or the very leaf (pinned after its fingerprint was compared). The path has exactly these
/// two members. Certificates of the leaf's kind carry no extended key usage, so any usage check passes.
pub(crate) fn check(
    leaf: &Certificate,
    anchor: &Certificate,
    at: DateTime<FixedOffset>,
    crl: Option<&[u8]>,
) -> Result<(), PathFlaw> {
    if !leaf.is_signing_leaf() {
        return Err(PathFlaw::Form);
    }
    if !anchor.is_authority() && anchor.der() != leaf.der() {
        return Err(PathFlaw::Issuer);
    }
    let leaf_der = CertificateDer::from(leaf.der());
    let anchor_der = CertificateDer::from(anchor.der());
    let end = EndEntityCert::try_from(&leaf_der).map_err(|_| PathFlaw::Form)?;
    let root = anchor_from_trusted_cert(&anchor_der).map_err(|_| PathFlaw::Issuer)?;
    let seconds = u64::try_from(at.timestamp()).map_err(|_| PathFlaw::Time)?;
    let list = match crl {
        Some(der) => {
            let list = BorrowedCertRevocationList::from_der(der).map_err(|_| PathFlaw::List)?;
            Some(CertRevocationList::from(list))
        }
        None => None,
    };
    let lists: Vec<&CertRevocationList<'_>> = list.iter().collect();
    let revocation = match list {
        Some(_) => Some(
            RevocationOptionsBuilder::new(&lists)
                .map_err(|_| PathFlaw::List)?
                .with_depth(RevocationCheckDepth::EndEntity)
                .with_status_policy(UnknownStatusPolicy::Deny)
                .build(),
        ),
        None => None,
    };
    end.verify_for_usage(
        ALGORITHMS,
        &[root],
        &[],
        UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
        KeyUsage::client_auth(),
        revocation,
        None,
    )
    .map(|_| ())
    .map_err(|error| flaw(&error))
}

fn flaw(error: &WebpkiError) -> PathFlaw {
    match error {
        WebpkiError::UnknownIssuer => PathFlaw::Issuer,
        WebpkiError::InvalidSignatureForPublicKey => PathFlaw::Signature,
        WebpkiError::CertExpired { .. } | WebpkiError::CertNotValidYet { .. } => PathFlaw::Time,
        WebpkiError::CertRevoked => PathFlaw::Revoked,
        WebpkiError::UnknownRevocationStatus
        | WebpkiError::InvalidCrlSignatureForPublicKey
        | WebpkiError::UnsupportedCrlSignatureAlgorithmContext(_)
        | WebpkiError::IssuerNotCrlSigner
        | WebpkiError::CrlExpired { .. } => PathFlaw::List,
        _ => PathFlaw::Form,
    }
}
