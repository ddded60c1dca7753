//! Many cases: search beside two peers and a scan of everything, and the pages of list and case through the use cases.

use std::collections::BTreeSet;
use std::path::Path;

use app::{App, KdfCost, Roots};
use domain::FixedClock;
use rusqlite::{Connection, OpenFlags};

use crate::Done;
use crate::commits::timed;
use crate::school::{AT_ONCE, Answer, Concerns, Counting, PASSWORD, School, now, record, say, uuid};

/// Events of each concern.
const EVENTS: usize = 3;
/// Sentences of each narrative.
const SENTENCES: usize = 4;
/// Rows of a page of hits.
const PAGE: i64 = 50;
/// The peers' databases beside the store.
const TRIGRAM: &str = "trigram.db";
const LIKE: &str = "like.db";

/// Numbers in no order that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

/// Sentences of the sample's narratives and events, so that what is searched reads like what is written.
fn sentences(school: &Path) -> Answer<Vec<String>> {
    let records = domain::SchoolFile::parse(&std::fs::read(school)?).map_err(|fault| fault.to_string())?.records;
    let texts = records
        .concerns
        .iter()
        .flat_map(|c| std::iter::once(c.narrative.as_str()).chain(c.events.iter().map(|e| e.text.as_str())));
    let split = texts.flat_map(|text| text.split(['。', '；', '\n'])).map(str::trim);
    let all: BTreeSet<String> = split.filter(|s| s.chars().count() >= 8).map(str::to_owned).collect();
    if all.len() < 50 { Err("too few sentences".into()) } else { Ok(all.into_iter().collect()) }
}

/// Enters `count` concerns with three events each, no two alike, without measuring.
pub fn fill(school: &Path, folder: &Path, count: usize) -> Done {
    let concerns = Concerns::of(school)?;
    let sentences = sentences(school)?;
    let here = School::open(folder)?;
    let at = now()?;
    let (mut random, mut dice) = (Counting(2), Dice(7));
    let mut sentence = || sentences.get(dice.below(sentences.len())).cloned().unwrap_or_default();
    let mut done = 0;
    while done < count {
        let until = count.min(done + AT_ONCE);
        let mut new = Vec::new();
        for n in done..until {
            let mut concern = concerns.nth(n)?;
            let narrative: Vec<String> = (0..SENTENCES).map(|_| sentence()).collect();
            concern.narrative = format!("{}。第{n}次。", narrative.join("。"));
            let first = concern.events.first().cloned().ok_or("no event")?;
            concern.events.resize(EVENTS, first);
            for event in concern.events.iter_mut().skip(1) {
                event.kind = domain::noun::EventKind::Note;
                event.state = None;
                event.text = sentence();
            }
            new.push(concern);
        }
        here.store.write(|tx| new.iter().try_for_each(|concern| record(tx, concern, uuid(&mut random), at)))?;
        done = until;
    }
    Ok(here.store.close()?)
}

