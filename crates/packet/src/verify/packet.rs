//! Judging packets, sealed or opened.

use std::collections::BTreeSet;

use super::report::{AttachmentReport, JudgedBy, Report, Subject};
use super::{Question, Reason, paper, trust};
use crate::encoding::sha256_hex;
use crate::identity::Certificate;
use crate::manifest::{MANIFEST_FILE, Manifest, RECORDS_FILE, REPORT_FILE, SIGNATURE_FILE};
use crate::open::{self, Limits, NamedFile};
use crate::receipt::{self, Expected};
use crate::{Error, jws, seal};

/// `packet.json` is small by design; a larger one is not read.
const MANIFEST_LIMIT: usize = 1 << 20;

/// Judges a sealed packet.
pub fn sealed(bytes: &[u8], question: &Question) -> Report {
    let mut report = Report::of(Subject::SealedPacket, Reason::Genuine);
    let outcome = open_sealed(bytes, question).and_then(|files| {
        report.sealed_sha256 = Some(sha256_hex(bytes));
        judge(&files, question, &mut report)
    });
    if let Err(reason) = outcome {
        report.reason = reason;
    }
    report
}

/// Judges an opened packet: every file of its folder by name. A sub-folder is given as a name that ends with `/`.
pub fn folder(files: &[NamedFile], question: &Question) -> Report {
    let mut report = Report::of(Subject::PacketFolder, Reason::Genuine);
    if let Err(reason) = judge(files, question, &mut report) {
        report.reason = reason;
    }
    report
}

fn open_sealed(bytes: &[u8], question: &Question) -> Result<Vec<NamedFile>, Reason> {
    if !seal::is_sealed(bytes) {
        return Err(Reason::NotOurs);
    }
    let key = question.key.as_ref().ok_or(Reason::NoKey)?;
    let zip = seal::unseal(bytes, key, Limits::PACKET.total_bytes).map_err(|error| match error {
        Error::WrongAgeKey => Reason::WrongKey,
        _ => Reason::SealBroken,
    })?;
    open::unzip(&zip, Limits::PACKET).map_err(|_| Reason::BadZip)
}

fn judge(files: &[NamedFile], question: &Question, report: &mut Report) -> Result<(), Reason> {
    let found = intact(files)?;
    let manifest = found.manifest;
    let leaf = found.certificate;
    report.fingerprint = leaf.fingerprint().ok();
    report.signer = leaf.school_code().map(|code| (code, leaf.common_name().unwrap_or_default()));
    report.attachments = found.attachments;
    report.manifest = Some(manifest.clone());

    if let Some(bytes) = &question.receipt {
        let profile = question.profile.as_ref().ok_or(Reason::ReceiptWithoutProfile)?;
        let expected = Expected::of(&manifest, report.sealed_sha256.as_deref());
        let checked = receipt::check(bytes, profile, &expected).map_err(|error| match error {
            Error::Receipt(receipt::Flaw::OtherPacket | receipt::Flaw::OtherFile) => Reason::ReceiptOther,
            _ => Reason::ReceiptForged,
        })?;
        report.receipt = Some(checked);
    }
    let judged = match (&report.receipt, question.at) {
        (Some(receipt), _) => (receipt.received_at, JudgedBy::Receipt),
        (None, Some(at)) => (at, JudgedBy::At),
        (None, None) => (manifest.created_at, JudgedBy::CreatedAt),
    };
    report.judged = Some(judged);
    trust::judge(&leaf, question, judged.0)
}

/// A packet that is what its signer signed. Whether the signer is to be believed is another question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intact {
    /// What it says.
    pub manifest: Manifest,
    /// The signer.
    pub certificate: Certificate,
    /// Its files.
    pub attachments: Vec<AttachmentReport>,
}

/// Checks everything but trust: signature, school, the exact set of files, every hash, every PDF's own signature by
/// the same certificate, and that the report carries the records of the packet.
pub fn intact(files: &[NamedFile]) -> Result<Intact, Reason> {
    let get = |name: &str| files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice());
    let missing = |path: &str| Reason::Missing { path: path.to_owned() };
    let (manifest_bytes, signature) = match (get(MANIFEST_FILE), get(SIGNATURE_FILE)) {
        (Some(manifest), Some(signature)) => (manifest, signature),
        (None, None) => return Err(Reason::NotOurs),
        (None, Some(_)) => return Err(missing(MANIFEST_FILE)),
        (Some(_), None) => return Err(missing(SIGNATURE_FILE)),
    };
    if manifest_bytes.len() > MANIFEST_LIMIT {
        return Err(Reason::BadManifest { field: "size" });
    }
    let signed = jws::verify_detached(jws::TYP_PACKET, signature, manifest_bytes).map_err(|error| match error {
        Error::JwsSignature => Reason::Signature,
        _ => Reason::SignatureForm,
    })?;
    let manifest = Manifest::read(manifest_bytes).map_err(|error| match error {
        Error::Manifest("schemaVersion") => Reason::NewerFormat,
        Error::Manifest(field) => Reason::BadManifest { field },
        _ => Reason::BadManifest { field: "JSON" },
    })?;
    let leaf = signed.certificate;
    if leaf.school_code().as_deref() != Some(manifest.school_code.as_str()) {
        return Err(Reason::OtherSchool);
    }

    let mut expected: BTreeSet<&str> = manifest.attachments.iter().map(|item| item.path.as_str()).collect();
    expected.extend([MANIFEST_FILE, SIGNATURE_FILE]);
    let mut seen = BTreeSet::new();
    for file in files {
        if !expected.contains(file.name.as_str()) || !seen.insert(file.name.as_str()) {
            return Err(Reason::Extra { path: file.name.clone() });
        }
    }
    let mut attachments = Vec::new();
    let mut carried = None;
    for item in &manifest.attachments {
        let bytes = get(&item.path).ok_or_else(|| missing(&item.path))?;
        if bytes.len() as u64 != item.size || sha256_hex(bytes) != item.sha256 {
            return Err(Reason::Changed { path: item.path.clone() });
        }
        let is_pdf = item.path.to_ascii_lowercase().ends_with(".pdf")
            || item.media_type == "application/pdf"
            || bytes.starts_with(b"%PDF");
        if is_pdf {
            let paper = paper::intact(bytes, &item.path)?;
            if paper.certificate != leaf {
                return Err(Reason::PaperOtherSigner { path: item.path.clone() });
            }
            if item.path == REPORT_FILE {
                carried = paper.attached_file(RECORDS_FILE);
            }
        }
        attachments.push(AttachmentReport {
            path: item.path.clone(),
            size: item.size,
            sha256: item.sha256.clone(),
            signed: is_pdf,
        });
    }
    if let (Some(_), Some(records)) = (get(REPORT_FILE), get(RECORDS_FILE))
        && carried.as_deref() != Some(records)
    {
        return Err(Reason::RecordsDiffer);
    }
    Ok(Intact { manifest, certificate: leaf, attachments })
}
