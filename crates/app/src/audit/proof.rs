//! What somebody else holds against the log: the state of the chain in a packet or in a backup.

use std::path::Path;

use packet::encoding::{from_hex, sha256_hex};
use packet::identity::Certificate;
use packet::jws::{TYP_PACKET, verify_detached};
use packet::manifest::{MANIFEST_FILE, Manifest, SEALED_SUFFIX, SIGNATURE_FILE};
use packet::open::{Limits, unzip};
use packet::seal::{AgeIdentity, is_sealed, unseal};
use store::ReadTx;
use uuid::Uuid;

use super::checkpoint;
use crate::error::{AppError, Code, Result};

/// The end of the name of a backup.
const BACKUP_SUFFIX: &str = "anmiaobak";
/// No sealed packet is larger (bytes).
const SEALED_MAX: u64 = 512 << 20;

/// Where a proof comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A packet, sealed or opened.
    Packet,
    /// A backup.
    Backup,
}

impl Source {
    /// The word on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Packet => "packet",
            Self::Backup => "backup",
        }
    }
}

/// A state of the chain that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proof {
    pub(super) source: Source,
    pub(super) count: u64,
    pub(super) head: [u8; 32],
}

/// What the home knows of itself when it judges a proof.
pub(super) struct Own {
    pub(super) home: Uuid,
    keys: Vec<Certificate>,
    school_code: String,
    recovery: Option<AgeIdentity>,
    /// SHA-256 of sealed files and the packet they are.
    sealed: Vec<(String, Uuid)>,
}

impl Own {
    /// Reads it.
    pub(super) fn read(tx: &ReadTx<'_>, home: Uuid) -> store::Result<Self> {
        let recovery = store::identity::recovery(tx)?;
        let sealed = store::outbox::list(tx)?;
        Ok(Self {
            home,
            keys: checkpoint::own_keys(tx)?,
            school_code: store::table::school::get(tx)?.map(|s| s.school_code).unwrap_or_default(),
            recovery: recovery.and_then(|kept| AgeIdentity::from_file(&kept.secret).ok()),
            sealed: sealed.into_iter().filter_map(|p| Some((p.sealed_sha256?, p.packet_id))).collect(),
        })
    }
}

fn unreadable(path: &Path) -> AppError {
    AppError::new(Code::AuditProofUnreadable).with("file", name(path))
}

fn false_proof(path: &Path) -> AppError {
    AppError::new(Code::AuditProofFalse).with("file", name(path))
}

/// The last part of a path, as it is shown.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Reads the proof in a file or folder. `kept` answers a file of a packet of the outbox.
///
/// # Errors
/// `CannotRead`; `AuditProofUnreadable` for what is neither packet nor backup; `AuditProofFalse` when its signature or
/// content is wrong; `AuditOtherSchool`.
pub(super) fn read(path: &Path, own: &Own, kept: &dyn Fn(Uuid, &str) -> Option<Vec<u8>>) -> Result<Proof> {
    let meta = std::fs::metadata(path).map_err(|_| cannot_read(path))?;
    if meta.is_dir() {
        return opened(path, &file(&path.join(MANIFEST_FILE))?, &file(&path.join(SIGNATURE_FILE))?, own);
    }
    if !meta.is_file() {
        return Err(cannot_read(path));
    }
    if path.file_name().is_some_and(|n| n == MANIFEST_FILE) {
        return opened(path, &file(path)?, &file(&path.with_file_name(SIGNATURE_FILE))?, own);
    }
    if path.extension().is_some_and(|e| e == BACKUP_SUFFIX) {
        return backup(path, own);
    }
    if meta.len() > SEALED_MAX {
        return Err(unreadable(path));
    }
    let bytes = std::fs::read(path).map_err(|_| cannot_read(path))?;
    if is_sealed(&bytes) || name(path).ends_with(SEALED_SUFFIX) {
        return sealed(path, &bytes, own, kept);
    }
    backup(path, own)
}

fn cannot_read(path: &Path) -> AppError {
    AppError::new(Code::CannotRead).with("place", path.display().to_string())
}

fn file(path: &Path) -> Result<Vec<u8>> {
    crate::files::read_small(path)
}

/// An opened packet: the signature over packet.json must be of this school's own key.
fn opened(path: &Path, manifest: &[u8], signature: &[u8], own: &Own) -> Result<Proof> {
    let verified = verify_detached(TYP_PACKET, signature, manifest).map_err(|_| false_proof(path))?;
    let manifest = Manifest::read(manifest).map_err(|_| false_proof(path))?;
    if manifest.school_code != own.school_code || !checkpoint::is_own(&own.keys, &verified.certificate) {
        return Err(AppError::new(Code::AuditOtherSchool).with("file", name(path)));
    }
    let head = from_hex(manifest.audit.head.as_bytes()).and_then(|h| h.try_into().ok());
    let head = head.ok_or_else(|| false_proof(path))?;
    Ok(Proof { source: Source::Packet, count: manifest.audit.count, head })
}

/// A sealed packet: the school opens its own with its recovery identity, and otherwise knows it by its bytes.
fn sealed(path: &Path, bytes: &[u8], own: &Own, kept: &dyn Fn(Uuid, &str) -> Option<Vec<u8>>) -> Result<Proof> {
    let opened_by_us = own.recovery.as_ref().and_then(|id| unseal(bytes, id, Limits::PACKET.total_bytes).ok());
    if let Some(zip) = opened_by_us {
        let files = unzip(&zip, Limits::PACKET).map_err(|_| false_proof(path))?;
        let part = |name: &str| files.iter().find(|f| f.name == name).map(|f| f.bytes.as_slice());
        let (Some(manifest), Some(signature)) = (part(MANIFEST_FILE), part(SIGNATURE_FILE)) else {
            return Err(false_proof(path));
        };
        return opened(path, manifest, signature, own);
    }
    let sha256 = sha256_hex(bytes);
    let packet = own.sealed.iter().find(|(known, _)| *known == sha256).map(|(_, id)| *id);
    let copy = packet.and_then(|id| Some((kept(id, MANIFEST_FILE)?, kept(id, SIGNATURE_FILE)?)));
    let (manifest, signature) = copy.ok_or_else(|| AppError::new(Code::AuditOtherSchool).with("file", name(path)))?;
    opened(path, &manifest, &signature, own)
}

/// A backup: its checkpoint carries the school's signature; one made before the school had a key says it unsigned.
fn backup(path: &Path, own: &Own) -> Result<Proof> {
    let container = store::container::open(path).map_err(|_| unreadable(path))?;
    let manifest = &container.manifest;
    if manifest.home != own.home {
        return Err(AppError::new(Code::AuditOtherSchool).with("file", name(path)));
    }
    let head = from_hex(manifest.audit.head.as_bytes()).and_then(|h| h.try_into().ok());
    let head: [u8; 32] = head.ok_or_else(|| false_proof(path))?;
    let Some(jws) = &manifest.checkpoint else {
        return Ok(Proof { source: Source::Backup, count: manifest.audit.count, head });
    };
    let signed = checkpoint::read(jws.as_bytes(), &own.keys, own.home).ok_or_else(|| false_proof(path))?;
    let signed_head = from_hex(signed.head.as_bytes()).and_then(|h| h.try_into().ok());
    let signed_head: [u8; 32] = signed_head.ok_or_else(|| false_proof(path))?;
    if signed.count > manifest.audit.count || (signed.count == manifest.audit.count && signed_head != head) {
        return Err(false_proof(path));
    }
    Ok(Proof { source: Source::Backup, count: signed.count, head: signed_head })
}
