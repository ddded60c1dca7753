//! Signed and sealed packets: what a school sends to its bureau, what the bureau answers, and how anybody checks it.
//!
//! # Order of making (nothing may be moved)
//! `records.json` → PDFs, of which `report.pdf` carries `records.json` → each PDF signed ([`pades::sign`]) →
//! `packet.json` binds the finished bytes of all, `packet.jws` signs `packet.json`, both are put into a ZIP
//! ([`build::packet`]) → the ZIP is sealed with age ([`seal::seal`]).
//!
//! # Map
//! | module | what it is for |
//! |---|---|
//! | [`identity`] | the school's P-256 key, its certificates, request (PKCS#10), import, fingerprint |
//! | [`bureau`] | what a bureau does: CA, certificates for schools, profile, receipts, demo bureau |
//! | [`jws`] | flattened JWS ES256 with exactly one accepted spelling |
//! | [`pades`] | PAdES B-B signatures: one per PDF, over the whole file, one accepted form |
//! | [`manifest`] | `packet.json` |
//! | [`build`] | finished files → packet |
//! | [`seal`], [`open`] | age and ZIP, with hard limits on what is read |
//! | [`profile`] | the bureau profile a school trusts |
//! | [`receipt`] | the bureau's answer to one packet |
//! | [`verify`] | the judgement: genuine, not genuine, cannot be judged; why, in one Chinese sentence |
//!
//! The crate reads no clock and no system randomness of its own: both are arguments. The one exception is the age
//! library, which draws the file key of a sealed file itself; a sealed file is therefore never repeatable, while
//! everything inside it is. Nothing here touches the disk or the network.

pub mod build;
pub mod bureau;
pub mod encoding;
mod error;
pub mod identity;
pub mod json;
pub mod jws;
pub mod manifest;
pub mod open;
pub mod pades;
pub mod profile;
pub mod receipt;
pub mod seal;
pub mod verify;
mod zipfile;

pub use error::{CertificateFlaw, Error, JwsFlaw};

/// The result of everything here that can fail.
pub type Result<T> = std::result::Result<T, Error>;
