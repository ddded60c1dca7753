//! Every code has its sentence with exactly its arguments, every basis its citation, and the table no row too many.

use std::collections::BTreeSet;

use domain::handling::words::{fill, word};
use domain::handling::{Actor, Basis, DutyCode, Input, Obstacle, TRANSITIONS, Verb, Warning, report};
use serde_json::Value;

fn rows(group: &str) -> BTreeSet<String> {
    let table: Value = serde_json::from_str(include_str!("../../../../assets/text/handling.json")).unwrap();
    table[group].as_object().unwrap().keys().cloned().collect()
}

fn same<'a>(group: &str, codes: impl IntoIterator<Item = &'a str>) {
    let codes: BTreeSet<String> = codes.into_iter().map(str::to_owned).collect();
    assert_eq!(rows(group), codes, "{group}");
    for code in &codes {
        assert!(!word(group, code).unwrap().trim().is_empty(), "{group} {code}");
    }
}

#[test]
fn every_code_has_one_sentence_and_every_sentence_a_code() {
    same("obstacles", Obstacle::CODES.iter().copied());
    same("warnings", Warning::CODES.iter().copied());
    same("duties", DutyCode::CODES.iter().copied());
    same("verbs", Verb::ALL.iter().map(|v| v.id()));
    same("actors", Actor::ALL.iter().map(|a| a.id()));
    same("basis", Basis::ALL.iter().map(|b| b.id()));
    same("mandatory", report::mandatory::KINDS);
    let inputs: BTreeSet<&str> = TRANSITIONS.iter().flat_map(|t| t.inputs()).map(|i: &Input| i.id()).collect();
    same("inputs", inputs);
}

/// The arguments that a code's declaration names, read from the source of the declaration itself.
fn declared(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let lines = source.lines().map(str::trim).filter(|l| l.contains(" = \"") && l.contains(" by ["));
    lines
        .map(|l| {
            let code = l.split('"').nth(1).unwrap().to_owned();
            let inside = l
                .split_once('{')
                .filter(|(before, _)| !before.contains('"'))
                .map_or("", |(_, rest)| rest.split('}').next().unwrap());
            let args = inside.split(',').filter_map(|a| a.split_once(':')).map(|(n, _)| n.trim().to_owned()).collect();
            (code, args)
        })
        .collect()
}

#[test]
fn every_placeholder_is_an_argument_of_its_code_and_every_argument_is_said() {
    for (group, source, codes) in [
        ("obstacles", include_str!("../../src/handling/obstacle.rs"), Obstacle::CODES),
        ("warnings", include_str!("../../src/handling/warning.rs"), Warning::CODES),
    ] {
        let declared = declared(source);
        assert_eq!(declared.len(), codes.len(), "{group}");
        for (code, args) in declared {
            let sentence = word(group, &code).unwrap();
            let said: BTreeSet<String> =
                sentence.split('{').skip(1).map(|p| p.split('}').next().unwrap().to_owned()).collect();
            let optional: BTreeSet<String> = ["from", "to"].map(str::to_owned).into();
            assert!(args == said || args == optional, "{group} {code}: {args:?} {said:?}");
            assert!(sentence.ends_with(['。', '？']), "{sentence}");
        }
    }
}

#[test]
fn arguments_fill_their_places_and_a_missing_one_is_seen() {
    let o = Obstacle::NoQuorum { present: 5, due: 10 };
    let sentence = word("obstacles", o.code()).unwrap();
    assert_eq!(fill(sentence, &o.args(), |_, v| v.to_owned()), "应到10人，实到5人，没有过半数。");
    let o = Obstacle::VictimNotCounselled { students: vec!["a".into(), "b".into()] };
    let said = fill(word("obstacles", o.code()).unwrap(), &o.args(), |name, v| format!("{name}:{v}"));
    assert!(said.contains("students:a、students:b"), "{said}");
    assert!(fill("{x}", &[], |_, v| v.to_owned()).contains("{x}"));
}
