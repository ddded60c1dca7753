//! Backups, drills, restores and repair on real homes: what is proved before it is said, and what stays when it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "these tests move the clock of their program")]
mod common;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::view::*;
use app::{App, Code, KdfCost, Roots};
use common::Seeded;
use domain::{Clock, Instant};

const PASSWORD: &str = "山上种了七棵梨树和枣";

/// A clock that a test moves.
#[derive(Clone)]
struct HandClock(Arc<Mutex<Instant>>);

impl HandClock {
    fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(Instant::parse(text).unwrap())))
    }
    fn go(&self, text: &str) {
        *self.0.lock().unwrap() = Instant::parse(text).unwrap();
    }
}

impl Clock for HandClock {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.lock().unwrap().at()
    }
}

fn program(home: &Path, seed: u64, clock: &HandClock) -> App {
    App::new(Roots {
        clock: Arc::new(clock.clone()),
        random: Mutex::new(Box::new(Seeded(seed))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: home.to_owned(),
        assets: Vec::new(),
        runtime: home.with_extension("run"),
    })
}

/// A home past its first start, and its recovery code.
fn started(app: &App, code: &str) -> Vec<String> {
    let request = FirstStartRequest {
        school_name: "青坪县柳树沟小学".into(),
        school_code: code.into(),
        person_name: "白守信".into(),
        posts: vec![],
        password: PASSWORD.into(),
    };
    let shown = app::home::first_start_begin(app, &request).unwrap();
    let groups = shown.ask.iter().map(|i| shown.groups[*i as usize].clone()).collect();
    app::home::first_start_confirm(app, &ConfirmRequest { groups }).unwrap();
    shown.groups
}

fn add_staff(app: &App, name: &str) {
    app::roster::add_staff(app, &AddStaffRequest { name: name.into(), post: "教师".into() }).unwrap();
}

fn staff(app: &App) -> Vec<String> {
    let mut names: Vec<String> = app::roster::staff_list(app).unwrap().into_iter().map(|s| s.name).collect();
    names.sort();
    names
}

fn login(app: &App) -> app::Result<SessionView> {
    let request =
        serde_json::json!({ "account": "01", "password": PASSWORD, "practice": false, "clockAccepted": false });
    app::home::login(app, &serde_json::from_value(request).unwrap())
}

fn with_password(token: String) -> RestoreRequest {
    RestoreRequest { token, account: "01".into(), password: PASSWORD.into(), groups: vec![] }
}

fn names(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else { return vec![] };
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn database(home: &Path) -> PathBuf {
    let keys: serde_json::Value = serde_json::from_slice(&std::fs::read(home.join("keys.json")).unwrap()).unwrap();
    home.join(keys["keys"]["dbFile"].as_str().unwrap())
}

/// A temporary folder, the home in it, a stick beside it, and a program with one teacher recorded.
struct Ground {
    _dir: tempfile::TempDir,
    home: PathBuf,
    stick: PathBuf,
    clock: HandClock,
    app: App,
    groups: Vec<String>,
}

fn ground(seed: u64) -> Ground {
    let dir = tempfile::tempdir().unwrap();
    let (home, stick) = (dir.path().join("home"), dir.path().join("stick"));
    std::fs::create_dir(&stick).unwrap();
    let clock = HandClock::at("2026-06-20T09:30:00+08:00");
    let app = program(&home, seed, &clock);
    let groups = started(&app, "2114999902");
    add_staff(&app, "金墨白");
    Ground { _dir: dir, home, stick, clock, app, groups }
}

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
    let concerns = app::concern::concern_list(&app, &ConcernListRequest { kind: None, text: None }).unwrap();
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
        login(&g.app).unwrap();
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
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app).len(), 42, "everything was in the newest backup or readable");
    app::care::check(&g.app);
    assert_eq!(app::care::backup_view(&g.app).unwrap().check.unwrap().state, "whole");
}

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
