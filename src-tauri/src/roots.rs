//! What enters the program here: the machine's clock and random source, the home, the runtime folder, the fonts.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::Roots;
use chrono::{DateTime, FixedOffset, SubsecRound as _};
use domain::{Clock, Random};
use rand::rand_core::TryRng as _;
use tauri::{AppHandle, Manager as _};

/// The folder of all data inside the system's data folder, and of plain papers inside its runtime folder.
const FOLDER: &str = "anmiao";

struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "a composition root")]
    fn now(&self) -> DateTime<FixedOffset> {
        chrono::Utc::now().trunc_subsecs(3).with_timezone(&domain::beijing())
    }
}

struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, out: &mut [u8]) {
        // Keys made from anything weaker would be worse than no program, so it stops here when the system has none.
        if rand::rngs::SysRng.try_fill_bytes(out).is_err() {
            std::process::abort();
        }
    }
}

fn stopwatch(work: &mut dyn FnMut()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// The roots of the window. `ANMIAO_HOME` moves the home, `ANMIAO_ASSETS` the fonts.
///
/// # Errors
/// When the system has no data folder.
pub fn roots(app: &AppHandle) -> tauri::Result<Roots> {
    let home = match std::env::var_os("ANMIAO_HOME") {
        Some(home) => PathBuf::from(home),
        None => app.path().local_data_dir()?.join(FOLDER),
    };
    let runtime = app.path().runtime_dir().or_else(|_| app.path().cache_dir())?.join(FOLDER);
    let mut places: Vec<PathBuf> = std::env::var_os("ANMIAO_ASSETS").map(PathBuf::from).into_iter().collect();
    if let Ok(program) = std::env::current_exe()
        && let Some(dir) = program.parent()
    {
        places.push(dir.join("assets"));
    }
    places.extend(app.path().resource_dir().ok().map(|d| d.join("assets")));
    places.push(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets")));
    Ok(Roots {
        clock: Arc::new(MachineClock),
        random: Mutex::new(Box::new(SystemRandom)),
        stopwatch,
        cost: None,
        home,
        assets: places.into_iter().map(|p| p.join("fonts")).collect(),
        runtime,
    })
}
