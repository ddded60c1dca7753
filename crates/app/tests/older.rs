//! A database that is older than what this computer has seen of it: who puts one back is noticed, and nobody else is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::path::Path;

use app::view::*;
use common::ground::*;

const NOTE: &str = "seen.bin";

fn told(session: &SessionView) -> bool {
    session.alarms.iter().any(|a| a.code == "database_older")
}

/// What stands in the folder of a home that is locked, without its folders.
fn kept(home: &Path, name: &str) -> Vec<u8> {
    std::fs::read(home.join(name)).unwrap()
}

fn put_back(home: &Path, database: &[u8]) {
    let path = common::ground::database(home);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(home.join(format!("{name}{end}")));
    }
    app::files::put(&path, database).unwrap();
}

/// A ground whose database was kept by somebody, after which two more people were recorded and the window locked.
fn copied(seed: u64) -> (Ground, Vec<u8>, Vec<u8>) {
    let g = ground(seed);
    app::home::lock(&g.app);
    let (database, note) = (std::fs::read(database(&g.home)).unwrap(), kept(&g.home, NOTE));
    g.clock.go("2026-06-21T09:30:00+08:00");
    assert!(!told(&login(&g.app).unwrap()));
    add_staff(&g.app, "苏晓梅");
    app::home::lock(&g.app);
    (g, database, note)
}

#[test]
fn a_database_put_back_is_told_until_it_was_seen() {
    let (g, old, _) = copied(201);
    put_back(&g.home, &old);
    assert!(told(&login(&g.app).unwrap()));
    // A program that ends right after the login has shown nothing to anybody.
    assert!(told(&login(&g.app).unwrap()), "it is told again until somebody says that they saw it");
    assert!(!told(&app::home::alarms_seen(&g.app).unwrap()));
    assert!(!told(&login(&g.app).unwrap()));
    let page = |action: &str| {
        let request: AuditPageRequest = serde_json::from_value(serde_json::json!({ "action": action })).unwrap();
        app::audit::audit_page(&g.app, &request).unwrap().rows
    };
    assert_eq!((page("keys.alarm").len(), page("keys.alarm_seen").len()), (1, 1));
    assert!(format!("{:?}", page("keys.alarm")).contains("数据文件比上次用过的旧"), "{:?}", page("keys.alarm"));
}

#[test]
fn the_backups_are_witnesses_when_the_note_is_gone_or_was_put_back_too() {
    let (g, old, _) = copied(202);
    std::fs::remove_file(g.home.join(NOTE)).unwrap();
    put_back(&g.home, &old);
    assert!(told(&login(&g.app).unwrap()), "without the note");
    let (g, old, note) = copied(203);
    app::files::put(&g.home.join(NOTE), &note).unwrap();
    put_back(&g.home, &old);
    assert!(told(&login(&g.app).unwrap()), "with the note of that time");
    let (g, old, _) = copied(204);
    app::files::put(&g.home.join(NOTE), b"made up by somebody without the key, and long enough").unwrap();
    std::fs::remove_dir_all(g.home.join("backups")).unwrap();
    assert!(!told(&login(&g.app).unwrap()), "a note that is none of ours says nothing");
    app::home::lock(&g.app);
    put_back(&g.home, &old);
    std::fs::remove_dir_all(g.home.join("backups")).unwrap();
    assert!(told(&login(&g.app).unwrap()), "and was written anew");
}

#[test]
fn neither_a_crash_nor_a_long_day_is_taken_for_an_older_database() {
    let g = ground(205);
    app::home::lock(&g.app);
    login(&g.app).unwrap();
    for day in 0..4 {
        for n in 0..30 {
            add_staff(
                &g.app,
                &format!(
                    "{}{}",
                    ["赵", "钱", "孙", "李"][day],
                    ["一", "二", "三", "四", "五"][n % 5].repeat(1 + n / 15)
                ),
            );
        }
        // The folder as a power cut leaves it: everything that was committed, and the last note.
        let crashed = tempfile::tempdir().unwrap();
        let home = crashed.path().join("home");
        std::fs::create_dir(&home).unwrap();
        for name in names(&g.home) {
            let from = g.home.join(&name);
            if from.is_file() && !name.ends_with("-shm") {
                std::fs::copy(from, home.join(&name)).unwrap();
            }
        }
        let app = program(&home, 300, &g.clock);
        assert!(!told(&login(&app).unwrap()), "after {} rows", (day + 1) * 30);
        assert_eq!(staff(&app).len(), staff(&g.app).len());
    }
}

#[test]
fn a_restore_begins_anew_also_with_a_clock_set_back_and_what_it_set_aside_cannot_come_back() {
    let g = ground(206);
    app::care::backup_usb(&g.app, &g.stick).unwrap();
    add_staff(&g.app, "苏晓梅");
    app::home::lock(&g.app);
    let before = std::fs::read(database(&g.home)).unwrap();
    login(&g.app).unwrap();
    g.clock.go("2026-06-19T08:00:00+08:00");
    let made = names(&g.stick).into_iter().find(|n| n.ends_with(".anmiaobak")).unwrap();
    let picked = app::care::restore_pick(&g.app, &g.stick.join(made)).unwrap();
    app::care::restore_run(&g.app, &with_password(picked.token)).unwrap();
    let accepted = || {
        let request =
            serde_json::json!({ "account": "01", "password": PASSWORD, "practice": false, "clockAccepted": true });
        app::home::login(&g.app, &serde_json::from_value(request).unwrap()).unwrap()
    };
    assert!(!told(&accepted()), "a restore is no attack");
    add_staff(&g.app, "后来的人");
    app::home::lock(&g.app);
    assert!(!told(&accepted()));
    app::home::lock(&g.app);
    put_back(&g.home, &before);
    let path = database(&g.home);
    assert!(path.exists());
    assert!(told(&accepted()), "the home that was set aside, put back by hand");
}
