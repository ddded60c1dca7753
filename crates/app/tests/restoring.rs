//! Restores and repair on real homes: what comes back, what stays when it fails, what a cut-off leaves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::path::Path;

use app::Code;
use app::view::*;
use common::ground::*;

#[test]
fn a_backup_is_restored_whatever_state_the_home_is_in() {
    type Disaster = fn(&Path);
    let disasters: [(&str, Disaster, HomeKind); 8] = [
        ("nothing wrong", |_| {}, HomeKind::Locked),
        ("database missing", |h| std::fs::remove_file(database(h)).unwrap(), HomeKind::Damaged),
        ("database empty", |h| drop(std::fs::File::create(database(h)).unwrap()), HomeKind::Damaged),
        (
            "database truncated",
            |h| std::fs::OpenOptions::new().write(true).open(database(h)).unwrap().set_len(10_000).unwrap(),
            HomeKind::Damaged,
        ),
        (
            "keys missing",
            |h| {
                std::fs::remove_file(h.join("keys.json")).unwrap();
                std::fs::remove_file(h.join("keys.json.bak")).unwrap();
            },
            HomeKind::Damaged,
        ),
        (
            "keys damaged",
            |h| {
                for name in ["keys.json", "keys.json.bak"] {
                    std::fs::OpenOptions::new().write(true).open(h.join(name)).unwrap().set_len(100).unwrap();
                }
            },
            HomeKind::Damaged,
        ),
        (
            "everything gone but the lock",
            |h| {
                for name in names(h) {
                    let path = h.join(&name);
                    let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
                }
            },
            HomeKind::None,
        ),
        ("the whole folder gone", |h| std::fs::remove_dir_all(h).unwrap(), HomeKind::None),
    ];
    for (seed, (what, disaster, kind)) in (10..).zip(disasters) {
        let g = ground(seed);
        let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
        let saved = staff(&g.app);
        add_staff(&g.app, "后来的人");
        app::home::lock(&g.app);
        disaster(&g.home);
        let before: Vec<String> =
            names(&g.home).into_iter().filter(|n| n.contains(".db") || n.contains("keys")).collect();
        assert_eq!(app::home::home_state(&g.app).kind, kind, "{what}");
        g.clock.go("2026-06-21T08:00:00+08:00");
        let picked = app::care::restore_pick(&g.app, &g.stick.join(&made.file_name)).unwrap();
        assert_eq!((picked.school_code.as_str(), picked.accounts.len()), ("2114999902", 1), "{what}");
        let mut wrong = with_password(picked.token.clone());
        wrong.password = "山下种了七棵梨树和枣".into();
        assert_eq!(app::care::restore_run(&g.app, &wrong).unwrap_err().code, Code::WrongPassword, "{what}");
        assert_eq!(app::home::home_state(&g.app).kind, kind, "{what}: a wrong password changes nothing");
        let done = app::care::restore_run(&g.app, &with_password(picked.token)).unwrap();
        assert_eq!((done.epoch.as_str(), done.recovery), ("20260621000000", false), "{what}");
        let state = app::home::home_state(&g.app);
        assert_eq!((state.kind, state.found.len()), (HomeKind::Locked, 0), "{what}");
        assert!(state.faults.iter().all(|f| f.code != "restore_interrupted"), "{what}");
        let aside = names(&g.home.join(&done.aside));
        assert!(before.iter().all(|n| aside.contains(n)), "{what}: {before:?} in {aside:?}");
        let session = login(&g.app).unwrap();
        assert_eq!(session.school_name, "青坪县柳树沟小学");
        assert_eq!(staff(&g.app), saved, "{what}");
        let view = app::care::backup_view(&g.app).unwrap();
        assert_eq!(view.aside.len(), usize::from(!before.is_empty()), "{what}");
        app::care::check(&g.app);
        assert_eq!(app::care::backup_view(&g.app).unwrap().check.unwrap().state, "whole", "{what}");
    }
}

