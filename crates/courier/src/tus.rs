//! The verbs of tus 1.0 (core and creation) as this client uses them. Every extension a server may or may not have is
//! left out; whole-file integrity is the receipt's matter.

use std::time::Duration;

use reqwest::blocking::{RequestBuilder, Response};
use reqwest::{StatusCode, Url};

use crate::link::{Link, SHORT, impostor};
use crate::parcel::Parcel;
use crate::trouble::{Refusal, Trouble};

/// The header that marks every message of the protocol, and its value.
pub(crate) const RESUMABLE: &str = "Tus-Resumable";
/// See [`RESUMABLE`].
pub(crate) const VERSION: &str = "1.0.0";
/// The header that lists a server's versions.
pub(crate) const VERSIONS: &str = "Tus-Version";
/// Bytes acknowledged.
const OFFSET: &str = "Upload-Offset";
/// Bytes expected.
const LENGTH: &str = "Upload-Length";
/// What is told about the upload.
const METADATA: &str = "Upload-Metadata";

/// How a request ended short of what it was for.
pub(crate) enum Setback {
    /// May pass.
    Trouble(Trouble),
    /// Will not pass.
    Refusal(Refusal),
    /// The upload is unknown to the server: it must be created again.
    Gone,
    /// The server's offset is another one, or an older request still holds the upload: its offset must be asked again.
    Conflict {
        /// The HTTP status.
        status: u16,
    },
    /// The server, or something before it, does not let PATCH through.
    NoPatch,
}

/// What the server holds.
pub(crate) struct Holding {
    /// Bytes acknowledged.
    pub(crate) offset: u64,
    /// Whether it is this parcel as far as the server tells: same length, and the same metadata where it gives any.
    pub(crate) ours: bool,
}

impl Link {
    /// Asks how much of an upload the server has (tus 1.0, HEAD).
    pub(crate) fn head(&self, upload: &Url, parcel: &Parcel) -> Result<Holding, Setback> {
        let answer = self.send(self.client.head(upload.clone()).timeout(SHORT))?;
        let offset = number(&answer, OFFSET).ok_or(Setback::Trouble(Trouble::Contradiction))?;
        let same_length = number(&answer, LENGTH).is_none_or(|length| length == parcel.size);
        let metadata = answer.headers().get(METADATA).and_then(|value| value.to_str().ok());
        let same_hash = metadata.is_none_or(|text| !names_other_hash(text, &parcel.metadata()));
        Ok(Holding { offset, ours: same_length && same_hash && offset <= parcel.size })
    }

    /// Makes an upload and returns its address (tus 1.0, Creation).
    pub(crate) fn create(&self, parcel: &Parcel) -> Result<Url, Setback> {
        let request = self
            .client
            .post(self.address.files())
            .timeout(SHORT)
            .header(LENGTH, parcel.size)
            .header(METADATA, parcel.metadata())
            .header(reqwest::header::CONTENT_LENGTH, 0);
        let answer = self.send(request)?;
        let location = answer.headers().get(reqwest::header::LOCATION).and_then(|value| value.to_str().ok());
        let location = location.ok_or(Setback::Trouble(Trouble::Contradiction))?;
        self.address.same_origin(location).ok_or(Setback::Refusal(Refusal::ForeignLocation))
    }

    /// Sends one chunk and returns the server's new offset (tus 1.0, PATCH). `tunnelled` sends it as a POST that says
    /// it is a PATCH, for proxies that know no PATCH.
    pub(crate) fn patch(&self, upload: &Url, offset: u64, chunk: Vec<u8>, tunnelled: bool) -> Result<u64, Setback> {
        let request = if tunnelled {
            self.client.post(upload.clone()).header("X-HTTP-Method-Override", "PATCH")
        } else {
            self.client.patch(upload.clone())
        };
        let request = request
            .timeout(chunk_deadline(chunk.len()))
            .header(OFFSET, offset)
            .header(reqwest::header::CONTENT_TYPE, "application/offset+octet-stream")
            .body(chunk);
        match self.send(request) {
            Err(Setback::Refusal(Refusal::Rejected { status: 405 | 501 })) if !tunnelled => Err(Setback::NoPatch),
            Err(Setback::Trouble(Trouble::NotABureau | Trouble::Busy { status: 501 })) if !tunnelled => {
                Err(Setback::NoPatch)
            }
            other => number(&other?, OFFSET).ok_or(Setback::Trouble(Trouble::Contradiction)),
        }
    }

    /// Sends a request and sorts its answer.
    fn send(&self, request: RequestBuilder) -> Result<Response, Setback> {
        let answer = request.header(RESUMABLE, VERSION).send();
        let answer = answer.map_err(|error| Setback::Trouble(self.trouble(&error)))?;
        let status = answer.status();
        match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(Setback::Gone),
            _ if status.is_redirection() => Err(Setback::Trouble(Trouble::Portal)),
            // Gateways before the server answer in its place when it is down, and not in its protocol.
            _ if is_passing(status) && !is_conflict(status) => {
                Err(Setback::Trouble(Trouble::Busy { status: status.as_u16() }))
            }
            _ if !is_tus(&answer) => Err(Setback::Trouble(impostor(&answer))),
            _ if is_conflict(status) => Err(Setback::Conflict { status: status.as_u16() }),
            _ if status.is_success() => Ok(answer),
            _ => Err(Setback::Refusal(Refusal::Rejected { status: status.as_u16() })),
        }
    }
}

/// Whether an answer is one of this protocol.
pub(crate) fn is_tus(answer: &Response) -> bool {
    answer.headers().contains_key(RESUMABLE)
}

/// Statuses that ask to come again later.
pub(crate) fn is_passing(status: StatusCode) -> bool {
    is_conflict(status)
        || matches!(status.as_u16(), 408 | 425 | 429)
        || (status.is_server_error() && status != StatusCode::NETWORK_AUTHENTICATION_REQUIRED)
}

/// Statuses that say the offset is another one, or the upload is held by an older request.
fn is_conflict(status: StatusCode) -> bool {
    matches!(status, StatusCode::CONFLICT | StatusCode::LOCKED)
}

/// How long a chunk of `bytes` may take: a line of 2 KB/s is the slowest worth using. What has left the machine's own
/// buffers cannot be seen, so a stalled line is noticed by this alone.
fn chunk_deadline(bytes: usize) -> Duration {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    Duration::from_secs(15) + Duration::from_millis(bytes.saturating_mul(1000) / 2048)
}

/// A header's number.
fn number(answer: &Response, header: &str) -> Option<u64> {
    answer.headers().get(header)?.to_str().ok()?.trim().parse().ok()
}

/// Whether the metadata a server gives names another SHA-256 than the parcel's own.
fn names_other_hash(theirs: &str, ours: &str) -> bool {
    let hash = |text: &str| {
        text.split(',').find_map(|pair| pair.trim().strip_prefix("sha256 ").map(|value| value.trim().to_owned()))
    };
    matches!((hash(theirs), hash(ours)), (Some(theirs), Some(ours)) if theirs != ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_of_64_kb_has_47_seconds() {
        assert_eq!(chunk_deadline(65536), Duration::from_secs(47));
        assert_eq!(chunk_deadline(0), Duration::from_secs(15));
    }

    #[test]
    fn only_a_different_hash_makes_an_upload_somebody_elses() {
        assert!(names_other_hash("packetId eA==,sha256 Yg==", "sha256 YQ=="));
        assert!(!names_other_hash("sha256 YQ==,seq MQ==", "packetId eA==,sha256 YQ=="));
        assert!(!names_other_hash("packetId eA==", "sha256 YQ=="));
    }
}
