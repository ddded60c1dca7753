//! The search finds exactly the concerns in which a plain comparison of every text finds the words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::collections::BTreeSet;

use common::{Home, sample};
use domain::Records;
use unicode_normalization::UnicodeNormalization as _;

/// The letters of a text without width, case and punctuation.
fn plain(text: &str) -> Vec<char> {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Every concern with the letters of each text that is searched.
fn texts(records: &Records) -> Vec<(String, Vec<Vec<char>>)> {
    let of = |c: &domain::noun::Concern| {
        let names = c.involved.iter().flat_map(|i| records.students.iter().filter(|s| s.id == i.student_id));
        let own = [&c.id, &c.title, &c.narrative, &c.immediate_action, &c.cause, &c.place];
        own.into_iter().map(String::as_str).chain(names.map(|s| s.name.as_str())).map(plain).collect()
    };
    records.concerns.iter().map(|c| (c.id.clone(), of(c))).collect()
}

/// What comparing every text finds, the newest first.
fn compared(texts: &[(String, Vec<Vec<char>>)], words: &[char]) -> Vec<String> {
    let holds = |letters: &Vec<char>| letters.windows(words.len()).any(|part| part == words);
    texts.iter().rev().filter(|(_, all)| all.iter().any(holds)).map(|(id, _)| id.clone()).collect()
}

/// Asks for parts of every text, and for parts that only seem to stand in one, and compares what is found.
fn finds_exactly(store: &store::Store, texts: &[(String, Vec<Vec<char>>)]) {
    for length in [1, 2, 3, 4, 8, 15] {
        let mut asked: BTreeSet<Vec<char>> = BTreeSet::new();
        for (_, all) in texts {
            for letters in all {
                asked.extend(letters.windows(length).step_by(3).map(<[char]>::to_vec));
                // The end of a text and the start of another: found only where they really stand together.
                let next = texts[asked.len() % texts.len()].1.iter().find(|other| !other.is_empty()).unwrap();
                let joined: Vec<char> = letters.iter().rev().take(length / 2).rev().chain(next).copied().collect();
                asked.extend(joined.get(..length).map(<[char]>::to_vec));
            }
        }
        assert!(asked.len() > 100, "{} queries of {length} letters", asked.len());
        // As many as a machine of any speed can compare.
        let step = asked.len().div_ceil(400);
        store
            .read(|tx| -> store::Result<()> {
                for (n, words) in asked.iter().step_by(step).enumerate() {
                    let query: String = words.iter().collect();
                    let there = compared(texts, words);
                    assert_eq!(store::search::find(tx, &query, 1000)?, there, "{query}");
                    let most = n % 4;
                    let first = store::search::find(tx, &query, i64::try_from(most).unwrap())?;
                    assert_eq!(first, there[..there.len().min(most)], "the first {most} of {query}");
                }
                Ok(())
            })
            .unwrap();
    }
}

/// How many concerns stand in the index itself.
fn indexed(home: &Home) -> usize {
    let count: i64 = home.raw().query_row("SELECT count(*) FROM search_entry", [], |row| row.get(0)).unwrap();
    usize::try_from(count).unwrap()
}

#[test]
fn it_finds_exactly_what_comparing_every_text_finds() {
    let (home, store) = Home::with_sample();
    let texts = texts(&sample().records);
    assert!(indexed(&home) < texts.len(), "a sample of this size waits for the index");
    finds_exactly(&store, &texts);
    store.write(store::search::rebuild).unwrap();
    assert_eq!(indexed(&home), texts.len());
    finds_exactly(&store, &texts);
}

#[test]
fn what_is_in_the_index_and_what_waits_for_it_are_found_alike_and_in_their_order() {
    let (home, store) = Home::with_sample();
    let mut records = sample().records;
    let like: Vec<_> = records.concerns.iter().filter(|c| c.kind == domain::noun::ConcernKind::Sign).cloned().collect();
    for n in 0..100 {
        let mut new = like[n % like.len()].clone();
        new.id = format!("GZ-2027-{n:03}");
        new.title = format!("第{n}次{}", new.title);
        new.status = "registered".to_owned();
        new.closed_on = None;
        new.lesson = None;
        new.review_note = None;
        new.ledger_ids.clear();
        let uuid = uuid::Uuid::from_u128(u128::try_from(n).unwrap() + 1);
        store.write(|tx| store::table::concern::insert(tx, uuid, &new)).unwrap();
        records.concerns.push(new);
    }
    let texts = texts(&records);
    let there = indexed(&home);
    assert!(there > 0 && there < texts.len(), "{there} of {} are in the index", texts.len());
    finds_exactly(&store, &texts);
    // Nothing waits without end: what a search reads itself stays bounded.
    assert!(texts.len() - there <= 64, "{there} of {} are in the index", texts.len());
    let path = home.path();
    store.close().unwrap();
    // An index that was lost is made again when the store is opened.
    let conn = home.raw();
    conn.execute_batch("INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_entry;").unwrap();
    conn.close().unwrap();
    let store = store::Store::open(&path, &home.keyring.db_key(), home.keyring.home()).unwrap();
    assert_eq!(indexed(&home), texts.len());
    finds_exactly(&store, &texts);
}

#[test]
fn width_case_and_punctuation_count_for_nothing_and_an_index_made_again_finds_the_same() {
    let (_home, store) = Home::with_sample();
    let find = |words: &str| store.read(|tx| store::search::find(tx, words, 1000)).unwrap();
    let first = sample().records.concerns.first().unwrap().clone();
    let before = find(&first.id);
    assert!(before.contains(&first.id));
    let wide: String = first
        .id
        .chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
        .collect();
    for same in [first.id.to_lowercase(), first.id.replace('-', "，"), wide] {
        assert_eq!(find(&same), before, "{same}");
    }
    for nothing in ["", "，。！", "\" * ( ", "龘龘龘"] {
        assert!(find(nothing).is_empty(), "{nothing}");
    }
    store.write(store::search::rebuild).unwrap();
    assert_eq!(find(&first.id), before);
}
