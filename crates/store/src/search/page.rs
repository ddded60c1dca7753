//! Pages and counts of the concerns that contain the words, pass the filter and may be seen: what is in the index, what
//! still waits for it, and what was corrected, in the order of entry.

use std::collections::BTreeSet;

use super::filter::{Conditions, Filter, Sight, conditions};
use super::index::waiting;
use super::letters;
use super::texts::{list, texts};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, text};
use crate::table::concern::{ConcernLine, lines};
use crate::tx::ReadTx;

/// A count stops here: more than anybody reads, and counting all of a hundred thousand takes longer than the page.
const COUNTED: i64 = 1000;
/// More than may ever wait at the end of a transaction.
const ALL_WAITING: i64 = 10_000;

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The words; none, or none with a letter in it, for every concern.
    pub words: Option<&'a str>,
    /// What the list is narrowed down to.
    pub filter: &'a Filter,
    /// What the person sees; `None` for all.
    pub sight: Option<&'a Sight>,
    /// The corrected concerns that pass filter and sight as they read now. No other corrected one is in the answer.
    pub corrected: &'a [ConcernLine],
}

/// How many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them, or as many as were counted.
    pub total: i64,
    /// Those that are not finished.
    pub open: i64,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// The words as the index has them, with the concerns whose texts were read for it.
struct Words {
    query: String,
    /// Places of the waiting concerns that contain the words.
    live: Vec<i64>,
}

const NOT_CORRECTED: &str = "concern.id NOT IN (SELECT object_id FROM correction WHERE object_kind = 'concern')";
const INDEXED: &str = "search CROSS JOIN concern ON concern.position = search.rowid";

impl Wanted<'_> {
    /// `None` for no words; `Some(None)` for words without a letter, which stand in no text.
    fn words(&self, tx: &ReadTx<'_>) -> Result<Option<Option<Words>>> {
        let Some(words) = self.words.map(str::trim).filter(|w| !w.is_empty()) else { return Ok(None) };
        let words = letters::letters(words);
        let Some(query) = letters::query(&words) else { return Ok(Some(None)) };
        let found = texts(tx, &waiting(tx, ALL_WAITING)?)?;
        let holding = found.iter().filter(|t| t.parts.iter().any(|p| letters::contains(&p.text, &words)));
        Ok(Some(Some(Words { query, live: holding.map(|t| t.position).collect() })))
    }

    /// Where the concerns come from, the conditions on them, and their values; twice where some wait for the index.
    fn sources(&self, words: Option<&Words>) -> Vec<(&'static str, String, Vec<Column>)> {
        let Conditions { sql, with } = conditions(self.filter, self.sight);
        let base = format!("{sql} AND {NOT_CORRECTED}");
        let Some(words) = words else { return vec![("concern", base, with)] };
        let indexed =
            format!("search MATCH :query AND search.rowid NOT IN (SELECT position FROM search_waiting) AND {base}");
        let mut of_index = with.clone();
        of_index.push(("query", text(&words.query)));
        let mut all = vec![(INDEXED, indexed, of_index)];
        if !words.live.is_empty() {
            let live = format!("concern.position IN (SELECT value FROM json_each(:live)) AND {base}");
            let mut with = with;
            with.push(("live", list(&words.live)));
            all.push(("concern", live, with));
        }
        all
    }

    /// The corrected concerns that contain the words.
    fn corrected(&self, tx: &ReadTx<'_>, words: Option<&Words>) -> Result<Vec<&ConcernLine>> {
        let Some(words) = words else { return Ok(self.corrected.iter().collect()) };
        if self.corrected.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<i64> = self.corrected.iter().map(|line| line.position).collect();
        let sql = "SELECT rowid AS position FROM search WHERE search MATCH :query
            AND rowid IN (SELECT value FROM json_each(:places)) AND rowid NOT IN (SELECT position FROM search_waiting)";
        let found = tx.query(sql, &[("query", text(&words.query)), ("places", list(&places))], |r| r.at("position"))?;
        let found: BTreeSet<i64> = found.into_iter().chain(words.live.iter().copied()).collect();
        Ok(self.corrected.iter().filter(|line| found.contains(&line.position)).collect())
    }
}

