//! The program behind the window on a home of its own, as a person uses it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::view::SessionView;
use app::{App, KdfCost, Roots};
use domain::FixedClock;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::ground::{Answer, Dice, now};

/// The password of the principal.
pub const PASSWORD: &str = "山上种了七棵梨树和枣";

/// The program and its home.
pub struct Program {
    pub app: App,
}

impl Program {
    /// A program that has just been started on the home at `home`.
    pub fn start(home: &Path, seed: u64) -> Answer<Self> {
        let roots = Roots {
            clock: Arc::new(FixedClock(now()?.at())),
            random: Mutex::new(Box::new(Dice::new(seed))),
            stopwatch: |work| {
                work();
                Duration::from_secs(1)
            },
            cost: Some(KdfCost::PARSE_FLOOR),
            home: home.to_owned(),
            assets: vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/fonts"))],
            runtime: home.with_extension("run"),
        };
        Ok(Self { app: App::new(roots) })
    }

    /// Makes a school, whose principal is logged in.
    pub fn first_start(home: &Path) -> Answer<Self> {
        let program = Self::start(home, 1)?;
        let school = json!({
            "schoolName": "青坪县柳树沟小学",
            "schoolCode": "2114999902",
            "personName": "白守信",
            "posts": ["discipline_director"],
            "password": PASSWORD,
        });
        let shown = app::home::first_start_begin(&program.app, &request(school)?)?;
        let asked = shown.ask.iter().filter_map(|n| shown.groups.get(usize::try_from(*n).ok()?).cloned());
        let groups: Vec<String> = asked.collect();
        app::home::first_start_confirm(&program.app, &request(json!({ "groups": groups }))?)?;
        Ok(program)
    }

    /// Logs the principal in.
    pub fn login(&self, password: &str) -> app::Result<SessionView> {
        let login = json!({ "account": "01", "password": password, "practice": false, "clockAccepted": false });
        let login = request(login).map_err(|_| app::AppError::new(app::Code::Internal))?;
        app::home::login(&self.app, &login)
    }

    pub fn lock(&self) {
        app::home::lock(&self.app);
    }
}

/// A request of the window.
pub fn request<T: DeserializeOwned>(fields: Value) -> Answer<T> {
    Ok(serde_json::from_value(fields)?)
}

/// The names in a folder, without those that come and go with an open database.
pub fn names(folder: &Path) -> Answer<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if !name.ends_with("-shm") && !name.ends_with("-wal") {
            names.push(path);
        }
    }
    Ok(names)
}
