//! What the tests share: where the programs are, one finished demo, and how a program ended.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use packet::profile;
use packet::seal::AgeIdentity;
use packet::verify::Question;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use serde_json::Value;
use tempfile::TempDir;

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The command line program, built with the tests into the folder above theirs.
pub fn anmiao() -> PathBuf {
    let this = std::env::current_exe().expect("the path of this test");
    let folder = this.ancestors().nth(2).expect("tests lie in a folder of their own");
    let program = folder.join("anmiao");
    assert!(program.exists(), "{} is missing: cargo build --workspace --bins", program.display());
    program
}

/// How a program ended and what it said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Said {
    pub fn run(command: &mut Command) -> Self {
        let output = command.output();
        output.unwrap_or_else(|e| panic!("{} does not start: {e}", command.get_program().display())).into()
    }

    /// Everything it said, for messages of tests.
    pub fn all(&self) -> String {
        format!("exit {:?}: {}{}", self.code, self.out, self.err)
    }

    pub fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.all());
        self
    }

    /// Checks that it ended with `code` and said why in exactly one plain Chinese line on stderr; answers that line.
    pub fn refused(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{}", self.all());
        plain(&self.err)
    }
}

/// Checks that a text is one plain Chinese line without a trace of the program's inside, and answers it.
pub fn plain(text: &str) -> &str {
    let line = text.strip_suffix('\n').unwrap_or_else(|| panic!("a line ends with a line end: {text:?}"));
    assert!(!line.contains('\n') && line.chars().count() < 300, "one short line, not: {text}");
    assert!(line.chars().any(|c| ('一'..='龥').contains(&c)), "Chinese, not: {text}");
    for trace in ["panicked", "RUST_BACKTRACE", "backtrace", ".rs:", "Error(", "unwrap", "{", "}"] {
        assert!(!line.contains(trace), "“{trace}” in: {text}");
    }
    line
}

/// `anmiao` with every folder that a program may use by default inside `own`.
pub fn anmiao_in(own: &Path) -> Command {
    let mut command = Command::new(anmiao());
    for (variable, folder) in FOLDERS {
        let folder = own.join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        command.env(variable, folder);
    }
    // A zone of its own, so that a test which asks for another one compares two.
    command.env("RUST_BACKTRACE", "1").env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    command
}

/// The variables that say where a program may leave something, and the folder each points to here.
pub const FOLDERS: [(&str, &str); 7] = [
    ("HOME", "home"),
    ("TMPDIR", "tmp"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_RUNTIME_DIR", "run"),
];

/// `anmiao demo` with its own folders beside `out`.
pub fn demo_command(school: &Path, out: &Path, seed: u64) -> Command {
    let mut command = anmiao_in(&beside(out));
    command.args(["demo", "--seed", &seed.to_string(), "--school"]).arg(school).arg("--out").arg(out);
    command
}

/// Where the folders of a run with this output are.
pub fn beside(out: &Path) -> PathBuf {
    out.with_extension("own")
}

/// A finished demo of the sample school.
pub struct Demo {
    pub out: PathBuf,
    pub said: Said,
}

impl Demo {
    pub fn path(&self, name: &str) -> PathBuf {
        self.out.join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.read(name)).expect("JSON")
    }

    pub fn sealed(&self) -> PathBuf {
        sealed_in(&self.out)
    }

    /// The question of a bureau that has its key and trusts its own profile.
    pub fn trusting(&self) -> Question {
        let key = String::from_utf8(self.read("bureau/age.key")).expect("text");
        Question {
            key: Some(AgeIdentity::from_file(&key).expect("an age identity")),
            profile: Some(profile::read(&self.read("bureau/profile.jws")).expect("a profile")),
            ..Question::default()
        }
    }

    /// A copy to spoil.
    pub fn copy(&self) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("demo");
        copy_folder(&self.out, &out);
        (folder, out)
    }
}

pub fn sealed_in(out: &Path) -> PathBuf {
    let sealed = names_in(out).into_iter().filter(|n| n.ends_with(".anmiao")).collect::<Vec<_>>();
    assert_eq!(sealed.len(), 1, "one sealed file, not {sealed:?}");
    out.join(&sealed[0])
}

/// The names in a folder, sorted; none when it is not there.
pub fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Every file under a folder, by its path from there, sorted.
pub fn files_under(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            files.extend(files_under(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            files.push(name);
        }
    }
    files
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for name in files_under(from) {
        let target = to.join(&name);
        fs::create_dir_all(target.parent().expect("a folder above")).expect("a folder");
        fs::copy(from.join(&name), target).expect("a copy");
    }
}

pub fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    File::create(path).and_then(|mut file| file.write_all(bytes.as_ref())).expect("a written file");
}

/// The demo that most tests look at, made once with seed 1. Nobody may change it.
pub fn sample() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| made("sample", 1))
}

/// Another demo of the same school, with other keys and another bureau.
pub fn other() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| made("other", 2))
}

fn made(name: &str, seed: u64) -> Demo {
    // A test process cannot clean up what all of its tests share, so each one removes what ended ones have left.
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suite");
    for process in names_in(&all) {
        if !Path::new("/proc").join(&process).exists() {
            let _ = fs::remove_dir_all(all.join(process));
        }
    }
    let folder = all.join(std::process::id().to_string());
    fs::create_dir_all(&folder).expect("a folder");
    let out = folder.join(name);
    let said = Said::run(&mut demo_command(&school_file(), &out, seed)).succeeded();
    Demo { out, said }
}

pub fn school_file() -> PathBuf {
    root().join("assets/sample/school.json")
}

/// The sample school's file, read once.
pub fn school() -> &'static Value {
    static SCHOOL: OnceLock<Value> = OnceLock::new();
    SCHOOL.get_or_init(|| {
        let text = fs::read(school_file()).expect("the sample school is there");
        serde_json::from_slice(&text).expect("the sample school is JSON")
    })
}

/// The sample school with one change, written to a file.
pub fn changed_school(folder: &Path, change: impl FnOnce(&mut Value)) -> PathBuf {
    let mut changed = school().clone();
    change(&mut changed);
    let path = folder.join("school.json");
    put(&path, changed.to_string());
    path
}

/// A checker of tests/tools.
pub fn tool(name: &str, arguments: &[&Path], words: &[&str]) -> Said {
    let path = root().join("tests/tools").join(name);
    let mut command = if name.ends_with(".py") {
        let mut python = Command::new(root().join("target/venv/bin/python"));
        python.arg(path);
        python
    } else {
        Command::new(path)
    };
    Said::run(command.args(words).args(arguments))
}

/// The text of a PDF by `pdftotext -raw`, page by page, without white space.
pub fn pages(pdf: &Path) -> Vec<String> {
    let said = Said::run(Command::new("pdftotext").arg("-raw").arg(pdf).arg("-")).succeeded();
    let mut pages: Vec<String> = said.out.split('\u{c}').map(squeezed).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "every page ends with a form feed");
    pages
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is a text in {value}"))
}

pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list"))
}

pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("an instant")
}

/// Randomness that is the same in every run.
pub struct Seeded(ChaCha20Rng);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha20Rng::seed_from_u64(seed))
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(bound).expect("a size")).expect("a size")
    }
}

impl domain::Random for Seeded {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}
