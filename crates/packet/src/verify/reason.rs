//! Every outcome of a judgement, its class, and the one Chinese sentence that says it.

use std::collections::BTreeMap;

use serde::Serialize;

/// The three outcomes, with the exit code of `anmiao verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Class {
    /// Genuine and complete: exit 0.
    Genuine,
    /// Not genuine: exit 1.
    NotGenuine,
    /// Cannot be judged with what was given: exit 2.
    CannotJudge,
}

impl Class {
    /// The exit code of the command line.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Genuine => 0,
            Self::NotGenuine => 1,
            Self::CannotJudge => 2,
        }
    }
}

/// Why the outcome is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Everything is right.
    Genuine,

    /// Neither a sealed packet, nor an opened one, nor a signed PDF.
    NotOurs,
    /// A PDF without any signature.
    Unsigned,
    /// A sealed packet and no key.
    NoKey,
    /// The key opens other packets. A change inside the very key line of the seal reads the same.
    WrongKey,
    /// Intact, but there is no trusted CA to judge the signer.
    NoTrust,
    /// Intact, but signed with a certificate the school made itself; its fingerprint is given for the phone.
    Unconfirmed {
        /// 8 groups of 5 digits.
        fingerprint: String,
    },
    /// Written in a later version of the format.
    NewerFormat,
    /// A receipt was given without the profile that says whose receipts count.
    ReceiptWithoutProfile,
    /// The revocation list cannot be read or is not from the CA.
    RevocationList,
    /// The trusted certificate given is no CA or cannot be read.
    AuthorityUnreadable,
    /// The profile given is not in order.
    ProfileUnreadable,
    /// The age key given cannot be read.
    KeyUnreadable,

    /// The seal was changed, cut off or is too large.
    SealBroken,
    /// The ZIP inside is not acceptable.
    BadZip,
    /// A file of the packet is missing.
    Missing {
        /// Its name.
        path: String,
    },
    /// A file is there that the packet does not list.
    Extra {
        /// Its name.
        path: String,
    },
    /// A file is not the one that was signed for.
    Changed {
        /// Its name.
        path: String,
    },
    /// `packet.jws` is not in the one accepted form.
    SignatureForm,
    /// `packet.jws` does not match `packet.json`.
    Signature,
    /// `packet.json` is signed but says something that cannot be.
    BadManifest {
        /// The field.
        field: &'static str,
    },
    /// The certificate is that of another school.
    OtherSchool,
    /// A PDF is not in the one accepted form of a signed PDF.
    PaperForm {
        /// Its name.
        path: String,
    },
    /// A PDF was changed after it was signed.
    PaperChanged {
        /// Its name.
        path: String,
    },
    /// Bytes were appended to a PDF after it was signed.
    PaperExtended {
        /// Its name.
        path: String,
    },
    /// A PDF carries a second signature.
    PaperSecondSignature {
        /// Its name.
        path: String,
    },
    /// A PDF of the packet is not signed.
    PaperUnsigned {
        /// Its name.
        path: String,
    },
    /// A PDF of the packet is signed by somebody else than the packet.
    PaperOtherSigner {
        /// Its name.
        path: String,
    },
    /// The report does not carry the records of the packet.
    RecordsDiffer,
    /// The signer is no school.
    NoSchool,
    /// The trusted CA did not issue the certificate.
    UntrustedIssuer,
    /// The certificate was not valid at the instant of judgement.
    NotValidAt {
        /// The instant, RFC 3339.
        at: String,
    },
    /// The certificate is revoked.
    Revoked,
    /// The certificate is not of a kind that may sign packets.
    CertificateForm,
    /// The receipt is not signed by the receipt desk of the profile.
    ReceiptForged,
    /// The receipt is for another packet or another sealed file.
    ReceiptOther,
}

/// The name of what is judged when it is a lone paper.
pub(crate) const LONE_PAPER: &str = "";

const WORDING: &str = include_str!("../../../../assets/text/verify.json");

impl Reason {
    /// The class of the outcome.
    pub fn class(&self) -> Class {
        match self {
            Self::Genuine => Class::Genuine,
            Self::NotOurs
            | Self::Unsigned
            | Self::NoKey
            | Self::WrongKey
            | Self::NoTrust
            | Self::Unconfirmed { .. }
            | Self::NewerFormat
            | Self::ReceiptWithoutProfile
            | Self::RevocationList
            | Self::AuthorityUnreadable
            | Self::ProfileUnreadable
            | Self::KeyUnreadable => Class::CannotJudge,
            _ => Class::NotGenuine,
        }
    }

