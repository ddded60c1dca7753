//! The bureau profiles the school has accepted, as the bytes that were signed. The newest is trusted; what is in it is
//! read from the bytes each time, never from a copy beside them.

use domain::Instant;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// An accepted profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedProfile {
    /// The profile's own number, which only rises.
    pub serial: i64,
    /// Fingerprint of the bureau's CA, 8 groups of 5 digits.
    pub fingerprint: String,
    /// `profile.jws` as it came.
    pub jws: Vec<u8>,
    /// When it was accepted.
    pub accepted_at: Instant,
    /// The staff id of the person who compared the fingerprint; `None` for a later profile the same CA signed.
    pub accepted_by: Option<String>,
}

/// Trusts a profile from now on.
///
/// # Errors
/// [`crate::Error::Locked`] when the same CA's profile of this or a later serial was accepted before.
pub fn accept(tx: &mut WriteTx<'_>, profile: &AcceptedProfile) -> Result<()> {
    tx.put(
        "bureau_profile",
        &[
            ("serial", profile.serial.cell()),
            ("fingerprint", text(&profile.fingerprint)),
            ("jws", profile.jws.cell()),
            ("accepted_ms", profile.accepted_at.cell()),
            ("accepted_by_id", profile.accepted_by.cell()),
        ],
    )
}

/// The profile in force.
///
/// # Errors
/// Those of SQLite.
pub fn current(tx: &ReadTx<'_>) -> Result<Option<AcceptedProfile>> {
    tx.one("SELECT * FROM bureau_profile ORDER BY position DESC LIMIT 1", &[], row)
}

/// Every accepted profile, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<AcceptedProfile>> {
    tx.query("SELECT * FROM bureau_profile ORDER BY position", &[], row)
}

fn row(r: &Row<'_>) -> Result<AcceptedProfile> {
    Ok(AcceptedProfile {
        serial: r.at("serial")?,
        fingerprint: r.at("fingerprint")?,
        jws: r.at("jws")?,
        accepted_at: r.at("accepted_ms")?,
        accepted_by: r.at("accepted_by_id")?,
    })
}
