//! The thirty concerns of the sample school, entered one after the other through the use cases, by their people and at
//! their times, into a home that knew none of them: they reach the states, dates and numbers of the file, and what the law
//! forbids is tried on the way and refused.

mod compare;
mod home;
mod script;
mod stops;
mod translate;
mod window;
mod without;

use std::collections::BTreeMap;

use app::view::{OpenSealedRequest, RecordRequest};
use domain::numbers::Numbers;
use domain::{Date, Records};
use serde_json::{Value, json};

use compare::{ENTERED, differences, normalised, state_on};
use home::{Desk, ask, sample};
use script::Entry;
use translate::{script, sealed};

/// Compares the list of concerns with the file's states of that evening.
fn evening(desk: &mut Desk, records: &Records, day: Date) {
    let app = desk.at("t_xz");
    let list = app::concern::concern_list(app, &ask(json!({ "limit": 500 }))).expect("the list");
    let shown: BTreeMap<String, String> = list.rows.into_iter().map(|row| (row.id, row.status)).collect();
    let recorded: Vec<&str> =
        records.concerns.iter().filter(|c| c.recorded_at.date() <= day).map(|c| c.id.as_str()).collect();
    assert_eq!(shown.keys().map(String::as_str).collect::<Vec<_>>(), recorded, "the concerns known on {day}");
    for id in recorded {
        let wanted = state_on(records, id, day).expect("a state");
        assert_eq!(shown[id], wanted, "{id} on {day}");
    }
}

fn replay(desk: &mut Desk, entries: &[Entry], records: &Records, wrong: &mut Vec<String>) -> usize {
    let mut tried = 0;
    let mut day = desk.now().date();
    let mut earlier: Vec<&Entry> = Vec::new();
    for entry in entries {
        if entry.clock.date() > day {
            evening(desk, records, day);
            day = entry.clock.date();
        }
        desk.go(entry.clock);
        tried += stops::try_before(desk, entry, &earlier, wrong);
        entry.enter(desk);
        earlier.push(entry);
    }
    desk.go(sample().file.as_of);
    evening(desk, records, sample().file.as_of.date());
    tried
}

#[test]
fn the_thirty_concerns_entered_through_the_use_cases_are_those_of_the_file() {
    let records = &sample().file.records;
    let mut desk = Desk::new();
    let entries = script(records, |_| true);
    let mut wrong = Vec::new();
    let tried = replay(&mut desk, &entries, records, &mut wrong);
    notes_are_sealed(&mut desk);
    let got = desk.records();
    let (wanted, entered) = (normalised(records.clone()), normalised(got.clone()));
    let mut all = wrong;
    let json = |records: &Records| serde_json::to_value(records).expect("JSON");
    let (wanted, entered) = (json(&wanted), json(&entered));
    for collection in ENTERED.iter().chain(&["ledger", "students", "staff", "committees", "calendar"]) {
        differences(collection, &wanted[collection], &entered[collection], &mut all);
    }
    assert!(all.is_empty(), "{} differences:\n{}", all.len(), all.join("\n"));
    assert_eq!(tried, stops::ON_THE_WAY.len(), "every stop on the way was met");
    numbers(records, got);
}

/// Every number of the file, once what was entered stands among the collections that were not.
fn numbers(file: &Records, entered: Records) {
    let together = Records {
        concerns: entered.concerns,
        sanctions: entered.sanctions,
        communications: entered.communications,
        talks: entered.talks,
        counselling: entered.counselling,
        counselling_refusals: entered.counselling_refusals,
        family_guidance: entered.family_guidance,
        incident_reports: entered.incident_reports,
        ..file.clone()
    };
    let day = sample().file.as_of.date();
    let json = |records: &Records| serde_json::to_value(Numbers::compute(records, day)).expect("JSON");
    let expected = &sample().json["expected"]["numbers"];
    let got = json(&together);
    let mut all = Vec::new();
    differences("numbers", expected, &got, &mut all);
    assert!(all.is_empty(), "{}", all.join("\n"));
    // Without what was entered the same comparison finds every number that depends on it.
    let none = json(&Records { concerns: Vec::new(), ..Records::default() });
    let depends =
        ["concerns", "by_kind", "by_status", "closed", "bullying", "investigations_on_time", "sanctions_changed"];
    for key in depends {
        assert_ne!(expected[key], none[key], "{key} says nothing");
    }
}

/// Every counselling session has its sealed note, which opens to the words that were written.
fn notes_are_sealed(desk: &mut Desk) {
    let sessions = &sample().file.records.counselling;
    for session in sessions {
        let app = desk.at(&session.counsellor_id);
        let about = RecordRequest { kind: "counselling".to_owned(), id: session.id.clone() };
        let notes = app::sealed::sealed_list(app, &about).expect("the notes");
        let [note] = notes.as_slice() else { panic!("{}: {} notes", session.id, notes.len()) };
        let open = OpenSealedRequest { id: note.id.clone(), reason: None };
        let shown = app::sealed::sealed_open(app, &open).expect("the note");
        assert_eq!(shown.text, sealed(&session.id));
    }
    let records: Value = serde_json::to_value(desk.records()).expect("JSON");
    let text = records.to_string();
    for session in sessions {
        let said = sealed(&session.id);
        let process = said.lines().last().expect("a line").trim_start_matches("过程：");
        assert!(!text.contains(process), "{}: the note stands in the records", session.id);
    }
}
