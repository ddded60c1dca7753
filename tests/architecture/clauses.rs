//! docs/clauses.md names, for every duty of the notice, the rule or the screen that holds it, or says that it is open.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::metadata::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// One row of the table.
struct Row {
    clause: String,
    rules: Vec<String>,
    screens: Vec<String>,
    tests: Vec<String>,
    open: bool,
}

/// What stands in back quotes.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn rows() -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    for line in read("docs/clauses.md").lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [duty, clause, held, proved] = cells.as_slice() else { panic!("a row has four cells: {line}") };
        let rules = held.split([' ', ',']).filter(|w| w.strip_prefix('R').is_some_and(|n| n.parse::<u8>().is_ok()));
        let row = Row {
            clause: (*clause).to_owned(),
            rules: rules.map(str::to_owned).collect(),
            screens: quoted(held),
            tests: quoted(proved),
            open: *proved == "open",
        };
        let duty = quoted(duty).join("");
        assert!(rows.insert(duty.clone(), row).is_none(), "{duty} has two rows");
    }
    rows
}

#[test]
fn every_duty_of_the_notice_has_a_row_under_its_clause_and_no_row_is_made_up() {
    let notice = json("assets/campaign/xingxian-2022-66.json");
    let duties: BTreeMap<String, String> = notice["duties"]
        .as_array()
        .expect("duties")
        .iter()
        .map(|d| (d["id"].as_str().expect("an id").to_owned(), d["clause"].as_str().expect("a clause").to_owned()))
        .collect();
    let written: BTreeMap<String, String> = rows().into_iter().map(|(duty, row)| (duty, row.clause)).collect();
    assert_eq!(written, duties);
}

#[test]
fn every_row_is_held_and_proved_or_says_that_it_is_open() {
    for (duty, row) in rows() {
        let held = !row.rules.is_empty() || !row.screens.is_empty();
        assert_eq!(held, !row.open, "{duty} is held by a rule or a screen, or it is open");
        assert_eq!(row.tests.is_empty(), row.open, "{duty} is proved by a test, or it is open");
    }
}

#[test]
fn every_rule_screen_entry_and_test_of_a_row_is_there() {
    let (rules, routes) = (read("docs/rules.md"), read("ui/src/router.ts"));
    let entries = json("assets/text/entries.json");
    let terms = json("assets/text/terms.json");
    let is_state =
        |id: &str| ["state_sign", "state_hazard", "state_suspected"].iter().any(|set| terms[set].get(id).is_some());
    for (duty, row) in rows() {
        for rule in &row.rules {
            assert!(rules.contains(&format!("\n| {rule} | ")), "{duty}: docs/rules.md has no {rule}");
        }
        for screen in &row.screens {
            let there = match screen.strip_prefix("case-entry:") {
                Some(entry) => match entry.strip_prefix("step:") {
                    Some(state) => is_state(state),
                    None => entries.get(entry).is_some(),
                },
                None => routes.contains(&format!("name: \"{screen}\"")),
            };
            assert!(there, "{duty}: there is no {screen}");
        }
        for test in &row.tests {
            let (file, name) = test.split_once("::").unwrap_or_else(|| panic!("{duty}: {test} names no test"));
            assert!(read(file).contains(&format!("fn {name}(")), "{duty}: {file} has no test {name}");
        }
    }
}
