//! Packets: the chain, the steps, the files, the receipt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use common::{Home, at};
use domain::noun::{Edition, PacketKind, PacketState};
use domain::{Instant, Term as _};
use store::outbox::{self, Answer, NewPacket, SealedFile};
use store::{Error, Rule, Store, meta};
use uuid::Uuid;

const HASH: [&str; 3] = [
    "1111111111111111111111111111111111111111111111111111111111111111",
    "2222222222222222222222222222222222222222222222222222222222222222",
    "3333333333333333333333333333333333333333333333333333333333333333",
];

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn when(minute: u32) -> Instant {
    at(&format!("2026-06-26T17:{minute:02}:00+08:00"))
}

/// Enters packet `n` at the place the outbox gives it.
fn enter(store: &Store, n: usize, sealed: Option<&[u8]>) -> store::Result<()> {
    store.write(|tx| {
        let place = outbox::next_place(tx)?;
        let name = format!("AM-3114999901-{}-{:04}.anmiao", place.epoch, place.seq);
        outbox::enqueue(
            tx,
            &NewPacket {
                packet_id: id(n as u128),
                kind: PacketKind::CampaignReport,
                edition: Edition::Pseudonymous,
                epoch: &place.epoch,
                seq: place.seq,
                prev_sha256: place.prev_sha256.as_deref(),
                manifest_sha256: HASH[n],
                file_name: &name,
                created_at: when(n as u32),
                test: true,
                files: &[("report.pdf", b"%PDF report"), ("packet/packet.json", b"{}")],
                sealed: sealed.map(|bytes| SealedFile { bytes }),
            },
        )
    })
}

fn state(store: &Store, n: u128) -> PacketState {
    store.read(|tx| outbox::get(tx, id(n))).unwrap().unwrap().state
}

fn advance(store: &Store, n: u128, to: PacketState, minute: u32) -> store::Result<()> {
    store.write(|tx| outbox::advance(tx, id(n), to, when(minute), None))
}

fn receipt(state: PacketState) -> Answer<'static> {
    Answer {
        state,
        reason: Some("年级公约缺"),
        receipt: b"{\"payload\":\"\"}",
        received_at: at("2026-06-26T17:30:00+08:00"),
    }
}

#[test]
fn a_packet_goes_its_way_and_keeps_every_step() {
    let (home, store) = Home::new();
    enter(&store, 0, Some(b"sealed bytes")).unwrap();
    let row = store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap();
    assert_eq!((row.seq, row.prev_sha256, row.addressed, row.sealed_size), (1, None, true, Some(12)));
    advance(&store, 0, PacketState::Uploading, 1).unwrap();
    store.write(|tx| outbox::progressed(tx, id(0), Some("https://x.example/files/1"), 8)).unwrap();
    store.write(|tx| outbox::put_off(tx, id(0), "offline", when(20))).unwrap();
    store.write(|tx| outbox::put_off(tx, id(0), "offline", when(25))).unwrap();
    let row = store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap();
    assert_eq!((row.upload_offset, row.attempts, row.next_at), (8, 2, Some(when(25))));
    assert_eq!(row.last_error.as_deref(), Some("offline"));
    assert!(store.read(|tx| outbox::due(tx, when(24))).unwrap().is_empty());
    assert_eq!(store.read(|tx| outbox::due(tx, when(25))).unwrap().len(), 1);
    store.close().unwrap();
    let store = home.open().unwrap();
    // A new address proves no progress; a confirmed piece does.
    store.write(|tx| outbox::progressed(tx, id(0), Some("https://x.example/files/2"), 8)).unwrap();
    assert_eq!(store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap().attempts, 2);
    store.write(|tx| outbox::progressed(tx, id(0), Some("https://x.example/files/2"), 12)).unwrap();
    assert_eq!(store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap().attempts, 0);
    advance(&store, 0, PacketState::Uploaded, 26).unwrap();
    store.write(|tx| outbox::answer(tx, id(0), &receipt(PacketState::Receipted), when(31))).unwrap();
    let row = store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap();
    assert_eq!(row.receipt.as_deref(), Some(b"{\"payload\":\"\"}".as_slice()));
    assert_eq!(row.receipt_at, Some(when(30)));
    let history: Vec<_> = row.history.iter().map(|step| (step.state.id(), step.at)).collect();
    assert_eq!(history, [("queued", when(0)), ("uploading", when(1)), ("uploaded", when(26)), ("receipted", when(31))]);
    let counts = store.read(outbox::counts).unwrap();
    assert_eq!((counts.receipted, counts.queued), (1, 0));
}

