//! The CMS of a signature (RFC 5652) in the profile of PAdES B-B (ETSI EN 319 142-1 section 6.3): detached, one signer,
//! exactly the leaf certificate, three signed attributes, no unsigned ones.
//!
//! There is no signingTime attribute: PAdES takes `/M` of the signature dictionary instead.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedAttributes, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, OctetString, SetOfVec};
use der::oid::ObjectIdentifier;
use der::{Decode, Encode};
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::Flaw;
use crate::identity::{Certificate, Key};
use crate::{Error, Result};

const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ID_SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const ECDSA_WITH_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Signs a digest (SHA-256 of the byte range).
pub(super) fn sign(key: &Key, leaf: &Certificate, digest: &[u8; 32]) -> Result<Vec<u8>> {
    let attributes = attributes(leaf, digest).map_err(|_| Error::Certificate)?;
    // What is signed is the SET OF, not the [0] it is stored as (RFC 5652 section 5.4).
    let message = attributes.to_der().map_err(|_| Error::Certificate)?;
    assemble(leaf, attributes, &key.sign_der(&message)).map_err(|_| Error::Certificate)
}

/// Checks a CMS against a digest and returns the signer's certificate.
///
/// The CMS is built again from the certificate and the signature value found in it; it must be the same to the last
/// byte. So no other attribute, certificate, algorithm or encoding can pass.
pub(super) fn verify(cms: &[u8], digest: &[u8; 32]) -> std::result::Result<Certificate, Flaw> {
    let form = |_: der::Error| Flaw::Cms;
    let info = ContentInfo::from_der(cms).map_err(form)?;
    let data: SignedData = info.content.decode_as().map_err(form)?;
    let certificates = data.certificates.as_ref().ok_or(Flaw::Cms)?;
    let leaf = match certificates.0.as_slice() {
        [CertificateChoices::Certificate(only)] => only.to_der().map_err(form)?,
        _ => return Err(Flaw::Cms),
    };
    let leaf = Certificate::from_der(&leaf).map_err(|_| Flaw::Cms)?;
    let signer = match data.signer_infos.0.as_slice() {
        [only] => only,
        _ => return Err(Flaw::Cms),
    };
    let expected = attributes(&leaf, digest).map_err(form)?;
    let digest_attribute = |set: &SignedAttributes| set.iter().find(|item| item.oid == MESSAGE_DIGEST).cloned();
    let stored = signer.signed_attrs.as_ref().and_then(digest_attribute);
    if stored.is_some() && stored != digest_attribute(&expected) {
        return Err(Flaw::Digest);
    }
    let signature = signer.signature.as_bytes();
    let message = expected.to_der().map_err(form)?;
    if assemble(&leaf, expected, signature).map_err(form)? != cms {
        return Err(Flaw::Cms);
    }
    if !leaf.public_key().verifies_der(&message, signature) {
        return Err(Flaw::Signature);
    }
    Ok(leaf)
}

fn assemble(leaf: &Certificate, attributes: SignedAttributes, signature: &[u8]) -> der::Result<Vec<u8>> {
    let tbs = leaf.x509().tbs_certificate();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer().clone(),
            serial_number: tbs.serial_number().clone(),
        }),
        digest_alg: algorithm(SHA_256),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(ECDSA_WITH_SHA_256),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![algorithm(SHA_256)])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(vec![CertificateChoices::Certificate(leaf.x509().clone())])?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn attributes(leaf: &Certificate, digest: &[u8; 32]) -> der::Result<SignedAttributes> {
    let attribute =
        |oid, value: Any| -> der::Result<Attribute> { Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? }) };
    // SigningCertificateV2 (RFC 5035): SEQUENCE { SEQUENCE OF SEQUENCE { OCTET STRING } }; SHA-256 is the default
    // algorithm and therefore left out.
    let certificate_id: Vec<u8> =
        [0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20].into_iter().chain(leaf.sha256()).collect();
    SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest.as_slice())?)?)?,
        attribute(SIGNING_CERTIFICATE_V2, Any::from_der(&certificate_id)?)?,
    ])
}

fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters: None }
}
