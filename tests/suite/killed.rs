//! `anmiao demo` killed at any moment: the next run completes, and what was left in between says nothing.

use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::search::Secrets;
use crate::shared::{
    FOLDERS, Said, Seeded, anmiao_in, beside, demo_command, files_under, names_in, school, school_file, sealed_in,
};

/// What an interrupted home may hold.
const HOME: [&str; 12] = [
    "app.lock",
    "keys.json",
    "keys.json.bak",
    "keys.json.part",
    "keys.json.bak.part",
    "school.db",
    "school.db-wal",
    "school.db-shm",
    "school.db-journal",
    "school.db.part",
    "school.db.part-wal",
    "school.db.part-shm",
];

fn started(out: &Path) -> Child {
    let mut command = demo_command(&school_file(), out, 4);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("anmiao starts")
}

/// Kills at once, as a power cut does. Answers whether the program was still running.
fn kill(mut child: Child) -> bool {
    let running = child.try_wait().expect("a state").is_none();
    // SIGKILL on Unix.
    child.kill().expect("killed");
    child.wait().expect("an end");
    running
}

/// What was left in the home and in the folders of the run.
fn says_nothing(out: &Path, secrets: &Secrets) {
    for home in [out.join(".part/home"), out.join("home")] {
        for name in files_under(&home) {
            assert!(HOME.contains(&name.as_str()), "an unknown kind of file: {name}");
        }
        secrets.absent_from(&home);
    }
    for (variable, folder) in FOLDERS {
        let left = names_in(&beside(out).join(folder));
        assert!(left.is_empty(), "{variable} holds {left:?}");
    }
}

/// Runs to the end on what a kill has left, and has the result verified.
fn completes(out: &Path) {
    Said::run(&mut demo_command(&school_file(), out, 4)).succeeded();
    assert!(!out.join(".part").exists());
    for name in ["report.pdf", "ledger.pdf", "pacts.pdf", "packet/packet.jws", "home/school.db", "bureau/profile.jws"] {
        assert!(out.join(name).is_file(), "no {name}");
    }
    let mut verify = anmiao_in(&beside(out));
    verify.arg("verify").arg(sealed_in(out)).arg("--key").arg(out.join("bureau/age.key"));
    Said::run(verify.arg("--profile").arg(out.join("bureau/profile.jws"))).succeeded();
}

/// How long a whole run takes, with whatever else the machine is doing at this moment.
fn duration() -> Duration {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let began = Instant::now();
    assert!(started(&folder.path().join("demo")).wait().expect("an end").success());
    began.elapsed()
}

/// Twenty kills that strike a run under way, wherever it is.
///
/// How long a run takes changes with the other tests beside it, so a kill that comes too late does not count and says
/// that the runs have become faster: the next ones come sooner. Each folder is killed five times over before it may
/// finish, so every run but a folder's first starts on a leftover.
#[test]
fn at_twenty_moments_of_the_run() {
    let secrets = Secrets::everything(school());
    let mut longest = duration();
    let mut random = Seeded::new(20);
    for round in 0..4 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut struck = 0;
        let mut out = folder.path().join(format!("demo-{round}-0"));
        for late in 0.. {
            assert!(late < 60, "{late} runs ended before they could be killed");
            while struck < 5 {
                let child = started(&out);
                sleep(longest * u32::try_from(random.below(1000)).expect("a small number") / 1000);
                if !kill(child) {
                    break;
                }
                struck += 1;
                says_nothing(&out, &secrets);
            }
            if struck == 5 {
                break;
            }
            // The run has completed: what it made is no leftover, so the next kills get a folder of their own.
            longest = longest * 4 / 5;
            out = folder.path().join(format!("demo-{round}-{}", late + 1));
        }
        completes(&out);
    }
}

/// Waits until the run has come to a moment.
fn until(child: &mut Child, there: impl Fn() -> bool) {
    let began = Instant::now();
    while !there() {
        let ended = child.try_wait().expect("a state").is_some();
        assert!(!ended || there(), "it ended before");
        assert!(began.elapsed() < Duration::from_secs(60), "it never came");
        sleep(Duration::from_micros(200));
    }
}

/// Tells from the output folder whether a moment has come.
type Moment = Box<dyn Fn(&Path) -> bool>;

#[test]
fn at_the_moments_when_names_become_final() {
    let secrets = Secrets::everything(school());
    // A moment that passes between two looks is known by what comes after it: the kill then strikes a little later.
    let built = |name: &'static str| move |out: &Path| out.join(".part").join(name).exists() || out.join(name).exists();
    let last = "AM-3114999901-20260626090000-0001.anmiao";
    let moments: [(&str, Moment); 5] = [
        ("the database is made", Box::new(built("home/school.db"))),
        ("the first paper is written", Box::new(built("report.pdf"))),
        ("the sealed file is written", Box::new(built(last))),
        ("the first name is final", Box::new(|out| out.join("bureau").exists())),
        ("the report's name is final", Box::new(|out| out.join("report.pdf").exists())),
    ];
    for (number, (moment, there)) in moments.iter().enumerate() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join(format!("demo-{number}"));
        let mut child = started(&out);
        until(&mut child, || there(&out));
        kill(child);
        says_nothing(&out, &secrets);
        assert!(out.join(last).exists() || out.join(".part").exists(), "{moment}: nothing was left of the run");
        completes(&out);
    }
}
