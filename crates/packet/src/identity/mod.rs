//! Who signs: one P-256 key per school and the certificate that stands for it.
//!
//! A school begins with a certificate it signs itself, which proves nothing until somebody compares its fingerprint;
//! the bureau's CA then issues one for the same key, which [`Identity::import`] takes in.

mod certificate;
mod fingerprint;
pub(crate) mod issue;
mod key;
pub(crate) mod name;
mod request;

use chrono::{DateTime, FixedOffset};
use der::asn1::OctetString;
use domain::Random;
use zeroize::Zeroizing;

pub use certificate::Certificate;
pub use fingerprint::{fingerprint, same_fingerprint};
pub use issue::Term;
pub use key::{Key, PublicKey};
pub(crate) mod path;
pub use name::NAME_LIMIT;
pub use request::Request;

use crate::error::CertificateFlaw;
use crate::{Error, Result};

/// How long the certificate of a real school is valid, in years.
pub const SCHOOL_YEARS: u32 = 3;
/// How long a certificate of a practice or demo home is valid, in years.
pub const PRACTICE_YEARS: u32 = 30;

/// A key and the certificate that stands for it: a school, or a bureau's receipt desk.
#[derive(Debug, Clone)]
pub struct Identity {
    key: Key,
    certificate: Certificate,
}

impl Identity {
    /// A new key with a certificate it signs itself: the identity of a school at first start.
    ///
    /// `school_name` is cut to [`NAME_LIMIT`] characters; `school_code` must be 10 digits.
    pub fn self_signed(school_name: &str, school_code: &str, term: Term, random: &mut dyn Random) -> Result<Self> {
        let key = Key::generate(random);
        Self::self_signed_with(key, school_name, school_code, term, random)
    }

    /// The same for a key that exists already, for example after a restore.
    pub fn self_signed_with(
        key: Key,
        school_name: &str,
        school_code: &str,
        term: Term,
        random: &mut dyn Random,
    ) -> Result<Self> {
        if !crate::manifest::is_school_code(school_code) {
            return Err(Error::Manifest("schoolCode"));
        }
        let subject = name::school(school_name, school_code)?;
        let spki = key.spki()?;
        let key_id = OctetString::new(issue::key_id_of(&key.spki_der()?)).map_err(|_| Error::Certificate)?;
        let issuer = issue::Issuer { name: subject.clone(), key: &key, key_id };
        let certificate = issue::issue(subject, spki, issuer, issue::Use::SigningLeaf, term, random)?;
        Ok(Self { key, certificate })
    }

    /// Joins a stored key (PKCS#8 DER) and certificate (DER); they must belong together.
    pub fn from_der(key_pkcs8: &[u8], certificate: &[u8]) -> Result<Self> {
        Self::join(Key::from_pkcs8_der(key_pkcs8)?, Certificate::from_der(certificate)?)
    }

    /// Joins a stored key (PKCS#8 PEM) and certificate (PEM); they must belong together.
    pub fn from_pem(key_pkcs8: &str, certificate: &str) -> Result<Self> {
        Self::join(Key::from_pkcs8_pem(key_pkcs8)?, Certificate::from_pem(certificate)?)
    }

    pub(crate) fn join(key: Key, certificate: Certificate) -> Result<Self> {
        if certificate.spki_der()? != key.spki_der()? {
            return Err(Error::CertificateUse(CertificateFlaw::OtherKey));
        }
        Ok(Self { key, certificate })
    }

    /// The private key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The private key as PKCS#8 DER for the encrypted store, wiped when dropped.
    pub fn key_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>> {
        self.key.to_pkcs8_der()
    }

    /// The certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The fingerprint of the key, 8 groups of 5 digits.
    pub fn fingerprint(&self) -> Result<String> {
        self.certificate.fingerprint()
    }

    /// The request for a certificate of the bureau's CA, as PEM (PKCS#10).
    pub fn request(&self) -> Result<String> {
        request::write(self.certificate.x509().tbs_certificate().subject().clone(), &self.key)
    }

    /// Takes the certificate (PEM) that a CA issued for this key.
    ///
    /// Checked: the same key, the same school code, a signing leaf without extended key usage, valid `now`, and, when
    /// `authority` is given, issued by it. Fails with [`Error::CertificateUse`] naming the first thing that is wrong.
    pub fn import(&self, pem: &str, authority: Option<&Certificate>, now: DateTime<FixedOffset>) -> Result<Self> {
        let certificate = Certificate::from_pem(pem)?;
        if certificate.spki_der()? != self.certificate.spki_der()? {
            return Err(Error::CertificateUse(CertificateFlaw::OtherKey));
        }
        if certificate.school_code().is_none() || certificate.school_code() != self.certificate.school_code() {
            return Err(Error::CertificateUse(CertificateFlaw::OtherSchool));
        }
        if !certificate.is_signing_leaf() {
            return Err(Error::CertificateUse(CertificateFlaw::Usage));
        }
        if !certificate.is_valid_at(now) {
            return Err(Error::CertificateUse(CertificateFlaw::Expired));
        }
        if authority.is_some_and(|authority| !issued_by(&certificate, authority)) {
            return Err(Error::CertificateUse(CertificateFlaw::OtherIssuer));
        }
        Ok(Self { key: self.key.clone(), certificate })
    }
}

/// Whether `authority` is a CA and issued `certificate`: its name stands as issuer and its key signed.
pub fn issued_by(certificate: &Certificate, authority: &Certificate) -> bool {
    authority.is_authority()
        && certificate.x509().tbs_certificate().issuer() == authority.x509().tbs_certificate().subject()
        && certificate.is_signed_by(authority)
}
