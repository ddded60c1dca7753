//! An import of a workbook into a new home, from the file to the commit.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Stopwatch};

use app::{App, KdfCost, Roots, view};
use domain::FixedClock;
use serde_json::{Value, json};

use crate::Done;
use crate::school::{Counting, PASSWORD, now};

/// A request of this shape.
fn ask<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value)
}

/// A program with an empty home in `folder`, past its first start.
fn started(folder: &Path) -> Result<App, Box<dyn std::error::Error>> {
    let app = App::new(Roots {
        clock: Arc::new(FixedClock(now()?.at())),
        random: Mutex::new(Box::new(Counting(3))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: folder.join("home"),
        assets: vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/fonts"))],
        runtime: folder.join("run"),
    });
    let request = json!({"schoolName": "青坪县柳树沟学校", "schoolCode": "3114999902", "personName": "白守信",
        "posts": ["discipline_director"], "password": PASSWORD});
    let code = app::home::first_start_begin(&app, &ask(request)?)?;
    let groups: Vec<&String> =
        code.ask.iter().filter_map(|i| code.groups.get(usize::try_from(*i).unwrap_or_default())).collect();
    app::home::first_start_confirm(&app, &ask(json!({ "groups": groups }))?)?;
    Ok(app)
}

/// Imports every row of the first sheet and prints the milliseconds from the file to the commit, and how many were added.
pub fn import(book: &Path, folder: &Path) -> Done {
    let app = started(folder)?;
    let begun = Stopwatch::now();
    let file = app::roster::roster_pick(&app, book)?;
    let plan = app::roster::roster_plan(&app, &ask(json!({"token": file.token, "show": null}))?)?;
    let request = json!({"token": file.token, "digest": plan.digest, "confirmed": [], "leaving": [], "leftOn": null,
        "leftReason": null});
    let done: view::RosterDoneView = app::roster::roster_apply(&app, &ask(request)?)?;
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    crate::school::say(&json!({"ms": took, "added": done.added}))
}
