//! Locks the window by itself when nobody has touched it for as long as the settings say. It is counted here and not only in
//! the pages, so that a page that hangs does not keep the home open.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::App;
use tauri::{AppHandle, Emitter as _, Manager as _};

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(5);

/// When somebody last touched the window, by a clock that nobody can set.
pub struct Idle(Mutex<Instant>);

impl Idle {
    /// Counts from now.
    pub fn new() -> Self {
        Self(Mutex::new(Instant::now()))
    }
    /// Somebody is at the desk.
    pub fn touched(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }
    fn since(&self) -> Duration {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}

/// Begins to watch. The pages hear `locked` and show the way in.
pub fn watch(handle: AppHandle) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(EVERY);
            let (Some(program), Some(idle)) = (handle.try_state::<Arc<App>>(), handle.try_state::<Idle>()) else {
                continue;
            };
            match app::home::lock_after(&program) {
                // Nobody is logged in: the time begins with the next login.
                None => idle.touched(),
                Some(minutes) if idle.since() >= Duration::from_secs(minutes * 60) => {
                    // The pages blank first: locking ends with a backup, and the names must not stay on the screen for it. A
                    // page that does not hear it learns of it with its next command.
                    let _ = handle.emit("locked", serde_json::json!({ "reason": "idle" }));
                    app::home::lock(&program);
                }
                Some(_) => {}
            }
        }
    });
}
