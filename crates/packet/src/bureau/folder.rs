//! A bureau's folder: `ca.pem`, `ca.key`, `age.key`, `receipt.pem`, `receipt.key`, `profile.jws`.

use chrono::{DateTime, FixedOffset};
use domain::Random;
use zeroize::Zeroizing;

use super::authority::Authority;
use crate::identity::{Certificate, Identity, PRACTICE_YEARS, Term};
use crate::profile::{self, BureauProfile, Profile};
use crate::seal::AgeIdentity;
use crate::{Error, Result};

/// The CA certificate, PEM.
pub const CA_CERTIFICATE: &str = "ca.pem";
/// The CA's key, PKCS#8 PEM. A bureau that issues certificates elsewhere does not keep it here.
pub const CA_KEY: &str = "ca.key";
/// The age identity that opens packets.
pub const AGE_KEY: &str = "age.key";
/// The certificate of the receipt desk, PEM.
pub const RECEIPT_CERTIFICATE: &str = "receipt.pem";
/// The key of the receipt desk, PKCS#8 PEM.
pub const RECEIPT_KEY: &str = "receipt.key";
/// The signed profile that schools import.
pub const PROFILE: &str = "profile.jws";

/// A file of the folder; its bytes are wiped when dropped, as most of them are secret.
pub type SecretFile = (&'static str, Zeroizing<Vec<u8>>);

/// Everything a bureau needs to issue certificates, open packets and answer them.
#[derive(Debug, Clone)]
pub struct Bureau {
    certificate: Certificate,
    authority: Option<Authority>,
    desk: Identity,
    age: AgeIdentity,
    profile: BureauProfile,
    profile_bytes: Vec<u8>,
}

impl Bureau {
    /// A demo bureau. Its certificates begin 2020-01-01 and last 30 years, so that it suits every date of a sample.
    pub fn make_demo(
        name: &str,
        code: &str,
        url: &str,
        now: DateTime<FixedOffset>,
        random: &mut dyn Random,
    ) -> Result<Self> {
        let term = demo_term()?;
        let authority = Authority::make(name, term, random)?;
        let desk = authority.issue_receipt_desk(name, term, random)?;
        let age = AgeIdentity::generate(random)?;
        let said = Profile {
            name: name.to_owned(),
            code: code.to_owned(),
            url: url.to_owned(),
            ca_pem: authority.certificate().to_pem()?,
            receipt_cert_pem: desk.certificate().to_pem()?,
            age_recipient: age.recipient().to_string(),
            revoked: Vec::new(),
            serial: 1,
            issued_at: now,
        };
        let profile_bytes = profile::issue(&said, authority.key(), authority.certificate())?;
        let profile = profile::read(&profile_bytes)?;
        Ok(Self {
            certificate: authority.certificate().clone(),
            authority: Some(authority),
            desk,
            age,
            profile,
            profile_bytes,
        })
    }

    /// Opens a folder through `read`, which gives the bytes of one file or `None`. The parts must belong together.
    /// [`CA_KEY`] may be missing; then [`Bureau::authority`] fails.
    pub fn open(read: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self> {
        let text = |name: &'static str| -> Result<Zeroizing<String>> {
            let bytes = Zeroizing::new(read(name).ok_or(Error::BureauFile(name))?);
            let text = std::str::from_utf8(&bytes).map_err(|_| Error::BureauFile(name))?;
            Ok(Zeroizing::new(text.to_owned()))
        };
        let unreadable = |name: &'static str| move |_: Error| Error::BureauFile(name);
        let ca_pem = text(CA_CERTIFICATE)?;
        let certificate = Certificate::from_pem(&ca_pem).map_err(unreadable(CA_CERTIFICATE))?;
        let authority = match read(CA_KEY) {
            Some(_) => Some(Authority::from_pem(&ca_pem, &text(CA_KEY)?).map_err(unreadable(CA_KEY))?),
            None => None,
        };
        let desk = Identity::from_pem(&text(RECEIPT_KEY)?, &text(RECEIPT_CERTIFICATE)?)
            .map_err(unreadable(RECEIPT_CERTIFICATE))?;
        let age = AgeIdentity::from_file(&text(AGE_KEY)?).map_err(unreadable(AGE_KEY))?;
        let profile_bytes = read(PROFILE).ok_or(Error::BureauFile(PROFILE))?;
        let profile = profile::read(&profile_bytes).map_err(unreadable(PROFILE))?;
        let together = profile.authority == certificate
            && profile.receipt == *desk.certificate()
            && profile.recipient == age.recipient();
        if !together {
            return Err(Error::BureauFile(PROFILE));
        }
        Ok(Self { certificate, authority, desk, age, profile, profile_bytes })
    }

    /// The files of the folder, in the order in which they are written; the profile is last.
    pub fn files(&self) -> Result<Vec<SecretFile>> {
        let bytes = |text: &str| Zeroizing::new(text.as_bytes().to_vec());
        let mut files = vec![(CA_CERTIFICATE, bytes(&self.certificate.to_pem()?))];
        if let Some(authority) = &self.authority {
            files.push((CA_KEY, bytes(&authority.key_pem()?)));
        }
        files.push((AGE_KEY, bytes(&self.age.to_file())));
        files.push((RECEIPT_CERTIFICATE, bytes(&self.desk.certificate().to_pem()?)));
        files.push((RECEIPT_KEY, bytes(&self.desk.key().to_pkcs8_pem()?)));
        files.push((PROFILE, Zeroizing::new(self.profile_bytes.clone())));
        Ok(files)
    }

    /// The same bureau with another URL: the profile is issued again with the next serial number. Unchanged when the
    /// URL is the same already.
    pub fn with_url(&self, url: &str, now: DateTime<FixedOffset>) -> Result<Self> {
        if self.profile.profile.url == url {
            return Ok(self.clone());
        }
        self.reissue(now, |said| said.url = url.to_owned())
    }

    /// The same bureau with one more revoked certificate in its profile.
    pub fn with_revoked(&self, certificate: &Certificate, now: DateTime<FixedOffset>) -> Result<Self> {
        self.reissue(now, |said| said.revoked.push(certificate.sha256_hex()))
    }

    fn reissue(&self, now: DateTime<FixedOffset>, change: impl FnOnce(&mut Profile)) -> Result<Self> {
        let authority = self.authority()?;
        let mut said = self.profile.profile.clone();
        change(&mut said);
        said.serial = said.serial.saturating_add(1);
        said.issued_at = now;
        let profile_bytes = profile::issue(&said, authority.key(), authority.certificate())?;
        let profile = profile::read(&profile_bytes)?;
        Ok(Self { profile, profile_bytes, ..self.clone() })
    }

    /// The CA; fails with [`Error::BureauFile`] when its key is not in the folder.
    pub fn authority(&self) -> Result<&Authority> {
        self.authority.as_ref().ok_or(Error::BureauFile(CA_KEY))
    }

    /// The CA certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The receipt desk.
    pub fn desk(&self) -> &Identity {
        &self.desk
    }

    /// The identity that opens packets.
    pub fn age(&self) -> &AgeIdentity {
        &self.age
    }

    /// The profile.
    pub fn profile(&self) -> &BureauProfile {
        &self.profile
    }

    /// The signed profile as schools receive it.
    pub fn profile_bytes(&self) -> &[u8] {
        &self.profile_bytes
    }
}

/// From 2020-01-01 00:00 at +08:00, 30 years: the certificates of a demo bureau and of the schools it knows.
pub fn demo_term() -> Result<Term> {
    let from = DateTime::parse_from_rfc3339("2020-01-01T00:00:00+08:00").map_err(|_| Error::Date)?;
    Term::from(from, PRACTICE_YEARS)
}
