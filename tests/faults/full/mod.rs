//! A day at school whose disk becomes full at one write after the other: database, keys and backups alike. What fails says
//! so, what was acknowledged is there, the home opens, and once there is room the same work succeeds. A second day is that
//! of a removal for cause, which changes the keys of everything.

mod day;
mod disk;

use std::fs;
use std::path::Path;
use std::process::Command;

use app::view::HomeKind;
use app::{AppError, Code};
use serde_json::{Value, json};

use crate::ground::{Answer, copy, folder};
use crate::program::{Program, names};
use day::{DAY, Day, REMOVAL, Step};

/// Fills the disk at every write of people, records and drafts, and at every `step`-th write of a backup: those write one
/// page after the other. This process takes the `part`-th of each `parts` of them.
pub fn day_by_day(part: u64, parts: u64, step: u64) -> Answer<Value> {
    let place = folder()?;
    let template = place.path().join("template");
    let program = Program::first_start(&template)?;
    day::people(&program)?;
    program.lock();
    drop(program);
    filled(place.path(), &Day::default(), DAY, [part, parts, step])
}

/// The same for the day on which somebody is removed for cause, in a home in which there is something of everything.
pub fn removal(part: u64, parts: u64, step: u64) -> Answer<Value> {
    let place = folder()?;
    let before = everything(place.path())?;
    filled(place.path(), &before, REMOVAL, [part, parts, step])
}

/// The removal for cause in a process that dies at every `step`-th write: the home opens under the old keys or the new
/// ones, holds everything, and keeps nothing of the other.
pub fn removal_cut_off(step: u64) -> Answer<Value> {
    let place = folder()?;
    let before = everything(place.path())?;
    let (template, home) = (place.path().join("template"), place.path().join("home"));
    let (mut cuts, mut removed) = (0, 0);
    for write in (1..).step_by(usize::try_from(step)?) {
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        copy(&template, &home)?;
        let child = Command::new(std::env::current_exe()?).arg("die").arg(&home).arg(write.to_string()).output()?;
        match child.status.code() {
            Some(disk::DEAD) => cuts += 1,
            Some(0) => break,
            _ => return Err(format!("write {write}: {}", String::from_utf8_lossy(&child.stderr)).into()),
        }
        let program = Program::start(&home, 3)?;
        let mut day = before.clone();
        let opened = day.login(&program).map_err(|error| format!("{:?}", error.code).into());
        let judged = opened.and_then(|()| {
            // The first thing of a removal is that the person is out, which may or may not have come to the disk.
            day.forget_account();
            day.check(&program)
        });
        judged.map_err(|error| format!("dead at write {write}: {error}"))?;
        removed += usize::from(!names(&home)?.iter().any(|path| path.ends_with(crate::ground::DATABASE)));
        program.lock();
    }
    Ok(json!({ "cuts": cuts, "removed": removed }))
}

/// The process that dies.
pub fn die(home: &Path, write: u64) -> Answer<Value> {
    let program = Program::start(home, 2)?;
    let mut day = Day::default().with_the_next_password();
    disk::dies_after(i64::try_from(write)?);
    for (name, step) in REMOVAL {
        step(&mut day, &program).map_err(|error| format!("{name} says {:?}", error.code))?;
    }
    disk::room();
    Ok(json!({ "writes": disk::counted() }))
}

/// A home in which there is something of everything, as `template`.
fn everything(place: &Path) -> Answer<Day> {
    let template = place.join("template");
    let program = Program::first_start(&template)?;
    day::people(&program)?;
    let stick = place.join("stick");
    fs::create_dir(&stick)?;
    let mut before = Day::default().with(&stick);
    for (name, step) in DAY {
        step(&mut before, &program).map_err(|error| format!("{name} says {:?}", error.code))?;
    }
    program.lock();
    drop(program);
    Ok(before.on_the_next_day())
}

fn filled(place: &Path, before: &Day, steps: &[(&'static str, Step)], [part, parts, every]: [u64; 3]) -> Answer<Value> {
    let (template, home, stick) = (place.join("template"), place.join("home"), place.join("stick"));
    let mut told = Told::default();
    let one = |write: u64, told: &mut Told| {
        for folder in [&home, &stick] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
        }
        copy(&template, &home)?;
        fs::create_dir(&stick)?;
        let hit = one_day(&mut before.clone().with(&stick), steps, &home, write, told);
        // What went wrong is about to be told, perhaps into a file.
        disk::room();
        hit.map_err(|error| format!("disk full at write {write}: {error}").into()) as Answer<bool>
    };
    if one(NEVER, &mut told)? {
        return Err("the day had no end".into());
    }
    let (rows, writes) = (told.rows, told.writes);
    for write in (1..=writes).filter(|n| *n <= rows || (n - rows) % every.max(1) == 0).filter(|n| n % parts == part) {
        told.days += 1;
        told.unfilled += u64::from(!one(write, &mut told)?);
    }
    Ok(json!({
        "days": told.days, "unfilled": told.unfilled, "writes": writes, "rows": rows, "refused": told.refused,
        "unnoticed": told.unnoticed, "steps": told.by_step,
    }))
}

/// More writes than any day has.
const NEVER: u64 = 1 << 40;

#[derive(Default)]
struct Told {
    /// Days on which the disk became full.
    days: u64,
    /// Days that ended before the write at which the disk was to become full: their order of writes was another one.
    unfilled: u64,
    /// Writes of a whole day.
    writes: u64,
    /// Those of them before the backups.
    rows: u64,
    /// Steps that said the disk is full.
    refused: u64,
    /// Days on which the disk became full and every step succeeded all the same.
    unnoticed: u64,
    /// The steps that were the first to say it, and how often.
    by_step: std::collections::BTreeMap<&'static str, u64>,
}

/// One day. Answers whether the disk became full before its end.
fn one_day(day: &mut Day, steps: &[(&'static str, Step)], home: &Path, write: u64, told: &mut Told) -> Answer<bool> {
    let program = Program::start(home, 2)?;
    let mut first = None;
    disk::full_after(i64::try_from(write)?);
    for (name, step) in steps {
        if day::COPIES.contains(name) && write == NEVER {
            told.rows = disk::counted();
        }
        match step(day, &program) {
            Ok(()) => {}
            Err(error) if is_full(&error) || first.is_some() && error.code == Code::NotLoggedIn => {
                told.refused += 1;
                first.get_or_insert((*name, *step));
            }
            Err(error) => return Err(format!("{name} says {:?}", error.code).into()),
        }
    }
    let hit = disk::is_full();
    told.writes = told.writes.max(disk::counted());
    disk::room();
    match first {
        Some((name, step)) => {
            if !hit {
                return Err(format!("{name} says that the disk is full, which it is not").into());
            }
            *told.by_step.entry(name).or_default() += 1;
            // What was typed is still in the form: with room the same press of the same button saves it. Nobody who could
            // not log in has typed anything.
            if app::home::home_state(&program.app).kind != HomeKind::Open {
                day.login(&program).map_err(|error| format!("there is room, and the login says {:?}", error.code))?;
            }
            step(day, &program).map_err(|error| format!("there is room, and {name} says {:?}", error.code))?;
        }
        None => told.unnoticed += u64::from(hit),
    }
    program.lock();
    drop(program);
    let program = Program::start(home, 3)?;
    day.login(&program).map_err(|error| format!("opening it again: {:?}", error.code))?;
    day.check(&program)?;
    program.lock();
    Ok(hit)
}

/// Whether a failure tells the person that the disk is full.
fn is_full(error: &AppError) -> bool {
    error.code == Code::DiskFull
}
