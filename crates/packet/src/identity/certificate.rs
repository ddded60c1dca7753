//! A certificate whose bytes are its canonical DER, with the questions asked of it.

use chrono::{DateTime, FixedOffset};
use der::asn1::OctetString;
use der::oid::ObjectIdentifier;
use der::pem::LineEnding;
use der::{Decode, Encode, EncodePem};
use x509_cert::Certificate as X509;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};
use x509_cert::time::Time;

use super::key::PublicKey;
use super::{fingerprint, name};
use crate::encoding::{from_base64, sha256, sha256_hex};
use crate::{Error, Result};

/// extKeyUsage (RFC 5280 section 4.2.1.12): a school's certificate has none.
const EXT_KEY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37");

/// A parsed certificate together with its DER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    parsed: X509,
    public: PublicKey,
}

impl Certificate {
    /// Reads DER. It must be the canonical encoding of its content, and the key must be on P-256.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let parsed = X509::from_der(der).map_err(|_| Error::Certificate)?;
        if parsed.to_der().map_err(|_| Error::Certificate)? != der {
            return Err(Error::Certificate);
        }
        let public = PublicKey::from_spki(parsed.tbs_certificate().subject_public_key_info())
            .ok_or(Error::CertificateUse(crate::error::CertificateFlaw::Curve))?;
        Ok(Self { der: der.to_vec(), parsed, public })
    }

    /// Reads PEM holding one certificate (`BEGIN CERTIFICATE`); text before and after it is ignored, as openssl
    /// writes a readable summary there.
    pub fn from_pem(pem: &str) -> Result<Self> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        const END: &str = "-----END CERTIFICATE-----";
        let (_, rest) = pem.split_once(BEGIN).ok_or(Error::Certificate)?;
        let (body, after) = rest.split_once(END).ok_or(Error::Certificate)?;
        if after.contains(BEGIN) {
            return Err(Error::Certificate);
        }
        let body: String = body.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        // Not through the PEM reader of x509-cert, which passes over what stands behind the certificate inside the base64.
        Self::from_der(&from_base64(&body).ok_or(Error::Certificate)?)
    }

    /// The certificate as PEM with LF line ends.
    pub fn to_pem(&self) -> Result<String> {
        self.parsed.to_pem(LineEnding::LF).map_err(|_| Error::Certificate)
    }

    /// The DER bytes.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    pub(crate) fn x509(&self) -> &X509 {
        &self.parsed
    }

    /// The public key.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// SubjectPublicKeyInfo as DER.
    pub fn spki_der(&self) -> Result<Vec<u8>> {
        let spki = self.parsed.tbs_certificate().subject_public_key_info();
        spki.to_der().map_err(|_| Error::Certificate)
    }

    /// The fingerprint of the key, 8 groups of 5 digits.
    pub fn fingerprint(&self) -> Result<String> {
        Ok(fingerprint::fingerprint(&self.spki_der()?))
    }

    /// SHA-256 of the certificate.
    pub fn sha256(&self) -> [u8; 32] {
        sha256(&self.der)
    }

    /// SHA-256 of the certificate in lower-case hexadecimal, as a profile lists revoked ones.
    pub fn sha256_hex(&self) -> String {
        sha256_hex(&self.der)
    }

    /// The 学校标识码 in `serialNumber` (2.5.4.5) of the subject.
    pub fn school_code(&self) -> Option<String> {
        name::value_of(self.parsed.tbs_certificate().subject(), name::SERIAL_NUMBER)
    }

    /// The commonName of the subject.
    pub fn common_name(&self) -> Option<String> {
        name::value_of(self.parsed.tbs_certificate().subject(), name::COMMON_NAME)
    }

    /// The organizationName of the subject.
    pub fn organization(&self) -> Option<String> {
        name::value_of(self.parsed.tbs_certificate().subject(), name::ORGANIZATION)
    }

    /// Whether issuer and subject are the same name and the certificate is signed by its own key.
    pub fn is_self_signed(&self) -> bool {
        self.parsed.tbs_certificate().issuer() == self.parsed.tbs_certificate().subject() && self.is_signed_by(self)
    }

    /// Whether the signature on this certificate was made by the key of `issuer` (P-256 with SHA-256).
    pub fn is_signed_by(&self, issuer: &Self) -> bool {
        let Ok(tbs) = self.parsed.tbs_certificate().to_der() else {
            return false;
        };
        self.parsed.signature().as_bytes().is_some_and(|signature| issuer.public.verifies_der(&tbs, signature))
    }

    /// Whether basic constraints say CA and key usage allows signing certificates (RFC 5280 section 4.2.1).
    pub fn is_authority(&self) -> bool {
        let tbs = self.parsed.tbs_certificate();
        let ca = matches!(tbs.get_extension::<BasicConstraints>(), Ok(Some((_, constraints))) if constraints.ca);
        let signs = matches!(tbs.get_extension::<KeyUsage>(), Ok(Some((_, usage))) if usage.key_cert_sign());
        ca && signs
    }

    /// Whether the certificate is a leaf for signing documents: no CA, key usage with digitalSignature and without
    /// keyCertSign, and no extended key usage, which would narrow what it may sign.
    pub fn is_signing_leaf(&self) -> bool {
        let tbs = self.parsed.tbs_certificate();
        let leaf = match tbs.get_extension::<BasicConstraints>() {
            Ok(None) => true,
            Ok(Some((_, constraints))) => !constraints.ca,
            Err(_) => false,
        };
        let usage = matches!(
            tbs.get_extension::<KeyUsage>(),
            Ok(Some((_, usage))) if usage.digital_signature() && !usage.key_cert_sign()
        );
        let narrowed = tbs
            .extensions()
            .is_some_and(|extensions| extensions.iter().any(|extension| extension.extn_id == EXT_KEY_USAGE));
        leaf && usage && !narrowed
    }

    /// Whether an instant lies within notBefore and notAfter, both included (RFC 5280 section 4.1.2.5).
    pub fn is_valid_at(&self, at: DateTime<FixedOffset>) -> bool {
        let validity = self.parsed.tbs_certificate().validity();
        let seconds = at.timestamp();
        seconds >= unix(&validity.not_before) && seconds <= unix(&validity.not_after)
    }

    /// The last instant at which the certificate is valid, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_after_unix(&self) -> i64 {
        unix(&self.parsed.tbs_certificate().validity().not_after)
    }

    /// The first instant at which the certificate is valid, in seconds since 1970-01-01T00:00:00Z.
    pub fn not_before_unix(&self) -> i64 {
        unix(&self.parsed.tbs_certificate().validity().not_before)
    }

    pub(crate) fn subject_key_id(&self) -> Option<OctetString> {
        match self.parsed.tbs_certificate().get_extension::<x509_cert::ext::pkix::SubjectKeyIdentifier>() {
            Ok(Some((_, id))) => Some(id.0),
            _ => None,
        }
    }
}

fn unix(time: &Time) -> i64 {
    i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
}
