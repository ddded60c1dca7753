//! Whatever breaks, the packet arrives once and whole, and the outbox never says more than was proved.

use std::time::Duration;

use courier::{CourierError, Outcome, StopFlag, Trouble};
use domain::noun::PacketState;

use crate::support::fake::{Fake, Plan, status};
use crate::support::*;

/// More than three chunks, and not a whole number of them.
const SIZE: usize = 3 * 65536 + 12345;

#[test]
fn a_packet_goes_in_chunks_of_64_kb_and_tells_no_name() {
    let server = Fake::honest();
    let (parcel, bytes) = sealed(SIZE);
    let outbox = MemoryOutbox::default();
    assert_eq!(deliver(&server.url, &outbox, &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert_eq!(server.upload().bytes, bytes);
    assert_eq!(*outbox.offsets.borrow(), [0, 65536, 131072, 196608, SIZE as u64]);
    let states: Vec<_> = outbox.states.borrow().iter().map(|(state, _)| *state).collect();
    assert_eq!(states, [PacketState::Uploading, PacketState::Uploaded]);
    let seen = server.seen();
    for head in seen.requests.iter() {
        assert_eq!(head.header("tus-resumable"), Some("1.0.0"), "{head:?}");
    }
    let keys: Vec<_> = seen.requests[1]
        .header("upload-metadata")
        .unwrap()
        .split(',')
        .map(|pair| pair.split_once(' ').unwrap().0)
        .collect();
    assert_eq!(keys, ["packetId", "sha256", "schoolCode", "seq", "kind"]);
}

#[test]
fn a_connection_cut_in_the_middle_of_a_chunk_goes_on_at_the_servers_offset() {
    for cut in [0, 1, 4096, 65535] {
        let server = Fake::new(
            move |head, before| {
                if head.method == "PATCH" && before == 1 { Plan::CutAfter(cut) } else { Plan::Honest }
            },
        );
        let (parcel, bytes) = sealed(SIZE);
        let outbox = MemoryOutbox::default();
        assert_eq!(deliver(&server.url, &outbox, &parcel, &bytes, PATIENT).unwrap(), Outcome::Uploaded);
        assert_eq!(server.upload().bytes, bytes);
        assert!(outbox.offsets.borrow().contains(&(65536 + cut as u64)), "the cut part was not sent again");
        assert_eq!(server.seen().count("POST"), 1);
    }
}

#[test]
fn one_attempt_that_is_cut_leaves_a_waiting_packet_with_its_reason() {
    let server = Fake::new(
        |head, before| {
            if head.method == "PATCH" && before == 0 { Plan::CutAfter(100) } else { Plan::Honest }
        },
    );
    let (parcel, bytes) = sealed(SIZE);
    let outbox = MemoryOutbox::default();
    let outcome = deliver(&server.url, &outbox, &parcel, &bytes, ONCE).unwrap();
    let Outcome::Waiting { trouble: Trouble::Interrupted, next_at_ms } = outcome else { panic!("{outcome:?}") };
    assert_eq!(outbox.state(), Some((PacketState::Queued, Some("interrupted".into()))));
    assert_eq!(*outbox.next_at_ms.borrow(), Some(next_at_ms));
    assert!((NOW_MS..=NOW_MS + 1000).contains(&next_at_ms), "the first pause is at most a second");
    assert_eq!(deliver(&server.url, &outbox, &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert_eq!(server.upload().bytes, bytes);
}

#[test]
fn lost_answers_make_no_second_upload() {
    for (method, nth) in [("POST", 0), ("PATCH", 0), ("PATCH", 3), ("HEAD", 0)] {
        let server = Fake::new(
            move |head, before| {
                if head.method == method && before == nth { Plan::Unanswered } else { Plan::Honest }
            },
        );
        let (parcel, bytes) = sealed(SIZE);
        let outbox = MemoryOutbox::default();
        assert_eq!(deliver(&server.url, &outbox, &parcel, &bytes, PATIENT).unwrap(), Outcome::Uploaded);
        assert_eq!(server.upload().bytes, bytes, "{method} {nth}");
        assert_eq!(server.seen().count("POST"), 1, "{method} {nth}: found again under the packet's id");
    }
}

#[test]
fn a_courier_killed_at_any_write_of_the_outbox_goes_on_where_the_server_is() {
    let (parcel, bytes) = sealed(SIZE);
    for first in 0..12 {
        let server = Fake::honest();
        let outbox = MemoryOutbox::default();
        // The first life ends at write number `first`, every later one lives one write longer.
        for life in 0.. {
            *outbox.budget.borrow_mut() = Some(first + life);
            match deliver(&server.url, &outbox, &parcel, &bytes, ONCE) {
                Ok(outcome) => {
                    assert_eq!(outcome, Outcome::Uploaded);
                    break;
                }
                Err(error) => assert!(matches!(error, CourierError::Outbox(_)), "{error:?}"),
            }
            let state = outbox.state().map(|(state, _)| state);
            assert_ne!(state, Some(PacketState::Uploaded), "not said before it was so");
        }
        assert_eq!(server.upload().bytes, bytes);
        assert_eq!(server.seen().count("POST"), 1, "one upload over all lives");
        assert_eq!(outbox.state().unwrap().0, PacketState::Uploaded);
    }
}

#[test]
fn an_upload_the_server_has_forgotten_is_made_again() {
    for (gone, method) in [(404, "HEAD"), (410, "HEAD"), (404, "PATCH"), (410, "PATCH")] {
        let server = Fake::new(
            move |head, before| {
                if head.method == method && before == 0 { status(gone) } else { Plan::Honest }
            },
        );
        let (parcel, bytes) = sealed(SIZE);
        let outbox = MemoryOutbox::default();
        outbox.progress.borrow_mut().upload_url = Some(format!("{}/files/forgotten", server.url));
        outbox.progress.borrow_mut().offset = 65536;
        assert_eq!(deliver(&server.url, &outbox, &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded, "{gone} {method}");
        assert_eq!(server.upload().bytes, bytes);
    }
}

#[test]
fn an_upload_held_by_an_older_request_is_asked_about_again() {
    for held in [409, 423] {
        let server = Fake::new(move |head, before| {
            let first = before == 0 && (head.method == "PATCH" || head.method == "HEAD");
            if first { status(held) } else { Plan::Honest }
        });
        let (parcel, bytes) = sealed(SIZE);
        let outbox = MemoryOutbox::default();
        assert_eq!(deliver(&server.url, &outbox, &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded, "{held}");
        assert_eq!(server.upload().bytes, bytes);
        assert_eq!(server.seen().count("POST"), 1);
    }
}

#[test]
fn an_upload_address_of_another_bureau_is_not_used() {
    let (old, new) = (Fake::honest(), Fake::honest());
    let (parcel, bytes) = sealed(1000);
    let outbox = MemoryOutbox::default();
    outbox.progress.borrow_mut().upload_url = Some(format!("{}/files/x", old.url));
    assert_eq!(deliver(&new.url, &outbox, &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert!(old.seen().requests.is_empty() && new.upload().bytes == bytes);
}

#[test]
fn somebody_elses_bytes_under_the_packets_id_are_never_continued() {
    let server = Fake::honest();
    let (parcel, bytes) = sealed(SIZE);
    let mut other = parcel_of(b"another file of the same id");
    other.size = 27;
    assert_eq!(
        deliver(&server.url, &MemoryOutbox::default(), &other, b"another file of the same id", ONCE).unwrap(),
        Outcome::Uploaded
    );
    assert_eq!(deliver(&server.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert_eq!(server.upload().bytes, bytes);
}

#[test]
fn pauses_grow_while_nothing_moves_and_start_over_when_something_did() {
    let server = Fake::new(|_, _| status(503));
    let (parcel, bytes) = sealed(SIZE);
    let outbox = MemoryOutbox::default();
    for attempts in 1..=3 {
        let outcome = deliver(&server.url, &outbox, &parcel, &bytes, ONCE).unwrap();
        assert!(matches!(outcome, Outcome::Waiting { trouble: Trouble::Busy { status: 503 }, .. }), "{outcome:?}");
        assert_eq!(outbox.progress.borrow().attempts, attempts);
    }
    let moving = Fake::new(|head, _| if head.method == "PATCH" { Plan::CutAfter(50) } else { Plan::Honest });
    deliver(&moving.url, &outbox, &parcel, &bytes, ONCE).unwrap();
    // The cut chunk's bytes are only seen by the next attempt's HEAD.
    deliver(&moving.url, &outbox, &parcel, &bytes, ONCE).unwrap();
    assert_eq!(outbox.progress.borrow().attempts, 1);
}

#[test]
fn a_proxy_that_knows_no_patch_is_passed_by_an_override() {
    let server = Fake::new(|head, _| if head.method == "PATCH" { status(405) } else { Plan::Honest });
    let (parcel, bytes) = sealed(SIZE);
    assert_eq!(deliver(&server.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert_eq!(server.upload().bytes, bytes);
    assert_eq!(server.seen().count("PATCH"), 1, "asked once, then remembered");
}

#[test]
fn the_flag_stops_between_chunks_and_the_packet_stays_queued() {
    let stop = StopFlag::new();
    let flag = stop.clone();
    let server = Fake::new(move |head, before| {
        if head.method == "PATCH" && before == 1 {
            flag.set();
        }
        Plan::Honest
    });
    let (parcel, bytes) = sealed(SIZE);
    let outbox = MemoryOutbox::default();
    let outcome = deliver_until(&server.url, &outbox, &parcel, &bytes, PATIENT, &stop).unwrap();
    assert_eq!(outcome, Outcome::Stopped);
    assert_eq!(outbox.state(), Some((PacketState::Queued, None)));
    assert_eq!(outbox.progress.borrow().offset, 131072);
    let late = StopFlag::new();
    let flag = late.clone();
    let off = Fake::new(move |_, _| {
        flag.set();
        status(503)
    });
    let began = std::time::Instant::now();
    deliver_until(&off.url, &outbox, &parcel, &bytes, Duration::from_secs(600), &late).unwrap();
    assert!(began.elapsed() < Duration::from_secs(300), "a set flag ends the pause of ten minutes");
}

#[test]
fn a_file_that_changed_on_disk_is_not_sent() {
    let server = Fake::honest();
    let (parcel, mut bytes) = sealed(SIZE);
    bytes[70000] ^= 1;
    let outbox = MemoryOutbox::default();
    let changed = deliver(&server.url, &outbox, &parcel, &bytes, ONCE);
    assert!(matches!(changed, Err(CourierError::SourceChanged)));
    let short = deliver(&server.url, &outbox, &parcel, &bytes[..1000], ONCE);
    assert!(matches!(short, Err(CourierError::SourceChanged)));
    assert!(server.seen().requests.is_empty() && outbox.states.borrow().is_empty());
}
