//! Several threads and processes at once: what was saved stays saved.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use common::{Home, teacher};
use store::table::staff;
use store::{Error, Store};

fn count(store: &Store) -> usize {
    store.read(staff::list).unwrap().len()
}

#[test]
fn a_reader_keeps_its_snapshot_while_others_write() {
    let (_home, store) = Home::new();
    let (began, begun) = mpsc::channel();
    let (finish, finished) = mpsc::channel::<()>();
    let store = &store;
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            store.read(|tx| -> store::Result<_> {
                let before = staff::list(tx)?.len();
                began.send(()).unwrap();
                finished.recv().unwrap();
                Ok((before, staff::list(tx)?.len()))
            })
        });
        begun.recv().unwrap();
        store.write(|tx| staff::insert(tx, &teacher("t-1", "金墨白"))).unwrap();
        assert_eq!(count(store), 1, "another reader sees it at once");
        finish.send(()).unwrap();
        assert_eq!(reader.join().unwrap().unwrap(), (0, 0), "the first one sees what was there when it began");
    });
    assert_eq!(count(store), 1);
}

#[test]
fn many_threads_write_one_after_the_other_and_lose_nothing() {
    let (home, store) = Home::new();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let mut last = 0;
            while !stop.load(Ordering::Relaxed) {
                let now = count(&store);
                assert!(now >= last, "rows do not vanish");
                last = now;
            }
        });
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let store = &store;
                scope.spawn(move || {
                    for row in 0..25 {
                        let id = format!("t-{writer}-{row}");
                        store.write(|tx| staff::insert(tx, &teacher(&id, "金墨白"))).unwrap();
                    }
                })
            })
            .collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        stop.store(true, Ordering::Relaxed);
        reading.join().unwrap();
    });
    store.close().unwrap();
    assert_eq!(count(&home.open().unwrap()), 100);
}

#[test]
fn a_panic_in_a_transaction_undoes_it_and_blocks_nobody() {
    let (_home, store) = Home::new();
    let panicked = thread::scope(|scope| {
        scope
            .spawn(|| {
                store.write(|tx| -> store::Result<()> {
                    staff::insert(tx, &teacher("t-1", "金墨白"))?;
                    panic!("on purpose")
                })
            })
            .join()
            .is_err()
    });
    assert!(panicked);
    assert_eq!(count(&store), 0);
    store.write(|tx| staff::insert(tx, &teacher("t-2", "景云"))).unwrap();
    assert_eq!(count(&store), 1);
}

#[test]
fn a_writer_of_another_process_makes_this_one_wait_and_then_give_up() {
    let (home, store) = Home::new();
    let other = home.raw();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = std::time::Instant::now();
    let refused = store.write(|tx| staff::insert(tx, &teacher("t-1", "金墨白")));
    assert!(matches!(refused, Err(Error::Busy)), "{refused:?}");
    assert!(began.elapsed().as_secs() >= 4, "it waits before it gives up");
    other.execute_batch("ROLLBACK").unwrap();
    store.write(|tx| staff::insert(tx, &teacher("t-1", "金墨白"))).unwrap();
}
