//! Certificates: the bureau's CA is trusted, nobody else's, and a wrong clock is named as such.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use courier::{BureauUrl, Link, Trouble};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::support::CA;

/// A server that shows this certificate and answers every request like a bureau; its address.
fn server(certificate: &[u8]) -> String {
    let chain = vec![CertificateDer::from_pem_slice(certificate).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("../tls/leaf.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut reader = BufReader::new(StreamOwned::new(connection, stream));
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            // A client that refused the certificate is gone by now, and the answer goes nowhere.
            let _ = reader.get_mut().write_all(b"HTTP/1.1 204 X\r\nTus-Resumable: 1.0.0\r\nConnection: close\r\n\r\n");
        }
    });
    format!("https://127.0.0.1:{port}")
}

fn probe(url: &str, ca: &str) -> Result<(), Trouble> {
    Link::new(&BureauUrl::parse(url).unwrap(), ca).unwrap().probe()
}

#[test]
fn only_the_ca_of_the_profile_vouches_for_the_server() {
    let good = server(include_bytes!("../tls/good.pem"));
    assert_eq!(probe(&good, CA), Ok(()));
    assert_eq!(probe(&good, include_str!("../tls/other-ca.pem")), Err(Trouble::Untrusted));
    assert_eq!(probe(&good, ""), Err(Trouble::Untrusted), "the machine's own roots do not know it");
}

#[test]
fn a_wrong_clock_is_named() {
    assert_eq!(probe(&server(include_bytes!("../tls/expired.pem")), CA), Err(Trouble::Clock));
    assert_eq!(probe(&server(include_bytes!("../tls/future.pem")), CA), Err(Trouble::Clock));
}

#[test]
fn a_ca_that_is_no_certificate_is_refused_at_once() {
    let address = BureauUrl::parse("https://127.0.0.1:1").unwrap();
    let broken = CA.replace("MII", "!!!");
    assert!(Link::new(&address, &broken).is_err());
}
