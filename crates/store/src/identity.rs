//! The school's signing key, its certificates, and the identity that opens its own packets again. New rows replace old
//! ones in use; old ones stay, since they explain old signatures.

use domain::Instant;
use zeroize::Zeroizing;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Who issued a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// The school itself.
    Itself,
    /// The bureau's CA.
    Bureau,
}

/// A certificate of the school's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCertificate {
    /// Who issued it.
    pub issuer: Issuer,
    /// X.509, DER.
    pub der: Vec<u8>,
    /// When it was taken in.
    pub added_at: Instant,
}

/// The age identity for the school's own recovery.
pub struct RecoveryIdentity {
    /// The secret line, `AGE-SECRET-KEY-1…`.
    pub secret: Zeroizing<String>,
    /// Its public recipient, `age1…`.
    pub recipient: String,
}

/// Takes a signing key (PKCS#8, DER) into use.
///
/// # Errors
/// [`crate::Error::Constraint`] for a length no key has.
pub fn put_key(tx: &mut WriteTx<'_>, pkcs8: &[u8], at: Instant) -> Result<()> {
    tx.put("school_key", &[("pkcs8", pkcs8.to_vec().cell()), ("added_ms", at.cell())])
}

/// The signing key in use, PKCS#8 DER.
///
/// # Errors
/// Those of SQLite.
pub fn key(tx: &ReadTx<'_>) -> Result<Option<Zeroizing<Vec<u8>>>> {
    tx.one("SELECT pkcs8 FROM school_key ORDER BY position DESC LIMIT 1", &[], |r| r.at("pkcs8").map(Zeroizing::new))
}

/// Takes a certificate (DER) into use.
///
/// # Errors
/// [`crate::Error::Constraint`] when it was taken in before.
pub fn add_certificate(tx: &mut WriteTx<'_>, der: &[u8], issuer: Issuer, at: Instant) -> Result<()> {
    let issuer = match issuer {
        Issuer::Itself => "self",
        Issuer::Bureau => "bureau",
    };
    tx.put("certificate", &[("issuer", text(issuer)), ("der", der.to_vec().cell()), ("added_ms", at.cell())])
}

/// The certificate in use.
///
/// # Errors
/// Those of SQLite.
pub fn certificate(tx: &ReadTx<'_>) -> Result<Option<StoredCertificate>> {
    tx.one("SELECT * FROM certificate ORDER BY position DESC LIMIT 1", &[], stored)
}

/// Every certificate, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn certificates(tx: &ReadTx<'_>) -> Result<Vec<StoredCertificate>> {
    tx.query("SELECT * FROM certificate ORDER BY position", &[], stored)
}

fn stored(r: &Row<'_>) -> Result<StoredCertificate> {
    let issuer = if r.at::<String>("issuer")? == "self" { Issuer::Itself } else { Issuer::Bureau };
    Ok(StoredCertificate { issuer, der: r.at("der")?, added_at: r.at("added_ms")? })
}

/// Takes the school's recovery identity into use.
///
/// # Errors
/// [`crate::Error::Constraint`] when it was taken in before.
pub fn put_recovery(tx: &mut WriteTx<'_>, identity: &RecoveryIdentity, at: Instant) -> Result<()> {
    tx.put(
        "recovery_identity",
        &[("secret", text(&identity.secret)), ("recipient", text(&identity.recipient)), ("added_ms", at.cell())],
    )
}

/// The recovery identity in use.
///
/// # Errors
/// Those of SQLite.
pub fn recovery(tx: &ReadTx<'_>) -> Result<Option<RecoveryIdentity>> {
    tx.one("SELECT * FROM recovery_identity ORDER BY position DESC LIMIT 1", &[], |r| {
        Ok(RecoveryIdentity { secret: Zeroizing::new(r.at("secret")?), recipient: r.at("recipient")? })
    })
}
