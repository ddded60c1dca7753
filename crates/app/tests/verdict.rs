//! What is asked about is a file that ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use app::Code;
use app::verdict::{VerifyRequest, verify};

#[test]
fn a_pipe_is_refused_and_never_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let (said, heard) = mpsc::channel();
    std::thread::spawn(move || said.send(verify(&VerifyRequest { path, ..VerifyRequest::default() })));
    let answer = heard.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(answer.err().unwrap().code, Code::CannotRead);
}
