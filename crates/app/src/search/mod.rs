//! Search over all that a person may see. What was searched for stands in no log.

mod concerns;
mod others;
mod people;
mod views;

pub use views::{view_drop, view_list, view_save};

use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{SearchCount, SearchHit, SearchRequest, SearchView, SnippetPiece};

/// Hits of each kind where nothing else is asked for.
const USUAL: u32 = 30;
/// Most hits of each kind.
const MOST: u32 = 100;
/// Longest words, in code points: a sentence.
const WORDS_MAX: usize = 400;
/// Characters on each side of a hit.
const AROUND: usize = 24;

/// Hits of one kind and how many there are.
struct Hits {
    hits: Vec<SearchHit>,
    count: SearchCount,
    next: Option<u32>,
}

/// Everything that contains the words exactly, by letters: records by every text of theirs and of what hangs on them,
/// people by name, initials and number. Filters of concerns leave only concerns.
///
/// # Errors
/// `InvalidFields`; those of the store.
pub fn search(app: &App, request: &SearchRequest) -> Result<SearchView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let mut f = Fields::default();
    let words = request.text.trim();
    if words.chars().count() > WORDS_MAX || words.chars().any(char::is_control) {
        f.fault("text", "search_400");
    }
    let asked = request.limit.unwrap_or(USUAL).clamp(1, MOST);
    let filter = crate::concern::filter(&concerns::list_request(request))?;
    f.done()?;
    let limit = usize::try_from(asked).unwrap_or_default();
    let wants = |kind: &str| request.kinds.is_empty() || request.kinds.iter().any(|k| k == kind);
    let mut all: Vec<Hits> = Vec::new();
    if !words.is_empty() {
        // What narrows concerns down is no property of anything else.
        if filter.is_none() && request.after.is_none() {
            let people = people::people(app, &home, words, limit)?;
            all.extend(people.into_iter().filter(|hits| wants(&hits.count.kind)));
        }
        if wants("concern") {
            all.push(concerns::concerns(app, &home, words, &filter, (request.after.map(i64::from), asked))?);
        }
        if filter.is_none() && request.after.is_none() && (wants("ledger") || wants("pact")) {
            let others = others::others(app, &home, words, limit)?;
            all.extend(others.into_iter().filter(|hits| wants(&hits.count.kind)));
        }
    }
    let next = all.iter().find_map(|hits| hits.next);
    let (mut hits, mut counts) = (Vec::new(), Vec::new());
    for of_kind in all {
        counts.push(of_kind.count);
        hits.extend(of_kind.hits);
    }
    Ok(SearchView { hits, next, counts })
}

/// The first text that holds the words, shown with what stands around the hit.
fn shown(parts: &[store::search::Part], words: &str) -> (String, Vec<SnippetPiece>) {
    let first = parts.iter().find_map(|part| Some((part.place, store::search::snippet(&part.text, words, AROUND)?)));
    match first {
        Some((place, pieces)) => {
            let pieces = pieces.into_iter().map(|p| SnippetPiece { text: p.text, hit: p.hit });
            (place.to_owned(), pieces.collect())
        }
        None => (String::new(), Vec::new()),
    }
}

/// So many hits of a kind, of which the first are shown.
fn counted(kind: &str, mut hits: Vec<SearchHit>, limit: usize) -> Hits {
    let total = u32::try_from(hits.len()).unwrap_or(u32::MAX);
    let more = hits.len() > limit;
    hits.truncate(limit);
    Hits { hits, count: SearchCount { kind: kind.to_owned(), total, more }, next: None }
}
