//! A home with a stick beside it, under a clock that the test moves.
#![allow(dead_code, reason = "only the tests of backups and restores stand on it")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::view::*;
use app::{App, KdfCost, Roots};
use domain::{Clock, Instant};

use super::Seeded;

pub const PASSWORD: &str = "山上种了七棵梨树和枣";

/// A clock that a test moves.
#[derive(Clone)]
pub struct HandClock(Arc<Mutex<Instant>>);

impl HandClock {
    pub fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(Instant::parse(text).unwrap())))
    }
    pub fn go(&self, text: &str) {
        *self.0.lock().unwrap() = Instant::parse(text).unwrap();
    }
}

impl Clock for HandClock {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.lock().unwrap().at()
    }
}

pub fn program(home: &Path, seed: u64, clock: &HandClock) -> App {
    App::new(Roots {
        clock: Arc::new(clock.clone()),
        random: Mutex::new(Box::new(Seeded(seed))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: home.to_owned(),
        assets: vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts"))],
        runtime: home.with_extension("run"),
    })
}

/// A home past its first start, and its recovery code.
pub fn started(app: &App, code: &str) -> Vec<String> {
    let request = FirstStartRequest {
        school_name: "青坪县柳树沟小学".into(),
        school_code: code.into(),
        person_name: "白守信".into(),
        posts: vec![],
        password: PASSWORD.into(),
    };
    let shown = app::home::first_start_begin(app, &request).unwrap();
    let groups = shown.ask.iter().map(|i| shown.groups[*i as usize].clone()).collect();
    app::home::first_start_confirm(app, &ConfirmRequest { groups }).unwrap();
    shown.groups
}

pub fn add_staff(app: &App, name: &str) {
    app::roster::add_staff(app, &AddStaffRequest { name: name.into(), post: "教师".into() }).unwrap();
}

pub fn staff(app: &App) -> Vec<String> {
    let mut names: Vec<String> = app::roster::staff_list(app).unwrap().into_iter().map(|s| s.name).collect();
    names.sort();
    names
}

pub fn login(app: &App) -> app::Result<SessionView> {
    let request =
        serde_json::json!({ "account": "01", "password": PASSWORD, "practice": false, "clockAccepted": false });
    app::home::login(app, &serde_json::from_value(request).unwrap())
}

pub fn with_password(token: String) -> RestoreRequest {
    RestoreRequest { token, account: "01".into(), password: PASSWORD.into(), groups: vec![] }
}

pub fn names(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else { return vec![] };
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub fn database(home: &Path) -> PathBuf {
    let keys: serde_json::Value = serde_json::from_slice(&std::fs::read(home.join("keys.json")).unwrap()).unwrap();
    home.join(keys["keys"]["dbFile"].as_str().unwrap())
}

/// A temporary folder, the home in it, a stick beside it, and a program with one teacher recorded.
pub struct Ground {
    _dir: tempfile::TempDir,
    pub home: PathBuf,
    pub stick: PathBuf,
    pub clock: HandClock,
    pub app: App,
    pub groups: Vec<String>,
}

pub fn ground(seed: u64) -> Ground {
    let dir = tempfile::tempdir().unwrap();
    let (home, stick) = (dir.path().join("home"), dir.path().join("stick"));
    std::fs::create_dir(&stick).unwrap();
    let clock = HandClock::at("2026-06-20T09:30:00+08:00");
    let app = program(&home, seed, &clock);
    let groups = started(&app, "2114999902");
    add_staff(&app, "金墨白");
    Ground { _dir: dir, home, stick, clock, app, groups }
}
