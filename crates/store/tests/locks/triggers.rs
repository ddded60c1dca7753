//! The triggers of the database are those that the classes of its tables ask for, and no others.

use std::collections::BTreeMap;

use store::{LOCKS, Lock, OWN, Schema};

use crate::common::Home;

/// One space between words: line breaks mean nothing to SQLite.
fn flat(sql: &str) -> String {
    let one = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    one.trim_end_matches(';').trim_end().to_owned()
}

/// What is wrong with the triggers `there`, as the statements that would put it right.
fn amiss(schema: &Schema, there: &BTreeMap<String, String>) -> String {
    let mut amiss = String::new();
    let mut expected = BTreeMap::new();
    for (table, lock) in LOCKS {
        for trigger in schema.triggers_for(table, *lock) {
            let twice = expected.insert(trigger.name, trigger.sql);
            assert_eq!(twice, None, "one trigger of a name");
        }
    }
    for (name, sql) in there {
        let known = expected.get(name).is_some_and(|expected| flat(expected) == flat(sql));
        if !known && !OWN.iter().any(|(_, own)| own == name) {
            amiss += &format!("DROP TRIGGER {name};\n");
        }
    }
    for (name, sql) in &expected {
        if there.get(name).is_none_or(|there| flat(there) != flat(sql)) {
            amiss += &format!("{sql};\n");
        }
    }
    for (table, name) in OWN {
        if !there.get(*name).is_some_and(|sql| flat(sql).contains(&format!(" ON {table} "))) {
            amiss += &format!("-- {name} is not there\n");
        }
    }
    amiss
}

fn there(home: &Home) -> BTreeMap<String, String> {
    let raw = home.raw();
    let mut statement = raw.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_table_has_the_triggers_of_its_class_and_no_others() {
    let (home, store) = Home::new();
    let schema = store.read(Schema::read).unwrap();
    let mut there = there(&home);
    let amiss_now = amiss(&schema, &there);
    assert!(amiss_now.is_empty(), "the next step of the schema needs:\n{amiss_now}");

    // One that is gone, changed, or of nobody is told.
    let gone = there.remove("talk_finished_update").unwrap();
    assert!(amiss(&schema, &there).contains("CREATE TRIGGER talk_finished_update"));
    there.insert("talk_finished_update".to_owned(), gone.replace("OLD", "NEW"));
    assert!(amiss(&schema, &there).contains("DROP TRIGGER talk_finished_update;\nCREATE TRIGGER talk_finished_update"));
    there.insert("talk_finished_update".to_owned(), gone);
    there.remove("audit_chain").unwrap();
    there.insert("stray".to_owned(), "CREATE TRIGGER stray BEFORE UPDATE ON talk BEGIN SELECT 1; END".to_owned());
    assert_eq!(amiss(&schema, &there), "DROP TRIGGER stray;\n-- audit_chain is not there\n");
}

#[test]
fn a_table_without_a_class_is_told_by_its_name() {
    let (home, store) = Home::new();
    let classed = |schema: &Schema| -> Vec<String> {
        let unknown = |name: &&str| !LOCKS.iter().any(|(table, _)| table == name);
        schema.tables().filter(unknown).map(str::to_owned).collect()
    };
    assert_eq!(classed(&store.read(Schema::read).unwrap()), Vec::<String>::new());
    for (table, _) in LOCKS {
        assert!(store.read(Schema::read).unwrap().tables().any(|name| name == *table), "{table} is not there");
    }
    drop(store);
    // What a later step might bring: the class alone says what it needs.
    home.raw()
        .execute_batch(
            "CREATE TABLE visit (
                position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, talk_id TEXT NOT NULL REFERENCES talk (id)
             ) STRICT",
        )
        .unwrap();
    let store = home.open().unwrap();
    let schema = store.read(Schema::read).unwrap();
    assert_eq!(classed(&schema), ["visit"]);
    let names = |lock| -> Vec<String> { schema.triggers_for("visit", lock).into_iter().map(|t| t.name).collect() };
    let child = ["visit_no_delete", "visit_finished_update", "visit_same_id", "visit_taken", "visit_finished_insert"];
    assert_eq!(names(Lock::ChildOf("talk")), child);
    assert_eq!(names(Lock::AppendOnly), ["visit_no_delete", "visit_no_update", "visit_taken"]);
    assert_eq!(names(Lock::Scratch), Vec::<String>::new());
}
