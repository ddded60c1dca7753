//! Flattened JWS (RFC 7515 section 7.2.2) with ES256, in exactly one spelling.
//!
//! The file is `{"protected":"…","signature":"…"}`, or begins with `{"payload":"…",` where the payload is carried.
//! No white space, no line end, nothing else: every byte is signed, is the signature, or is one of these fixed ones.

use serde_json::{Map, Value};

use crate::encoding::{base64, base64url, from_base64, from_base64url, sha256};
use crate::error::JwsFlaw;
use crate::identity::{Certificate, Identity, Key};
use crate::{Error, Result, json as strict};

/// `typ` of the signature of a packet.
pub const TYP_PACKET: &str = "anmiao-packet+jws";
/// `typ` of a receipt.
pub const TYP_RECEIPT: &str = "anmiao-receipt+jws";
/// `typ` of a bureau profile.
pub const TYP_PROFILE: &str = "anmiao-profile+jws";
/// `typ` of a signed state of the audit chain.
pub const TYP_CHECKPOINT: &str = "anmiao-checkpoint+jws";

/// No JWS of this program is larger than this, in bytes.
pub const SIZE_LIMIT: usize = 1 << 20;

/// Header members that change how a JWS is read or whose key is believed; a JWS holding one is refused. Other unknown
/// members are ignored, as RFC 7515 section 4 asks.
const REFUSED: [&str; 7] = ["crit", "b64", "jku", "jwk", "x5u", "zip", "enc"];

/// A JWS whose form and signature are right. Whether its certificate is to be believed is another question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The signer's certificate, the only one in `x5c`.
    pub certificate: Certificate,
    /// The bytes signed.
    pub payload: Vec<u8>,
}

/// Signs `payload` without carrying it (RFC 7515 appendix F).
pub fn sign_detached(typ: &str, payload: &[u8], identity: &Identity) -> Vec<u8> {
    let protected = header(typ, identity.certificate());
    let signature = signature(identity.key(), &protected, &base64url(payload));
    format!(r#"{{"protected":"{protected}","signature":"{signature}"}}"#).into_bytes()
}

/// Signs `payload` and carries it.
pub fn sign_carrying(typ: &str, payload: &[u8], identity: &Identity) -> Vec<u8> {
    sign_carrying_with(typ, payload, identity.key(), identity.certificate())
}

pub(crate) fn sign_carrying_with(typ: &str, payload: &[u8], key: &Key, certificate: &Certificate) -> Vec<u8> {
    let protected = header(typ, certificate);
    let payload = base64url(payload);
    let signature = signature(key, &protected, &payload);
    format!(r#"{{"payload":"{payload}","protected":"{protected}","signature":"{signature}"}}"#).into_bytes()
}

/// Checks form and signature of a detached JWS over `payload`.
pub fn verify_detached(typ: &str, jws: &[u8], payload: &[u8]) -> Result<Verified> {
    let text = text(jws)?;
    let (protected, signature) = text
        .strip_prefix(r#"{"protected":""#)
        .and_then(|rest| rest.strip_suffix(r#""}"#))
        .and_then(|rest| rest.split_once(r#"","signature":""#))
        .ok_or(Error::JwsForm(JwsFlaw::Layout))?;
    verify(typ, protected, signature, payload.to_vec())
}

/// Checks form and signature of a JWS that carries its payload.
pub fn verify_carrying(typ: &str, jws: &[u8]) -> Result<Verified> {
    let text = text(jws)?;
    let (payload, rest) = text
        .strip_prefix(r#"{"payload":""#)
        .and_then(|rest| rest.strip_suffix(r#""}"#))
        .and_then(|rest| rest.split_once(r#"","protected":""#))
        .ok_or(Error::JwsForm(JwsFlaw::Layout))?;
    let (protected, signature) = rest.split_once(r#"","signature":""#).ok_or(Error::JwsForm(JwsFlaw::Layout))?;
    let payload = from_base64url(payload).ok_or(Error::JwsForm(JwsFlaw::Base64))?;
    verify(typ, protected, signature, payload)
}

fn text(jws: &[u8]) -> Result<&str> {
    if jws.len() > SIZE_LIMIT {
        return Err(Error::JwsForm(JwsFlaw::Layout));
    }
    std::str::from_utf8(jws).map_err(|_| Error::JwsForm(JwsFlaw::Layout))
}

fn header(typ: &str, certificate: &Certificate) -> String {
    // Written by hand, so that the order of the members never depends on a library. Only members that are registered
    // for JWS: strict readers such as joserfc refuse others. When it was signed stands in every payload.
    let header = format!(
        r#"{{"alg":"ES256","typ":"{typ}","x5c":["{}"],"x5t#S256":"{}"}}"#,
        base64(certificate.der()),
        base64url(&certificate.sha256()),
    );
    base64url(header.as_bytes())
}

fn signature(key: &Key, protected: &str, payload: &str) -> String {
    base64url(&key.sign_raw(format!("{protected}.{payload}").as_bytes()))
}

fn verify(typ: &str, protected: &str, signature: &str, payload: Vec<u8>) -> Result<Verified> {
    let flaw = |flaw| Error::JwsForm(flaw);
    let header = from_base64url(protected).ok_or(flaw(JwsFlaw::Base64))?;
    let signature = from_base64url(signature).ok_or(flaw(JwsFlaw::Base64))?;
    let header = match strict::value(&header) {
        Ok(Value::Object(members)) => members,
        _ => return Err(flaw(JwsFlaw::Header)),
    };
    if REFUSED.iter().any(|name| header.contains_key(*name)) {
        return Err(flaw(JwsFlaw::Member));
    }
    // The only key type here is P-256 (Certificate reads no other), and ES256 the only algorithm that fits it.
    if string(&header, "alg")? != "ES256" {
        return Err(flaw(JwsFlaw::Algorithm));
    }
    if string(&header, "typ")? != typ {
        return Err(flaw(JwsFlaw::Type));
    }
    let certificate = match header.get("x5c").and_then(Value::as_array).map(Vec::as_slice) {
        Some([Value::String(only)]) => from_base64(only).ok_or(flaw(JwsFlaw::Certificate))?,
        _ => return Err(flaw(JwsFlaw::Certificate)),
    };
    if string(&header, "x5t#S256")? != base64url(&sha256(&certificate)) {
        return Err(flaw(JwsFlaw::Certificate));
    }
    let certificate = Certificate::from_der(&certificate).map_err(|_| flaw(JwsFlaw::Certificate))?;
    let message = format!("{protected}.{}", base64url(&payload));
    if !certificate.public_key().verifies_raw(message.as_bytes(), &signature) {
        return Err(Error::JwsSignature);
    }
    Ok(Verified { certificate, payload })
}

fn string<'a>(header: &'a Map<String, Value>, name: &str) -> Result<&'a str> {
    header.get(name).and_then(Value::as_str).ok_or(Error::JwsForm(JwsFlaw::Header))
}