#[test]
fn over_an_open_home_a_generation_is_made_first_and_what_came_later_is_in_it() {
    let g = ground(30);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let saved = staff(&g.app);
    add_staff(&g.app, "后来的人");
    let later = staff(&g.app);
    g.clock.go("2026-06-21T08:00:00+08:00");
    let picked = app::care::restore_pick(&g.app, &g.stick.join(&made.file_name)).unwrap();
    app::care::restore_run(&g.app, &with_password(picked.token.clone())).unwrap();
    assert_eq!(app::home::home_state(&g.app).kind, HomeKind::Locked, "the home is locked, not open");
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app), saved);
    let local = app::home::home_state(&g.app).backups;
    let newest = local.iter().find(|b| b.created_at == "2026-06-21T08:00:00+08:00").unwrap();
    g.clock.go("2026-06-22T08:00:00+08:00");
    let request = LocalBackupRequest { file_name: newest.file_name.clone() };
    let picked = app::care::restore_local(&g.app, &request).unwrap();
    app::care::restore_run(&g.app, &with_password(picked.token)).unwrap();
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app), later, "the restore is taken back by another one");
    for name in ["../keys.json", "keys.json", "AM-2114999902-20200101-000000.anmiaobak"] {
        let request = LocalBackupRequest { file_name: name.into() };
        assert_eq!(app::care::restore_local(&g.app, &request).unwrap_err().code, Code::NotFound, "{name}");
    }
}

#[test]
fn the_packet_epoch_goes_on_from_the_later_one_also_with_a_clock_set_back() {
    let g = ground(31);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let restore = || {
        let picked = app::care::restore_pick(&g.app, &g.stick.join(&made.file_name)).unwrap();
        let done = app::care::restore_run(&g.app, &with_password(picked.token)).unwrap();
        let request =
            serde_json::json!({ "account": "01", "password": PASSWORD, "practice": false, "clockAccepted": true });
        app::home::login(&g.app, &serde_json::from_value(request).unwrap()).unwrap();
        done.epoch
    };
    g.clock.go("2026-06-21T08:00:00+08:00");
    assert_eq!(restore(), "20260621000000");
    g.clock.go("2026-06-19T08:00:00+08:00");
    assert_eq!(restore(), "20260621000001");
    assert_eq!(restore(), "20260621000002");
}

#[test]
fn what_does_not_belong_here_is_refused() {
    let g = ground(32);
    let other = ground(33);
    let theirs = app::care::backup_usb(&other.app, &other.stick).unwrap();
    app::home::lock(&g.app);
    let picked = app::care::restore_pick(&g.app, &other.stick.join(&theirs.file_name)).unwrap();
    let e = app::care::restore_run(&g.app, &with_password(picked.token.clone())).unwrap_err();
    assert_eq!(e.code, Code::RestoreOtherSchool, "another home of the same school, and nobody logged in");
    login(&g.app).unwrap();
    let e = app::care::restore_run(&g.app, &with_password("no such token".into())).unwrap_err();
    assert_eq!(e.code, Code::RestoreExpired);

    let third = tempfile::tempdir().unwrap();
    let elsewhere = program(&third.path().join("home"), 34, &g.clock);
    started(&elsewhere, "2114999903");
    let picked = app::care::restore_pick(&elsewhere, &other.stick.join(&theirs.file_name)).unwrap();
    let e = app::care::restore_run(&elsewhere, &with_password(picked.token)).unwrap_err();
    assert_eq!(e.code, Code::RestoreOtherSchool, "another school");
    assert!(elsewhere.home().is_ok(), "a refusal does not lock");

    let practice = PasswordRequest { password: PASSWORD.into() };
    app::home::practice_open(&other.app, &practice).unwrap();
    let exercise = app::care::backup_usb(&other.app, &other.stick).unwrap();
    login(&g.app).unwrap();
    let picked = app::care::restore_pick(&g.app, &other.stick.join(&exercise.file_name)).unwrap();
    assert!(picked.practice);
    let e = app::care::restore_run(&g.app, &with_password(picked.token)).unwrap_err();
    assert_eq!(e.code, Code::RestorePractice);
    let picked = app::care::restore_pick(&other.app, &other.stick.join(&exercise.file_name)).unwrap();
    app::care::restore_run(&other.app, &with_password(picked.token)).unwrap();
    let picked = app::care::restore_pick(&other.app, &other.stick.join(&theirs.file_name)).unwrap();
    app::care::restore_run(&other.app, &with_password(picked.token)).unwrap();
}

