//! Every fault that a village does to a home leads to a page that says so, and never to a lost file. The list of faults and
//! of the tests that prove each is docs/faults.md.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::collections::BTreeMap;
use std::path::Path;

use app::view::*;
use app::{App, Code};
use common::ground::*;

const PAGE: usize = 4096;

fn put(path: &Path, bytes: &[u8]) {
    #[allow(clippy::disallowed_methods, reason = "the damage is the test")]
    std::fs::write(path, bytes).unwrap();
}

/// The database and the keys of a home as they lie there, also what an attempt might have left beside them.
fn evidence(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let keep = |name: &String| name.starts_with("school") || name.starts_with("keys.json");
    // An empty log and its index are what opening and closing leaves; they hold nothing.
    let read = |name: String| (name.clone(), std::fs::read(home.join(name)).unwrap());
    let all = names(home).into_iter().filter(keep).map(read);
    let empty = |name: &str, bytes: &[u8]| name.ends_with("-shm") || (name.ends_with("-wal") && bytes.is_empty());
    all.filter(|(name, bytes)| !empty(name, bytes)).collect()
}

/// Whether the window has words for a code.
fn has_words(code: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/text");
    ["faults.ts", "errors.ts"]
        .iter()
        .any(|file| std::fs::read_to_string(root.join(file)).unwrap().contains(&format!("\n  {code}: ")))
}

fn found(app: &App) -> (HomeKind, Vec<String>) {
    let state = app::home::home_state(app);
    (state.kind, state.found)
}

/// A first start over what stands there must be refused.
fn begin_over(app: &App) -> bool {
    let request = FirstStartRequest {
        school_name: "青坪县柳树沟小学".into(),
        school_code: "2114999902".into(),
        person_name: "白守信".into(),
        posts: vec![],
        password: PASSWORD.into(),
    };
    let code = app::home::first_start_begin(app, &request).unwrap_err().code;
    matches!(code, Code::HomeExists | Code::HomeDamaged | Code::HomeBusy)
}

fn repair(app: &App) -> SalvageView {
    let request = SalvageRequest { account: "01".into(), password: PASSWORD.into(), groups: vec![] };
    app::care::salvage_run(app, &request).unwrap()
}

#[test]
fn whatever_happens_to_the_database_it_is_told_kept_and_repaired() {
    type Damage = fn(Vec<u8>) -> Option<Vec<u8>>;
    let damages: [(&str, Damage, &str); 9] = [
        ("the first page", |b| Some(flipped(b, 100)), "database_damaged"),
        ("the end of the first page", |b| Some(flipped(b, PAGE - 1)), "database_damaged"),
        ("a page of the schema", |b| Some(flipped(b, 2 * PAGE + 9)), "database_damaged"),
        ("every tenth page", |b| Some(every_tenth(b)), "database_damaged"),
        ("the last page", |b| Some(flipped(b, usize::MAX)), "database_damaged"),
        ("cut off within a page", |b| Some(b[..b.len() / 2 / PAGE * PAGE + 1000].to_vec()), "database_truncated"),
        ("cut off between pages", |b| Some(b[..b.len() / 2 / PAGE * PAGE].to_vec()), "database_damaged"),
        ("no bytes", |_| Some(Vec::new()), "database_empty"),
        ("no file", |_| None, "database_missing"),
    ];
    for (seed, (what, damage, code)) in (60..).zip(damages) {
        let g = ground(seed);
        for n in 0..12 {
            add_staff(&g.app, &format!("教师{}", char::from_u32(0x4e00 + n).unwrap()));
        }
        let people = staff(&g.app);
        app::home::lock(&g.app);
        let path = database(&g.home);
        match damage(std::fs::read(&path).unwrap()) {
            Some(bytes) => put(&path, &bytes),
            None => std::fs::remove_file(&path).unwrap(),
        }
        let before = evidence(&g.home);
        // As the window does it: a look, a login, the check of the pages beside the work.
        let seen = found(&g.app);
        let came_in = match login(&g.app) {
            Err(e) => {
                assert!(matches!(e.code, Code::DatabaseDamaged | Code::HomeDamaged), "{what}: {e:?}");
                false
            }
            // The page was not needed for the login.
            Ok(_) => {
                assert!(app::care::check(&g.app), "{what}: the check finds nothing");
                true
            }
        };
        let told = found(&g.app);
        assert_eq!(told, (HomeKind::Damaged, vec!["keys_found".into(), code.into()]), "{what}, before: {seen:?}");
        assert!(told.1.iter().all(|code| has_words(code)), "{what}");
        assert!(begin_over(&g.app), "{what}: nothing is ever started over it");
        let after = evidence(&g.home);
        // Where the page was not needed for it, a login has written its rows before the check found the damage.
        let other = |name: &&String| before.get(*name) != after.get(*name) && !(came_in && name.starts_with("school"));
        let changed: Vec<&String> = before.keys().chain(after.keys()).filter(other).collect();
        assert!(changed.is_empty(), "{what}: all is as it was found, but for {changed:?}");
        let before = after;
        g.clock.go("2026-06-21T08:00:00+08:00");
        let done = repair(&g.app);
        for (name, bytes) in before.iter().filter(|(name, _)| name.starts_with("school")) {
            let kept = g.home.join(&done.aside).join(name);
            assert_eq!(std::fs::read(&kept).unwrap(), *bytes, "{what}: {name} is set aside as it was found");
        }
        assert_eq!(found(&g.app), (HomeKind::Locked, vec![]), "{what}");
        login(&g.app).unwrap();
        assert_eq!(staff(&g.app), people, "{what}");
        assert!(!app::care::check(&g.app), "{what}");
    }
}

fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    let at = at.min(bytes.len() - 9);
    bytes[at] ^= 0x40;
    bytes
}

fn every_tenth(bytes: Vec<u8>) -> Vec<u8> {
    (0..bytes.len() / PAGE).step_by(10).fold(bytes, |bytes, page| flipped(bytes, page * PAGE + 77))
}

#[test]
fn a_first_page_that_is_gone_costs_nothing_that_was_written_after_the_backup() {
    let g = ground(80);
    app::home::lock(&g.app);
    let old = names(&g.home.join("backups"));
    login(&g.app).unwrap();
    add_staff(&g.app, "林知夏");
    let people = staff(&g.app);
    app::home::lock(&g.app);
    for name in names(&g.home.join("backups")).iter().filter(|name| !old.contains(name)) {
        std::fs::remove_file(g.home.join("backups").join(name)).unwrap();
    }
    let path = database(&g.home);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..PAGE].fill(0);
    put(&path, &bytes);
    assert_eq!(login(&g.app).unwrap_err().code, Code::DatabaseDamaged);
    g.clock.go("2026-06-21T08:00:00+08:00");
    let done = repair(&g.app);
    assert_eq!((done.from_backup, done.lost, done.audit.as_str()), (0, 0, "whole"), "{done:?}");
    login(&g.app).unwrap();
    assert_eq!(staff(&g.app), people, "also the one whom no backup has");
}