#[test]
fn packets_form_a_chain_and_an_epoch_starts_a_new_one() {
    let (_home, store) = Home::new();
    enter(&store, 0, None).unwrap();
    enter(&store, 1, None).unwrap();
    let second = store.read(|tx| outbox::get(tx, id(1))).unwrap().unwrap();
    assert_eq!((second.seq, second.prev_sha256.as_deref()), (2, Some(HASH[0])));
    let first_epoch = second.epoch;
    let epoch = store.write(|tx| meta::begin_epoch(tx, at("2026-07-01T08:00:00+08:00"))).unwrap();
    assert_eq!(epoch, "20260701000000");
    enter(&store, 2, None).unwrap();
    let third = store.read(|tx| outbox::get(tx, id(2))).unwrap().unwrap();
    assert_eq!((third.epoch.as_str(), third.seq, third.prev_sha256), (epoch.as_str(), 1, None));
    // A packet out of its place is refused, whatever its caller believes.
    for (epoch, seq, prev) in [
        (epoch.as_str(), 3, Some(HASH[2])),
        (epoch.as_str(), 2, Some(HASH[0])),
        (epoch.as_str(), 1, None),
        (first_epoch.as_str(), 3, Some(HASH[1])),
    ] {
        let refused = store.write(|tx| {
            outbox::enqueue(
                tx,
                &NewPacket {
                    packet_id: id(9),
                    kind: PacketKind::NilReport,
                    edition: Edition::Statistics,
                    epoch,
                    seq,
                    prev_sha256: prev,
                    manifest_sha256: HASH[0],
                    file_name: "x.anmiao",
                    created_at: when(5),
                    test: true,
                    files: &[],
                    sealed: None,
                },
            )
        });
        let stopped = matches!(refused, Err(Error::Locked { .. } | Error::Constraint { kind: Rule::Unique, .. }));
        assert!(stopped, "{seq}: {refused:?}");
    }
    assert_eq!(store.read(outbox::list).unwrap().len(), 3);
}

#[test]
fn a_packet_without_a_bureau_waits_and_is_sealed_once() {
    let (_home, store) = Home::new();
    enter(&store, 0, None).unwrap();
    assert!(store.read(|tx| outbox::due(tx, when(59))).unwrap().is_empty());
    for to in [PacketState::Uploading, PacketState::Carried] {
        assert!(matches!(advance(&store, 0, to, 1), Err(Error::NoSuchStep { .. })), "{to:?}");
    }
    let answered = store.write(|tx| outbox::answer(tx, id(0), &receipt(PacketState::Receipted), when(2)));
    assert!(matches!(answered, Err(Error::NoSuchStep { .. })));
    store.write(|tx| outbox::seal(tx, id(0), SealedFile { bytes: b"sealed later" })).unwrap();
    assert_eq!(store.read(|tx| outbox::due(tx, when(59))).unwrap().len(), 1);
    let again = store.write(|tx| outbox::seal(tx, id(0), SealedFile { bytes: b"other" }));
    assert!(matches!(again, Err(Error::Constraint { kind: Rule::Unique, .. })), "{again:?}");
    advance(&store, 0, PacketState::Carried, 3).unwrap();
    assert_eq!(state(&store, 0), PacketState::Carried);
}

