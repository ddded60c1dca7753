//! Servers that refuse, lie, or are not the bureau's.

use std::net::TcpListener;

use courier::{BureauUrl, Link, Outcome, Refusal, Trouble};
use domain::noun::PacketState;

use crate::support::fake::{Fake, Plan, status};
use crate::support::*;

/// The trouble one attempt ends with.
fn trouble(url: &str) -> Trouble {
    let (parcel, bytes) = sealed(100_000);
    let outbox = MemoryOutbox::default();
    match deliver(url, &outbox, &parcel, &bytes, ONCE).unwrap() {
        Outcome::Waiting { trouble, .. } => {
            assert_eq!(outbox.state(), Some((PacketState::Queued, Some(trouble.code().into()))));
            trouble
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn permanent_statuses_set_the_packet_aside_and_are_not_repeated() {
    for refused in [400, 401, 403, 412, 413, 415, 422, 460] {
        for method in ["POST", "PATCH"] {
            let server = Fake::new(move |head, _| if head.method == method { status(refused) } else { Plan::Honest });
            let (parcel, bytes) = sealed(100_000);
            let outbox = MemoryOutbox::default();
            let outcome = deliver(&server.url, &outbox, &parcel, &bytes, PATIENT).unwrap();
            assert_eq!(outcome, Outcome::Refused(Refusal::Rejected { status: refused }), "{method}");
            assert_eq!(outbox.state(), Some((PacketState::Quarantined, Some("rejected".into()))));
            assert_eq!(server.seen().count(method), 1);
        }
    }
}

#[test]
fn passing_statuses_wait() {
    for busy in [408, 425, 429, 500, 502, 503, 504] {
        // Gateways answer without the protocol's header.
        let server = Fake::new(move |_, _| Plan::Answer(busy, Vec::new(), b"<html>bad gateway".to_vec()));
        assert_eq!(trouble(&server.url), Trouble::Busy { status: busy });
    }
}

#[test]
fn nothing_is_sent_to_another_origin() {
    let trap = Fake::honest();
    for location in [format!("{}/files/x", trap.url), "https://example.invalid/x".into(), "//example.invalid/x".into()]
    {
        let server = Fake::new(move |head, _| match head.method.as_str() {
            "POST" => {
                let tus = ("Tus-Resumable", "1.0.0".to_owned());
                Plan::Answer(201, vec![tus, ("Location", location.clone())], Vec::new())
            }
            _ => Plan::Honest,
        });
        let (parcel, bytes) = sealed(100_000);
        let outbox = MemoryOutbox::default();
        let outcome = deliver(&server.url, &outbox, &parcel, &bytes, PATIENT).unwrap();
        assert_eq!(outcome, Outcome::Refused(Refusal::ForeignLocation));
        assert_eq!(outbox.state(), Some((PacketState::Quarantined, Some("foreign-location".into()))));
        assert_eq!(server.seen().count("PATCH"), 0);
    }
    assert!(trap.seen().requests.is_empty());
}

#[test]
fn redirects_are_never_followed() {
    let trap = Fake::honest();
    for moved in [301, 302, 303, 307, 308] {
        let to = trap.url.clone();
        let server =
            Fake::new(move |head, _| Plan::Answer(moved, vec![("Location", format!("{to}{}", head.path))], Vec::new()));
        assert_eq!(trouble(&server.url), Trouble::Portal, "{moved}");
        let link = Link::new(&BureauUrl::parse(&server.url).unwrap(), CA).unwrap();
        assert_eq!(link.probe(), Err(Trouble::Portal));
    }
    assert!(trap.seen().requests.is_empty());
}

#[test]
fn pages_and_strangers_are_told_apart() {
    let page = Fake::new(|_, _| {
        Plan::Answer(200, vec![("Content-Type", "text/html; charset=utf-8".into())], b"<html>log in</html>".to_vec())
    });
    assert_eq!(trouble(&page.url), Trouble::Portal);
    let log_in = Fake::new(|_, _| Plan::Answer(511, Vec::new(), Vec::new()));
    assert_eq!(trouble(&log_in.url), Trouble::Portal);
    let other = Fake::new(|_, _| Plan::Answer(200, vec![("Content-Type", "application/json".into())], b"{}".to_vec()));
    assert_eq!(trouble(&other.url), Trouble::NotABureau);
    let nothing_there = Fake::new(|_, _| Plan::Answer(404, Vec::new(), Vec::new()));
    assert_eq!(trouble(&nothing_there.url), Trouble::NotABureau);
    for (server, expected) in [(&page, Trouble::Portal), (&other, Trouble::NotABureau)] {
        let link = Link::new(&BureauUrl::parse(&server.url).unwrap(), CA).unwrap();
        assert_eq!(link.probe(), Err(expected));
    }
    let bureau = Fake::honest();
    assert_eq!(Link::new(&BureauUrl::parse(&bureau.url).unwrap(), CA).unwrap().probe(), Ok(()));
}

#[test]
fn a_server_that_is_off_or_hangs_up_is_named() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    assert_eq!(trouble(&url), Trouble::Unreachable);
    let hangs_up = Fake::new(|_, _| Plan::Unanswered);
    assert_eq!(trouble(&hangs_up.url), Trouble::Interrupted);
}

#[test]
fn a_server_that_contradicts_itself_is_not_believed() {
    let offset = |value: &str| {
        let tus = ("Tus-Resumable", "1.0.0".to_owned());
        Plan::Answer(204, vec![tus, ("Upload-Offset", value.to_owned())], Vec::new())
    };
    for claim in ["0", "99999999", "-1", "x", ""] {
        let server = Fake::new(move |head, _| if head.method == "PATCH" { offset(claim) } else { Plan::Honest });
        assert_eq!(trouble(&server.url), Trouble::Contradiction, "{claim}");
    }
    let no_location = Fake::new(|head, _| if head.method == "POST" { status(201) } else { Plan::Honest });
    assert_eq!(trouble(&no_location.url), Trouble::Contradiction);
    let (parcel, bytes) = sealed(100_000);
    let full = Fake::new(move |head, _| if head.method == "HEAD" { offset("100001") } else { Plan::Honest });
    let outcome = deliver(&full.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap();
    assert_eq!(outcome, Outcome::Uploaded, "an impossible offset is no upload of ours; a new one is made");
    assert_eq!(full.upload().bytes, bytes);
}