    /// A stable name for programs, also the key of the wording.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::NotOurs => "notOurs",
            Self::Unsigned => "unsigned",
            Self::NoKey => "noKey",
            Self::WrongKey => "wrongKey",
            Self::NoTrust => "noTrust",
            Self::Unconfirmed { .. } => "unconfirmed",
            Self::NewerFormat => "newerFormat",
            Self::ReceiptWithoutProfile => "receiptWithoutProfile",
            Self::RevocationList => "revocationList",
            Self::AuthorityUnreadable => "authorityUnreadable",
            Self::ProfileUnreadable => "profileUnreadable",
            Self::KeyUnreadable => "keyUnreadable",
            Self::SealBroken => "sealBroken",
            Self::BadZip => "badZip",
            Self::Missing { .. } => "missing",
            Self::Extra { .. } => "extra",
            Self::Changed { .. } => "changed",
            Self::SignatureForm => "signatureForm",
            Self::Signature => "signature",
            Self::BadManifest { .. } => "badManifest",
            Self::OtherSchool => "otherSchool",
            Self::PaperForm { .. } => "paperForm",
            Self::PaperChanged { .. } => "paperChanged",
            Self::PaperExtended { .. } => "paperExtended",
            Self::PaperSecondSignature { .. } => "paperSecondSignature",
            Self::PaperUnsigned { .. } => "paperUnsigned",
            Self::PaperOtherSigner { .. } => "paperOtherSigner",
            Self::RecordsDiffer => "recordsDiffer",
            Self::NoSchool => "noSchool",
            Self::UntrustedIssuer => "untrustedIssuer",
            Self::NotValidAt { .. } => "notValidAt",
            Self::Revoked => "revoked",
            Self::CertificateForm => "certificateForm",
            Self::ReceiptForged => "receiptForged",
            Self::ReceiptOther => "receiptOther",
        }
    }

    /// The sentence without facts about the packet; see [`super::Report::line`] for the whole line.
    pub(super) fn sentence(&self) -> String {
        let template = wording(self.code());
        let argument = match self {
            Self::Unconfirmed { fingerprint } => fingerprint.clone(),
            Self::Missing { path }
            | Self::Extra { path }
            | Self::Changed { path }
            | Self::PaperForm { path }
            | Self::PaperChanged { path }
            | Self::PaperExtended { path }
            | Self::PaperSecondSignature { path }
            | Self::PaperUnsigned { path }
            | Self::PaperOtherSigner { path } => printable(path),
            Self::BadManifest { field } => (*field).to_owned(),
            Self::NotValidAt { at } => at.clone(),
            _ => String::new(),
        };
        template.replace("{0}", &argument)
    }
}

/// The text of one key of the wording table, or the key itself where the table lacks it.
pub(super) fn wording(key: &str) -> String {
    let table: BTreeMap<String, String> = serde_json::from_str(WORDING).unwrap_or_default();
    table.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// A file name as it may be shown on one line; a lone paper is called by its kind.
fn printable(path: &str) -> String {
    if path == LONE_PAPER {
        return wording("lonePaper");
    }
    path.chars()
        .take(80)
        .map(|c| if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') { '?' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Reason> {
        let path = || "report.pdf".to_owned();
        vec![
            Reason::Genuine,
            Reason::NotOurs,
            Reason::Unsigned,
            Reason::NoKey,
            Reason::WrongKey,
            Reason::NoTrust,
            Reason::Unconfirmed { fingerprint: "00000".into() },
            Reason::NewerFormat,
            Reason::ReceiptWithoutProfile,
            Reason::RevocationList,
            Reason::AuthorityUnreadable,
            Reason::ProfileUnreadable,
            Reason::KeyUnreadable,
            Reason::SealBroken,
            Reason::BadZip,
            Reason::Missing { path: path() },
            Reason::Extra { path: path() },
            Reason::Changed { path: path() },
            Reason::SignatureForm,
            Reason::Signature,
            Reason::BadManifest { field: "seq" },
            Reason::OtherSchool,
            Reason::PaperForm { path: path() },
            Reason::PaperChanged { path: path() },
            Reason::PaperExtended { path: path() },
            Reason::PaperSecondSignature { path: path() },
            Reason::PaperUnsigned { path: path() },
            Reason::PaperOtherSigner { path: path() },
            Reason::RecordsDiffer,
            Reason::NoSchool,
            Reason::UntrustedIssuer,
            Reason::NotValidAt { at: "2026".into() },
            Reason::Revoked,
            Reason::CertificateForm,
            Reason::ReceiptForged,
            Reason::ReceiptOther,
        ]
    }

    #[test]
    fn every_reason_has_one_plain_chinese_sentence() {
        let table: BTreeMap<String, String> = serde_json::from_str(WORDING).unwrap();
        for reason in all() {
            let sentence = reason.sentence();
            assert_ne!(sentence, reason.code(), "the wording table lacks {}", reason.code());
            assert!(!sentence.contains('\n') && !sentence.contains("{0}"), "{sentence}");
        }
        let codes: std::collections::BTreeSet<_> = all().iter().map(Reason::code).collect();
        assert_eq!(codes.len(), all().len(), "codes are different");
        let other = ["lonePaper", "practice", "packetOf", "paperOf"];
        for key in table.keys() {
            assert!(codes.contains(key.as_str()) || other.contains(&key.as_str()), "{key} is not used");
        }
    }

    #[test]
    fn names_from_outside_stay_on_one_line() {
        let sentence = Reason::Extra { path: "a\n\u{202e}b".repeat(99) }.sentence();
        assert!(!sentence.contains('\n') && !sentence.contains('\u{202e}') && sentence.chars().count() < 200);
    }
}