/// The texts of every concern, as the store says what is searched of one.
fn everything(here: &School) -> Answer<Vec<(i64, String, Vec<String>)>> {
    let raw = here.raw()?;
    let mut statement = raw.prepare("SELECT position FROM concern ORDER BY position")?;
    let places = statement.query_map([], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut all = Vec::new();
    for places in places.chunks(AT_ONCE) {
        for found in here.store.read(|tx| store::search::texts(tx, places))? {
            let parts = found.parts.into_iter().map(|part| part.text).collect();
            all.push((found.position, found.id, parts));
        }
    }
    Ok(all)
}

/// The same texts in an FTS5 trigram index and in a plain table, both without a key.
pub fn peers(folder: &Path) -> Done {
    let here = School::open(folder)?;
    let all = everything(&here)?;
    for (name, sql) in [
        (TRIGRAM, "CREATE VIRTUAL TABLE texts USING fts5 (body, tokenize = 'trigram')"),
        (LIKE, "CREATE TABLE texts (body TEXT NOT NULL)"),
    ] {
        let path = folder.join(name);
        let _ = std::fs::remove_file(&path);
        let mut conn = opened(&path)?;
        conn.execute_batch(sql)?;
        let tx = conn.transaction()?;
        {
            let mut put = tx.prepare("INSERT INTO texts (rowid, body) VALUES (?1, ?2)")?;
            for (position, _, parts) in &all {
                put.execute((position, parts.join("\n")))?;
            }
        }
        tx.commit()?;
    }
    Ok(())
}

/// A peer's file, which is made when it is not there.
fn opened(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

/// Searches for pieces of the texts of each length on all sides in turns, the first page of hits each; prints the
/// milliseconds, and how many hits of ours a scan of everything does not have, or has beside them.
pub fn search(folder: &Path, queries: usize) -> Done {
    let here = School::open(folder)?;
    let all = everything(&here)?;
    // A search looks past punctuation and blanks, and so must the scan: “的，是” holds “的是”.
    let bare = |text: &String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let plain: Vec<(String, Vec<String>)> =
        all.iter().map(|(_, id, parts)| (id.clone(), parts.iter().map(bare).collect())).collect();
    let (trigram, like) = (opened(&folder.join(TRIGRAM))?, opened(&folder.join(LIKE))?);
    let mut dice = Dice(11);
    let mut told = serde_json::Map::new();
    for length in [1, 2, 4, 8, 15] {
        let (mut ours, mut by_trigram, mut by_like) = (Vec::new(), Vec::new(), Vec::new());
        let (mut missing, mut extra, mut hits) = (0, 0, 0);
        let mut asked = 0;
        while asked < queries {
            let Some(words) = piece(&all, &mut dice, length) else { continue };
            asked += 1;
            ours.push(timed(|| {
                here.store.read(|tx| store::search::find(tx, &words, PAGE))?;
                Ok(())
            })?);
            // Below three characters a trigram index has nothing to look up, and its own LIKE reads everything.
            let (sql, given) = if length < 3 {
                ("SELECT rowid FROM texts WHERE body LIKE ?1 ORDER BY rowid DESC LIMIT 50", format!("%{words}%"))
            } else {
                ("SELECT rowid FROM texts WHERE texts MATCH ?1 ORDER BY rowid DESC LIMIT 50", format!("\"{words}\""))
            };
            by_trigram.push(timed(|| rows(&trigram, sql, &given))?);
            let sql = "SELECT rowid FROM texts WHERE body LIKE ?1 ORDER BY rowid DESC LIMIT 50";
            by_like.push(timed(|| rows(&like, sql, &format!("%{words}%")))?);
            let found: BTreeSet<String> =
                here.store.read(|tx| store::search::find(tx, &words, i64::MAX))?.into_iter().collect();
            let there = |parts: &[String]| parts.iter().any(|text| text.contains(&words));
            let scanned: BTreeSet<&String> = plain.iter().filter(|(_, p)| there(p)).map(|(id, _)| id).collect();
            missing += scanned.iter().filter(|id| !found.contains(**id)).count();
            extra += found.iter().filter(|id| !scanned.contains(id)).count();
            hits += scanned.len();
        }
        told.insert(
            length.to_string(),
            serde_json::json!({ "ours": ours, "trigram": by_trigram, "like": by_like, "missing": missing, "extra": extra,
                "hits": hits }),
        );
    }
    say(&serde_json::Value::Object(told))
}

/// A piece of a text, as long as asked, of characters that no peer takes for a sign of its own.
fn piece(all: &[(i64, String, Vec<String>)], dice: &mut Dice, length: usize) -> Option<String> {
    let (_, _, parts) = all.get(dice.below(all.len()))?;
    let text: Vec<char> = parts.get(dice.below(parts.len()))?.chars().collect();
    let from = dice.below(text.len().checked_sub(length)? + 1);
    let piece: String = text.get(from..from + length)?.iter().collect();
    let plain = piece.chars().all(|c| c.is_alphanumeric() && !c.is_ascii());
    plain.then_some(piece)
}

fn rows(conn: &Connection, sql: &str, words: &str) -> Done {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([words])?;
    while rows.next()?.is_some() {}
    Ok(())
}

/// Opens the list, its later pages and its filters, and single cases, through the use cases; prints the milliseconds.
pub fn pages(folder: &Path, rounds: usize) -> Done {
    let app = program(folder)?;
    let newest = list(&app, serde_json::json!({ "limit": 500 }))?;
    let ids: Vec<String> = newest.rows.into_iter().map(|row| row.id).collect();
    let mut dice = Dice(13);
    let (mut first, mut later, mut filtered, mut searched, mut record, mut case) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        first.push(timed(|| whole(list(&app, serde_json::json!({}))?.rows.len()))?);
        let after = u32::try_from(1_000 + dice.below(90_000))?;
        later.push(timed(|| whole(list(&app, serde_json::json!({ "after": after }))?.rows.len()))?);
        let kind = serde_json::json!({ "kind": "sign", "state": "registered" });
        filtered.push(timed(|| whole(list(&app, kind.clone())?.rows.len()))?);
        searched.push(timed(|| whole(list(&app, serde_json::json!({ "text": "同学" }))?.rows.len()))?);
        let id = serde_json::json!({ "id": ids.get(dice.below(ids.len())).ok_or("no concern")? });
        record.push(timed(|| {
            app::concern::concern_get(&app, &serde_json::from_value(id.clone())?).map_err(told)?;
            Ok(())
        })?);
        case.push(timed(|| {
            app::handling::case_get(&app, &serde_json::from_value(id.clone())?).map_err(told)?;
            Ok(())
        })?);
    }
    say(
        &serde_json::json!({ "first": first, "later": later, "filtered": filtered, "searched": searched, "record": record,
        "case": case }),
    )
}

fn whole(rows: usize) -> Done {
    if rows > 0 { Ok(()) } else { Err("an empty page".into()) }
}

fn list(app: &App, request: serde_json::Value) -> Answer<app::view::ConcernListView> {
    app::concern::concern_list(app, &serde_json::from_value(request)?).map_err(told)
}

fn told(error: app::AppError) -> Box<dyn std::error::Error> {
    format!("{:?} {:?}", error.code, error.args).into()
}

/// The program on the practice home of a folder, with its principal logged in.
fn program(folder: &Path) -> Answer<App> {
    let app = App::new(Roots {
        clock: std::sync::Arc::new(FixedClock(now()?.at())),
        random: std::sync::Mutex::new(Box::new(Counting(5))),
        stopwatch: |work| {
            let began = std::time::Instant::now();
            work();
            began.elapsed()
        },
        cost: Some(KdfCost::FLOOR),
        home: folder.to_owned(),
        assets: Vec::new(),
        runtime: folder.join("run"),
    });
    let request = serde_json::json!({ "account": "01", "password": PASSWORD, "practice": true, "clockAccepted": true });
    app::home::login(&app, &serde_json::from_value(request)?).map_err(told)?;
    Ok(app)
}
