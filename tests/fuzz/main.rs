//! Hostile input: good files of a demo, broken in one to four places, given to everything that reads what others wrote.
//! None may panic or take long, and nothing that was changed may pass for genuine.

mod mutate;
mod readers;
mod targets;

use std::any::Any;
use std::error::Error;
use std::fs;
use std::io::{Write, stderr, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use readers::Verdict;
use targets::{Bound, Target};

/// No input of the size used here may keep a reader busy for longer.
const SLOW: Duration = Duration::from_secs(20);

struct Arguments {
    seconds: u64,
    seed: u64,
    demo: PathBuf,
    keep: PathBuf,
    seeds: Option<PathBuf>,
}

impl Arguments {
    /// `--demo DIR --keep DIR [--seconds N] [--seed N]`, or `--demo DIR --seeds DIR`, which writes each reader's good file into
    /// a folder of the reader's name and feeds nothing.
    fn read(words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut read = Self { seconds: 60, seed: 1, demo: PathBuf::new(), keep: PathBuf::new(), seeds: None };
        let mut words = words;
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
            match word.as_str() {
                "--seconds" => read.seconds = value.parse()?,
                "--seed" => read.seed = value.parse()?,
                "--demo" => read.demo = value.into(),
                "--keep" => read.keep = value.into(),
                "--seeds" => read.seeds = Some(value.into()),
                _ => return Err(format!("unknown: {word}").into()),
            }
        }
        if read.demo.as_os_str().is_empty() || (read.keep.as_os_str().is_empty() && read.seeds.is_none()) {
            return Err("--demo and --keep or --seeds name folders".into());
        }
        Ok(read)
    }
}

fn main() -> ExitCode {
    let outcome = Arguments::read(std::env::args().skip(1)).and_then(|arguments| run(&arguments));
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nothing is left to do when even stderr is closed.
            let _ = writeln!(stderr(), "fuzz: {error}");
            ExitCode::from(64)
        }
    }
}

/// Runs until the time is over or something breaks; true when nothing did.
fn run(arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let targets = targets::all(&arguments.demo)?;
    for target in &targets {
        // A good file that is refused would make everything after it meaningless.
        if (target.judge)(&target.good) != Verdict::Good {
            return Err(format!("{} does not accept its own good input", target.name).into());
        }
    }
    if let Some(seeds) = &arguments.seeds {
        for target in &targets {
            keep(&seeds.join(&target.name), "good", &target.good)?;
        }
        return Ok(true);
    }
    // A panic is reported by what was caught, once; the usual message would drown it.
    set_hook(Box::new(|_| {}));
    let mut random = ChaCha8Rng::seed_from_u64(arguments.seed);
    let end = Instant::now() + Duration::from_secs(arguments.seconds);
    let mut tried = 0u64;
    while Instant::now() < end {
        for target in &targets {
            let input = mutate::broken(&target.good, &mut random);
            if input == target.good {
                continue;
            }
            tried += 1;
            if let Some(fault) = fault_of(target, &input) {
                let kept = keep(&arguments.keep, &format!("{}-{tried}", target.name), &input)?;
                writeln!(stdout(), "FAIL {}: {fault}; the input is {}", target.name, kept.display())?;
                return Ok(false);
            }
        }
    }
    writeln!(stdout(), "{tried} passed, 0 failed")?;
    Ok(true)
}

/// What is wrong with how a target took `input`, if anything.
fn fault_of(target: &Target, input: &[u8]) -> Option<String> {
    let begun = Instant::now();
    let verdict = catch_unwind(AssertUnwindSafe(|| (target.judge)(input)));
    let took = begun.elapsed();
    match verdict {
        Err(panic) => Some(format!("panicked: {}", message(&*panic))),
        Ok(Verdict::Good) if target.bound != Bound::Free => Some("a changed file passed for genuine".into()),
        Ok(_) if took > SLOW => Some(format!("took {} s", took.as_secs())),
        Ok(_) => None,
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}

fn keep(folder: &Path, name: &str, input: &[u8]) -> std::io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(name);
    fs::File::create(&path)?.write_all(input)?;
    Ok(path)
}
