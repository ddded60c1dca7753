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

/// How long a whole run takes now, on this machine beside the other tests.
fn duration() -> Duration {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let began = Instant::now();
    assert!(started(&folder.path().join("demo")).wait().expect("an end").success());
    began.elapsed()
}

#[test]
fn at_twenty_moments_of_the_run() {
    let secrets = Secrets::everything(school());
    let whole = duration();
    let mut random = Seeded::new(20);
    let mut struck = 0;
    // Each folder is killed several times over before it may finish: every run but the first starts on a leftover.
    for round in 0..4 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join(format!("demo-{round}"));
        for _ in 0..5 {
            let child = started(&out);
            let thousandth = u32::try_from(random.below(1000)).expect("a small number");
            sleep(whole * thousandth / 1000);
            struck += usize::from(kill(child));
            says_nothing(&out, &secrets);
        }
        completes(&out);
    }
    assert!(struck >= 10, "only {struck} runs were still under way when they were killed");
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
