//! The jobs that the bench measures, one per process, so that the operating system's count of CPU time and peak memory
//! is the job's own. What each does stands beside it; run without arguments for the list.

mod derive;
mod fonts;
mod rows;
mod seal;
mod signer;
mod table;

use std::error::Error;
use std::io::{Write, stderr};
use std::path::Path;
use std::process::ExitCode;

/// The outcome of a job; the message of a failure is for the person who runs the bench.
type Done = Result<(), Box<dyn Error>>;

const USAGE: &str = "bench-jobs rows six|full SCHOOL.json COUNT OUT.json      the rows both sides set
bench-jobs table ROWS.json OUT.pdf                       sets and signs them
bench-jobs form SCHOOL.json COUNT OUT.pdf                sets and signs form 3.3
bench-jobs seal OUT.anmiao RECIPIENT,RECIPIENT FILE...   hashes, signs, zips and seals files
bench-jobs derive M_KIB T P                              the key derivations of a demo
bench-jobs fonts                                         unpacks the faces of a table";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even stderr is closed.
            let _ = writeln!(stderr(), "bench-jobs: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Done {
    match words {
        ["rows", kind, school, count, out] => rows::write(kind, Path::new(school), count.parse()?, Path::new(out)),
        ["table", rows, out] => table::table(Path::new(rows), Path::new(out)),
        ["form", school, count, out] => table::form(Path::new(school), count.parse()?, Path::new(out)),
        ["seal", out, recipients, files @ ..] => seal::seal(Path::new(out), recipients, files),
        ["derive", m_kib, t, p] => derive::derive(m_kib.parse()?, t.parse()?, p.parse()?),
        ["fonts"] => fonts::fonts(&table::fonts()?),
        _ => Err(USAGE.into()),
    }
}