/// Up to `limit` of them entered before the one at `before`, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn page(tx: &ReadTx<'_>, wanted: &Wanted<'_>, before: Option<i64>, limit: i64) -> Result<Vec<ConcernLine>> {
    let words = match wanted.words(tx)? {
        Some(None) => return Ok(Vec::new()),
        Some(Some(words)) => Some(words),
        None => None,
    };
    let before = before.unwrap_or(i64::MAX);
    let mut places: BTreeSet<i64> = BTreeSet::new();
    for (from, condition, mut with) in wanted.sources(words.as_ref()) {
        with.extend([("before", before.cell()), ("limit", limit.cell())]);
        let order = if from == INDEXED { "search.rowid" } else { "concern.position" };
        let sql = format!(
            "SELECT concern.position AS position FROM {from} WHERE {condition} AND {order} < :before
             ORDER BY {order} DESC LIMIT :limit"
        );
        places.extend(tx.query(&sql, &with, |r| r.at::<i64>("position"))?);
    }
    let corrected: Vec<&ConcernLine> =
        wanted.corrected(tx, words.as_ref())?.into_iter().filter(|line| line.position < before).collect();
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let places: Vec<i64> = places.into_iter().rev().take(most).collect();
    let mut found = lines(tx, &places)?;
    found.extend(corrected.into_iter().cloned());
    found.sort_by_key(|line| std::cmp::Reverse(line.position));
    found.truncate(most);
    Ok(found)
}

/// How many there are.
///
/// # Errors
/// Those of SQLite.
pub fn count(tx: &ReadTx<'_>, wanted: &Wanted<'_>) -> Result<Count> {
    let words = match wanted.words(tx)? {
        Some(None) => return Ok(Count::default()),
        Some(Some(words)) => Some(words),
        None => None,
    };
    let open = |status: &str| !matches!(status, "struck_off" | "closed");
    let mut all = Count::default();
    for (from, condition, mut with) in wanted.sources(words.as_ref()) {
        with.push(("most", (COUNTED + 1).cell()));
        let sql = format!(
            "SELECT count(*) AS total, coalesce(sum(status NOT IN ('struck_off', 'closed')), 0) AS open
             FROM (SELECT concern.status AS status FROM {from} WHERE {condition} LIMIT :most)"
        );
        if let Some((total, open)) = tx.one(&sql, &with, |r| Ok((r.at::<i64>("total")?, r.at::<i64>("open")?)))? {
            all.total += total;
            all.open += open;
        }
    }
    for line in wanted.corrected(tx, words.as_ref())? {
        all.total += 1;
        all.open += i64::from(open(&line.status));
    }
    if all.total > COUNTED {
        all.more = true;
        all.total = COUNTED;
        all.open = all.open.min(COUNTED);
    }
    Ok(all)
}

/// The numbers of up to `limit` concerns that contain the words, the newest first. Words without a letter find nothing.
///
/// # Errors
/// Those of SQLite.
pub fn find(tx: &ReadTx<'_>, words: &str, limit: i64) -> Result<Vec<String>> {
    let none = Filter::default();
    let corrected = tx.query(
        "SELECT position FROM concern WHERE id IN (SELECT object_id FROM correction WHERE object_kind = 'concern')",
        &[],
        |r| r.at::<i64>("position"),
    )?;
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let corrected = lines(tx, &corrected)?;
    let wanted = Wanted { words: Some(words), filter: &none, sight: None, corrected: &corrected };
    Ok(page(tx, &wanted, None, limit)?.into_iter().map(|line| line.id).collect())
}
