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

/// Every text of a concern and of what hangs on it, without counselling.
fn words_of(records: &Records, c: &domain::noun::Concern) -> Vec<String> {
    let mut all: Vec<String> = vec![
        c.id.clone(),
        c.title.clone(),
        c.narrative.clone(),
        c.immediate_action.clone(),
        c.cause.clone(),
        c.place.clone(),
    ];
    all.extend(c.finding.clone());
    for i in &c.involved {
        all.extend(records.students.iter().filter(|s| s.id == i.student_id).map(|s| s.name.clone()));
    }
    all.extend(c.outsiders.iter().flat_map(|o| [o.description.clone(), o.identity.clone()]));
    all.extend(c.events.iter().map(|e| e.text.clone()));
    all.extend(c.measures.iter().map(|m| m.text.clone()));
    if let Some(extension) = c.investigation.as_ref().and_then(|i| i.extension.as_ref()) {
        all.extend([extension.reason.clone(), extension.basis.clone()]);
    }
    if let Some(d) = &c.determination {
        let e = &d.elements;
        all.extend([d.minutes_no.clone(), d.facts.clone(), d.proposed_handling.clone()]);
        all.extend([&e.between_students, &e.intent, &e.means, &e.harm].map(|one| one.text.clone()));
        all.extend([d.student_statements.clone(), d.guardian_opinions.clone()]);
        all.extend(d.not_bullying_reasons.iter().chain(&d.recusal_note).cloned());
    }
    if let Some(r) = &c.county_review {
        all.extend(r.outcome.iter().chain(&r.answer).cloned());
    }
    all.extend(c.lesson.iter().filter_map(|l| l.reason.clone()));
    all.extend(c.review_note.iter().map(|n| n.text.clone()));
    all.extend(c.police.iter().flat_map(|p| [Some(p.how.clone()), p.case.clone()]).flatten());
    all.extend(c.transfer.iter().map(|t| t.to.clone()));
    for s in records.sanctions.iter().filter(|s| s.concern_id == c.id) {
        all.push(s.id.clone());
        all.extend(s.appeal.iter().filter_map(|a| a.reason.clone()));
    }
    for x in records.communications.iter().filter(|x| x.concern_id == c.id) {
        all.extend([x.id.clone(), x.points.clone(), x.guardian_reply.clone(), x.follow_up.clone()]);
        if let Some(n) = &x.notice {
            all.extend([n.matter.clone(), n.facts.clone(), n.school_measures.clone()]);
        }
    }
    for x in records.talks.iter().filter(|x| x.concern_id == c.id) {
        all.extend([x.id.clone(), x.reason.clone(), x.points.clone(), x.student_statement.clone()]);
        all.extend(x.qa.iter().flat_map(|q| [q.q.clone(), q.a.clone()]));
    }
    all.extend(records.family_guidance.iter().filter(|x| x.concern_id == c.id).map(|x| x.topic.clone()));
    for x in records.incident_reports.iter().filter(|x| x.concern_id == c.id) {
        all.push(x.id.clone());
        all.extend(x.content.clone());
        if let Some(f) = &x.fields {
            all.extend([&f.time, &f.place, &f.cause, &f.course, &f.people].map(Clone::clone));
            all.extend([&f.measures, &f.harm, &f.evidence, &f.police, &f.public_opinion].map(Clone::clone));
        }
    }
    all
}

