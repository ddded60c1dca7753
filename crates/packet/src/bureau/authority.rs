//! The bureau's certificate authority: one self-signed CA that issues leaves, never another CA.

use der::asn1::OctetString;
use domain::Random;
use zeroize::Zeroizing;

use crate::error::CertificateFlaw;
use crate::identity::issue::{Issuer, Use, issue, key_id_of};
use crate::identity::{Certificate, Identity, Key, Request, Term, name};
use crate::{Error, Result};

/// Key and certificate of a CA.
#[derive(Debug, Clone)]
pub struct Authority {
    key: Key,
    certificate: Certificate,
}

impl Authority {
    /// A new CA: path length 0, keyCertSign and cRLSign.
    pub fn make(bureau: &str, term: Term, random: &mut dyn Random) -> Result<Self> {
        let key = Key::generate(random);
        let subject = name::bureau(bureau, &format!("{bureau} 签发机构"))?;
        let key_id = OctetString::new(key_id_of(&key.spki_der()?)).map_err(|_| Error::Certificate)?;
        let issuer = Issuer { name: subject.clone(), key: &key, key_id };
        let certificate = issue(subject, key.spki()?, issuer, Use::Authority, term, random)?;
        Ok(Self { key, certificate })
    }

    /// Joins a CA certificate (PEM) and its key (PKCS#8 PEM).
    pub fn from_pem(certificate: &str, key: &str) -> Result<Self> {
        let certificate = Certificate::from_pem(certificate)?;
        let key = Key::from_pkcs8_pem(key)?;
        if certificate.spki_der()? != key.spki_der()? {
            return Err(Error::CertificateUse(CertificateFlaw::OtherKey));
        }
        if !certificate.is_authority() {
            return Err(Error::CertificateUse(CertificateFlaw::Usage));
        }
        Ok(Self { key, certificate })
    }

    /// The CA certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The CA's key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The CA's key as PKCS#8 PEM, wiped when dropped.
    pub fn key_pem(&self) -> Result<Zeroizing<String>> {
        self.key.to_pkcs8_pem()
    }

    /// Issues a school's certificate from its request. Only key, name and code are taken from the request; usage and
    /// constraints are set here.
    pub fn issue_school(&self, request: &Request, term: Term, random: &mut dyn Random) -> Result<Certificate> {
        let subject = name::school(&request.school_name, &request.school_code)?;
        issue(subject, request.spki(), self.issuer()?, Use::SigningLeaf, term, random)
    }

    /// Makes key and certificate of a receipt desk. It carries no school code, so it can never stand for a school.
    pub fn issue_receipt_desk(&self, bureau: &str, term: Term, random: &mut dyn Random) -> Result<Identity> {
        let key = Key::generate(random);
        let subject = name::bureau(bureau, &format!("{bureau} 回执"))?;
        let certificate = issue(subject, key.spki()?, self.issuer()?, Use::SigningLeaf, term, random)?;
        Identity::join(key, certificate)
    }

    fn issuer(&self) -> Result<Issuer<'_>> {
        let key_id = match self.certificate.subject_key_id() {
            Some(id) => id,
            None => OctetString::new(key_id_of(&self.key.spki_der()?)).map_err(|_| Error::Certificate)?,
        };
        Ok(Issuer { name: self.certificate.x509().tbs_certificate().subject().clone(), key: &self.key, key_id })
    }
}
