//! From finished files to a packet: `packet.json`, `packet.jws` and the ZIP around everything.

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::encoding::sha256_hex;
use crate::identity::Identity;
use crate::manifest::{
    Attachment, Audit, Edition, Kind, MANIFEST_FILE, Manifest, Period, SCHEMA_VERSION, SIGNATURE_FILE, media_type,
};
use crate::open::NamedFile;
use crate::{Error, Result, jws, verify, zipfile};

/// Everything of `packet.json` that is not computed from the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// UUIDv7.
    pub packet_id: Uuid,
    /// What is reported.
    pub kind: Kind,
    /// The 学校标识码; must be the one in the certificate.
    pub school_code: String,
    /// The school's name.
    pub school_name: String,
    /// UTC start time of the run of numbers, `YYYYMMDDHHMMSS`.
    pub epoch: String,
    /// Number in the epoch, from 1.
    pub seq: u32,
    /// SHA-256 of the previous `packet.json` of the epoch; `None` exactly for number 1.
    pub prev_sha256: Option<String>,
    /// The clock's time, at +08:00.
    pub created_at: DateTime<FixedOffset>,
    /// How far persons can be recognised.
    pub edition: Edition,
    /// Whether this is a practice or demo home.
    pub test: bool,
    /// State of the audit chain.
    pub audit: Audit,
    /// Days covered.
    pub period: Option<Period>,
    /// Name of the campaign.
    pub campaign: Option<String>,
}

/// A finished packet, not yet sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// What `packet.json` says.
    pub manifest: Manifest,
    /// Every file of the packet in its order: `packet.json`, `packet.jws`, then the attachments.
    pub files: Vec<NamedFile>,
}

impl Packet {
    /// The bytes of a file of the packet.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice())
    }

    /// SHA-256 of `packet.json`: the `prevSha256` of the next packet.
    pub fn manifest_sha256(&self) -> String {
        sha256_hex(self.file(MANIFEST_FILE).unwrap_or_default())
    }

    /// The name of the sealed file.
    pub fn sealed_name(&self) -> String {
        self.manifest.sealed_name()
    }

    /// The ZIP that is sealed; equal packets give equal bytes.
    pub fn zip(&self) -> Result<Vec<u8>> {
        zipfile::write_files(&self.files)
    }
}

/// The ZIP of the files of a packet that was made before, for sealing it again to a bureau that was not known then.
pub fn zip(files: &[NamedFile]) -> Result<Vec<u8>> {
    zipfile::write_files(files)
}

/// Binds finished files (`records.json`, signed PDFs, …) into a packet and signs it.
///
/// What is made is judged by the same rules that the bureau applies, trust apart; a file that would not pass there,
/// such as a PDF without the school's signature, fails here with [`Error::Manifest`].
pub fn packet(draft: Draft, attachments: Vec<NamedFile>, identity: &Identity) -> Result<Packet> {
    if identity.certificate().school_code().as_deref() != Some(draft.school_code.as_str()) {
        return Err(Error::Manifest("schoolCode"));
    }
    let manifest = Manifest {
        schema_version: SCHEMA_VERSION.to_owned(),
        packet_id: draft.packet_id,
        kind: draft.kind,
        school_code: draft.school_code,
        school_name: draft.school_name,
        epoch: draft.epoch,
        seq: draft.seq,
        prev_sha256: draft.prev_sha256,
        created_at: draft.created_at,
        edition: draft.edition,
        test: draft.test,
        audit: draft.audit,
        period: draft.period,
        campaign: draft.campaign,
        attachments: attachments
            .iter()
            .map(|file| Attachment {
                path: file.name.clone(),
                media_type: media_type(&file.name).to_owned(),
                size: file.bytes.len() as u64,
                sha256: sha256_hex(&file.bytes),
            })
            .collect(),
    };
    let manifest_bytes = manifest.write()?;
    let signature = jws::sign_detached(jws::TYP_PACKET, &manifest_bytes, identity);
    let mut files = vec![NamedFile::new(MANIFEST_FILE, manifest_bytes), NamedFile::new(SIGNATURE_FILE, signature)];
    files.extend(attachments);
    verify::intact(&files).map_err(|_| Error::Manifest("attachments"))?;
    Ok(Packet { manifest, files })
}
