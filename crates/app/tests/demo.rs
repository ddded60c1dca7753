//! The demo beside another run of itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use app::Code;
use app::demo::{DemoRequest, demo};
use common::program;
use domain::SchoolFile;

#[test]
fn what_another_run_is_building_is_no_leftover() {
    let file = SchoolFile::parse(include_bytes!("../../../assets/sample/school.json")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 21);
    let out = dir.path().join("out");
    let part = out.join(".part");
    std::fs::create_dir_all(&part).unwrap();
    std::fs::File::create(part.join("half")).unwrap();
    let held = std::fs::File::create(part.join("app.lock")).unwrap();
    held.try_lock().unwrap();
    let request = DemoRequest { file: &file, out: &out, bureau_url: None };
    assert_eq!(demo(&app, &request).err().unwrap().code, Code::HomeBusy);
    assert!(part.join("half").exists(), "the other run's work was removed");
    drop(held);
    demo(&app, &request).unwrap();
    assert!(!part.exists() && out.join("report.pdf").exists());
}
