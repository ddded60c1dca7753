//! Backups and drills on real homes: what is proved before it is said.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::path::Path;

use app::Code;
use app::view::*;
use common::ground::*;

#[test]
fn a_backup_on_a_stick_is_logged_only_after_it_was_opened_there() {
    let g = ground(1);
    std::fs::File::create(g.stick.join("AM-2114999902-20260101-080000.anmiaobak")).unwrap();
    let before = app::care::backup_view(&g.app).unwrap();
    assert_eq!((before.due, before.days, before.outside.len()), (true, None, 0));
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    assert_eq!(made.file_name, "AM-2114999902-20260620-093000.anmiaobak");
    assert_eq!(names(&g.stick), ["AM-2114999902-20260101-080000.anmiaobak", &made.file_name], "others stay, no part");
    assert_eq!(std::fs::metadata(g.stick.join(&made.file_name)).unwrap().len(), made.size);
    assert_eq!((made.view.due, made.view.days, made.view.outside.len()), (false, Some(0), 1));
    assert_eq!(made.view.outside[0].sha256, made.sha256);
    assert!(!g.home.join("copies.tmp").exists());
    g.clock.go("2026-06-27T09:30:00+08:00");
    assert!(!app::care::backup_view(&g.app).unwrap().due, "seven days old is still good");
    g.clock.go("2026-06-28T09:30:00+08:00");
    let later = app::care::backup_view(&g.app).unwrap();
    assert_eq!((later.due, later.days), (true, Some(8)));
    g.clock.go("2026-06-19T09:30:00+08:00");
    assert!(app::care::backup_view(&g.app).unwrap().due, "with a clock set back nobody knows how old it is");
    let again = app::care::backup_usb(&g.app, &g.stick).unwrap();
    assert_ne!(again.file_name, made.file_name);
    assert_eq!(names(&g.stick).len(), 3);
}

#[test]
fn what_is_wrong_with_a_stick_is_said_and_nothing_is_logged() {
    let g = ground(2);
    let refused = |folder: &Path| app::care::backup_usb(&g.app, folder).unwrap_err().code;
    assert_eq!(refused(&g.stick.join("pulled")), Code::UsbGone);
    std::fs::File::create(g.stick.join("file")).unwrap();
    assert_eq!(refused(&g.stick.join("file")), Code::UsbNotFolder);
    std::fs::create_dir(g.home.join("inside")).unwrap();
    assert_eq!(refused(&g.home.join("inside")), Code::BackupInsideHome);
    // A folder in the place of the probe answers as a write-protected stick does, also to root.
    std::fs::create_dir(g.stick.join("anmiao.part")).unwrap();
    assert_eq!(refused(&g.stick), Code::UsbReadOnly);
    assert!(app::care::backup_view(&g.app).unwrap().outside.is_empty());
}

#[test]
fn a_generation_is_made_at_lock_when_something_changed_and_not_otherwise() {
    let g = ground(3);
    let generations = || names(&g.home.join("backups"));
    app::home::lock(&g.app);
    assert_eq!(generations(), ["AM-2114999902-20260620-093000.anmiaobak"]);
    g.clock.go("2026-06-20T10:00:00+08:00");
    login(&g.app).unwrap();
    app::home::lock(&g.app);
    assert_eq!(generations().len(), 1, "looking is no change");
    login(&g.app).unwrap();
    add_staff(&g.app, "林知夏");
    app::home::lock(&g.app);
    assert_eq!(generations().len(), 2);
    let state = app::home::home_state(&g.app);
    assert_eq!(state.backups.len(), 2);
    assert_eq!(state.backups[0].created_at, "2026-06-20T10:00:00+08:00");
    assert!(g.home.join("reserve.bin").exists());
    login(&g.app).unwrap();
    let newest = g.home.join("backups").join(&state.backups[0].file_name);
    std::fs::remove_file(newest).unwrap();
    app::home::lock(&g.app);
    assert_eq!(generations().len(), 2, "one that is gone is made again");
}

#[test]
fn a_drill_opens_everything_and_names_what_does_not_hold() {
    let g = ground(4);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let file = g.stick.join(&made.file_name);
    let drill = app::care::backup_drill(&g.app, &file).unwrap();
    assert!(drill.ok && drill.password.is_none(), "{drill:?}");
    let items: Vec<&str> = drill.items.iter().map(|i| i.code.as_str()).collect();
    assert_eq!(
        items,
        [
            "file_whole",
            "keys_fit",
            "database_opens",
            "pages_whole",
            "audit_whole",
            "tables_equal",
            "same_history",
            "identity_opens",
            "sealed_opens"
        ]
    );
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    for at in [3, 40, middle, bytes.len() - 1] {
        bytes[at] ^= 1;
        #[allow(clippy::disallowed_methods, reason = "the damage is the test")]
        std::fs::write(&file, &bytes).unwrap();
        let drill = app::care::backup_drill(&g.app, &file).unwrap();
        assert_eq!((drill.ok, drill.items.last().unwrap().code.as_str()), (false, "file_whole"), "byte {at}");
        bytes[at] ^= 1;
    }
    let view = app::care::backup_view(&g.app).unwrap();
    assert_eq!(view.rehearsals.len(), 5);
    assert!(view.rehearsals.iter().skip(4).all(|r| r.ok) && view.rehearsals.iter().take(4).all(|r| !r.ok));
    assert!(!g.home.join("copies.tmp").exists());
}

