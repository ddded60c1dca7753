//! Attachments: a program that adds them is killed at any moment, and bits of the encrypted files turn over.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use app::Code;
use app::attachment::{attachment_add, attachment_export, attachment_list};
use app::view::{AttachmentRow, AttachmentsView};
use serde_json::{Value, json};

use crate::ground::{Answer, Dice, folder};
use crate::program::{PASSWORD, Program, request};

/// The record that everything is added to.
const RECORD: &str = "ZG-2026-001";
/// The adding goes on for at most so long before the kill (ms).
const LONGEST: usize = 90;
/// Attachments whose bits turn over.
const FILES: usize = 6;

/// The content of a file: longer than a piece of the cipher, and another one for each.
fn content(n: usize) -> Vec<u8> {
    let mut out = format!("%PDF-1.4\n{n}\n").into_bytes();
    let mut dice = Dice::new(u64::try_from(n).unwrap_or_default() + 7);
    out.extend((0..90_000 + 1000 * (n % 60)).map(|_| u8::try_from(dice.below(256)).unwrap_or_default()));
    out
}

/// A home with a ledger item.
fn school(home: &Path) -> Answer<()> {
    let program = Program::first_start(home)?;
    let me = app::home::session(&program.app)?.person_id;
    let item = json!({
        "area": "resources", "problem": "操场东北角监控盲区，夜间照明不足。", "source": "自查", "level": "ordinary",
        "foundOn": "2026-06-18", "measures": "加装摄像头一台，逐周检查。", "ownerId": me, "leaderId": me,
        "verifierId": null, "deadline": "2026-06-30",
    });
    let saved = app::ledger::ledger_record(&program.app, &request(item)?)?;
    if saved.id != RECORD {
        return Err(format!("the item is {}", saved.id).into());
    }
    program.lock();
    Ok(())
}

fn opened(home: &Path, seed: u64) -> Answer<Program> {
    let program = Program::start(home, seed)?;
    program.login(PASSWORD)?;
    Ok(program)
}

fn listed(program: &Program) -> Answer<AttachmentsView> {
    Ok(attachment_list(&program.app, &request(json!({ "kind": "ledger", "id": RECORD }))?)?)
}

fn add(program: &Program, desk: &Path, n: usize) -> Answer<()> {
    let path = desk.join(format!("{n}.pdf"));
    fs::File::create(&path).and_then(|mut file| file.write_all(&content(n)))?;
    let pick = json!({ "kind": "ledger", "id": RECORD, "about": "", "source": "", "note": "", "keepOriginal": false });
    let done = attachment_add(&program.app, &request(pick)?, std::slice::from_ref(&path))?;
    fs::remove_file(path)?;
    match (done.added, done.refused.first()) {
        (1, None) => Ok(()),
        (_, refused) => Err(format!("file {n} was not added: {:?}", refused.map(|r| r.error.code)).into()),
    }
}

/// The program that is killed: adds files and tells each one that is kept on a line of its own.
pub fn write(home: &Path) -> Answer<Value> {
    let program = opened(home, u64::from(std::process::id()))?;
    let mut next = listed(&program)?.rows.len();
    let mut out = stdout().lock();
    writeln!(out, "ready")?;
    out.flush()?;
    let desk = home.with_extension("desk");
    fs::create_dir_all(&desk)?;
    loop {
        add(&program, &desk, next)?;
        next += 1;
        writeln!(out, "{next}")?;
        out.flush()?;
    }
}

/// Kills `count` programs that add files, and opens everything that they had acknowledged.
pub fn kills(count: usize, seed: u64) -> Answer<Value> {
    let place = folder()?;
    let home = place.path().join("home");
    school(&home)?;
    let mut dice = Dice::new(seed);
    let (mut acknowledged, mut unfinished, mut before) = (0, 0, 0);
    for round in 0..count {
        let said = struck(&home, &mut dice)?.max(before);
        let program = opened(&home, 3)?;
        let rows = listed(&program)?.rows;
        if rows.len() < said || rows.len() > said + 1 {
            return Err(format!("round {round}: {said} were acknowledged and {} are there", rows.len()).into());
        }
        let out = place.path().join("out.pdf");
        for (n, row) in rows.iter().enumerate().skip(before.saturating_sub(1)) {
            if saved(&program, row, &out)? != content(n) {
                return Err(format!("round {round}: file {n} is not what was added").into());
            }
        }
        let waiting = fs::read_dir(home.join("files").join("new")).map_or(0, |entries| entries.count());
        // Each kill may leave one, which goes a day later.
        if waiting > round + 1 {
            return Err(format!("round {round}: {waiting} files wait without a row").into());
        }
        acknowledged += said - before;
        unfinished += rows.len() - said;
        before = rows.len();
        program.lock();
    }
    Ok(json!({ "rounds": count, "acknowledged": acknowledged, "unacknowledged": unfinished }))
}

