//! A sealed packet on its way. It is never sealed again: age is randomised, and a retry must send the same bytes.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use domain::Term;
use domain::noun::PacketKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::CourierError;

/// The sealed bytes: a file, or a buffer out of the store.
pub trait Sealed: Read + Seek {}

impl<T: Read + Seek> Sealed for T {}

/// What the bureau's server is told about a packet, and nothing that names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The packet's id, UUIDv7.
    pub packet_id: Uuid,
    /// Length of the sealed file in bytes.
    pub size: u64,
    /// SHA-256 of the sealed file.
    pub sha256: [u8; 32],
    /// 学校标识码.
    pub school_code: String,
    /// The packet's number within its epoch.
    pub seq: u64,
    /// The packet's kind.
    pub kind: PacketKind,
}

impl Parcel {
    /// SHA-256 in lower-case hex, as it stands in the metadata and in receipts.
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        self.sha256.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// `Upload-Metadata` in the order of the server contract: key, space, Base64, joined by commas (tus 1.0, Creation).
    pub(crate) fn metadata(&self) -> String {
        use base64ct::{Base64, Encoding};
        let seq = self.seq.to_string();
        let (id, sha256) = (self.packet_id.to_string(), self.sha256_hex());
        [
            ("packetId", id.as_str()),
            ("sha256", &sha256),
            ("schoolCode", &self.school_code),
            ("seq", &seq),
            ("kind", self.kind.id()),
        ]
        .map(|(key, value)| format!("{key} {}", Base64::encode_string(value.as_bytes())))
        .join(",")
    }

    /// Refuses bytes that are not the ones put into the outbox.
    pub(crate) fn check(&self, source: &mut dyn Sealed) -> Result<(), CourierError> {
        source.seek(SeekFrom::Start(0)).map_err(CourierError::Source)?;
        let (size, sha256) = digest(source).map_err(CourierError::Source)?;
        if size == self.size && sha256 == self.sha256 { Ok(()) } else { Err(CourierError::SourceChanged) }
    }
}

/// Length and SHA-256 of everything that is left to read.
pub(crate) fn digest(source: &mut dyn Sealed) -> io::Result<(u64, [u8; 32])> {
    let mut hash = Sha256::new();
    let mut size = 0u64;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok((size, hash.finalize().into())),
            Ok(n) => {
                hash.update(buffer.get(..n).unwrap_or_default());
                size += n as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
