//! For each number: one change of one row, and exactly the numbers that move.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod change;
#[path = "../common/mod.rs"]
mod common;
mod concern;
mod school;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use common::{flat, sample};
use domain::{Date, Numbers, Records};
use serde_json::Value;

fn numbers(records: &Records, as_of: Date) -> BTreeMap<String, Value> {
    flat(&serde_json::to_value(Numbers::compute(records, as_of)).unwrap())
}

#[test]
fn each_change_of_a_row_moves_its_numbers_and_no_other() {
    let file = sample();
    let before = numbers(&file.records, file.as_of.date());
    let mut moved_by_some = BTreeSet::new();
    for (what, change, moves) in school::cases().into_iter().chain(concern::cases()).chain(work::cases()) {
        let mut records = file.records.clone();
        change(&mut records);
        assert_ne!(records, file.records, "{what}: nothing was changed");
        let after = numbers(&records, file.as_of.date());
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let moved: BTreeSet<&str> =
            keys.into_iter().filter(|k| before.get(*k) != after.get(*k)).map(String::as_str).collect();
        assert_eq!(moved, moves.iter().copied().collect(), "{what}");
        moved_by_some.extend(moves);
    }
    for key in before.keys() {
        assert!(moved_by_some.contains(key.as_str()), "no change moves {key}");
    }
}
