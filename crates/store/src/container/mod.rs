//! The backup container, `.anmiaobak`: one file with the database, the keys file that opens it, and what both hold.
//!
//! Bytes: `AMBAK1\n`, the length of the head (u32, big endian), the head (JSON: manifest and keys file), the length of the
//! database (u64, big endian), the database, in format 2 the files beside it (see `cargo.rs`), and the SHA-256 of everything
//! before. Nothing in it is in the clear but the head, which has the school's code and counts rows: no name of a person and
//! none of the school.

mod aside;
mod cargo;
mod read;
mod write;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use domain::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use cargo::{Cargo, InBackup, Listed};
pub use read::{Container, Head, check, open, parse_head};
pub use write::{Packed, Part, begin, begin_with, file_name, pack};

/// Hears how many bytes of the database and the files are done, and says whether to go on.
pub type Progress<'p> = dyn FnMut(u64) -> ControlFlow<()> + 'p;

/// Begins every backup.
pub const MAGIC: &[u8] = b"AMBAK1\n";
/// The end of a backup's name.
pub const SUFFIX: &str = "anmiaobak";
/// The newest format that this program knows.
pub const FORMAT: u32 = 2;
/// The format of a backup without files beside the database, which earlier programs open too.
pub const PLAIN_FORMAT: u32 = 1;
/// No head is longer (bytes).
const HEAD_MAX: u32 = 4 << 20;
/// How much is read and written at once (bytes): small enough for a slow stick to show progress.
const CHUNK: usize = 1 << 20;
/// Length of a SHA-256 (bytes).
const HASH: u64 = 32;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The format of the container.
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The version of the database's schema.
    pub schema: i64,
    /// The home.
    pub home: Uuid,
    /// Whether it is a practice home.
    pub practice: bool,
    /// The ten digits of the school.
    pub school_code: String,
    /// When it was made.
    pub created_at: Instant,
    /// Why it was made: a lower-case word.
    pub reason: String,
    /// Rows of every table.
    pub tables: BTreeMap<String, u64>,
    /// Bytes of the database.
    pub db_size: u64,
    /// SHA-256 of the database, lower-case hexadecimal.
    pub db_sha256: String,
    /// The end of the audit log.
    pub audit: AuditEnd,
    /// The school's signature under that end (flattened JWS).
    pub checkpoint: Option<String>,
    /// The files beside the database; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Listed>,
}

/// The end of an audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEnd {
    /// Rows.
    pub count: u64,
    /// SHA-256 of the last row, lower-case hexadecimal.
    pub head: String,
}
