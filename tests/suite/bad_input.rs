//! School files and output places that `anmiao demo` must refuse, each with one plain sentence and nothing left behind.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::shared::{
    Said, anmiao_in, beside, changed_school, demo_command, files_under, names_in, put, sample, school_file,
};

/// Runs the demo on a school file that must be refused; answers the sentence.
fn refused(school: &Path) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("demo");
    let said = Said::run(&mut demo_command(school, &out, 1));
    let line = said.refused(1).to_owned();
    assert_eq!(said.out, "");
    assert_eq!(files_under(&out), Vec::<String>::new(), "nothing was made");
    line
}

/// The same for the sample with one change; the sentence must name each of `named`.
fn refused_after(change: impl FnOnce(&mut Value), named: &[&str]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let line = refused(&changed_school(folder.path(), change));
    for word in named {
        assert!(line.contains(word), "“{word}” is not named in: {line}");
    }
}

#[test]
fn what_is_not_json_is_refused_with_the_place() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("school.json");
    let whole = fs::read(school_file()).expect("the sample school");
    let half = &whole[..whole.len() / 2];
    for bytes in [b"".as_slice(), b"\0\0\0", b"not json", b"{\"meta\":", half, b"\xff\xfe{\0}\0"] {
        put(&path, bytes);
        let line = refused(&path);
        assert!(line.chars().any(|c| c.is_ascii_digit()) && line.contains(':'), "line and column in: {line}");
    }
    for text in ["[]", "null", "3", "{}", "{\"meta\":{}}"] {
        put(&path, text);
        refused(&path);
    }
}

#[test]
fn a_missing_field_is_named_by_path_and_id() {
    let remove = |value: &mut Value, key: &str| {
        value.as_object_mut().expect("an object").remove(key).expect("the field was there");
    };
    refused_after(|s| remove(s, "students"), &["students"]);
    refused_after(|s| remove(&mut s["concerns"][3], "narrative"), &["concerns[3].narrative", "GZ-2026-"]);
    refused_after(|s| remove(&mut s["ledger"][6], "deadline"), &["ledger[6].deadline", "ZG-2026-007"]);
    refused_after(
        |s| remove(&mut s["pacts"][0]["signatories"][2], "signed_on"),
        &["pacts[0].signatories[2].signed_on"],
    );
    refused_after(|s| remove(&mut s["meta"], "as_of"), &["meta.as_of"]);
    // A field that may be null must still be there.
    refused_after(|s| remove(&mut s["ledger"][0], "extension"), &["ledger[0].extension", "ZG-2026-001"]);
}

#[test]
fn a_broken_reference_is_named_by_path_and_id() {
    refused_after(|s| s["students"][7]["class_id"] = json!("c99"), &["students[7].class_id", "stu-c01-08"]);
    refused_after(|s| s["ledger"][4]["owner_id"] = json!("t_none"), &["ledger[4].owner_id", "ZG-2026-005"]);
    refused_after(
        |s| s["concerns"][0]["involved"][0]["student_id"] = json!("stu-c99-01"),
        &["concerns[0].involved[0].student_id", "GZ-2026-"],
    );
    refused_after(|s| s["sanctions"][0]["concern_id"] = json!("GZ-2026-999"), &["sanctions[0].concern_id", "CF-2026-"]);
    refused_after(|s| s["students"][1]["id"] = s["students"][0]["id"].clone(), &["students[1].id", "stu-c01-01"]);
}

#[test]
fn a_value_out_of_bounds_is_named_by_path_and_id() {
    refused_after(|s| s["concerns"][2]["narrative"] = json!("太短"), &["concerns[2].narrative", "GZ-2026-"]);
    refused_after(|s| s["ledger"][0]["problem"] = json!("长".repeat(4001)), &["ledger[0].problem", "ZG-2026-001"]);
    refused_after(|s| s["ledger"][0]["found_on"] = json!("1026-06-02"), &["ledger[0].found_on", "ZG-2026-001"]);
    refused_after(|s| s["ledger"][0]["found_on"] = json!("2026-02-30"), &["ledger[0].found_on", "ZG-2026-001"]);
    refused_after(|s| s["concerns"][0]["kind"] = json!("rumour"), &["concerns[0].kind", "GZ-2026-"]);
    refused_after(|s| s["screenings"][0]["due"] = json!(-1), &["screenings[0].due", "PC-2026-"]);
    refused_after(|s| s["screenings"][0]["due"] = json!("many"), &["screenings[0].due", "PC-2026-"]);
    refused_after(|s| s["students"][0]["name"] = json!("<b>"), &["students[0].name", "stu-c01-01"]);
    refused_after(|s| s["school"]["school_code"] = json!("12345"), &["school.school_code"]);
    refused_after(
        |s| {
            let young = s["students"][0]["under14"].as_bool().expect("a truth value");
            s["students"][0]["under14"] = json!(!young);
        },
        &["students[0].under14", "stu-c01-01"],
    );
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let said = Said::run(&mut demo_command(&folder.path().join("gone.json"), &folder.path().join("demo"), 1));
    assert!(said.refused(4).contains("gone.json"), "{}", said.all());
    let said = Said::run(&mut demo_command(folder.path(), &folder.path().join("demo"), 1));
    said.refused(4);
}

