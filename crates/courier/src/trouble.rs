//! What the network and the bureau's server do: troubles that pass, and refusals that do not.

use std::error::Error;
use std::io;
use std::net::ToSocketAddrs;

use rustls::CertificateError;

use crate::address::BureauUrl;

/// A trouble that may pass: the packet waits and is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// This machine has no network, or cannot look up the bureau's name.
    NoNetwork,
    /// There is a network, but the bureau's server does not answer.
    Unreachable,
    /// The connection broke, or a deadline passed, in the middle.
    Interrupted,
    /// Somebody else answers, with a page or a redirect: usually a network that wants a log-in first.
    Portal,
    /// Something answers that does not speak tus: a wrong address or a broken server.
    NotABureau,
    /// The server's certificate was not issued by the bureau's CA.
    Untrusted,
    /// The server's certificate is not valid at this machine's time: usually its clock is wrong.
    Clock,
    /// The server asks to come again later.
    Busy {
        /// The HTTP status.
        status: u16,
    },
    /// The server contradicts itself, for instance about how much it has.
    Contradiction,
}

impl Trouble {
    /// A stable code for the outbox and the window.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoNetwork => "no-network",
            Self::Unreachable => "unreachable",
            Self::Interrupted => "interrupted",
            Self::Portal => "portal",
            Self::NotABureau => "not-a-bureau",
            Self::Untrusted => "untrusted",
            Self::Clock => "clock",
            Self::Busy { .. } => "busy",
            Self::Contradiction => "contradiction",
        }
    }
}

/// A refusal that the same packet would meet again: it is set aside until a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The server refused the upload for good.
    Rejected {
        /// The HTTP status.
        status: u16,
    },
    /// The server wanted the packet sent to another place.
    ForeignLocation,
}

impl Refusal {
    /// A stable code for the outbox and the window.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Rejected { .. } => "rejected",
            Self::ForeignLocation => "foreign-location",
        }
    }
}

/// What a failed request means.
pub(crate) fn of_error(error: &reqwest::Error, address: &BureauUrl) -> Trouble {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(tls) = error.downcast_ref().and_then(of_tls) {
            return tls;
        }
        let io = error.downcast_ref::<io::Error>();
        if io.is_some_and(|io| matches!(io.kind(), io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown)) {
            return Trouble::NoNetwork;
        }
        // An I/O error's own source skips the error it wraps, and TLS faults are wrapped in just that way.
        cause = match io.and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    if !error.is_connect() {
        return Trouble::Interrupted;
    }
    if address.host_and_port().to_socket_addrs().is_err() { Trouble::NoNetwork } else { Trouble::Unreachable }
}

/// What a TLS fault means, when it is one about the server's certificate.
fn of_tls(error: &rustls::Error) -> Option<Trouble> {
    match error {
        rustls::Error::InvalidCertificate(
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. },
        ) => Some(Trouble::Clock),
        rustls::Error::InvalidCertificate(_) => Some(Trouble::Untrusted),
        _ => None,
    }
}