/// Every concern with the letters of each text that is searched.
fn texts(records: &Records) -> Vec<(String, Vec<Vec<char>>)> {
    let of = |c: &domain::noun::Concern| words_of(records, c).iter().map(|text| plain(text)).collect();
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
    let count: i64 = home.raw().query_row("SELECT count(*) FROM search_docsize", [], |row| row.get(0)).unwrap();
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
    for n in 0..110 {
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
    conn.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         INSERT OR IGNORE INTO search_waiting SELECT position FROM concern;",
    )
    .unwrap();
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

/// One character to a sentence, from every kind of text, as an attacker of the index would choose them: nothing is missing
/// and nothing too much, whether the concern waits for the index or stands in it.
#[test]
fn what_hangs_on_a_concern_is_found_from_the_moment_it_is_written() {
    use common::{at, now};
    use store::table;
    let (home, store) = Home::with_sample();
    let find = |words: &str| store.read(|tx| store::search::find(tx, words, 1000)).unwrap();
    for indexed_first in [false, true] {
        if indexed_first {
            store.write(store::search::rebuild).unwrap();
            assert_eq!(indexed(&home), sample().records.concerns.len());
        }
        let n = u128::from(indexed_first);
        let records = store.read(|tx| store::read_all(tx, now().date())).unwrap();
        let open = records.concerns.iter().find(|c| !matches!(c.status.as_str(), "closed" | "struck_off")).unwrap();
        let like = records.talks.first().unwrap();
        let word = |what: &str| format!("锦鲤池{}{what}", if indexed_first { "边" } else { "旁" });
        let mut talk = like.clone();
        talk.id = format!("TH-2027-{n:03}");
        talk.concern_id = open.id.clone();
        talk.at = now();
        talk.qa.first_mut().unwrap().a = word("谈话");
        let event = domain::noun::Event {
            at: domain::When::At(at("2026-06-26T16:00:00+08:00")),
            kind: domain::noun::EventKind::Note,
            state: None,
            actor_id: open.owner_id.clone(),
            text: word("经过"),
        };
        store
            .write(|tx| {
                table::talk::insert(tx, uuid::Uuid::from_u128(900 + n), &talk)?;
                table::concern::add_event(tx, &open.id, &event)
            })
            .unwrap();
        assert_eq!(find(&word("谈话")), std::slice::from_ref(&open.id));
        assert_eq!(find(&word("经过")), std::slice::from_ref(&open.id));
        assert_eq!(find(&talk.id), std::slice::from_ref(&open.id));
        // Who has another name is found by it.
        let pupil = open.involved.first().map(|i| i.student_id.clone());
        if let Some(id) = pupil {
            let mut student = store.read(|tx| table::student::get(tx, &id, now().date())).unwrap().unwrap();
            student.name = format!("欧阳翡翠{n}");
            store.write(|tx| table::student::update(tx, &student)).unwrap();
            assert!(find(&student.name).contains(&open.id));
        }
    }
    // Of what a transaction undid nothing is found.
    let records = store.read(|tx| store::read_all(tx, now().date())).unwrap();
    let open = records.concerns.iter().find(|c| !matches!(c.status.as_str(), "closed" | "struck_off")).unwrap();
    let change = table::concern::Change { cause: Some("青铜风铃".to_owned()), ..Default::default() };
    let failed: Result<(), store::Error> = store.write(|tx| {
        table::concern::change(tx, &open.id, &change)?;
        Err(store::Error::CannotOpen)
    });
    assert!(failed.is_err());
    assert!(find("青铜风铃").is_empty());
    store.write(|tx| table::concern::change(tx, &open.id, &change)).unwrap();
    assert_eq!(find("青铜风铃"), std::slice::from_ref(&open.id));
}

/// What counselling says is found by nobody.
#[test]
fn counselling_is_not_searched() {
    let (_home, store) = Home::with_sample();
    let records = sample().records;
    let hits = |words: &str| store.read(|tx| store::search::find(tx, words, 1000)).unwrap();
    let all = texts(&records);
    let mut asked = 0;
    for session in &records.counselling {
        let plan = plain(&session.plan);
        let part: Vec<char> = plan.iter().copied().take(12).collect();
        if part.len() == 12 && compared(&all, &part).is_empty() {
            asked += 1;
            assert!(hits(&part.iter().collect::<String>()).is_empty(), "{}", session.id);
        }
    }
    assert!(asked > 0);
}

/// The parts of the open records are never less than the duties need.
#[test]
fn the_open_part_of_the_records_has_every_duty_of_all_of_them() {
    use common::at;
    use domain::handling::{Settings, duties};
    let (_home, store) = Home::with_sample();
    for day in ["2026-03-01", "2026-05-20", "2026-06-26", "2026-07-20", "2027-01-05"] {
        let now = at(&format!("{day}T09:00:00+08:00"));
        let all = store.read(|tx| store::read_all(tx, now.date())).unwrap();
        let open = store.read(|tx| store::read_open(tx, now.date())).unwrap();
        assert_eq!(
            duties(&open, now, Settings::default(), None),
            duties(&all, now, Settings::default(), None),
            "{day}"
        );
        assert!(open.concerns.len() < all.concerns.len(), "closed cases are left out");
    }
}

/// A case on its own is the case among all.
#[test]
fn one_case_reads_as_among_all() {
    use common::now;
    let (_home, store) = Home::with_sample();
    let all = store.read(|tx| store::read_with_voided(tx, now().date())).unwrap();
    for c in &all.concerns {
        let one = store.read(|tx| store::read_case(tx, &c.id, now().date())).unwrap();
        assert_eq!(one.concerns.iter().find(|o| o.id == c.id), Some(c));
        let of = |id: &String| *id == c.id;
        let talks: Vec<_> = one.talks.iter().filter(|t| of(&t.concern_id)).collect();
        assert_eq!(talks, all.talks.iter().filter(|t| of(&t.concern_id)).collect::<Vec<_>>());
        let told: Vec<_> = one.communications.iter().filter(|t| of(&t.concern_id)).collect();
        assert_eq!(told, all.communications.iter().filter(|t| of(&t.concern_id)).collect::<Vec<_>>());
        let sent: Vec<_> = one.incident_reports.iter().filter(|t| of(&t.concern_id)).collect();
        assert_eq!(sent, all.incident_reports.iter().filter(|t| of(&t.concern_id)).collect::<Vec<_>>());
        let punished: Vec<_> = one.sanctions.iter().filter(|t| of(&t.concern_id)).collect();
        assert_eq!(punished, all.sanctions.iter().filter(|t| of(&t.concern_id)).collect::<Vec<_>>());
    }
}
