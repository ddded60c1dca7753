//! The request a school hands to the bureau for a certificate (PKCS#10, RFC 2986).

use der::asn1::BitString;
use der::pem::{LineEnding, PemLabel as _};
use der::{Decode, Encode, EncodePem};
use x509_cert::name::Name;
use x509_cert::request::{CertReq, CertReqInfo, Version};
use x509_cert::spki::{DynSignatureAlgorithmIdentifier, SubjectPublicKeyInfoOwned};

use super::key::{Key, PublicKey};
use super::name;
use crate::{Error, Result};

/// A request whose own signature has been checked.
#[derive(Debug, Clone)]
pub struct Request {
    parsed: CertReq,
    /// The 学校标识码 asked for.
    pub school_code: String,
    /// The school's name asked for.
    pub school_name: String,
}

impl Request {
    /// Reads PEM (`BEGIN CERTIFICATE REQUEST`) and checks that it is canonical, signed by the key it names, and names
    /// a school and its code.
    pub fn from_pem(pem: &str) -> Result<Self> {
        // Not by CertReq::from_pem, which passes over what stands behind the request inside the base64.
        let (label, bytes) = der::pem::decode_vec(pem.as_bytes()).map_err(|_| Error::Request)?;
        let parsed = CertReq::from_der(&bytes).map_err(|_| Error::Request)?;
        if label != CertReq::PEM_LABEL || parsed.to_der().map_err(|_| Error::Request)? != bytes {
            return Err(Error::Request);
        }
        let info = parsed.info.to_der().map_err(|_| Error::Request)?;
        let again = CertReqInfo::from_der(&info).map_err(|_| Error::Request)?;
        let key = PublicKey::from_spki(&again.public_key).ok_or(Error::Request)?;
        let signature = parsed.signature.as_bytes().ok_or(Error::Request)?;
        if !key.verifies_der(&info, signature) {
            return Err(Error::Request);
        }
        let school_code = name::value_of(&again.subject, name::SERIAL_NUMBER).ok_or(Error::Request)?;
        let school_name = name::value_of(&again.subject, name::COMMON_NAME).ok_or(Error::Request)?;
        if !crate::manifest::is_school_code(&school_code) {
            return Err(Error::Request);
        }
        Ok(Self { parsed, school_code, school_name })
    }

    pub(crate) fn spki(&self) -> SubjectPublicKeyInfoOwned {
        self.parsed.info.public_key.clone()
    }
}

/// Writes a request without attributes: usage and constraints are the bureau's to set.
pub(crate) fn write(subject: Name, key: &Key) -> Result<String> {
    let info = CertReqInfo { version: Version::V1, subject, public_key: key.spki()?, attributes: Default::default() };
    let message = info.to_der().map_err(|_| Error::Request)?;
    let algorithm = key.signer().signature_algorithm_identifier().map_err(|_| Error::Request)?;
    let signature = BitString::from_bytes(&key.sign_der(&message)).map_err(|_| Error::Request)?;
    CertReq { info, algorithm, signature }.to_pem(LineEnding::LF).map_err(|_| Error::Request)
}
