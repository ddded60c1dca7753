//! The jobs that the bench measures, one per process, so that the operating system's count of CPU time and peak memory
//! is the job's own. What each does stands beside it; run without arguments for the list.

mod cases;
mod commits;
mod derive;
mod fonts;
mod import;
mod opening;
mod rows;
mod rows_plain;
mod school;
mod seal;
mod signer;
mod slow_disk;
mod table;
mod usb;

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
bench-jobs fonts                                         unpacks the faces of a table
bench-jobs school SCHOOL.json FOLDER                     an encrypted store of the school's people
bench-jobs fill SCHOOL.json FOLDER COUNT                 enters concerns into it, unmeasured
bench-jobs peers FOLDER                                  the same rows in the peers' databases beside it
bench-jobs commits SCHOOL.json FOLDER COUNT WAIT         commits on all sides in turns, in ms, on a disk slower by WAIT ms
bench-jobs cases SCHOOL.json FOLDER COUNT                enters concerns of three events, no two alike, unmeasured
bench-jobs cases-peers FOLDER                            the same texts for FTS5 trigram and LIKE beside it
bench-jobs cases-search FOLDER QUERIES                   searches of five lengths on all sides in turns, in ms
bench-jobs cases-pages FOLDER ROUNDS                     pages of FOLDER/practice through the use cases, in ms
bench-jobs first-page FOLDER ROUNDS                      opens all and reads the first page, in ms
bench-jobs usb FOLDER STICK ROUNDS                       backups of FOLDER/practice, and by hand, in ms
bench-jobs unlock FOLDER                                 unlocks and opens once
bench-jobs import BOOK.xlsx FOLDER                       a roster into a new home there, in ms
bench-jobs derive-once                                   one Argon2id run at the floor
bench-jobs audit-fill FOLDER COUNT OUT                   fills the audit log; its bytes to OUT
bench-jobs audit FOLDER ROUNDS                           examines it, in ms";

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
        ["school", school, folder] => school::make(Path::new(school), Path::new(folder)),
        ["fill", school, folder, count] => school::fill(Path::new(school), Path::new(folder), count.parse()?),
        ["peers", folder] => opening::peers(Path::new(folder)),
        ["commits", school, folder, count, wait] => {
            commits::commits(Path::new(school), Path::new(folder), count.parse()?, wait.parse()?)
        }
        ["cases", school, folder, count] => cases::fill(Path::new(school), Path::new(folder), count.parse()?),
        ["cases-peers", folder] => cases::peers(Path::new(folder)),
        ["cases-search", folder, queries] => cases::search(Path::new(folder), queries.parse()?),
        ["cases-pages", folder, rounds] => cases::pages(Path::new(folder), rounds.parse()?),
        ["first-page", folder, rounds] => opening::first_page(Path::new(folder), rounds.parse()?),
        ["unlock", folder] => opening::unlock(Path::new(folder)),
        ["usb", folder, stick, rounds] => usb::usb(Path::new(folder), Path::new(stick), rounds.parse()?),
        ["import", book, folder] => import::import(Path::new(book), Path::new(folder)),
        ["derive-once"] => Ok(vault::KdfCost::FLOOR.trial()?),
        ["audit-fill", folder, count, out] => school::audit_fill(Path::new(folder), count.parse()?, Path::new(out)),
        ["audit", folder, rounds] => school::audit(Path::new(folder), rounds.parse()?),
        ["fonts"] => fonts::fonts(&table::fonts()?),
        _ => Err(USAGE.into()),
    }
}