#[test]
fn whatever_happens_to_the_keys_it_is_told_and_kept() {
    let one: [(&str, Option<&'static [u8]>); 3] =
        [("gone", None), ("empty", Some(b"")), ("half", Some(b"{\"keys\":{"))];
    for (seed, (what, bytes)) in (82..).zip(one) {
        for name in ["keys.json", "keys.json.bak"] {
            let g = ground(seed);
            app::home::lock(&g.app);
            match bytes {
                Some(bytes) => put(&g.home.join(name), bytes),
                None => std::fs::remove_file(g.home.join(name)).unwrap(),
            }
            let state = app::home::home_state(&g.app);
            assert_eq!(state.kind, HomeKind::Locked, "{name} {what}");
            assert!(state.faults.iter().any(|f| f.code == "keys_one_copy") && has_words("keys_one_copy"));
            login(&g.app).unwrap();
            assert_eq!(staff(&g.app).len(), 2);
            app::home::lock(&g.app);
            assert!(app::home::home_state(&g.app).faults.iter().all(|f| f.code != "keys_one_copy"), "{name} {what}");
        }
    }
    type Both = (&'static str, Option<&'static [u8]>, &'static [&'static str]);
    let both: [Both; 4] = [
        ("gone", None, &["keys_missing", "database_found"]),
        ("empty", Some(b""), &["keys_damaged", "database_found"]),
        ("half", Some(b"{\"keys\":{"), &["keys_damaged", "database_found"]),
        ("newer", Some(br#"{"keys":{"v":99}}"#), &["keys_newer"]),
    ];
    for (seed, (what, bytes, codes)) in (86..).zip(both) {
        let g = ground(seed);
        app::home::lock(&g.app);
        for name in ["keys.json", "keys.json.bak"] {
            match bytes {
                Some(bytes) => put(&g.home.join(name), bytes),
                None => std::fs::remove_file(g.home.join(name)).unwrap(),
            }
        }
        let before = evidence(&g.home);
        let told = found(&g.app);
        assert_eq!(told, (HomeKind::Damaged, codes.iter().map(|c| (*c).to_owned()).collect()), "{what}");
        assert!(told.1.iter().all(|code| has_words(code)), "{what}");
        assert_eq!(login(&g.app).unwrap_err().code, Code::HomeDamaged, "{what}");
        assert!(begin_over(&g.app), "{what}");
        assert_eq!(evidence(&g.home), before, "{what}");
    }
}

#[test]
fn a_password_that_was_replaced_does_not_come_back_with_an_older_keys_file() {
    let other = "田埂上走过一群白鸭子";
    for both in [false, true] {
        let g = ground(90 + u64::from(both));
        let old = std::fs::read(g.home.join("keys.json")).unwrap();
        let change = ChangePasswordRequest { old: PASSWORD.into(), password: other.into() };
        app::people::password_change(&g.app, &change).unwrap();
        app::home::lock(&g.app);
        put(&g.home.join("keys.json"), &old);
        if both {
            put(&g.home.join("keys.json.bak"), &old);
        }
        assert_eq!(login(&g.app).unwrap_err().code, Code::WrongPassword, "the old password");
        assert_eq!(login(&g.app).unwrap_err().code, Code::WrongPassword, "however often");
        let now = |password: &str| {
            let request = LoginRequest {
                account: "01".into(),
                password: password.into(),
                practice: false,
                clock_accepted: false,
            };
            app::home::login(&g.app, &request)
        };
        // The newest keys are in the second copy or in the local backup.
        let session = now(other).unwrap();
        assert!(session.alarms.iter().any(|a| a.code == "keys_rolled_back"), "{:?}", session.alarms);
        assert_ne!(std::fs::read(g.home.join("keys.json")).unwrap(), old);
        app::home::alarms_seen(&g.app).unwrap();
        assert!(now(other).unwrap().alarms.iter().all(|a| a.code != "keys_rolled_back"), "it was seen");
        assert_eq!(login(&g.app).unwrap_err().code, Code::WrongPassword, "and for good");
    }
}

#[test]
fn a_recovery_code_that_was_replaced_does_not_come_back_with_an_older_keys_file() {
    let g = ground(112);
    let old = std::fs::read(g.home.join("keys.json")).unwrap();
    let password = PasswordRequest { password: PASSWORD.into() };
    let shown = app::recovery::recovery_code_renew(&g.app, &password).unwrap();
    let groups = shown.ask.iter().map(|i| shown.groups[*i as usize].clone()).collect();
    app::recovery::recovery_code_confirm(&g.app, &GroupsRequest { groups }).unwrap();
    app::home::lock(&g.app);
    for name in ["keys.json", "keys.json.bak"] {
        put(&g.home.join(name), &old);
    }
    let open = |groups: &[String]| app::recovery::recovery_open(&g.app, &GroupsRequest { groups: groups.to_vec() });
    assert_eq!(open(&g.groups).unwrap_err().code, Code::WrongPassword, "the code that was replaced");
    assert_eq!(open(&shown.groups).unwrap().accounts.len(), 1, "the one on the newest sheet");
    let request = AccountPasswordRequest { account: "01".into(), password: "井台边的槐树年年开白花".into() };
    app::recovery::recovery_finish(&g.app, &request).unwrap();
    let session = app::home::session(&g.app).unwrap();
    assert!(session.alarms.iter().any(|a| a.code == "keys_rolled_back"), "{:?}", session.alarms);
}

#[test]
fn an_alarm_about_the_keys_is_also_told_to_the_next_person() {
    let g = ground(110);
    let person =
        app::roster::add_staff(&g.app, &AddStaffRequest { name: "林知夏".into(), post: "教师".into() }).unwrap();
    let own = "田埂上走过一群白鸭子";
    let add = AddAccountRequest { person_id: person.id, posts: vec!["staff".into()], password: own.into() };
    app::people::people_add(&g.app, &add).unwrap();
    let old = std::fs::read(g.home.join("keys.json")).unwrap();
    let later = "井台边的槐树年年开白花";
    let reset = AccountPasswordRequest { account: "02".into(), password: later.into() };
    app::people::people_reset(&g.app, &reset).unwrap();
    app::home::lock(&g.app);
    // Whoever knows the old password puts the old keys back and takes every copy of the newest away.
    for name in ["keys.json", "keys.json.bak"] {
        put(&g.home.join(name), &old);
    }
    std::fs::remove_dir_all(g.home.join("backups")).unwrap();
    let request = LoginRequest { account: "02".into(), password: own.into(), practice: false, clock_accepted: false };
    let told = |session: SessionView| session.alarms.iter().any(|a| a.code == "keys_rolled_back");
    assert!(told(app::home::login(&g.app, &request).unwrap()), "a school is not locked out by it");
    assert!(told(login(&g.app).unwrap()), "the principal learns of it");
    assert!(told(login(&g.app).unwrap()), "also when the program ended before the window said so");
    assert!(!told(app::home::alarms_seen(&g.app).unwrap()));
    assert!(!told(login(&g.app).unwrap()));
    assert!(told(app::home::login(&g.app, &request).unwrap()), "each person says so for themselves");
}

#[test]
fn a_clock_that_was_set_back_is_asked_about_and_written_down() {
    let g = ground(94);
    add_staff(&g.app, "林知夏");
    app::home::lock(&g.app);
    g.clock.go("2026-06-18T09:30:00+08:00");
    let e = login(&g.app).unwrap_err();
    assert_eq!((e.code, e.args["now"].as_str()), (Code::ClockBack, Some("2026-06-18T09:30:00+08:00")));
    assert!(has_words("clock_back"));
    let accepted =
        serde_json::json!({ "account": "01", "password": PASSWORD, "practice": false, "clockAccepted": true });
    app::home::login(&g.app, &serde_json::from_value(accepted).unwrap()).unwrap();
    assert_eq!(staff(&g.app).len(), 3);
    let request: AuditPageRequest = serde_json::from_value(serde_json::json!({ "action": "home.login" })).unwrap();
    let rows = app::audit::audit_page(&g.app, &request).unwrap().rows;
    assert!(format!("{:?}", rows[0]).contains("电脑时间倒退"), "{rows:?}");
}

#[test]
fn a_second_instance_is_refused_and_changes_nothing() {
    let g = ground(95);
    let before = evidence(&g.home);
    let second = program(&g.home, 96, &g.clock);
    assert_eq!(login(&second).unwrap_err().code, Code::HomeBusy);
    assert!(has_words("home_busy"));
    assert!(begin_over(&second));
    assert_eq!(evidence(&g.home), before);
    assert_eq!(staff(&g.app).len(), 2, "the first one goes on");
    app::home::lock(&g.app);
    login(&second).unwrap();
}

/// Tells the child where the home lies.
const HOME: &str = "ANMIAO_TEST_READ_ONLY_HOME";

/// Runs with the home on a medium that cannot be written.
#[test]
#[ignore = "the child of a_medium_that_cannot_be_written…"]
fn child() {
    let home = std::path::PathBuf::from(std::env::var(HOME).unwrap());
    let app = program(&home, 98, &HandClock::at("2026-06-20T10:00:00+08:00"));
    let state = app::home::home_state(&app);
    assert_eq!(state.kind, HomeKind::Locked);
    assert!(state.faults.iter().any(|f| f.code == "read_only") && has_words("read_only"), "{:?}", state.faults);
    let e = login(&app).unwrap_err();
    assert_eq!(e.code, Code::HomeUnwritable);
    assert!(has_words("home_unwritable"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_medium_that_cannot_be_written_is_told_and_left_alone() {
    use std::process::Command;
    let g = ground(97);
    app::home::lock(&g.app);
    let before = evidence(&g.home);
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script]);
        command.arg(&g.home).arg(std::env::current_exe().unwrap());
        command.args(["child", "--exact", "--ignored"]).env(HOME, &g.home);
        command.output()
    };
    let read_only = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"";
    if !run(read_only).is_ok_and(|o| o.status.success()) {
        eprintln!("no mounts here: a medium that cannot be written is not tried");
        return;
    }
    let done = run(&format!("{read_only} && exec \"$@\"")).unwrap();
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    assert_eq!(evidence(&g.home), before);
    login(&g.app).unwrap();
}

#[test]
fn a_home_in_a_folder_that_is_copied_away_is_warned_of() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(&dir.path().join("OneDrive/安苗"), 99, &HandClock::at("2026-06-20T10:00:00+08:00"));
    started(&app, "2114999902");
    let session = app::home::session(&app).unwrap();
    let told = |faults: &[FaultView]| faults.iter().any(|f| f.code == "sync_folder" && f.args["name"] == "OneDrive");
    assert!(told(&session.alarms) && told(&app::home::home_state(&app).faults) && has_words("sync_folder"));
}

#[test]
fn a_backup_to_a_stick_tells_how_far_it_is() {
    let g = ground(100);
    let mut heard: Vec<BackupProgress> = Vec::new();
    let made = app::care::backup_usb_heard(&g.app, &g.stick, &mut |p| heard.push(p)).unwrap();
    let mut stages: Vec<&str> = heard.iter().map(|p| p.stage.as_str()).collect();
    stages.dedup();
    assert_eq!(stages, ["preparing", "copying", "reading", "opening", "comparing"]);
    for stage in ["copying", "reading"] {
        let of: Vec<&BackupProgress> = heard.iter().filter(|p| p.stage == stage).collect();
        assert!(of.is_sorted_by_key(|p| p.done) && of.iter().all(|p| p.total == of[0].total && p.total > 0), "{of:?}");
        assert_eq!((of[0].done, of[of.len() - 1].done), (0, of[0].total), "{stage}");
        assert!(of[0].total < made.size);
    }
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing_on_the_stick_and_counts_as_none() {
    let g = ground(101);
    put(&g.stick.join("教案.doc"), b"theirs");
    for stage in ["preparing", "copying", "reading", "opening", "comparing"] {
        let mut hear = |p: BackupProgress| {
            if p.stage == stage {
                app::care::backup_stop(&g.app).unwrap();
            }
        };
        let stopped = app::care::backup_usb_heard(&g.app, &g.stick, &mut hear);
        // What was stopped after the last look is a whole backup.
        if stage == "comparing" && stopped.is_ok() {
            continue;
        }
        assert_eq!(stopped.unwrap_err().code, Code::BackupStopped, "{stage}");
        assert_eq!(names(&g.stick), ["教案.doc"], "{stage}");
        assert!(!g.home.join("copies.tmp").exists(), "{stage}");
        assert!(app::care::backup_view(&g.app).unwrap().outside.is_empty(), "{stage}");
    }
    assert!(has_words("backup_stopped"));
    let before = app::care::backup_view(&g.app).unwrap().outside.len();
    let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
    assert_eq!(made.view.outside.len(), before + 1, "a stop does not last");
}

#[test]
fn a_stick_that_is_pulled_out_is_told_and_its_part_goes_with_the_next_backup() {
    for (seed, pulled_at) in (102..).zip(["copying", "reading", "comparing"]) {
        let g = ground(seed);
        let away = g.stick.with_file_name("away");
        let mut gone = false;
        let mut hear = |p: BackupProgress| {
            if p.stage == pulled_at && !gone {
                std::fs::rename(&g.stick, &away).unwrap();
                gone = true;
            }
        };
        let e = app::care::backup_usb_heard(&g.app, &g.stick, &mut hear).unwrap_err();
        assert_eq!(e.code, Code::UsbGone, "{pulled_at}");
        assert!(has_words("usb_gone"));
        assert!(!g.home.join("copies.tmp").exists(), "{pulled_at}");
        assert!(app::care::backup_view(&g.app).unwrap().outside.is_empty(), "{pulled_at}");
        let left = names(&away);
        assert!(left.iter().all(|name| name.ends_with(".anmiaobak.part")), "{pulled_at}: {left:?}");
        std::fs::rename(&away, &g.stick).unwrap();
        put(&g.stick.join("theirs.part"), b"theirs");
        put(&g.stick.join("AM-2114999902-20260101-080000.anmiaobak.part"), b"half");
        let made = app::care::backup_usb(&g.app, &g.stick).unwrap();
        assert_eq!(names(&g.stick), [made.file_name.as_str(), "theirs.part"], "{pulled_at}");
    }
}

#[test]
fn every_test_that_the_list_of_faults_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let list = std::fs::read_to_string(root.join("docs/faults.md")).unwrap();
    let named: Vec<(&str, &str)> = list.split('`').filter_map(|word| word.split_once(".rs::")).collect();
    assert!(named.len() > 25, "{named:?}");
    for (file, name) in named {
        let source = std::fs::read_to_string(root.join(format!("{file}.rs"))).unwrap();
        assert!(source.contains(&format!("fn {name}(")), "{file}.rs has no test {name}");
    }
}
