//! Channels for help: letter box, telephone, bell.

use domain::noun::Channel;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a channel.
///
/// # Errors
/// [`crate::Error::Constraint`] for a person who is not there or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Channel) -> Result<()> {
    tx.put(
        "channel",
        &[
            ("kind", new.kind.cell()),
            ("value", new.value.cell()),
            ("person_id", new.person_id.cell()),
            ("hours", new.hours.cell()),
            ("last_tested_on", new.last_tested_on.cell()),
        ],
    )
}

/// Every channel, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Channel>> {
    tx.rows("channel", Of::All, |r| {
        Ok(Channel {
            kind: r.at("kind")?,
            value: r.at("value")?,
            person_id: r.at("person_id")?,
            hours: r.at("hours")?,
            last_tested_on: r.at("last_tested_on")?,
        })
    })
}
