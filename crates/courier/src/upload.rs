//! One attempt at one packet: find out how much the server has, then send the rest in chunks until all is acknowledged
//! or something stops it. Progress is only what the server acknowledged, and is in the outbox before the next chunk.

use std::io::{ErrorKind, SeekFrom};
use std::time::Duration;

use domain::noun::PacketState;
use reqwest::Url;

use crate::error::CourierError;
use crate::link::Link;
use crate::outbox::Outbox;
use crate::parcel::{Parcel, Sealed};
use crate::stop::StopFlag;
use crate::trouble::{Refusal, Trouble};
use crate::tus::Setback;

/// Bytes of one PATCH. Behind a proxy that buffers whole requests anything larger is lost again and again on a bad line.
const CHUNK: u64 = 64 * 1024;
/// How often within one attempt the upload is created or asked about anew before it counts as failed.
const LOCATES: u32 = 3;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The server acknowledged every byte.
    Done,
    /// It may go on later.
    Trouble(Trouble),
    /// It will not go on.
    Refused(Refusal),
    /// The flag was set.
    Stopped,
}

/// One attempt under way.
pub(crate) struct Attempt<'a> {
    pub(crate) link: &'a Link,
    pub(crate) outbox: &'a dyn Outbox,
    pub(crate) stop: &'a StopFlag,
    pub(crate) parcel: &'a Parcel,
    pub(crate) source: &'a mut dyn Sealed,
    /// The highest offset ever acknowledged; only beyond it is there progress.
    pub(crate) high: u64,
    pub(crate) tunnelled: bool,
}

impl Attempt<'_> {
    /// Runs the attempt.
    pub(crate) fn run(&mut self) -> Result<Step, CourierError> {
        let stored = self.outbox.progress(self.parcel.packet_id).map_err(CourierError::Outbox)?.upload_url;
        // A stored address of another origin is from another profile's bureau; that upload is not this one.
        let mut upload = stored.and_then(|url| self.link.address.same_origin(&url));
        let mut last = Trouble::Contradiction;
        for _ in 0..LOCATES {
            if self.stop.is_set() {
                return Ok(Step::Stopped);
            }
            let (url, offset) = match self.locate(upload.take()) {
                Ok(found) => found,
                Err(Ended::Fault(fault)) => return Err(fault),
                Err(Ended::Setback(Setback::Trouble(trouble))) => return Ok(Step::Trouble(trouble)),
                Err(Ended::Setback(Setback::Refusal(refusal))) => return Ok(Step::Refused(refusal)),
                Err(Ended::Setback(Setback::Gone | Setback::NoPatch)) => return Ok(Step::Trouble(Trouble::NotABureau)),
                Err(Ended::Setback(Setback::Conflict { status })) => {
                    last = Trouble::Busy { status };
                    self.stop.wait(Duration::from_secs(1));
                    continue;
                }
            };
            match self.send(&url, offset) {
                Ok(step) => return Ok(step),
                Err(Ended::Fault(fault)) => return Err(fault),
                Err(Ended::Setback(Setback::Trouble(trouble))) => return Ok(Step::Trouble(trouble)),
                Err(Ended::Setback(Setback::Refusal(refusal))) => return Ok(Step::Refused(refusal)),
                Err(Ended::Setback(Setback::Gone)) => {}
                Err(Ended::Setback(Setback::NoPatch)) => {
                    self.tunnelled = true;
                    upload = Some(url);
                }
                Err(Ended::Setback(Setback::Conflict { status })) => {
                    last = Trouble::Busy { status };
                    self.stop.wait(Duration::from_secs(1));
                    upload = Some(url);
                }
            }
        }
        Ok(Step::Trouble(last))
    }

    /// The upload's address and how much of it the server has; made when there is none.
    fn locate(&mut self, known: Option<Url>) -> Result<(Url, u64), Ended> {
        let id = self.parcel.packet_id;
        // Where the server let the client choose, an upload stands under the packet's id even if the answer that said so
        // was lost with the power.
        let url = known.unwrap_or_else(|| self.link.address.file(id));
        match self.link.head(&url, self.parcel) {
            Ok(holding) if holding.ours => {
                self.outbox.set_upload_url(id, Some(url.as_str())).map_err(Ended::outbox)?;
                self.acknowledge(holding.offset)?;
                return Ok((url, holding.offset));
            }
            Ok(_) | Err(Setback::Gone) => {}
            Err(setback) => return Err(Ended::Setback(setback)),
        }
        self.outbox.set_upload_url(id, None).map_err(Ended::outbox)?;
        let url = self.link.create(self.parcel).map_err(Ended::Setback)?;
        self.outbox.set_upload_url(id, Some(url.as_str())).map_err(Ended::outbox)?;
        self.acknowledge(0)?;
        Ok((url, 0))
    }

    /// Sends chunks from `offset` on.
    fn send(&mut self, url: &Url, mut offset: u64) -> Result<Step, Ended> {
        let id = self.parcel.packet_id;
        if offset < self.parcel.size {
            self.outbox.set_state(id, PacketState::Uploading, None).map_err(Ended::outbox)?;
        }
        while offset < self.parcel.size {
            if self.stop.is_set() {
                return Ok(Step::Stopped);
            }
            let chunk = self.read(offset)?;
            let reached = self.link.patch(url, offset, chunk, self.tunnelled).map_err(Ended::Setback)?;
            if reached <= offset || reached > self.parcel.size {
                return Err(Ended::Setback(Setback::Trouble(Trouble::Contradiction)));
            }
            offset = reached;
            self.acknowledge(offset)?;
        }
        Ok(Step::Done)
    }

    /// Keeps what the server acknowledged.
    fn acknowledge(&mut self, offset: u64) -> Result<(), Ended> {
        self.outbox.set_offset(self.parcel.packet_id, offset).map_err(Ended::outbox)?;
        self.high = self.high.max(offset);
        Ok(())
    }

    /// The next chunk.
    fn read(&mut self, offset: u64) -> Result<Vec<u8>, Ended> {
        let fault = |error| Ended::Fault(CourierError::Source(error));
        let want = usize::try_from(CHUNK.min(self.parcel.size - offset)).unwrap_or_default();
        let mut chunk = vec![0; want];
        self.source.seek(SeekFrom::Start(offset)).map_err(fault)?;
        match self.source.read_exact(&mut chunk) {
            Ok(()) => Ok(chunk),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(Ended::Fault(CourierError::SourceChanged)),
            Err(error) => Err(fault(error)),
        }
    }
}

/// Why a part of an attempt ended early.
enum Ended {
    /// On this side.
    Fault(CourierError),
    /// On the other.
    Setback(Setback),
}

impl Ended {
    /// The outbox failed.
    fn outbox(fault: crate::outbox::OutboxFault) -> Self {
        Self::Fault(CourierError::Outbox(fault))
    }
}