#[test]
fn only_a_receipt_ends_the_way_and_it_ends_it_for_good() {
    let (home, store) = Home::new();
    enter(&store, 0, Some(b"sealed")).unwrap();
    for to in [PacketState::Receipted, PacketState::Returned, PacketState::Uploaded] {
        assert!(matches!(advance(&store, 0, to, 1), Err(Error::NoSuchStep { .. })), "{to:?}");
    }
    let carried = store.write(|tx| outbox::answer(tx, id(0), &receipt(PacketState::Carried), when(2)));
    assert!(matches!(carried, Err(Error::NoSuchStep { .. })));
    advance(&store, 0, PacketState::Quarantined, 2).unwrap();
    store.write(|tx| outbox::answer(tx, id(0), &receipt(PacketState::Returned), when(3))).unwrap();
    store.write(|tx| outbox::answer(tx, id(0), &receipt(PacketState::Returned), when(4))).unwrap();
    assert_eq!(store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap().history.len(), 3);
    let other = store.write(|tx| outbox::answer(tx, id(0), &receipt(PacketState::Receipted), when(5)));
    assert!(matches!(other, Err(Error::NoSuchStep { .. })));
    assert!(matches!(advance(&store, 0, PacketState::Uploading, 6), Err(Error::NoSuchStep { .. })));
    for sql in [
        "UPDATE outbox SET state = 'receipted'",
        "UPDATE outbox SET receipt = NULL, receipt_ms = NULL, state = 'queued'",
        "UPDATE outbox SET attempts = 3",
        "DELETE FROM outbox",
        "DELETE FROM outbox_step",
        "UPDATE outbox_step SET state = 'receipted'",
    ] {
        assert!(home.raw().execute(sql, []).expect_err(sql).to_string().contains("locked:"), "{sql}");
    }
    assert_eq!(state(&store, 0), PacketState::Returned);
}

#[test]
fn a_state_without_its_proof_cannot_be_written_at_all() {
    let (home, store) = Home::new();
    enter(&store, 0, Some(b"sealed")).unwrap();
    let raw = home.raw();
    for sql in [
        "UPDATE outbox SET state = 'receipted'",
        "UPDATE outbox SET state = 'returned'",
        "UPDATE outbox SET upload_offset = 7",
    ] {
        assert!(raw.execute(sql, []).expect_err(sql).to_string().contains("CHECK constraint failed"), "{sql}");
    }
    for sql in [
        "UPDATE outbox SET seq = 5",
        "UPDATE outbox SET sealed_sha256 = manifest_sha256",
        "UPDATE outbox SET addressed = 0",
    ] {
        assert!(raw.execute(sql, []).expect_err(sql).to_string().contains("locked:outbox"), "{sql}");
    }
}

#[test]
fn files_are_kept_with_their_hash_and_never_change() {
    let (home, store) = Home::new();
    let sealed: Vec<u8> = (0..200_000u32).map(|i| (i % 251) as u8).collect();
    enter(&store, 0, Some(&sealed)).unwrap();
    let row = store.read(|tx| outbox::get(tx, id(0))).unwrap().unwrap();
    let files = store.read(|tx| outbox::files(tx, id(0))).unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, [row.file_name.as_str(), "packet/packet.json", "report.pdf"]);
    assert_eq!(Some(&files[0].sha256), row.sealed_sha256.as_ref());
    // printf '%PDF report' | sha256sum
    assert_eq!(files[2].sha256, "79356d66d4d951c39e3ea98f3e998e03586f9e10e28369950b3ef20f88eaa54f");
    let mut pieces = Vec::new();
    loop {
        let piece = store.read(|tx| outbox::file_part(tx, id(0), &row.file_name, pieces.len() as u64, 65_536)).unwrap();
        if piece.is_empty() {
            break;
        }
        pieces.extend(piece);
    }
    assert!(pieces == sealed && store.read(|tx| outbox::file(tx, id(0), &row.file_name)).unwrap() == sealed);
    let missing = store.read(|tx| outbox::file(tx, id(0), "ledger.pdf"));
    assert!(matches!(missing, Err(Error::NotFound { table: "packet_file" })));
    let raw = home.raw();
    for sql in [
        "UPDATE packet_file SET bytes = zeroblob(11) WHERE name = 'report.pdf'",
        "DELETE FROM packet_file",
        "INSERT INTO packet_file SELECT packet_id, 'more.pdf', sha256, size, bytes FROM packet_file WHERE name = 'report.pdf'",
    ] {
        assert!(raw.execute(sql, []).expect_err(sql).to_string().contains("locked:packet_file"), "{sql}");
    }
}