/// The content of an attachment as it is written to where somebody asked for it.
fn saved(program: &Program, row: &AttachmentRow, out: &Path) -> Answer<Vec<u8>> {
    attachment_export(&program.app, &request(json!({ "id": row.id, "original": false }))?, out)?;
    Ok(fs::read(out)?)
}

fn struck(home: &Path, dice: &mut Dice) -> Answer<usize> {
    let mut child = Command::new(std::env::current_exe()?).arg("attach").arg(home).stdout(Stdio::piped()).spawn()?;
    let lines = BufReader::new(child.stdout.take().ok_or("no pipe")?);
    let (began, starts) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut last = 0;
        for line in lines.lines() {
            // A line that the kill cut off was not acknowledged.
            let Ok(line) = line else { break };
            let _ = began.send(());
            last = line.parse().unwrap_or(last);
        }
        last
    });
    let _ = starts.recv_timeout(Duration::from_secs(60));
    std::thread::sleep(Duration::from_millis(u64::try_from(dice.below(LONGEST))?));
    if let Some(status) = child.try_wait()? {
        return Err(format!("the program ended by itself: {status}").into());
    }
    child.kill()?;
    child.wait()?;
    reader.join().map_err(|_| "the reader broke".into())
}

/// Turns over `count` bits of the encrypted files, one at a time: each is told by the record's number, the file cannot be
/// opened, nothing in the clear is left of it, and everything else can.
pub fn flips(count: usize, seed: u64) -> Answer<Value> {
    let place = folder()?;
    let (home, desk) = (place.path().join("home"), place.path().join("desk"));
    school(&home)?;
    fs::create_dir(&desk)?;
    let program = opened(&home, 5)?;
    (0..FILES).try_for_each(|n| add(&program, &desk, n))?;
    let rows = listed(&program)?.rows;
    let files = stored(&home.join("files"))?;
    if files.len() != FILES {
        return Err(format!("{} files of {FILES}", files.len()).into());
    }
    let mut dice = Dice::new(seed);
    let out = place.path().join("out.pdf");
    for flip in 0..count {
        let path = files.get(flip % FILES).ok_or("no file")?;
        let whole = fs::read(path)?;
        let mut damaged = whole.clone();
        *damaged.get_mut(dice.below(whole.len())).ok_or("behind the end")? ^= 1 << dice.below(8);
        fs::File::create(path).and_then(|mut file| file.write_all(&damaged))?;
        app::care::check(&program.app);
        let told = app::home::session(&program.app)?.alarms.into_iter().find(|a| a.code == "attachments_missing");
        if told.and_then(|a| a.args.get("records").cloned()) != Some(RECORD.into()) {
            return Err(format!("flip {flip}: nobody noticed").into());
        }
        let mut refused = 0;
        for row in &rows {
            let _ = fs::remove_file(&out);
            let asked = request(json!({ "id": row.id, "original": false }))?;
            match attachment_export(&program.app, &asked, &out) {
                Ok(_) => {}
                Err(e) if e.code == Code::AttachmentDamaged && !out.exists() => refused += 1,
                Err(e) => return Err(format!("flip {flip}: {:?}", e.code).into()),
            }
        }
        if refused != 1 {
            return Err(format!("flip {flip}: {refused} files were refused").into());
        }
        fs::File::create(path).and_then(|mut file| file.write_all(&whole))?;
    }
    Ok(json!({ "flips": count, "noticed": count }))
}

fn stored(folder: &Path) -> Answer<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(stored(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
