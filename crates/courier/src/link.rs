//! The one HTTP client. TLS is rustls with ring; the bureau's CA is trusted beside the machine's own roots; redirects are
//! never followed; a proxy is the system's, and none on the loopback.

use std::io::Read;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;
use reqwest::{Certificate, StatusCode};
use rustls::crypto::{CryptoProvider, ring};
use uuid::Uuid;

use crate::address::BureauUrl;
use crate::error::CourierError;
use crate::trouble::{self, Trouble};
use crate::tus;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(15);
/// How long anything but a chunk may take: on a slow line a HEAD either answers within this or not at all.
pub(crate) const SHORT: Duration = Duration::from_secs(20);
/// The longest receipt that is read, in bytes; a real one has some 2 KB.
const MAX_RECEIPT: u64 = 64 * 1024;

/// What stands at a receipt's place.
pub(crate) enum Fetched {
    /// These bytes; nobody has judged them yet.
    Found(Vec<u8>),
    /// Nothing yet.
    NotYet,
}

/// The way to one bureau. Making one connects to nothing. It blocks, so it is made, used and dropped on a thread of its
/// own, never inside an async task.
pub struct Link {
    pub(crate) client: Client,
    pub(crate) address: BureauUrl,
}

impl Link {
    /// The way to the bureau of a profile, whose CA certificates (PEM) its server may use.
    ///
    /// # Errors
    /// [`CourierError::Ca`], [`CourierError::Client`].
    pub fn new(address: &BureauUrl, ca_pem: &str) -> Result<Self, CourierError> {
        if CryptoProvider::get_default().is_none() {
            // Another thread may have chosen meanwhile; any provider of this process is ring.
            let _ = ring::default_provider().install_default();
        }
        let certificates = Certificate::from_pem_bundle(ca_pem.as_bytes()).map_err(CourierError::Ca)?;
        let mut builder = Client::builder()
            .user_agent(concat!("anmiao/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .https_only(address.is_https())
            .connect_timeout(CONNECT)
            .pool_idle_timeout(Duration::from_secs(30))
            .timeout(SHORT);
        builder = if address.is_https() {
            builder.tls_certs_merge(certificates)
        } else {
            // Nothing is encrypted on the loopback, and a machine without any root certificates still has one.
            builder.tls_certs_only(certificates)
        };
        if address.is_loopback() {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(CourierError::Client)?;
        Ok(Self { client, address: address.clone() })
    }

    /// Whether the bureau's server answers and speaks tus. Asks nobody else: no public site is ever pinged.
    ///
    /// # Errors
    /// What is in the way.
    pub fn probe(&self) -> Result<(), Trouble> {
        let request = self.client.request(reqwest::Method::OPTIONS, self.address.files());
        let answer = request.header(tus::RESUMABLE, tus::VERSION).send().map_err(|error| self.trouble(&error))?;
        let speaks = answer.headers().contains_key(tus::VERSIONS) || tus::is_tus(&answer);
        if speaks { Ok(()) } else { Err(impostor(&answer)) }
    }

    /// Whatever stands at the receipt's place.
    pub(crate) fn fetch_receipt(&self, packet: Uuid) -> Result<Fetched, Trouble> {
        let answer = self.client.get(self.address.receipt(packet)).send().map_err(|error| self.trouble(&error))?;
        match answer.status() {
            StatusCode::OK if is_page(&answer) => Err(Trouble::Portal),
            StatusCode::OK => {
                let mut bytes = Vec::new();
                let read = answer.take(MAX_RECEIPT + 1).read_to_end(&mut bytes).map_err(|_| Trouble::Interrupted)?;
                let fits = u64::try_from(read).is_ok_and(|read| read <= MAX_RECEIPT);
                if fits { Ok(Fetched::Found(bytes)) } else { Err(Trouble::NotABureau) }
            }
            StatusCode::NOT_FOUND | StatusCode::ACCEPTED | StatusCode::NO_CONTENT => Ok(Fetched::NotYet),
            status if tus::is_passing(status) => Err(Trouble::Busy { status: status.as_u16() }),
            _ => Err(impostor(&answer)),
        }
    }

    /// What a failed request means.
    pub(crate) fn trouble(&self, error: &reqwest::Error) -> Trouble {
        trouble::of_error(error, &self.address)
    }
}

/// What an answer is that the bureau's server would not give.
pub(crate) fn impostor(answer: &Response) -> Trouble {
    let log_in = answer.status() == StatusCode::NETWORK_AUTHENTICATION_REQUIRED;
    if log_in || answer.status().is_redirection() || (answer.status().is_success() && is_page(answer)) {
        Trouble::Portal
    } else {
        Trouble::NotABureau
    }
}

/// Whether an answer is a page for people.
fn is_page(answer: &Response) -> bool {
    let kind = answer.headers().get(reqwest::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
}
