//! Asking for a receipt: bytes go to the judge as they are, and nothing else counts.

use std::thread;
use std::time::Duration;

use courier::{ReceiptOutcome, Trouble};

use crate::support::fake::{Fake, Plan};
use crate::support::*;

#[test]
fn the_judge_gets_the_very_bytes_and_decides() {
    let server = Fake::honest();
    let (parcel, _) = sealed(10);
    assert_eq!(receipt(&server.url, &parcel, b"real", ONCE), (ReceiptOutcome::NotYet, vec![]));
    server.seen().receipt = Some(b"real".to_vec());
    assert_eq!(receipt(&server.url, &parcel, b"real", ONCE), (ReceiptOutcome::Accepted, vec![b"real".to_vec()]));
    server.seen().receipt = Some(b"forged\0\xff".to_vec());
    let (outcome, seen) = receipt(&server.url, &parcel, b"real", PATIENT);
    assert_eq!((outcome, seen), (ReceiptOutcome::False, vec![b"forged\0\xff".to_vec()]));
    let place = format!("/receipts/{}.jws", parcel.packet_id);
    assert!(server.seen().requests.iter().all(|head| head.path == place && head.method == "GET"));
}

#[test]
fn a_receipt_that_comes_late_is_waited_for() {
    let server = std::sync::Arc::new(Fake::honest());
    let (parcel, _) = sealed(10);
    let late = std::sync::Arc::clone(&server);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(700));
        late.seen().receipt = Some(b"real".to_vec());
    });
    assert_eq!(receipt(&server.url, &parcel, b"real", PATIENT).0, ReceiptOutcome::Accepted);
    assert!(server.seen().requests.len() >= 2, "asked more than once");
}

#[test]
fn pages_floods_and_redirects_reach_no_judge() {
    let (parcel, _) = sealed(10);
    let answers: [(Answer, Trouble); 4] = [
        ((200, "text/html", b"<html>".to_vec()), Trouble::Portal),
        ((302, "text/plain", Vec::new()), Trouble::Portal),
        ((200, "application/jose+json", vec![b' '; 64 * 1024 + 1]), Trouble::NotABureau),
        ((503, "text/plain", Vec::new()), Trouble::Busy { status: 503 }),
    ];
    for ((status, kind, body), expected) in answers {
        let server = Fake::new(move |_, _| {
            let elsewhere = ("Location", "http://127.0.0.1:9/receipt".to_owned());
            Plan::Answer(status, vec![("Content-Type", kind.to_owned()), elsewhere], body.clone())
        });
        assert_eq!(receipt(&server.url, &parcel, b"real", ONCE), (ReceiptOutcome::Waiting(expected), vec![]));
    }
}

/// Status, content type and body of an answer.
type Answer = (u16, &'static str, Vec<u8>);
