//! The independent checkers of tests/tools are themselves checked: each passes a good file and refuses a bad one.

#[cfg(test)]
mod controls {
    use std::path::Path;
    use std::process::Command;

    #[test]
    fn every_checker_passes_a_good_file_and_refuses_a_bad_one() {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = tests.join("../target/venv/bin/python");
        assert!(python.exists(), "the checkers are missing: run scripts/setup test");
        let done = Command::new(python).arg(tests.join("tools/controls.py")).output().expect("Python starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
