//! `packet.json`: what a packet is and the SHA-256 of every file in it.
//!
//! It is written once and never written again: the signature covers the bytes. Readers ignore keys they do not know.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::encoding::is_sha256_hex;
use crate::{Error, Result, json};

/// The version written by this program. A reader takes every version with the same first number.
pub const SCHEMA_VERSION: &str = "1.0.0";
/// The name of the manifest inside a packet.
pub const MANIFEST_FILE: &str = "packet.json";
/// The name of its signature inside a packet.
pub const SIGNATURE_FILE: &str = "packet.jws";
/// The name of the machine-readable records inside a packet.
pub const RECORDS_FILE: &str = "records.json";
/// The name of the report inside a packet; it carries [`RECORDS_FILE`] as its associated file.
pub const REPORT_FILE: &str = "report.pdf";
/// The end of the name of a sealed packet.
pub const SEALED_SUFFIX: &str = ".anmiao";

/// What a packet reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// 初报 of an incident.
    IncidentFirst,
    /// 续报 of an incident.
    IncidentFollowup,
    /// 终报 of an incident.
    IncidentFinal,
    /// 月报.
    MonthlyReport,
    /// 零报告: nothing to report, which must be said.
    NilReport,
    /// 专项治理汇报: the report due by the end of June.
    CampaignReport,
    /// 整改台账.
    RectificationLedger,
    /// 公约.
    Pacts,
    /// 更正 of an earlier packet, which stays.
    Correction,
    /// 换钥: the old key signs the new one.
    KeyRollover,
    /// A kind of a later version of the format.
    #[serde(other)]
    Unknown,
}

impl Kind {
    /// The Chinese name of the kind.
    pub fn label(self) -> &'static str {
        match self {
            Self::IncidentFirst => "初报",
            Self::IncidentFollowup => "续报",
            Self::IncidentFinal => "终报",
            Self::MonthlyReport => "月报",
            Self::NilReport => "零报告",
            Self::CampaignReport => "专项治理汇报",
            Self::RectificationLedger => "整改台账",
            Self::Pacts => "公约",
            Self::Correction => "更正",
            Self::KeyRollover => "换钥",
            Self::Unknown => "未知种类",
        }
    }

    /// The id used on the wire, for example in tus metadata.
    pub fn id(self) -> &'static str {
        match self {
            Self::IncidentFirst => "incident-first",
            Self::IncidentFollowup => "incident-followup",
            Self::IncidentFinal => "incident-final",
            Self::MonthlyReport => "monthly-report",
            Self::NilReport => "nil-report",
            Self::CampaignReport => "campaign-report",
            Self::RectificationLedger => "rectification-ledger",
            Self::Pacts => "pacts",
            Self::Correction => "correction",
            Self::KeyRollover => "key-rollover",
            Self::Unknown => "unknown",
        }
    }

    /// The files a packet of this kind cannot do without.
    pub fn required_files(self) -> &'static [&'static str] {
        match self {
            Self::CampaignReport => &[RECORDS_FILE, REPORT_FILE],
            _ => &[],
        }
    }
}

/// How far persons can be recognised in a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// Counts only.
    #[serde(rename = "仅统计")]
    Statistics,
    /// Pseudonyms, no free text about a pupil.
    #[serde(rename = "化名")]
    Pseudonymous,
    /// Real names, only for incident reports.
    #[serde(rename = "实名")]
    Identified,
}

/// The state of the school's audit chain when the packet was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// How many entries the chain had.
    pub count: u64,
    /// The hash at its head, 64 hexadecimal digits.
    pub head: String,
}

