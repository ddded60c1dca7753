//! What a village does to a home: the program is killed, the power goes, bits turn over, the disk is full. Each is done by
//! the program `faults` in a process of its own, since it puts itself between SQLite and the disk; here stands what must
//! come of it. `make fuzz` runs the same for longer.

use std::process::Command;

use serde_json::Value;

use crate::shared::{Said, school_file};

fn faults(words: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faults"));
    let (kind, rest) = words.split_first().expect("a command");
    command.arg(kind);
    if ["kill", "power", "flips"].contains(kind) {
        command.arg(school_file());
    }
    let said = Said::run(command.args(rest)).succeeded();
    serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("no answer: {}", said.all()))
}

fn number(told: &Value, key: &str) -> u64 {
    told[key].as_u64().unwrap_or_else(|| panic!("{key} is a number in {told}"))
}

#[test]
fn a_killed_writer_loses_nothing_that_it_acknowledged() {
    let told = faults(&["kill", "20", "1"]);
    assert_eq!(number(&told, "rounds"), 20);
    assert!(number(&told, "acknowledged") >= 100, "too little was written to say anything: {told}");
    assert!(number(&told, "withLog") >= 10, "the kills hardly ever struck while a log was there: {told}");
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let told = faults(&["power", "1500", "1"]);
    let program = &told["program"];
    assert_eq!(number(program, "cuts"), 1500);
    assert!(number(program, "images") >= 500, "the cuts hit the same moments again and again: {told}");
    assert_eq!((number(program, "lost"), number(program, "broken")), (0, 0), "{told}");
    // Without these two, a simulator that sees nothing would pass.
    assert!(number(&told["normal"], "lost") > 0, "the control lost nothing: {told}");
    assert_eq!((number(&told["full"], "lost"), number(&told["full"], "broken")), (0, 0), "{told}");
}

#[test]
fn every_bit_that_turns_over_is_noticed_and_leads_to_the_way_out() {
    let told = faults(&["flips", "300", "1"]);
    assert_eq!(number(&told, "flips"), 300);
    assert_eq!(number(&told, "atOpen") + number(&told, "atCheck"), 300);
    assert_eq!(number(&told, "loginRefused") + number(&told, "closed"), 300);
    assert!(number(&told, "closed") > 0, "the check beside the work found nothing: {told}");
}

#[test]
fn a_killed_program_loses_no_attachment_that_it_acknowledged() {
    let told = faults(&["attached-kill", "12", "1"]);
    assert_eq!(number(&told, "rounds"), 12);
    assert!(number(&told, "acknowledged") >= 12, "too few were added to say anything: {told}");
}

#[test]
fn every_bit_of_an_attachment_that_turns_over_is_noticed_and_told_by_its_record() {
    let told = faults(&["attached-flips", "60", "1"]);
    assert_eq!(number(&told, "noticed"), 60);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_costs_nothing_that_was_acknowledged() {
    let both = std::thread::scope(|scope| {
        let half = |part| scope.spawn(move || faults(&["full", part, "2", "13"]));
        [half("0"), half("1")].map(|half| half.join().expect("half of the days"))
    });
    for told in &both {
        assert!(number(told, "rows") >= 100, "the day wrote too little: {told}");
        // Two runs may put their writes in another order by a little; never by many.
        assert!(number(told, "unfilled") <= 3, "{told}");
        assert!(number(told, "refused") >= number(told, "days") - number(told, "unfilled") - number(told, "unnoticed"));
        let struck = told["steps"].as_object().expect("the steps").len();
        assert!(struck >= 10, "only {struck} kinds of work met the full disk: {told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_removal_for_cause_on_a_full_disk_happens_as_a_whole_or_not_at_all() {
    let told = faults(&["removal", "0", "1", "41"]);
    assert!(number(&told, "writes") >= 500 && number(&told, "days") >= 30, "{told}");
    assert!(number(&told, "refused") > 0 && number(&told, "unfilled") <= 3, "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_removal_for_cause_that_is_killed_leaves_the_old_home_or_the_new_one() {
    let told = faults(&["removal-cut-off", "37"]);
    let (cuts, removed) = (number(&told, "cuts"), number(&told, "removed"));
    assert!(cuts >= 15 && removed > 0 && removed < cuts, "no kill came before, or none after the commit: {told}");
}
