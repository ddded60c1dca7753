//! A program that writes, killed at any moment: what it had said was saved is there.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _, stdout};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::ground::{Answer, DATABASE, Dice, Ground, LOG, copy, folder};

/// So many kills strike one home after the other before it is made anew.
const KILLS_OF_ONE_HOME: usize = 10;
/// The writing goes on for at most so long before the kill (ms).
const LONGEST: usize = 60;

/// Enters concerns until it is killed, and tells each one that is saved on a line of its own.
pub fn write(school: &Path, home: &Path) -> Answer<Value> {
    let ground = Ground::at(school, home)?;
    let mut next = ground.entered(home)?;
    let store = ground.open(home)?;
    let mut out = stdout().lock();
    writeln!(out, "ready")?;
    out.flush()?;
    loop {
        ground.enter(&store, next)?;
        next += 1;
        writeln!(out, "{next}")?;
        out.flush()?;
    }
}

/// Kills `count` writers and looks for everything that they had acknowledged.
pub fn rounds(school: &Path, count: usize, seed: u64) -> Answer<Value> {
    let place = folder()?;
    let (template, home, look) = (place.path().join("template"), place.path().join("home"), place.path().join("look"));
    let ground = Ground::make(school, &template)?;
    let mut dice = Dice::new(seed);
    let (mut before, mut acknowledged, mut unfinished, mut with_log) = (0, 0, 0, 0);
    for round in 0..count {
        if round % KILLS_OF_ONE_HOME == 0 {
            if home.exists() {
                fs::remove_dir_all(&home)?;
            }
            copy(&template, &home)?;
            before = 0;
        }
        let said = struck(school, &home, &mut dice)?.max(before);
        with_log += usize::from(fs::metadata(home.join(LOG)).is_ok_and(|log| log.len() > 0));
        // A copy is looked at, so that the next writer itself opens what the kill has left.
        if look.exists() {
            fs::remove_dir_all(&look)?;
        }
        fs::create_dir_all(&look)?;
        for name in [DATABASE, LOG] {
            if home.join(name).exists() {
                fs::copy(home.join(name), look.join(name))?;
            }
        }
        let found = ground.entered(&look).map_err(|error| format!("round {round}: {error}"))?;
        if found < said || found > said + 1 {
            return Err(format!("round {round}: {said} commits were acknowledged, {found} are there").into());
        }
        acknowledged += said - before;
        unfinished += found - said;
        before = found;
    }
    Ok(json!({ "rounds": count, "acknowledged": acknowledged, "unacknowledged": unfinished, "withLog": with_log }))
}

/// Starts a writer, kills it, and answers the number of the last commit that it acknowledged.
fn struck(school: &Path, home: &Path, dice: &mut Dice) -> Answer<usize> {
    let mut child =
        Command::new(std::env::current_exe()?).arg("write").args([school, home]).stdout(Stdio::piped()).spawn()?;
    let lines = BufReader::new(child.stdout.take().ok_or("no pipe")?);
    let (began, starts) = std::sync::mpsc::channel();
    let reader = thread::spawn(move || {
        let mut last = 0;
        for line in lines.lines() {
            // A line that the kill cut off was not acknowledged.
            let Ok(line) = line else { break };
            let _ = began.send(());
            last = line.parse().unwrap_or(last);
        }
        last
    });
    // One kill in eight strikes while the home is being opened.
    if dice.below(8) > 0 {
        let _ = starts.recv_timeout(Duration::from_secs(30));
    }
    let until = Instant::now() + Duration::from_micros(u64::try_from(dice.below(LONGEST * 1000))?);
    thread::sleep(until.saturating_duration_since(Instant::now()));
    end(&mut child)?;
    reader.join().map_err(|_| "the reader broke".into())
}

/// SIGKILL on Unix. A writer that ended by itself had something to say on its standard error.
fn end(child: &mut Child) -> Answer<()> {
    if let Some(status) = child.try_wait()? {
        return Err(format!("the writer ended by itself: {status}").into());
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}
