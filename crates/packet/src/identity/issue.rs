//! Writing certificates: one profile for signing leaves, one for the bureau's CA.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Months};
use der::asn1::{GeneralizedTime, Null, OctetString, UtcTime};
use der::oid::ObjectIdentifier;
use der::{DateTime as DerDateTime, Encode};
use domain::Random;
use p256::ecdsa::DerSignature;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, BasicConstraints, KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::certificate::Certificate;
use super::key::Key;
use crate::encoding::sha256;
use crate::{Error, Result};

/// noRevAvail (RFC 9608): tells validators that no revocation information is published for this certificate; the
/// bureau profile lists revoked certificates instead.
const NO_REV_AVAIL: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.56");

/// From when until when a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first second.
    pub from: DateTime<FixedOffset>,
    /// The last second.
    pub to: DateTime<FixedOffset>,
}

impl Term {
    /// Years, from one day before `now`, so that a clock set back a little does not spoil the first signatures.
    pub fn years(now: DateTime<FixedOffset>, years: u32) -> Result<Self> {
        let from = now.checked_sub_signed(chrono::TimeDelta::days(1)).ok_or(Error::Date)?;
        Self::from(from, years)
    }

    /// Years, from exactly `from`.
    pub fn from(from: DateTime<FixedOffset>, years: u32) -> Result<Self> {
        let to =
            years.checked_mul(12).and_then(|months| from.checked_add_months(Months::new(months))).ok_or(Error::Date)?;
        Ok(Self { from, to })
    }

    fn validity(self) -> Result<Validity> {
        Ok(Validity::new(time(self.from)?, time(self.to)?))
    }
}

fn time(at: DateTime<FixedOffset>) -> Result<Time> {
    let seconds = u64::try_from(at.timestamp()).map_err(|_| Error::Date)?;
    let date = DerDateTime::from_unix_duration(Duration::from_secs(seconds)).map_err(|_| Error::Date)?;
    // Up to 2049 as UTCTime, later as GeneralizedTime (RFC 5280 section 4.1.2.5).
    Ok(match UtcTime::from_date_time(date) {
        Ok(utc) => Time::UtcTime(utc),
        Err(_) => Time::GeneralTime(GeneralizedTime::from_date_time(date)),
    })
}

pub(crate) enum Use {
    /// digitalSignature and nonRepudiation, CA:FALSE, noRevAvail, no extended key usage.
    SigningLeaf,
    /// keyCertSign and cRLSign, CA:TRUE with path length 0.
    Authority,
}

/// Who signs: a name, a key and the identifier of that key.
pub(crate) struct Issuer<'a> {
    pub name: Name,
    pub key: &'a Key,
    pub key_id: OctetString,
}

struct Profile {
    subject: Name,
    issuer: Name,
    issuer_key_id: OctetString,
    purpose: Use,
}

impl BuilderProfile for Profile {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        spk: SubjectPublicKeyInfoRef<'_>,
        _issuer_spk: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let (usage, constraints) = match self.purpose {
            Use::SigningLeaf => (
                KeyUsages::DigitalSignature | KeyUsages::NonRepudiation,
                BasicConstraints { ca: false, path_len_constraint: None },
            ),
            Use::Authority => (
                KeyUsages::KeyCertSign | KeyUsages::CRLSign,
                BasicConstraints { ca: true, path_len_constraint: Some(0) },
            ),
        };
        let subject_key = SubjectKeyIdentifier(OctetString::new(key_id_of(&spk.to_der()?))?);
        let authority_key = AuthorityKeyIdentifier {
            key_identifier: Some(self.issuer_key_id.clone()),
            ..AuthorityKeyIdentifier::default()
        };
        let mut made = vec![
            (true, &constraints).to_extension(tbs.subject(), &[])?,
            (true, &KeyUsage(usage)).to_extension(tbs.subject(), &[])?,
            (false, &subject_key).to_extension(tbs.subject(), &[])?,
            (false, &authority_key).to_extension(tbs.subject(), &[])?,
        ];
        if matches!(self.purpose, Use::SigningLeaf) {
            made.push(Extension {
                extn_id: NO_REV_AVAIL,
                critical: false,
                extn_value: OctetString::new(Null.to_der()?)?,
            });
        }
        Ok(made)
    }
}

/// The identifier of a key: the first 160 bits of SHA-256 over its SubjectPublicKeyInfo (RFC 7093 section 2, method 4).
pub(crate) fn key_id_of(spki_der: &[u8]) -> Vec<u8> {
    sha256(spki_der).into_iter().take(20).collect()
}

/// Issues a certificate with a 16-byte random serial number whose first byte is 0x40 to 0x7f.
pub(crate) fn issue(
    subject: Name,
    spki: SubjectPublicKeyInfoOwned,
    issuer: Issuer<'_>,
    purpose: Use,
    term: Term,
    random: &mut dyn Random,
) -> Result<Certificate> {
    let mut serial = [0u8; 16];
    random.fill(&mut serial);
    if let Some(first) = serial.first_mut() {
        *first = (*first & 0x3f) | 0x40;
    }
    let serial = SerialNumber::new(&serial).map_err(|_| Error::Certificate)?;
    let profile = Profile { subject, issuer: issuer.name, issuer_key_id: issuer.key_id, purpose };
    let builder = CertificateBuilder::new(profile, serial, term.validity()?, spki).map_err(|_| Error::Certificate)?;
    let made = builder.build::<_, DerSignature>(issuer.key.signer()).map_err(|_| Error::Certificate)?;
    Certificate::from_der(&made.to_der().map_err(|_| Error::Certificate)?)
}
