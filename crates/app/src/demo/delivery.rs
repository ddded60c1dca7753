//! Delivery of a finished demo without its home's password: what was sent is asked from the server, what was answered
//! is proved by the receipt.

use std::sync::Mutex;

use courier::{Outbox, OutboxFault, Progress};
use domain::noun::PacketState;
use uuid::Uuid;

/// An outbox that lives as long as the run; the server knows how far an upload is.
#[derive(Default)]
pub(crate) struct RunOutbox(Mutex<Progress>);

impl RunOutbox {
    fn change(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

impl Outbox for RunOutbox {
    fn progress(&self, _: Uuid) -> Result<Progress, OutboxFault> {
        Ok(self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone())
    }

    fn set_upload_url(&self, _: Uuid, url: Option<&str>) -> Result<(), OutboxFault> {
        self.change(|p| p.upload_url = url.map(str::to_owned));
        Ok(())
    }

    fn set_offset(&self, _: Uuid, offset: u64) -> Result<(), OutboxFault> {
        self.change(|p| p.offset = offset);
        Ok(())
    }

    fn set_state(&self, _: Uuid, _: PacketState, _: Option<&str>) -> Result<(), OutboxFault> {
        Ok(())
    }

    fn set_retry(&self, _: Uuid, attempts: u32, _: i64) -> Result<(), OutboxFault> {
        self.change(|p| p.attempts = attempts);
        Ok(())
    }
}
