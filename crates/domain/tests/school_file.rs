//! The sample school's file is read whole and written back unchanged, and bad files are refused by place and id.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use domain::{Problem, SchoolFile};
use serde_json::{Value, json};

const SAMPLE: &[u8] = include_bytes!("../../../assets/sample/school.json");

fn sample() -> Value {
    serde_json::from_slice(SAMPLE).unwrap()
}

/// What is spoiled, how, and the place, id and kind of the fault that must be named.
type Case = (&'static str, fn(&mut Value), &'static str, Option<&'static str>, Problem);

/// The document without the parts that are not the school's records.
fn kept(mut v: Value) -> Value {
    fn strip(v: &mut Value) {
        match v {
            Value::Object(map) => {
                map.retain(|k, _| !k.ends_with("_label") && !k.ends_with("_labels") && k != "sealed");
                map.values_mut().for_each(strip);
            }
            Value::Array(rows) => rows.iter_mut().for_each(strip),
            _ => {}
        }
    }
    if let Value::Object(map) = &mut v {
        for key in ["meta", "expected", "validation_vectors"] {
            map.remove(key);
        }
    }
    strip(&mut v);
    v
}

#[test]
fn the_sample_is_written_back_as_it_was_read() {
    let file = SchoolFile::parse(SAMPLE).unwrap();
    let back = serde_json::to_value(&file.records).unwrap();
    let wanted = kept(sample());
    for (key, value) in wanted.as_object().unwrap() {
        assert_eq!(&back[key], value, "collection {key}");
    }
    assert_eq!(back, wanted);
}

#[test]
fn bad_files_are_refused_by_place_and_id() {
    let cases: Vec<Case> = vec![
        (
            "field gone",
            |v| drop(v["concerns"][3].as_object_mut().unwrap().remove("narrative")),
            "concerns[3].narrative",
            Some("GZ-2026-004"),
            Problem::Missing,
        ),
        (
            "nullable field gone",
            |v| drop(v["ledger"][1].as_object_mut().unwrap().remove("closed_on")),
            "ledger[1].closed_on",
            Some("ZG-2026-002"),
            Problem::Missing,
        ),
        ("collection gone", |v| drop(v.as_object_mut().unwrap().remove("pacts")), "pacts", None, Problem::Missing),
        (
            "no such pupil",
            |v| v["concerns"][0]["involved"][0]["student_id"] = json!("stu-c99-01"),
            "concerns[0].involved[0].student_id",
            Some("GZ-2026-001"),
            Problem::BrokenReference,
        ),
        (
            "no such owner",
            |v| v["ledger"][0]["owner_id"] = json!("t_nobody"),
            "ledger[0].owner_id",
            Some("ZG-2026-001"),
            Problem::BrokenReference,
        ),
        (
            "unknown kind",
            |v| v["concerns"][0]["kind"] = json!("rumour"),
            "concerns[0].kind",
            Some("GZ-2026-001"),
            Problem::WrongValue,
        ),
        (
            "number as text",
            |v| v["surveys"][0]["due"] = json!("329"),
            "surveys[0].due",
            Some("DC-01"),
            Problem::WrongValue,
        ),
        (
            "negative count",
            |v| v["surveys"][0]["due"] = json!(-1),
            "surveys[0].due",
            Some("DC-01"),
            Problem::OutOfBounds,
        ),
        (
            "no such day",
            |v| v["ledger"][0]["deadline"] = json!("2026-02-30"),
            "ledger[0].deadline",
            Some("ZG-2026-001"),
            Problem::WrongValue,
        ),
        (
            "year 0026",
            |v| v["ledger"][0]["deadline"] = json!("0026-06-12"),
            "ledger[0].deadline",
            Some("ZG-2026-001"),
            Problem::OutOfBounds,
        ),
        (
            "short narrative",
            |v| v["concerns"][0]["narrative"] = json!("太短"),
            "concerns[0].narrative",
            Some("GZ-2026-001"),
            Problem::OutOfBounds,
        ),
        ("same id twice", |v| v["pacts"][1]["id"] = json!("GY-01"), "pacts[1].id", Some("GY-01"), Problem::DoubledId),
        (
            "control character",
            |v| v["ledger"][0]["problem"] = json!("a\u{7}b"),
            "ledger[0].problem",
            Some("ZG-2026-001"),
            Problem::OutOfBounds,
        ),
        (
            "under fourteen against the birth month",
            |v| v["students"][0]["under14"] = json!(false),
            "students[0].under14",
            Some("stu-c01-01"),
            Problem::Contradiction,
        ),
        (
            "class name twice",
            |v| v["classes"][1]["name"] = json!("一年级1班"),
            "classes[1].name",
            Some("一年级1班"),
            Problem::DoubledId,
        ),
        (
            "pseudonym twice",
            |v| v["students"][1]["pseudonym"] = json!("学生4097"),
            "students[1].pseudonym",
            Some("学生4097"),
            Problem::DoubledId,
        ),
        (
            "same link twice",
            |v| v["concerns"][1]["ledger_ids"] = json!(["ZG-2026-003", "ZG-2026-003"]),
            "concerns[1].ledger_ids[1]",
            Some("GZ-2026-002"),
            Problem::DoubledId,
        ),
        (
            "occurred in the year 1926",
            |v| v["concerns"][0]["occurred"]["from"] = json!("1926-03-09"),
            "concerns[0].occurred.from",
            Some("GZ-2026-001"),
            Problem::OutOfBounds,
        ),
        (
            "recusal of nobody",
            |v| v["concerns"][4]["determination"]["recusals"][0]["id"] = json!("x_nobody"),
            "concerns[4].determination.recusals",
            Some("GZ-2026-005"),
            Problem::BrokenReference,
        ),
        (
            "school code",
            |v| v["school"]["school_code"] = json!("311499990"),
            "school.school_code",
            None,
            Problem::OutOfBounds,
        ),
    ];
    for (what, spoil, path, id, problem) in cases {
        let mut v = sample();
        spoil(&mut v);
        let fault = SchoolFile::parse(&serde_json::to_vec(&v).unwrap()).unwrap_err();
        assert_eq!((fault.path.as_str(), fault.id.as_deref(), fault.problem), (path, id, problem), "{what}");
    }
    assert_eq!(SchoolFile::parse(b"{ \"meta\": ").unwrap_err().problem, Problem::NotJson);
}