#[test]
fn a_drill_of_a_whole_school_opens_its_sealed_texts_too() {
    let dir = tempfile::tempdir().unwrap();
    let stick = dir.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let app = program(&dir.path().join("home"), 8, &HandClock::at("2026-06-26T17:00:00+08:00"));
    app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    let concerns = app::concern::concern_list(&app, &serde_json::from_str("{}").unwrap()).unwrap().rows;
    let request = WriteSealedRequest {
        kind: "concern".into(),
        id: concerns[0].id.clone(),
        label: "第一次谈话".into(),
        text: "说夜里睡不着，愿意每周来一次。".into(),
        supersedes: None,
    };
    app::sealed::sealed_write(&app, &request).unwrap();
    let made = app::care::backup_usb(&app, &stick).unwrap();
    let drill = app::care::backup_drill(&app, &stick.join(&made.file_name)).unwrap();
    let sealed = drill.items.iter().find(|i| i.code == "sealed_opens").unwrap();
    assert!(drill.ok && sealed.args["count"] == 1 && sealed.args["of"] == 1, "{drill:?}");
    let rows = drill.items.iter().find(|i| i.code == "tables_equal").unwrap();
    assert!(rows.args["rows"].as_u64().unwrap() > 500, "{rows:?}");
}

#[test]
fn a_drill_of_another_home_asks_for_its_password() {
    let g = ground(5);
    let other = ground(6);
    let made = app::care::backup_usb(&other.app, &other.stick).unwrap();
    let file = other.stick.join(&made.file_name);
    let asked = app::care::backup_drill(&g.app, &file).unwrap();
    let password = asked.password.unwrap();
    assert_eq!((asked.ok, password.accounts.len()), (false, 1));
    let open = |password_typed: &str| {
        let request =
            DrillOpenRequest { token: password.token.clone(), account: "01".into(), password: password_typed.into() };
        app::care::drill_open(&g.app, &request)
    };
    assert_eq!(open("山下种了七棵梨树和枣").unwrap_err().code, Code::WrongPassword);
    assert!(open(PASSWORD).unwrap().ok);
}

/// What a disaster leaves, and whether a first start would be offered on it.

#[test]
fn a_reserve_is_given_up_and_made_again() {
    let g = ground(37);
    let there = || g.home.join("reserve.bin").exists();
    if !there() {
        return;
    }
    app::care::reserve_release(&g.app).unwrap();
    assert!(!there());
    app::care::reserve_release(&g.app).unwrap();
    app::home::lock(&g.app);
    login(&g.app).unwrap();
    assert!(there());
}

#[test]
fn only_the_rights_of_the_table_make_backups_and_restore() {
    let g = ground(54);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let file = g.stick.join(&made.file_name);
    app::home::lock(&g.app);
    let refused = [
        app::care::backup_view(&g.app).err(),
        app::care::backup_local(&g.app).err(),
        app::care::backup_usb(&g.app, &g.stick).err(),
        app::care::backup_drill(&g.app, &file).err(),
    ];
    assert!(refused.iter().all(|e| e.as_ref().map(|e| e.code) == Some(Code::NotLoggedIn)), "{refused:?}");
}

#[test]
fn what_was_only_typed_is_in_a_generation_too() {
    let g = ground(55);
    app::home::lock(&g.app);
    let generations = || names(&g.home.join("backups")).len();
    assert_eq!(generations(), 1);
    g.clock.go("2026-06-20T10:00:00+08:00");
    login(&g.app).unwrap();
    let draft = SaveDraftRequest { form: "concern".into(), object_id: String::new(), content: "{}".into() };
    app::draft::draft_save(&g.app, &draft).unwrap();
    app::home::lock(&g.app);
    assert_eq!(generations(), 2, "typed, nothing committed");
    g.clock.go("2026-06-20T10:10:00+08:00");
    login(&g.app).unwrap();
    app::home::lock(&g.app);
    assert_eq!(generations(), 2, "and not again when nothing was typed since");
    // A session that a crash ended: the next one has typed nothing itself.
    login(&g.app).unwrap();
    app::draft::draft_save(&g.app, &draft).unwrap();
    drop(g.app);
    g.clock.go("2026-06-20T10:20:00+08:00");
    let app = program(&g.home, 56, &g.clock);
    login(&app).unwrap();
    app::home::lock(&app);
    assert_eq!(generations(), 3);
    // With the clock set back a draft looks older than the newest generation.
    g.clock.go("2026-06-20T10:15:00+08:00");
    login(&app).unwrap();
    app::draft::draft_save(&app, &draft).unwrap();
    app::home::lock(&app);
    assert!(g.home.join("backups/AM-2114999902-20260620-101500.anmiaobak").exists());
}

#[test]
fn the_log_tells_that_the_reserve_was_given_up_also_before_a_locked_window() {
    let g = ground(57);
    let rows = || {
        let request = AuditPageRequest {
            actor: None,
            action: Some("reserve.release".into()),
            views: None,
            kind: None,
            id: None,
            from: None,
            to: None,
            before: None,
        };
        app::audit::audit_page(&g.app, &request).unwrap().rows
    };
    // A machine without room has no reserve: then any file of the name stands for it.
    let path = g.home.join("reserve.bin");
    let put = || app::files::put(&path, b"room").unwrap();
    put();
    app::care::reserve_release(&g.app).unwrap();
    assert_eq!((rows().len(), rows()[0].actor.as_str()), (1, "白守信"));
    app::home::lock(&g.app);
    put();
    app::care::reserve_release(&g.app).unwrap();
    app::care::reserve_release(&g.app).unwrap();
    login(&g.app).unwrap();
    assert_eq!((rows().len(), rows()[0].actor.as_str()), (2, "程序"), "nobody was logged in");
    assert!(!g.home.join("reserve.txt").exists());
    app::home::lock(&g.app);
    login(&g.app).unwrap();
    assert_eq!(rows().len(), 2, "told once");
}