#[test]
fn a_changed_backup_is_refused_and_the_home_stays() {
    let g = ground(35);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let file = g.stick.join(&made.file_name);
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.len() - 5000;
    bytes[at] ^= 1;
    #[allow(clippy::disallowed_methods, reason = "the damage is the test")]
    std::fs::write(&file, &bytes).unwrap();
    app::home::lock(&g.app);
    let before = names(&g.home);
    let picked = app::care::restore_pick(&g.app, &file).unwrap();
    let e = app::care::restore_run(&g.app, &with_password(picked.token)).unwrap_err();
    assert_eq!((e.code, e.args["file"].as_str()), (Code::BackupDamaged, Some(made.file_name.as_str())));
    assert_eq!(names(&g.home), before);
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app).len(), 2);
}

/// Damages one page in the middle of the closed database.
fn damage(home: &Path) {
    let path = database(home);
    let mut bytes = std::fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    let at = (pages - 2) * 4096 + 777;
    bytes[at] ^= 0x40;
    #[allow(clippy::disallowed_methods, reason = "the damage is the test")]
    std::fs::write(&path, &bytes).unwrap();
}

#[test]
fn a_damaged_page_closes_the_home_and_the_repair_keeps_the_damaged_file() {
    let g = ground(36);
    for n in 0..40 {
        add_staff(&g.app, &format!("教师{}", char::from_u32(0x4e00 + n).unwrap()));
    }
    app::home::lock(&g.app);
    let repair = SalvageRequest { account: "01".into(), password: PASSWORD.into(), groups: vec![] };
    assert_eq!(app::care::salvage_run(&g.app, &repair).unwrap_err().code, Code::NotDamaged);
    damage(&g.home);
    // The page may or may not be needed to log in; the check finds it in any case.
    if login(&g.app).is_ok() {
        app::care::check(&g.app);
        assert_eq!(app::roster::staff_list(&g.app).unwrap_err().code, Code::NotLoggedIn);
        let state = app::home::home_state(&g.app);
        assert_eq!(
            (state.kind, state.found),
            (HomeKind::Damaged, vec!["keys_found".into(), "database_damaged".into()])
        );
    }
    let damaged = std::fs::read(database(&g.home)).unwrap();
    g.clock.go("2026-06-21T08:00:00+08:00");
    let done = app::care::salvage_run(&g.app, &repair).unwrap();
    assert!(done.backup.is_some() && done.read > 0, "{done:?}");
    let kept = g.home.join(&done.aside).join("school.db");
    assert!(std::fs::read(kept).unwrap() == damaged, "it stays as it was found");
    assert_eq!(app::home::home_state(&g.app).kind, HomeKind::Locked);
    let session = login(&g.app).unwrap();
    let false_alarm = session.alarms.iter().find(|a| ["database_older", "locks_changed"].contains(&a.code.as_str()));
    assert!(false_alarm.is_none(), "{false_alarm:?}");
    assert_eq!(staff(&g.app).len(), 42, "everything was in the newest backup or readable");
    app::care::check(&g.app);
    assert_eq!(app::care::backup_view(&g.app).unwrap().check.unwrap().state, "whole");
}

#[test]
fn the_recovery_code_alone_restores_a_school_on_another_machine() {
    let g = ground(38);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let saved = staff(&g.app);
    let elsewhere = tempfile::tempdir().unwrap();
    let app = program(&elsewhere.path().join("home"), 39, &g.clock);
    let picked = app::care::restore_pick(&app, &g.stick.join(&made.file_name)).unwrap();
    let code = |groups: Vec<String>| RestoreRequest {
        token: picked.token.clone(),
        account: String::new(),
        password: String::new(),
        groups,
    };
    let mut mistyped = g.groups.clone();
    mistyped[2] = "000001".into();
    let e = app::care::restore_run(&app, &code(mistyped)).unwrap_err();
    assert_eq!((e.code, e.args["group"].as_u64()), (Code::RecoveryCodeMistyped, Some(3)));
    let done = app::care::restore_run(&app, &code(g.groups.clone())).unwrap();
    assert!(done.recovery && done.accounts.len() == 1);
    let _ = saved;
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() { copy_folder(&from, &to) } else { std::fs::copy(from, to).map(drop).unwrap() }
    }
}

fn db_file_of(keys: &Path) -> String {
    let keys: serde_json::Value = serde_json::from_slice(&std::fs::read(keys).unwrap()).unwrap();
    keys["keys"]["dbFile"].as_str().unwrap().to_owned()
}

