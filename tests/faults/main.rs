//! The home of a school hurt in every way that a village has: the program killed, the power cut, bits that turn over, a disk
//! that is full. Each command answers one line of JSON with what it counted, or ends with 1 and one line on what broke.

mod attached;
mod flips;
#[cfg(target_os = "linux")]
mod full;
mod ground;
mod kill;
mod power;
mod program;

use std::io::{Write as _, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use ground::Answer;

/// How it is called.
const USAGE: &str = "\
faults kill SCHOOL.json ROUNDS SEED    kills a writing program that often
faults write SCHOOL.json HOME          the program that is killed
faults power SCHOOL.json CUTS SEED     cuts the power at that many moments, and in two controls
faults flips SCHOOL.json FLIPS SEED    turns over that many bits, one at a time
faults attached-kill ROUNDS SEED       kills a program that adds attachments that often
faults attach HOME                     the program that is killed
faults attached-flips FLIPS SEED       turns over that many bits of attachments, one at a time
faults full PART PARTS STEP            fills the disk at every write of a day, at every STEP-th of its backups
faults removal PART PARTS STEP         the same for a removal for cause
faults removal-cut-off STEP            kills a removal for cause at every STEP-th write
faults die HOME WRITE                  the program that is killed there";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(told) => {
            // Nothing is left to do when stdout is closed: whoever waited for the answer is gone.
            let _ = writeln!(stdout(), "{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(stderr(), "faults: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Answer<serde_json::Value> {
    match words {
        ["kill", school, rounds, seed] => kill::rounds(Path::new(school), rounds.parse()?, seed.parse()?),
        ["write", school, home] => kill::write(Path::new(school), Path::new(home)),
        ["power", school, cuts, seed] => power::cuts(Path::new(school), cuts.parse()?, seed.parse()?),
        ["flips", school, flips, seed] => flips::flips(Path::new(school), flips.parse()?, seed.parse()?),
        ["attached-kill", rounds, seed] => attached::kills(rounds.parse()?, seed.parse()?),
        ["attach", home] => attached::write(Path::new(home)),
        ["attached-flips", flips, seed] => attached::flips(flips.parse()?, seed.parse()?),
        #[cfg(target_os = "linux")]
        ["full", part, parts, step] => full::day_by_day(part.parse()?, parts.parse()?, step.parse()?),
        #[cfg(target_os = "linux")]
        ["removal", part, parts, step] => full::removal(part.parse()?, parts.parse()?, step.parse()?),
        #[cfg(target_os = "linux")]
        ["removal-cut-off", step] => full::removal_cut_off(step.parse()?),
        #[cfg(target_os = "linux")]
        ["die", home, write] => full::die(Path::new(home), write.parse()?),
        _ => Err(USAGE.into()),
    }
}
