//! The bureau profile: where packets go, to whom they are sealed, whose receipts count, which certificates are revoked.
//!
//! It is signed by the bureau's CA. A school believes the first one after comparing the fingerprint of that CA over
//! the phone, and later ones only when the same CA signed and the serial number is higher.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::encoding::is_sha256_hex;
use crate::identity::{Certificate, Key, issued_by, same_fingerprint};
use crate::seal::Recipient;
use crate::{Error, Result, json, jws};

/// What the profile says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The bureau's name.
    pub name: String,
    /// The bureau's code, for example the 6 digits of the county.
    pub code: String,
    /// Where the school uploads: https, or http on the loopback; empty when the bureau takes USB sticks only.
    pub url: String,
    /// The CA certificate, PEM.
    pub ca_pem: String,
    /// The certificate of the receipt desk, PEM, issued by that CA. No other certificate makes a receipt count.
    pub receipt_cert_pem: String,
    /// The age recipient `age1…` packets are sealed to.
    pub age_recipient: String,
    /// SHA-256 of revoked certificates, hexadecimal.
    pub revoked: Vec<String>,
    /// Grows with every issue.
    pub serial: u64,
    /// When it was issued.
    pub issued_at: DateTime<FixedOffset>,
}

/// Why a profile is not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Flaw {
    /// Its JWS is not in form, or does not match.
    #[error("its signature is not right")]
    Signature,
    /// A field is missing or out of form.
    #[error("a field is out of form")]
    Form,
    /// Its certificate is no CA, or not the one that signed.
    #[error("its CA did not sign it")]
    Authority,
    /// The receipt certificate was not issued by the CA.
    #[error("its receipt certificate is not from its CA")]
    ReceiptCertificate,
    /// The fingerprint compared is another one.
    #[error("the fingerprint is another one")]
    Fingerprint,
    /// It is signed by another CA than the one trusted.
    #[error("another CA signed it")]
    OtherAuthority,
    /// Its serial number is not higher than the one known.
    #[error("it is not newer")]
    NotNewer,
}

/// A profile that is consistent in itself, with its parts read. Whether it is believed is up to
/// [`accept_first`] and [`accept_next`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BureauProfile {
    /// What it says.
    pub profile: Profile,
    /// The CA.
    pub authority: Certificate,
    /// The certificate of the receipt desk.
    pub receipt: Certificate,
    /// To whom packets are sealed.
    pub recipient: Recipient,
}

impl BureauProfile {
    /// The fingerprint to compare over the phone: of the CA's key, 8 groups of 5 digits.
    pub fn fingerprint(&self) -> Result<String> {
        self.authority.fingerprint()
    }

    /// Whether the profile lists a certificate as revoked.
    pub fn revokes(&self, certificate: &Certificate) -> bool {
        let hash = certificate.sha256_hex();
        self.profile.revoked.contains(&hash)
    }
}

/// Signs a profile with the CA's key.
pub fn issue(profile: &Profile, key: &Key, authority: &Certificate) -> Result<Vec<u8>> {
    let mut payload = serde_json::to_vec_pretty(profile).map_err(|_| Error::Json)?;
    payload.push(b'\n');
    let signed = jws::sign_carrying_with(jws::TYP_PROFILE, &payload, key, authority);
    // What is issued must be readable by the same rules that schools apply.
    read(&signed)?;
    Ok(signed)
}

/// Reads a profile and checks that it is consistent: signed by the CA in it, receipt certificate from that CA,
/// readable recipient, acceptable URL. It is not believed thereby.
pub fn read(bytes: &[u8]) -> Result<BureauProfile> {
    let flaw = Error::Profile;
    let signed = jws::verify_carrying(jws::TYP_PROFILE, bytes).map_err(|_| flaw(Flaw::Signature))?;
    let profile: Profile = json::read(&signed.payload).map_err(|_| flaw(Flaw::Form))?;
    let authority = Certificate::from_pem(&profile.ca_pem).map_err(|_| flaw(Flaw::Authority))?;
    if authority != signed.certificate || !authority.is_authority() || !authority.is_self_signed() {
        return Err(flaw(Flaw::Authority));
    }
    let receipt = Certificate::from_pem(&profile.receipt_cert_pem).map_err(|_| flaw(Flaw::ReceiptCertificate))?;
    // A school's certificate, even one of the same CA, can never be the receipt desk's.
    if !issued_by(&receipt, &authority) || !receipt.is_signing_leaf() || receipt.school_code().is_some() {
        return Err(flaw(Flaw::ReceiptCertificate));
    }
    let recipient = profile.age_recipient.parse().map_err(|_| flaw(Flaw::Form))?;
    let in_form = !profile.name.is_empty()
        && (profile.url.is_empty() || is_acceptable_url(&profile.url))
        && profile.revoked.iter().all(|hash| is_sha256_hex(hash))
        && profile.serial > 0;
    if !in_form {
        return Err(flaw(Flaw::Form));
    }
    Ok(BureauProfile { profile, authority, receipt, recipient })
}

/// The first profile of a school: believed when the fingerprint that was read over the phone is the CA's.
pub fn accept_first(bytes: &[u8], fingerprint: &str) -> Result<BureauProfile> {
    let read = read(bytes)?;
    if !same_fingerprint(fingerprint, &read.fingerprint()?) {
        return Err(Error::Profile(Flaw::Fingerprint));
    }
    Ok(read)
}

/// A later profile: believed only when the same CA signed it and its serial number is higher.
pub fn accept_next(bytes: &[u8], current: &BureauProfile) -> Result<BureauProfile> {
    let next = read(bytes)?;
    if next.authority.spki_der()? != current.authority.spki_der()? {
        return Err(Error::Profile(Flaw::OtherAuthority));
    }
    if next.profile.serial <= current.profile.serial {
        return Err(Error::Profile(Flaw::NotNewer));
    }
    Ok(next)
}

/// Whether packets may be sent there: `https://host…`, or `http://` on the loopback, without user, query, fragment,
/// or characters that could be read in two ways.
pub fn is_acceptable_url(url: &str) -> bool {
    let plain = url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'@' | b'?' | b'#' | b'\\' | b'"' | b'<' | b'>'));
    let host_of = |rest: &str| -> String {
        let authority = rest.split('/').next().unwrap_or_default();
        match authority.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((inner, _)) => format!("[{inner}]"),
            None => authority.split(':').next().unwrap_or_default().to_owned(),
        }
    };
    let good = if let Some(rest) = url.strip_prefix("https://") {
        !host_of(rest).is_empty()
    } else if let Some(rest) = url.strip_prefix("http://") {
        matches!(host_of(rest).as_str(), "localhost" | "127.0.0.1" | "[::1]")
    } else {
        false
    };
    plain && good
}

#[cfg(test)]
mod tests {
    use super::is_acceptable_url;

    #[test]
    fn only_https_or_the_loopback() {
        for good in [
            "https://a.example",
            "https://a.example:8443/x",
            "http://127.0.0.1:1080",
            "http://[::1]:1",
            "http://localhost/",
        ] {
            assert!(is_acceptable_url(good), "{good}");
        }
        for bad in [
            "",
            "http://a.example",
            "ftp://a",
            "https://",
            "https://u@a",
            "https://a/?q",
            "http://127.0.0.1.example",
            "https://a b",
            "http://localhost@evil.example",
            "https://a/#f",
        ] {
            assert!(!is_acceptable_url(bad), "{bad}");
        }
    }
}
