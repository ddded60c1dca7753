//! The courier's outbox on the store: every call is on disk before it returns.

use std::sync::{Mutex, PoisonError};

use courier::{OutboxFault, Progress};
use domain::Instant;
use domain::noun::PacketState;
use uuid::Uuid;

use crate::App;
use crate::error::{AppError, Code};
use crate::home::OpenHome;

/// The outbox of an open home.
pub(crate) struct StoreOutbox<'a> {
    app: &'a App,
    home: &'a OpenHome,
    /// When to try again, until the state that follows says why.
    retry: Mutex<Option<i64>>,
}

impl<'a> StoreOutbox<'a> {
    /// The outbox of this home.
    pub(crate) fn new(app: &'a App, home: &'a OpenHome) -> Self {
        Self { app, home, retry: Mutex::new(None) }
    }

    fn row(&self, packet: Uuid) -> Result<store::outbox::OutboxRow, OutboxFault> {
        let row = self.home.read(|tx| store::outbox::get(tx, packet))?;
        Ok(row.ok_or_else(|| AppError::new(Code::NotFound))?)
    }
}

/// The stable code under which the window explains a trouble of the courier.
fn trouble_id(code: &str) -> &'static str {
    match code {
        "interrupted" | "contradiction" => "bureau_broken_off",
        "portal" | "not-a-bureau" => "bureau_not_ours",
        "untrusted" | "clock" => "bureau_tls",
        _ => "bureau_unreachable",
    }
}

impl courier::Outbox for StoreOutbox<'_> {
    fn progress(&self, packet: Uuid) -> Result<Progress, OutboxFault> {
        let row = self.row(packet)?;
        Ok(Progress {
            upload_url: row.upload_url,
            offset: row.upload_offset,
            attempts: u32::try_from(row.attempts).unwrap_or(0),
        })
    }

    fn set_upload_url(&self, packet: Uuid, url: Option<&str>) -> Result<(), OutboxFault> {
        let offset = self.row(packet)?.upload_offset;
        Ok(self.home.write(|tx| store::outbox::progressed(tx, packet, url, offset))?)
    }

    fn set_offset(&self, packet: Uuid, offset: u64) -> Result<(), OutboxFault> {
        let url = self.row(packet)?.upload_url;
        Ok(self.home.write(|tx| store::outbox::progressed(tx, packet, url.as_deref(), offset))?)
    }

    fn set_state(&self, packet: Uuid, state: PacketState, reason: Option<&str>) -> Result<(), OutboxFault> {
        let at = self.app.roots.now();
        let now = self.row(packet)?.state;
        let retry = self.retry.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.home.write(|tx| {
            if let (Some(next), Some(code)) = (retry.and_then(Instant::from_ms), reason) {
                store::outbox::put_off(tx, packet, trouble_id(code), next)?;
            }
            match (now, state) {
                // A packet on the stick that cannot be sent as well is still on the stick.
                (PacketState::Carried, PacketState::Queued) => Ok(()),
                // All bytes were there already, so the upload never began anew.
                (PacketState::Queued, PacketState::Uploaded) => {
                    store::outbox::advance(tx, packet, PacketState::Uploading, at, None)?;
                    store::outbox::advance(tx, packet, state, at, None)
                }
                (PacketState::Uploaded, PacketState::Uploading) => Ok(()),
                (_, PacketState::Quarantined) => store::outbox::advance(tx, packet, state, at, reason),
                _ => store::outbox::advance(tx, packet, state, at, None),
            }
        })?;
        Ok(())
    }

    fn set_retry(&self, _: Uuid, _: u32, next_at_ms: i64) -> Result<(), OutboxFault> {
        *self.retry.lock().unwrap_or_else(PoisonError::into_inner) = Some(next_at_ms);
        Ok(())
    }
}
