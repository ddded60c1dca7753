//! The outcome of a judgement, for a line on the screen and for `--json`.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::reason::{Class, Reason, wording};
use crate::manifest::Manifest;
use crate::receipt::Receipt;

/// What was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// A sealed packet.
    SealedPacket,
    /// The folder of an opened packet.
    PacketFolder,
    /// A signed PDF on its own.
    Paper,
    /// Something else.
    Other,
}

/// Where the instant of judgement came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum JudgedBy {
    /// `receivedAt` of the receipt.
    Receipt,
    /// The time asked for.
    At,
    /// `createdAt` of the packet, a claim of the school.
    CreatedAt,
    /// `/M` of the PDF, a claim of the school.
    SignedAt,
}

/// One file of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentReport {
    /// Its name.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Whether it is a PDF with the school's own signature.
    pub signed: bool,
}

/// The whole outcome. Facts are filled only as far as they were proved to be what the signer wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What was judged.
    pub subject: Subject,
    /// The outcome.
    pub reason: Reason,
    /// What the packet says, once its signature matched.
    pub manifest: Option<Manifest>,
    /// The school in the signer's certificate: code and name.
    pub signer: Option<(String, String)>,
    /// The fingerprint of the signer's key.
    pub fingerprint: Option<String>,
    /// The instant of judgement and its origin.
    pub judged: Option<(DateTime<FixedOffset>, JudgedBy)>,
    /// The receipt, once it was believed.
    pub receipt: Option<Receipt>,
    /// SHA-256 of the sealed file.
    pub sealed_sha256: Option<String>,
    /// The files, once all of them were found to be the ones signed for.
    pub attachments: Vec<AttachmentReport>,
}

impl Report {
    /// A report that knows nothing but its outcome.
    pub fn of(subject: Subject, reason: Reason) -> Self {
        Self {
            subject,
            reason,
            manifest: None,
            signer: None,
            fingerprint: None,
            judged: None,
            receipt: None,
            sealed_sha256: None,
            attachments: Vec::new(),
        }
    }

    /// The class of the outcome.
    pub fn class(&self) -> Class {
        self.reason.class()
    }

    /// The exit code of `anmiao verify`: 0, 1 or 2.
    pub fn exit_code(&self) -> u8 {
        self.class().exit_code()
    }

    /// Whether the packet says that it comes from a practice or demo home; `None` where nothing says so.
    pub fn is_test(&self) -> Option<bool> {
        self.manifest.as_ref().map(|manifest| manifest.test)
    }

    /// The one line that says what came out and why, in plain Chinese.
    pub fn line(&self) -> String {
        let mut line = String::new();
        if self.is_test() == Some(true) {
            line.push_str(&wording("practice"));
        }
        line.push_str(&self.reason.sentence());
        if self.class() == Class::Genuine {
            line.push_str(&self.facts());
        }
        line
    }

    fn facts(&self) -> String {
        match (&self.manifest, &self.signer) {
            (Some(manifest), _) => wording("packetOf")
                .replace("{school}", &shown(&manifest.school_name))
                .replace("{code}", &manifest.school_code)
                .replace("{kind}", manifest.kind.label())
                .replace("{seq}", &manifest.seq.to_string()),
            (None, Some((code, name))) => wording("paperOf").replace("{school}", &shown(name)).replace("{code}", code),
            (None, None) => String::new(),
        }
    }
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(crate::identity::NAME_LIMIT).collect()
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let manifest = self.manifest.as_ref();
        let mut out = serializer.serialize_struct("Report", 23)?;
        out.serialize_field("result", &self.class())?;
        out.serialize_field("exit", &self.exit_code())?;
        out.serialize_field("code", self.reason.code())?;
        out.serialize_field("line", &self.line())?;
        out.serialize_field("subject", &self.subject)?;
        out.serialize_field("kind", &manifest.map(|m| m.kind))?;
        out.serialize_field("kindLabel", &manifest.map(|m| m.kind.label()))?;
        out.serialize_field("packetId", &manifest.map(|m| m.packet_id))?;
        let code = manifest.map(|m| &m.school_code).or(self.signer.as_ref().map(|signer| &signer.0));
        out.serialize_field("schoolCode", &code)?;
        let name = manifest.map(|m| &m.school_name).or(self.signer.as_ref().map(|signer| &signer.1));
        out.serialize_field("schoolName", &name)?;
        out.serialize_field("epoch", &manifest.map(|m| &m.epoch))?;
        out.serialize_field("seq", &manifest.map(|m| m.seq))?;
        out.serialize_field("prevSha256", &manifest.and_then(|m| m.prev_sha256.as_ref()))?;
        out.serialize_field("edition", &manifest.map(|m| m.edition))?;
        out.serialize_field("createdAt", &manifest.map(|m| m.created_at))?;
        out.serialize_field("test", &self.is_test())?;
        out.serialize_field("audit", &manifest.map(|m| &m.audit))?;
        out.serialize_field("fingerprint", &self.fingerprint)?;
        out.serialize_field("judgedAt", &self.judged.map(|judged| judged.0))?;
        out.serialize_field("judgedBy", &self.judged.map(|judged| judged.1))?;
        out.serialize_field("receipt", &self.receipt)?;
        out.serialize_field("sealedSha256", &self.sealed_sha256)?;
        out.serialize_field("attachments", &self.attachments)?;
        out.end()
    }
}