/// First and last civil day of what a packet covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// One file of the packet, bound by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// A plain file name, see [`is_file_name`].
    pub path: String,
    /// Its media type, for example `application/pdf`.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// The whole of `packet.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The version of this form, `major.minor.patch`.
    pub schema_version: String,
    /// UUIDv7 of the packet.
    pub packet_id: Uuid,
    /// What it reports.
    pub kind: Kind,
    /// The 学校标识码, 10 digits.
    pub school_code: String,
    /// The school's name.
    pub school_name: String,
    /// The run of numbers this packet stands in: UTC start time `YYYYMMDDHHMMSS`; a restore begins a new one.
    pub epoch: String,
    /// Number inside the epoch, from 1 without gaps.
    pub seq: u32,
    /// SHA-256 of the previous `packet.json` of the epoch, null for the first.
    pub prev_sha256: Option<String>,
    /// When the packet was made, by the school's clock.
    pub created_at: DateTime<FixedOffset>,
    /// How far persons can be recognised.
    pub edition: Edition,
    /// True for a packet of a practice or demo home.
    pub test: bool,
    /// The state of the audit chain.
    pub audit: Audit,
    /// The days covered; for kinds that cover a time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub period: Option<Period>,
    /// The name of the campaign; for kinds that belong to one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub campaign: Option<String>,
    /// Every other file of the packet.
    pub attachments: Vec<Attachment>,
}

impl Manifest {
    /// Reads and checks; fails with [`Error::Json`] or [`Error::Manifest`] naming the field. A version with another
    /// first number fails as `schemaVersion`.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let value = json::value(bytes)?;
        let version = value.get("schemaVersion").and_then(serde_json::Value::as_str);
        if !version.is_some_and(is_readable_version) {
            return Err(Error::Manifest("schemaVersion"));
        }
        let manifest: Self = serde_json::from_value(value).map_err(|_| Error::Json)?;
        manifest.check()?;
        Ok(manifest)
    }

    /// Writes the bytes that are signed: indented JSON with LF line ends, ended by one LF.
    pub fn write(&self) -> Result<Vec<u8>> {
        self.check()?;
        if self.kind == Kind::Unknown {
            return Err(Error::Manifest("kind"));
        }
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|_| Error::Json)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The file name of the sealed packet: `AM-<学校标识码>-<epoch>-<seq 4 digits>.anmiao`.
    pub fn sealed_name(&self) -> String {
        format!("AM-{}-{}-{:04}{SEALED_SUFFIX}", self.school_code, self.epoch, self.seq)
    }

    fn check(&self) -> Result<()> {
        let ensure = |good: bool, field: &'static str| if good { Ok(()) } else { Err(Error::Manifest(field)) };
        ensure(is_readable_version(&self.schema_version), "schemaVersion")?;
        ensure(is_school_code(&self.school_code), "schoolCode")?;
        ensure(!self.school_name.is_empty() && !self.school_name.chars().any(char::is_control), "schoolName")?;
        ensure(self.epoch.len() == 14 && self.epoch.bytes().all(|byte| byte.is_ascii_digit()), "epoch")?;
        ensure(self.seq >= 1, "seq")?;
        ensure((self.seq == 1) == self.prev_sha256.is_none(), "prevSha256")?;
        ensure(self.prev_sha256.as_deref().is_none_or(is_sha256_hex), "prevSha256")?;
        ensure(self.created_at.offset().local_minus_utc() == 8 * 3600, "createdAt")?;
        ensure(is_sha256_hex(&self.audit.head), "audit")?;
        ensure(self.period.is_none_or(|period| period.from <= period.to), "period")?;
        let mut paths = BTreeSet::new();
        for attachment in &self.attachments {
            ensure(is_file_name(&attachment.path), "attachments.path")?;
            ensure(!matches!(attachment.path.as_str(), MANIFEST_FILE | SIGNATURE_FILE), "attachments.path")?;
            ensure(paths.insert(attachment.path.to_ascii_lowercase()), "attachments.path")?;
            ensure(is_sha256_hex(&attachment.sha256), "attachments.sha256")?;
        }
        let has = |name: &&str| self.attachments.iter().any(|attachment| attachment.path == **name);
        ensure(self.kind.required_files().iter().all(has), "attachments")
    }
}

