//! Other schools than the sample: the sample's rows under other ids, and a school with nothing to report. Their numbers are
//! computed a second time by tests/tools/recount.py, which shares no code with the programs.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::shared::{Demo, Said, anmiao_in, beside, demo_command, pages, sample, school_file, sealed_in, tool};

/// A school file of the given kind, and the demo made from it.
fn demo(kind: &str) -> (TempDir, PathBuf, Demo) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let school = folder.path().join("school.json");
    tool("second_school.py", &[&school_file(), &school], &[kind]).succeeded();
    let out = folder.path().join("demo");
    let said = Said::run(&mut demo_command(&school, &out, 7)).succeeded();
    (folder, school, Demo { out, said })
}

fn recounted(school: &Path, demo: &Demo) {
    tool("recount.py", &[school, &demo.path("packet/records.json")], &[]).succeeded();
}

fn genuine(out: &Path) {
    let mut verify = anmiao_in(&beside(out));
    verify.arg("verify").arg(sealed_in(out)).arg("--key").arg(out.join("bureau/age.key"));
    Said::run(verify.arg("--profile").arg(out.join("bureau/profile.jws"))).succeeded();
}

fn numbers(demo: &Demo) -> Value {
    demo.json("packet/records.json")["numbers"].clone()
}

#[test]
fn the_same_rows_under_other_ids_give_the_same_numbers() {
    let (_keep, school, second) = demo("renamed");
    recounted(&school_file(), sample());
    recounted(&school, &second);
    assert_eq!(numbers(sample()), numbers(&second), "no number may depend on an id");
    genuine(&second.out);
}

#[test]
fn a_school_with_nothing_to_report_reports_that() {
    let (_keep, school, empty) = demo("empty");
    recounted(&school, &empty);
    genuine(&empty.out);
    let text = pages(&empty.path("report.pdf")).concat();
    assert!(text.contains("本期无此项"), "an empty section says so");
    for word in ["null", "NaN", "None", "%"] {
        assert!(!text.contains(word), "“{word}” in the report of an empty school");
    }
    let papers = ["report.pdf", "ledger.pdf", "pacts.pdf"].map(|name| empty.path(name));
    tool("pdfa", &papers.each_ref().map(PathBuf::as_path), &[]).succeeded();
}
