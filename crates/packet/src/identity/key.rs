//! A P-256 key. Every signature is made with the deterministic nonce of RFC 6979, so equal input gives equal bytes.

use der::Encode;
use domain::Random;
use p256::SecretKey;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{DerSignature, Signature, SigningKey, VerifyingKey};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding};
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use zeroize::{Zeroize, Zeroizing};

use crate::{Error, Result};

/// A private P-256 key with its public half. It has no `Debug` output beyond its type name.
#[derive(Clone)]
pub struct Key(SigningKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key(P-256)")
    }
}

impl Key {
    /// Makes a key from 32 random bytes, drawn again in the rare case that they are no valid scalar.
    pub fn generate(random: &mut dyn Random) -> Self {
        let mut bytes = [0u8; 32];
        loop {
            random.fill(&mut bytes);
            let made = SecretKey::from_slice(&bytes);
            bytes.zeroize();
            if let Ok(secret) = made {
                return Self(SigningKey::from(secret));
            }
        }
    }

    /// Reads PKCS#8 DER (RFC 5958).
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self> {
        SecretKey::from_pkcs8_der(der).map(|secret| Self(SigningKey::from(secret))).map_err(|_| Error::Key)
    }

    /// Reads PKCS#8 PEM (`BEGIN PRIVATE KEY`).
    pub fn from_pkcs8_pem(pem: &str) -> Result<Self> {
        SecretKey::from_pkcs8_pem(pem).map(|secret| Self(SigningKey::from(secret))).map_err(|_| Error::Key)
    }

    /// The key as PKCS#8 DER, wiped when dropped.
    pub fn to_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>> {
        let document = self.0.to_pkcs8_der().map_err(|_| Error::Key)?;
        Ok(Zeroizing::new(document.as_bytes().to_vec()))
    }

    /// The key as PKCS#8 PEM, wiped when dropped.
    pub fn to_pkcs8_pem(&self) -> Result<Zeroizing<String>> {
        self.0.to_pkcs8_pem(LineEnding::LF).map_err(|_| Error::Key)
    }

    /// The public half as DER of SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
    pub fn spki_der(&self) -> Result<Vec<u8>> {
        self.0.verifying_key().to_public_key_der().map(|document| document.as_bytes().to_vec()).map_err(|_| Error::Key)
    }

    pub(crate) fn spki(&self) -> Result<SubjectPublicKeyInfoOwned> {
        SubjectPublicKeyInfoOwned::from_key(self.0.verifying_key()).map_err(|_| Error::Key)
    }

    pub(crate) fn signer(&self) -> &SigningKey {
        &self.0
    }

    /// ECDSA with SHA-256 as r‖s, 64 bytes: the form of JWS (RFC 7518 section 3.4).
    pub fn sign_raw(&self, message: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(message);
        signature.to_bytes().to_vec()
    }

    /// ECDSA with SHA-256 as DER: the form of X.509 and CMS (RFC 5480, RFC 5753).
    pub fn sign_der(&self, message: &[u8]) -> Vec<u8> {
        let signature: DerSignature = self.0.sign(message);
        signature.as_bytes().to_vec()
    }
}

/// The public half of somebody's P-256 key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    pub(crate) fn from_spki(spki: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        let der = spki.to_der().ok()?;
        let key = <p256::PublicKey as p256::pkcs8::DecodePublicKey>::from_public_key_der(&der).ok()?;
        Some(Self(VerifyingKey::from(key)))
    }

    /// Whether `signature` (r‖s, 64 bytes) over `message` was made with the private half.
    pub fn verifies_raw(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify(message, &signature).is_ok())
    }

    /// Whether `signature` (strict DER) over `message` was made with the private half.
    pub fn verifies_der(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_der(signature)
            .is_ok_and(|parsed| parsed.to_der().as_bytes() == signature && self.0.verify(message, &parsed).is_ok())
    }
}