fn is_readable_version(version: &str) -> bool {
    let mut parts = version.split('.');
    parts.next() == Some("1") && parts.clone().count() == 2 && parts.all(|part| part.parse::<u16>().is_ok())
}

/// Whether a text has the form of a 学校标识码: 10 ASCII digits (JY/T 1001-2012).
pub fn is_school_code(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text may be the name of a file in a packet: 1 to 64 of `a–z A–Z 0–9 . _ -`, beginning with a letter or
/// digit and without two dots in a row. So it is never a path, and safe on every file system.
pub fn is_file_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..=64).contains(&bytes.len())
        && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
        && !text.contains("..")
}

/// The media type of a file by the end of its name.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("pdf") => "application/pdf",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> serde_json::Value {
        serde_json::json!({
            "schemaVersion": "1.0.0", "packetId": "0190a3f0-0000-7000-8000-000000000001",
            "kind": "campaign-report", "schoolCode": "3552263001", "schoolName": "某某学校",
            "epoch": "20260626090000", "seq": 1, "prevSha256": null, "createdAt": "2026-06-26T17:00:00+08:00",
            "edition": "化名", "test": true, "audit": {"count": 3, "head": "0".repeat(64)}, "campaign": "专项治理",
            "attachments": [
                {"path": "records.json", "mediaType": "application/json", "size": 2, "sha256": "a".repeat(64)},
                {"path": "report.pdf", "mediaType": "application/pdf", "size": 2, "sha256": "b".repeat(64)}],
            "fromALaterVersion": {"kept": true}
        })
    }

    fn read(change: impl FnOnce(&mut serde_json::Value)) -> Result<Manifest> {
        let mut value = sample();
        change(&mut value);
        Manifest::read(&serde_json::to_vec(&value).unwrap())
    }

    #[test]
    fn unknown_keys_are_ignored_and_unknown_kinds_read() {
        let manifest = read(|_| ()).unwrap();
        assert_eq!(manifest.kind, Kind::CampaignReport);
        assert_eq!(manifest.sealed_name(), "AM-3552263001-20260626090000-0001.anmiao");
        assert_eq!(Manifest::read(&manifest.write().unwrap()).unwrap(), manifest);
        let later = read(|value| value["kind"] = "a-later-kind".into()).unwrap();
        assert_eq!(later.kind, Kind::Unknown);
        assert_eq!(later.write(), Err(Error::Manifest("kind")));
    }

    #[test]
    fn what_is_out_of_form_is_named() {
        let cases: Vec<(&str, &str, serde_json::Value)> = vec![
            ("schemaVersion", "/schemaVersion", "2.0.0".into()),
            ("schoolCode", "/schoolCode", "355226300".into()),
            ("epoch", "/epoch", "2026".into()),
            ("seq", "/seq", 0.into()),
            ("prevSha256", "/seq", 2.into()),
            ("prevSha256", "/prevSha256", "0".repeat(64).into()),
            ("createdAt", "/createdAt", "2026-06-26T09:00:00Z".into()),
            ("audit", "/audit/head", "ABC".into()),
            ("attachments.path", "/attachments/0/path", "../records.json".into()),
            ("attachments.path", "/attachments/0/path", "packet.json".into()),
            ("attachments.path", "/attachments/0/path", "REPORT.pdf".into()),
            ("attachments.sha256", "/attachments/1/sha256", "B".repeat(64).into()),
            ("attachments", "/attachments/1/path", "other.pdf".into()),
        ];
        for (field, pointer, bad) in cases {
            let result = read(|value| *value.pointer_mut(pointer).unwrap() = bad);
            assert_eq!(result, Err(Error::Manifest(field)), "{pointer}");
        }
    }

    #[test]
    fn names_that_could_leave_the_folder_are_refused() {
        for bad in ["", "a/b", "a\\b", "..", "a..b", ".hidden", "-x", "文件.pdf", "c:x", "a b"] {
            assert!(!is_file_name(bad), "{bad}");
        }
        assert!(is_file_name("report-2026_1.pdf"));
    }
}
