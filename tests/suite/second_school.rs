//! Other schools than the sample: the sample's rows under other ids, and a school with nothing to report. Their numbers are
//! computed a second time by tests/tools/recount.py, which shares no code with the programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The command line program, built with the tests into the folder above theirs.
fn anmiao() -> PathBuf {
    let this = std::env::current_exe().expect("the path of this test");
    let folder = this.ancestors().nth(2).expect("tests lie in a folder of their own");
    let program = folder.join("anmiao");
    assert!(program.exists(), "{} is missing: cargo build --workspace --bins", program.display());
    program
}

fn python(tool: &str, arguments: &[&Path], word: &[&str]) -> Output {
    Command::new(root().join("target/venv/bin/python"))
        .arg(root().join("tests/tools").join(tool))
        .args(word)
        .args(arguments)
        .output()
        .expect("the checkers are there: run scripts/setup test")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A school file of the given kind (`None`: the sample), and the demo made from it.
fn demo(kind: Option<&str>) -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sample = root().join("assets/sample/school.json");
    let school = match kind {
        None => sample,
        Some(kind) => {
            let school = folder.path().join("school.json");
            let made = python("second_school.py", &[&sample, &school], &[kind]);
            assert!(made.status.success(), "{}", said(&made));
            school
        }
    };
    let out = folder.path().join("demo");
    let done = Command::new(anmiao())
        .args(["demo", "--seed", "7", "--school"])
        .arg(&school)
        .arg("--out")
        .arg(&out)
        .output()
        .expect("anmiao starts");
    assert!(done.status.success(), "{}", said(&done));
    (folder, school, out)
}

fn records(out: &Path) -> Value {
    let text = fs::read(out.join("packet/records.json")).expect("the packet holds records.json");
    serde_json::from_slice(&text).expect("records.json is JSON")
}

fn recounted(school: &Path, out: &Path) {
    let records = out.join("packet/records.json");
    let recount = python("recount.py", &[school, &records], &[]);
    assert!(recount.status.success(), "{}", said(&recount));
}

#[test]
fn the_same_rows_under_other_ids_give_the_same_numbers() {
    let (_keep, sample, first) = demo(None);
    let (_keep_too, renamed, second) = demo(Some("renamed"));
    recounted(&sample, &first);
    recounted(&renamed, &second);
    assert_eq!(records(&first)["numbers"], records(&second)["numbers"], "no number may depend on an id");
}

#[test]
fn a_school_with_nothing_to_report_reports_that() {
    let (_keep, school, out) = demo(Some("empty"));
    recounted(&school, &out);
    let text =
        Command::new("pdftotext").arg("-raw").arg(out.join("report.pdf")).arg("-").output().expect("pdftotext starts");
    let text: String = String::from_utf8_lossy(&text.stdout).split_whitespace().collect();
    assert!(text.contains("本期无此项"), "an empty section says so");
    for word in ["null", "NaN", "None", "%"] {
        assert!(!text.contains(word), "“{word}” in the report of an empty school");
    }
    let papers = ["report.pdf", "ledger.pdf", "pacts.pdf"].map(|name| out.join(name));
    let checked = Command::new(root().join("tests/tools/pdfa")).args(papers).output().expect("veraPDF starts");
    assert!(checked.status.success(), "{}", said(&checked));
}