#[test]
fn an_output_place_that_is_in_use_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("letter.txt");
    put(&file, "x");
    let said = Said::run(&mut demo_command(&school_file(), &file, 1));
    assert!(said.refused(4).contains("letter.txt"));
    assert_eq!(fs::read(&file).expect("the letter"), b"x");

    let mut below = anmiao_in(&beside(&file));
    below.args(["demo", "--school"]).arg(school_file()).arg("--out").arg(file.join("demo"));
    Said::run(&mut below).refused(4);

    let used = folder.path().join("used");
    fs::create_dir(&used).expect("a folder");
    put(&used.join("photo.jpg"), "x");
    let said = Said::run(&mut demo_command(&school_file(), &used, 1));
    assert!(said.refused(4).contains("photo.jpg"));
    assert_eq!(files_under(&used), ["photo.jpg"]);
}

#[test]
fn a_bureau_that_is_not_whole_or_an_address_that_is_no_good_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("demo");
    fs::create_dir_all(out.join("bureau")).expect("a folder");
    put(&out.join("bureau/ca.pem"), sample().read("bureau/ca.pem"));
    let said = Said::run(&mut demo_command(&school_file(), &out, 1));
    said.refused(4);
    assert_eq!(files_under(&out), ["bureau/ca.pem"]);
    for url in ["http://example.org/", "ftp://127.0.0.1/", "127.0.0.1", "", "https://user:word@127.0.0.1/"] {
        let out = folder.path().join("address");
        let said = Said::run(demo_command(&school_file(), &out, 1).args(["--bureau", url]));
        said.refused(4);
        assert_eq!(files_under(&out), Vec::<String>::new(), "{url}");
    }
}

#[test]
fn a_finished_folder_is_taken_up_again_only_for_its_own_school() {
    let (_keep, copy) = sample().copy();
    let before: Vec<_> =
        files_under(&copy).into_iter().map(|name| (fs::read(copy.join(&name)).expect("a file"), name)).collect();
    let unchanged = || {
        assert_eq!(files_under(&copy).len(), before.len());
        for (bytes, name) in &before {
            assert!(fs::read(copy.join(name)).expect("a file") == *bytes, "{name} was changed");
        }
    };
    let said = Said::run(&mut demo_command(&school_file(), &copy, 9)).succeeded();
    assert!(!said.out.contains("密码"), "no new password: {}", said.out);
    unchanged();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let another = changed_school(folder.path(), |s| s["concerns"][0]["closed_on"] = json!(null));
    let said = Said::run(&mut demo_command(&another, &copy, 1));
    said.refused(1);
    unchanged();
}

#[test]
fn a_leftover_of_a_run_before_is_removed_and_a_bureau_that_is_there_is_used() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("demo");
    crate::shared::copy_folder(&sample().path("bureau"), &out.join("bureau"));
    fs::create_dir_all(out.join(".part/home")).expect("a folder");
    put(&out.join(".part/report.pdf"), "half");
    put(&out.join(".part/home/keys.json"), "half");
    Said::run(&mut demo_command(&school_file(), &out, 5)).succeeded();
    assert!(!names_in(&out).contains(&".part".to_owned()));
    for name in files_under(&sample().path("bureau")) {
        let name = format!("bureau/{name}");
        assert_eq!(fs::read(out.join(&name)).expect("a file"), sample().read(&name), "{name} was changed");
    }
    assert!(fs::read(out.join("report.pdf")).expect("the report").starts_with(b"%PDF"));
}
