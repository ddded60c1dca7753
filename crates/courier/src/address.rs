//! The bureau's address: https, or http on the loopback only.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;
use uuid::Uuid;

/// Why an address is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressFault {
    /// Not an absolute URL with a host.
    #[error("not an address")]
    NotAUrl,
    /// Neither https nor http on this machine itself.
    #[error("the address must begin with https://")]
    NotHttps,
    /// The address holds a user name, a password, a query or a fragment.
    #[error("the address holds more than a place")]
    Extras,
}

/// The bureau's address, `{URL}` of the server contract, without a trailing slash.
#[derive(Clone, PartialEq, Eq)]
pub struct BureauUrl(Url);

impl BureauUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// See [`AddressFault`].
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let mut url = Url::parse(text.trim()).map_err(|_| AddressFault::NotAUrl)?;
        if url.cannot_be_a_base() || url.host_str().is_none_or(str::is_empty) {
            return Err(AddressFault::NotAUrl);
        }
        let bare = url.username().is_empty() && url.password().is_none();
        if !bare || url.query().is_some() || url.fragment().is_some() {
            return Err(AddressFault::Extras);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        let address = Self(url);
        match address.0.scheme() {
            "https" => Ok(address),
            "http" if address.is_loopback() => Ok(address),
            _ => Err(AddressFault::NotHttps),
        }
    }

    /// Whether the address is this machine itself, where a proxy must not be asked and http is allowed.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Whether connections are encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Host and port, for telling a dead network from a dead server.
    pub(crate) fn host_and_port(&self) -> (&str, u16) {
        let host = self.0.host_str().unwrap_or_default();
        (host.trim_start_matches('[').trim_end_matches(']'), self.0.port_or_known_default().unwrap_or(443))
    }

    /// `{URL}/files/`, where uploads are made.
    pub(crate) fn files(&self) -> Url {
        self.below("files/")
    }

    /// `{URL}/files/<packetId>`, the upload's place where the server lets the client choose.
    pub(crate) fn file(&self, packet: Uuid) -> Url {
        self.below(&format!("files/{packet}"))
    }

    /// `{URL}/receipts/<packetId>.jws`.
    pub(crate) fn receipt(&self, packet: Uuid) -> Url {
        self.below(&format!("receipts/{packet}.jws"))
    }

    /// Reads a `Location` or a stored upload address. Nothing outside the bureau's own origin is followed: a server that
    /// could send the packet elsewhere could also keep it there.
    pub(crate) fn same_origin(&self, location: &str) -> Option<Url> {
        let url = self.files().join(location).ok()?;
        let plain = url.username().is_empty() && url.password().is_none();
        (plain && url.origin() == self.0.origin()).then_some(url)
    }

    /// A place below the address.
    fn below(&self, tail: &str) -> Url {
        let mut url = self.0.clone();
        let path = format!("{}/{tail}", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url
    }
}

impl fmt::Display for BureauUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for BureauUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_only_here() {
        for good in [
            "https://jyj.example.cn",
            "https://jyj.example.cn:8443/anmiao/",
            "http://127.0.0.1:8080",
            "http://[::1]:8080/",
            "http://localhost:1080/x",
            " https://jyj.example.cn ",
        ] {
            assert!(BureauUrl::parse(good).is_ok(), "{good}");
        }
        for (bad, fault) in [
            ("http://jyj.example.cn", AddressFault::NotHttps),
            ("http://127.0.0.1.example.cn", AddressFault::NotHttps),
            ("http://localhost.example.cn", AddressFault::NotHttps),
            ("http://10.0.0.1", AddressFault::NotHttps),
            ("ftp://127.0.0.1/", AddressFault::NotHttps),
            ("file:///etc", AddressFault::NotAUrl),
            ("mailto:a@b.c", AddressFault::NotAUrl),
            ("jyj.example.cn", AddressFault::NotAUrl),
            ("", AddressFault::NotAUrl),
            ("https://u:p@jyj.example.cn", AddressFault::Extras),
            ("https://jyj.example.cn/?a=b", AddressFault::Extras),
            ("https://jyj.example.cn/#a", AddressFault::Extras),
        ] {
            assert_eq!(BureauUrl::parse(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn places_lie_below_the_address_with_and_without_a_slash() {
        for text in ["https://a.cn/b", "https://a.cn/b/"] {
            let url = BureauUrl::parse(text).unwrap();
            assert_eq!(url.to_string(), "https://a.cn/b");
            assert_eq!(url.files().as_str(), "https://a.cn/b/files/");
            let id = Uuid::from_u128(1);
            assert_eq!(url.file(id).as_str(), format!("https://a.cn/b/files/{id}"));
            assert_eq!(url.receipt(id).as_str(), format!("https://a.cn/b/receipts/{id}.jws"));
        }
        assert_eq!(BureauUrl::parse("https://a.cn").unwrap().files().as_str(), "https://a.cn/files/");
    }

    #[test]
    fn locations_elsewhere_are_refused() {
        let url = BureauUrl::parse("https://a.cn/b").unwrap();
        for same in ["x1", "/b/files/x1", "https://a.cn/b/files/x1", "https://a.cn:443/other", "//a.cn/x"] {
            assert!(url.same_origin(same).is_some(), "{same}");
        }
        for other in
            ["https://evil.cn/x", "http://a.cn/b/files/x", "https://a.cn:444/x", "//evil.cn/x", "https://u@a.cn/x"]
        {
            assert!(url.same_origin(other).is_none(), "{other}");
        }
    }
}