/// A home as a power cut leaves it in the middle of the commit of a restore: the second copy of the keys is the new one.
/// Answers the ground, the people before, and the people of the backup.
fn cut_off(seed: u64) -> (Ground, Vec<String>, Vec<String>) {
    let g = ground(seed);
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    let saved = staff(&g.app);
    add_staff(&g.app, "林知夏");
    let present = staff(&g.app);
    app::home::lock(&g.app);
    let twin = g.home.with_file_name("twin");
    copy_folder(&g.home, &twin);
    let other = program(&twin, seed + 100, &g.clock);
    let picked = app::care::restore_pick(&other, &g.stick.join(&made.file_name)).unwrap();
    let done = app::care::restore_run(&other, &with_password(picked.token)).unwrap();
    let aside = g.home.join(&done.aside);
    copy_folder(&twin.join(&done.aside), &aside);
    for name in ["keys.json.bak", "school-2.db"] {
        std::fs::copy(twin.join(name), g.home.join(name)).unwrap();
    }
    app::files::put(&aside.join("restore.pending"), b"school-2.db").unwrap();
    (g, present, saved)
}

#[test]
fn a_restore_cut_off_between_the_two_keys_files_is_taken_back() {
    let (g, present, _) = cut_off(50);
    assert_eq!(db_file_of(&g.home.join("keys.json.bak")), "school-2.db");
    let faults: Vec<String> = app::home::home_state(&g.app).faults.into_iter().map(|f| f.code).collect();
    assert!(faults.contains(&"restore_interrupted".to_owned()), "{faults:?}");
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app), present);
    assert_eq!(db_file_of(&g.home.join("keys.json.bak")), "school.db", "both copies agree again");
    assert!(!g.home.join("school-2.db").exists());
    assert!(app::home::home_state(&g.app).faults.iter().all(|f| f.code != "restore_interrupted"));
    assert!(app::care::backup_view(&g.app).unwrap().aside.is_empty());
}

#[test]
fn with_the_first_keys_file_lost_a_cut_off_restore_is_finished() {
    let (g, _, saved) = cut_off(51);
    std::fs::OpenOptions::new().write(true).open(g.home.join("keys.json")).unwrap().set_len(64).unwrap();
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app), saved);
    assert_eq!(db_file_of(&g.home.join("keys.json")), "school-2.db");
    assert!(!g.home.join("school.db").exists());
    let aside = app::care::backup_view(&g.app).unwrap().aside;
    assert_eq!(aside.len(), 1);
    assert!(g.home.join(&aside[0].folder).join("school.db").exists(), "the old database is kept");
}

#[test]
fn what_an_interruption_left_is_told_and_the_next_login_puts_it_in_order() {
    let g = ground(52);
    app::home::lock(&g.app);
    let codes = || -> Vec<String> {
        let known = ["keys_one_copy", "leftover_part"];
        let faults = app::home::home_state(&g.app).faults;
        faults.into_iter().map(|f| f.code).filter(|c| known.contains(&c.as_str())).collect()
    };
    assert!(codes().is_empty());
    std::fs::OpenOptions::new().write(true).open(g.home.join("keys.json")).unwrap().set_len(64).unwrap();
    app::files::put(&g.home.join("x.part"), b"half").unwrap();
    std::fs::create_dir(g.home.join("copies.tmp")).unwrap();
    app::files::put(&g.home.join("copies.tmp").join("copy.db"), b"half").unwrap();
    assert_eq!(codes(), ["keys_one_copy", "leftover_part"]);
    login(&g.app).unwrap();
    assert!(codes().is_empty());
    assert!(!g.home.join("copies.tmp").exists());
}

#[test]
fn wrong_passwords_at_a_restore_are_counted_with_those_of_the_login() {
    let g = ground(53);
    app::home::lock(&g.app);
    let newest = app::home::home_state(&g.app).backups[0].file_name.clone();
    let picked = app::care::restore_local(&g.app, &LocalBackupRequest { file_name: newest }).unwrap();
    let mut wrong = with_password(picked.token);
    wrong.password = "山下种了七棵梨树和枣".into();
    let codes: Vec<Code> = (0..4).map(|_| app::care::restore_run(&g.app, &wrong).unwrap_err().code).collect();
    assert_eq!(codes, [Code::WrongPassword, Code::WrongPassword, Code::WrongPassword, Code::LoginDelayed]);
    assert_eq!(login(&g.app).unwrap_err().code, Code::LoginDelayed);
    let repair = SalvageRequest { account: "01".into(), password: PASSWORD.into(), groups: vec![] };
    assert_eq!(app::care::salvage_run(&g.app, &repair).unwrap_err().code, Code::LoginDelayed);
}
