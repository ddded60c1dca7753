//! People come with rights of their own, forget passwords, leave, and are removed; the recovery code opens the way back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::path::Path;

use app::view::*;
use app::{App, Code, people, recovery};
use common::desk::*;
use common::program;

const THIRD: &str = "河对岸的老牛慢慢吃着草";

fn state(app: &App, account: &str) -> String {
    people::people_list(app).unwrap().accounts.into_iter().find(|a| a.account == account).unwrap().state
}

fn finished(app: &App, view: &RecoveryView) -> SessionView {
    confirm(view, |groups| recovery::recovery_code_confirm(app, &GroupsRequest { groups }))
}

#[test]
fn a_teacher_gets_an_account_and_sees_only_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 31);
    started(&app);
    let teacher = with(&app, "金墨白", &["homeroom_teacher"]);
    let session = login(&app, &teacher, OWN).unwrap();
    assert!(
        session.rights.contains(&"read_own_class".to_owned()) && !session.rights.contains(&"read_records".to_owned())
    );
    assert_eq!(people::people_list(&app).unwrap_err().code, Code::NoRight);
    assert_eq!(app::audit::audit_verify(&app).unwrap_err().code, Code::NoRight);
    assert!(app::ledger::ledger_list(&app, &LedgerListRequest { status: None }).unwrap().is_empty());
}

#[test]
fn only_a_principal_touches_principals_and_nobody_themselves() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 32);
    started(&app);
    let director = with(&app, "金墨白", &["discipline_director"]);
    let teacher = with(&app, "苏晓梅", &["staff"]);
    let disable = |account: &str| {
        people::people_disable(&app, &DisableRequest { account: account.into(), reason: "调离本校".into() })
    };
    assert_eq!(disable("01").unwrap_err().code, Code::NotYourself);
    login(&app, &director, OWN).unwrap();
    assert_eq!(disable("01").unwrap_err().code, Code::OnlyPrincipal);
    let reset = AccountPasswordRequest { account: "01".into(), password: SECOND.into() };
    assert_eq!(people::people_reset(&app, &reset).unwrap_err().code, Code::OnlyPrincipal);
    for post in ["principal", "counsellor"] {
        let posts = PostsRequest { account: teacher.clone(), posts: vec![post.into()], password: None };
        assert_eq!(people::people_posts(&app, &posts).unwrap_err().code, Code::OnlyPrincipal);
    }
    assert_eq!(disable(&director).unwrap_err().code, Code::NotYourself);
    disable(&teacher).unwrap();
    assert_eq!(state(&app, &teacher), "disabled");
    assert_eq!(login(&app, &teacher, OWN).unwrap_err().code, Code::WrongPassword);
    login(&app, &director, OWN).unwrap();
    people::people_enable(&app, &AccountPasswordRequest { account: teacher.clone(), password: SECOND.into() }).unwrap();
    assert!(login(&app, &teacher, SECOND).unwrap().must_change_password);
}

#[test]
fn a_loan_gives_a_right_and_is_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 33);
    started(&app);
    let deputy = with(&app, "金墨白", &["deputy_principal"]);
    let loan = |until: &str, right: &str| {
        let request = DelegateRequest {
            account: deputy.clone(),
            right: right.into(),
            until: until.into(),
            reason: "校长外出学习".into(),
        };
        people::people_delegate(&app, &request)
    };
    assert_eq!(loan("2026-06-30", "remove_for_cause").unwrap_err().code, Code::InvalidFields);
    assert_eq!(loan("2026-06-19", "sign_packets").unwrap_err().code, Code::InvalidFields);
    let id = loan("2026-06-30", "sign_packets").unwrap().delegations[0].id.clone();
    assert!(login(&app, &deputy, OWN).unwrap().rights.contains(&"sign_packets".to_owned()));
    login(&app, "01", PASSWORD).unwrap();
    people::people_delegate_end(&app, &DelegationRequest { id }).unwrap();
    assert!(!login(&app, &deputy, OWN).unwrap().rights.contains(&"sign_packets".to_owned()));
}

#[test]
fn wrong_passwords_wait_and_stand_in_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 34);
    started(&app);
    app::home::lock(&app);
    for _ in 0..3 {
        assert_eq!(login(&app, "01", "错错错错错错错错错错").unwrap_err().code, Code::WrongPassword);
    }
    let delayed = login(&app, "01", PASSWORD).unwrap_err();
    assert_eq!((delayed.code, delayed.args["seconds"].as_i64()), (Code::LoginDelayed, Some(5)));
    let kept = std::fs::read_to_string(dir.path().join("home/login.json")).unwrap();
    assert!(!kept.contains("白守信"), "{kept}");
    std::fs::remove_file(dir.path().join("home/login.json")).unwrap();
    login(&app, "01", "错错错错错错错错错错").unwrap_err();
    login(&app, "01", PASSWORD).unwrap();
    assert!(!dir.path().join("home/login.json").exists());
    let page = app::audit::audit_page(&app, &AuditPageRequest { action: Some("login.fail".into()), ..page() }).unwrap();
    assert_eq!(page.total, 1, "{:?}", page.rows);
}

fn page() -> AuditPageRequest {
    serde_json::from_value(serde_json::json!({})).unwrap()
}

#[test]
fn the_recovery_code_opens_the_way_back_and_is_then_worth_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 35);
    let code = started(&app);
    app::home::lock(&app);
    let mut wrong = code.clone();
    wrong.swap(0, 1);
    let refused = recovery::recovery_open(&app, &GroupsRequest { groups: wrong }).unwrap_err();
    assert_eq!(refused.code, Code::WrongPassword);
    let open = recovery::recovery_open(&app, &GroupsRequest { groups: code.clone() }).unwrap();
    assert_eq!(open.accounts.len(), 1);
    assert_eq!(app::home::session(&app).unwrap_err().code, Code::NotLoggedIn);
    let finish = |password: &str| {
        recovery::recovery_finish(&app, &AccountPasswordRequest { account: "01".into(), password: password.into() })
    };
    assert_eq!(finish("白守信白守信白守信").unwrap_err().code, Code::InvalidFields);
    let view = finish(OWN).unwrap();
    assert!(app::home::session(&app).unwrap().recovery_due, "the new code was not typed back yet");
    assert!(!finished(&app, &view).recovery_due);
    assert_eq!(login(&app, "01", PASSWORD).unwrap_err().code, Code::WrongPassword);
    login(&app, "01", OWN).unwrap();
    app::home::lock(&app);
    let old = recovery::recovery_open(&app, &GroupsRequest { groups: code }).unwrap_err();
    assert_eq!(old.code, Code::WrongPassword);
    recovery::recovery_open(&app, &GroupsRequest { groups: view.groups }).unwrap();
}

#[test]
fn the_code_on_paper_is_rehearsed_on_a_copy() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 36);
    let code = started(&app);
    let tried = recovery::recovery_rehearse(&app, &GroupsRequest { groups: code.clone() }).unwrap();
    assert!(tried.ok, "{tried:?}");
    assert!(tried.items.iter().any(|i| i.code == "tables_equal"));
    assert!(!dir.path().join("home/copies.tmp").exists());
    let view = recovery::recovery_code_renew(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    let sheet = recovery::recovery_sheet_print(&app).unwrap();
    assert!(std::fs::metadata(&sheet.path).unwrap().len() > 10_000);
    finished(&app, &view);
    let tried = recovery::recovery_rehearse(&app, &GroupsRequest { groups: code }).unwrap();
    assert!(!tried.ok, "the old code must not pass: {tried:?}");
    assert!(recovery::recovery_rehearse(&app, &GroupsRequest { groups: view.groups }).unwrap().ok);
}

fn removal(account: &str, old_copies: &str) -> RemoveRequest {
    RemoveRequest {
        account: account.into(),
        reason: "抄走了学生材料".into(),
        password: PASSWORD.into(),
        old_copies: old_copies.into(),
    }
}

fn files(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn removal_for_cause_leaves_nothing_that_the_old_keys_open() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let app = program(dir.path(), 37);
    let old_code = started(&app);
    let removed = with(&app, "金墨白", &["discipline_director"]);
    let other = with(&app, "苏晓梅", &["counsellor"]);
    app::care::backup_local(&app).unwrap();
    let before = files(&home.join("backups"));
    let request = |password: &str| RemoveRequest { password: password.into(), ..removal(&removed, "") };
    assert_eq!(people::people_remove_for_cause(&app, &request(OWN)).unwrap_err().code, Code::WrongPassword);
    let view = people::people_remove_for_cause(&app, &request(PASSWORD)).unwrap();
    assert!(app::home::session(&app).unwrap().recovery_due);
    finished(&app, &view);
    assert_eq!((state(&app, &removed).as_str(), state(&app, &other).as_str()), ("disabled", "no_password"));
    assert!(!home.join("school.db").exists(), "{:?}", files(&home));
    let after = files(&home.join("backups"));
    assert_eq!(after.len(), 1);
    assert!(before.iter().all(|old| !after.contains(old)), "{before:?} {after:?}");
    assert_eq!(app::audit::audit_verify(&app).unwrap().state, "whole");
    people::people_enable(&app, &AccountPasswordRequest { account: other.clone(), password: SECOND.into() }).unwrap();
    login(&app, &other, SECOND).unwrap();
    assert_eq!(login(&app, &removed, OWN).unwrap_err().code, Code::WrongPassword);
    let session = login(&app, "01", PASSWORD).unwrap();
    let false_alarm = session.alarms.iter().find(|a| ["database_older", "locks_changed"].contains(&a.code.as_str()));
    assert!(false_alarm.is_none(), "{false_alarm:?}");
    app::home::lock(&app);
    let old = recovery::recovery_open(&app, &GroupsRequest { groups: old_code }).unwrap_err();
    assert_eq!(old.code, Code::WrongPassword);
    recovery::recovery_open(&app, &GroupsRequest { groups: view.groups }).unwrap();
}

#[test]
fn an_older_keys_file_put_back_is_noticed_and_lets_nobody_in_who_was_disabled() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let app = program(dir.path(), 38);
    started(&app);
    let teacher = with(&app, "金墨白", &["staff"]);
    let old = std::fs::read(home.join("keys.json")).unwrap();
    people::people_disable(&app, &DisableRequest { account: teacher.clone(), reason: "调离本校".into() }).unwrap();
    app::home::lock(&app);
    for name in ["keys.json", "keys.json.bak"] {
        app::files::put(&home.join(name), &old).unwrap();
    }
    let refused = login(&app, &teacher, OWN).unwrap_err().code;
    assert_eq!(refused, Code::WrongPassword, "the newest keys, which the local backup has, know no such account");
    let session = login(&app, "01", PASSWORD).unwrap();
    assert!(session.alarms.iter().any(|a| a.code == "keys_rolled_back"), "{:?}", session.alarms);
    assert_eq!(login(&app, &teacher, OWN).unwrap_err().code, Code::WrongPassword, "the slot is gone again");
    login(&app, "01", PASSWORD).unwrap();
    app::home::alarms_seen(&app).unwrap();
    assert!(login(&app, "01", PASSWORD).unwrap().alarms.iter().all(|a| a.code != "keys_rolled_back"));
}

#[test]
fn guessing_at_an_unlocked_desk_waits_like_guessing_at_the_login() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 39);
    started(&app);
    let change = ChangePasswordRequest { old: SECOND.into(), password: OWN.into() };
    for _ in 0..3 {
        assert_eq!(people::password_change(&app, &change).unwrap_err().code, Code::WrongPassword);
    }
    let right = ChangePasswordRequest { old: PASSWORD.into(), password: OWN.into() };
    assert_eq!(people::password_change(&app, &right).unwrap_err().code, Code::LoginDelayed);
    let renew = recovery::recovery_code_renew(&app, &PasswordRequest { password: PASSWORD.into() });
    assert_eq!(renew.unwrap_err().code, Code::LoginDelayed);
}

#[test]
fn a_login_of_one_person_does_not_end_the_wait_before_another_account() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 40);
    started(&app);
    let teacher = with(&app, "金墨白", &["staff"]);
    for _ in 0..4 {
        login(&app, "01", "错错错错错错错错错错").unwrap_err();
    }
    login(&app, &teacher, OWN).unwrap();
    assert_eq!(login(&app, "01", PASSWORD).unwrap_err().code, Code::LoginDelayed);
}

#[test]
fn a_loan_does_not_come_back_with_an_account_that_was_disabled() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 41);
    started(&app);
    let deputy = with(&app, "金墨白", &["deputy_principal"]);
    let request = DelegateRequest {
        account: deputy.clone(),
        right: "sign_packets".into(),
        until: "2026-06-30".into(),
        reason: "校长外出学习".into(),
    };
    people::people_delegate(&app, &request).unwrap();
    people::people_disable(&app, &DisableRequest { account: deputy.clone(), reason: "调离本校".into() }).unwrap();
    people::people_enable(&app, &AccountPasswordRequest { account: deputy.clone(), password: SECOND.into() }).unwrap();
    assert!(!login(&app, &deputy, SECOND).unwrap().rights.contains(&"sign_packets".to_owned()));
}

#[test]
fn posts_are_given_by_somebody_else() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 42);
    started(&app);
    let director = with(&app, "金墨白", &["discipline_director"]);
    login(&app, &director, OWN).unwrap();
    let posts = PostsRequest {
        account: director,
        posts: vec!["discipline_director".into(), "homeroom_teacher".into()],
        password: None,
    };
    assert_eq!(people::people_posts(&app, &posts).unwrap_err().code, Code::NotYourself);
}

fn keys_in(dir: &Path) -> vault::KeysFile {
    let bytes = std::fs::read(dir.join("keys.json")).unwrap();
    vault::KeysFile::from_bytes(&dir.join("nowhere"), &bytes).unwrap()
}

fn unlocked(keys: &vault::KeysFile, account: &str, password: &str) -> Result<vault::Keyring, vault::VaultError> {
    let account = vault::AccountNo::parse(account).unwrap();
    keys.unlock(&vault::Unlock::Password { account, password })
}

/// A home with a counsellor's text, somebody to remove, an older home set aside and the copy of an upgrade. Answers the
/// account of who is to be removed, the folder set aside and the copy's name.
fn with_old_copies(app: &App, home: &Path) -> (String, String, String) {
    started(app);
    let removed = with(app, "金墨白", &["discipline_director"]);
    let draft = SaveDraftRequest { form: "sealed:staff".into(), object_id: "x".into(), content: "写到一半".into() };
    assert_eq!(app::draft::draft_save(app, &draft).unwrap_err().code, Code::NotFound, "no such form");
    let draft = SaveDraftRequest { form: "sealed:concern".into(), ..draft };
    app::draft::draft_save(app, &draft).unwrap();
    app::care::backup_local(app).unwrap();
    let newest = app::home::home_state(app).backups[0].file_name.clone();
    let picked = app::care::restore_local(app, &LocalBackupRequest { file_name: newest }).unwrap();
    let with = RestoreRequest { token: picked.token, account: "01".into(), password: PASSWORD.into(), groups: vec![] };
    let aside = app::care::restore_run(app, &with).unwrap().aside;
    assert!(home.join(&aside).join("school.db").exists());
    let copy = format!("{}.before-v10", keys_in(home).db_file());
    std::fs::copy(home.join(keys_in(home).db_file()), home.join(&copy)).unwrap();
    login(app, "01", PASSWORD).unwrap();
    (removed, aside, copy)
}

#[test]
fn older_copies_in_the_home_go_under_the_new_keys_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let app = program(dir.path(), 43);
    let (removed, aside, copy) = with_old_copies(&app, &home);
    app::files::put(&home.join(&aside).join("note.txt"), b"somebody's own").unwrap();
    let old = unlocked(&keys_in(&home.join(&aside)), &removed, OWN).unwrap();
    let places = [home.join(&aside).join("school.db"), home.join(&copy)];
    let opens = |keys: &vault::Keyring, path: &Path| store::copy::examine(path, &keys.db_key(), keys.home());
    assert!(places.iter().all(|path| opens(&old, path).is_ok()), "what the removal is about");
    let told = people::people_removal_view(&app, &RemovalRequest { account: removed.clone() }).unwrap();
    let kinds: Vec<&str> = told.copies.iter().map(|c| c.kind.as_str()).collect();
    assert_eq!((kinds, told.others), (vec!["aside", "upgrade"], 0));
    assert!(told.copies.iter().all(|c| c.size > 10_000) && told.copies[0].at.is_some() && told.generations > 0);

    finished(&app, &people::people_remove_for_cause(&app, &removal(&removed, "")).unwrap());
    for path in &places {
        assert!(opens(&old, path).is_err(), "{path:?} still opens with the old keys");
    }
    let keys = keys_in(&home.join(&aside));
    assert!(matches!(unlocked(&keys, &removed, OWN), Err(vault::VaultError::NoSuchAccount)));
    let new = unlocked(&keys, "01", PASSWORD).unwrap();
    assert!(!new.is_tampered() && keys.db_file() == "school.db");
    for path in &places {
        assert!(opens(&new, path).unwrap().rows() > 10, "and is whole under the new ones");
    }
    let inside = store::Reading::open(&places[0], &new.db_key(), new.home()).unwrap();
    let kept = inside.read(|tx| store::draft::list(tx, &app::home::session(&app).unwrap().person_id)).unwrap();
    let text = packet::encoding::from_base64url(kept[0].content.strip_prefix("sealed-draft-v2:").unwrap()).unwrap();
    assert_eq!(new.open_text(&kept[0].place(), &text).unwrap().as_str(), "写到一半");
    assert_eq!(std::fs::read(home.join(&aside).join("note.txt")).unwrap(), b"somebody's own");
    let left: Vec<String> =
        files(&home).into_iter().filter(|n| n.ends_with(".renewed") || n == "removal.txt").collect();
    assert!(left.is_empty(), "{left:?}");
    let log = app::audit::audit_page(&app, &AuditPageRequest { id: Some(removed), ..page() }).unwrap();
    assert!(log.rows.iter().any(|r| r.fields.contains(&"以前留下的副本已换钥匙".to_owned())), "{:?}", log.rows);
    // What was typed under the old key is offered under the new one.
    let typed = app::draft::draft_get(&app, &DraftRequest { form: "sealed:concern".into(), object_id: "x".into() });
    assert_eq!(typed.unwrap().unwrap().content, "写到一半");
}

#[test]
fn an_older_copy_that_does_not_open_is_never_decided_upon_by_the_program() {
    for (decision, stays) in [("keep", true), ("remove", false)] {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home");
        let app = program(dir.path(), 44);
        let (removed, aside, copy) = with_old_copies(&app, &home);
        let path = home.join(&aside).join("school.db");
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        app::files::put(&path, &bytes).unwrap();
        let before = (files(&home), std::fs::read(home.join("keys.json")).unwrap());
        let asked = people::people_remove_for_cause(&app, &removal(&removed, "")).unwrap_err();
        assert_eq!((asked.code, asked.args["names"].clone()), (Code::OldCopiesUndecided, vec![aside.clone()].into()));
        assert_eq!((files(&home), std::fs::read(home.join("keys.json")).unwrap()), before, "nothing has happened");
        assert_eq!(state(&app, &removed), "active");

        finished(&app, &people::people_remove_for_cause(&app, &removal(&removed, decision)).unwrap());
        assert_eq!(state(&app, &removed), "disabled");
        assert_eq!(home.join(&aside).exists(), stays, "{decision}");
        if stays {
            assert!(std::fs::read(&path).unwrap() == bytes, "as it was, byte by byte");
        }
        let new = unlocked(&keys_in(&home), "01", PASSWORD).unwrap();
        store::copy::examine(&home.join(&copy), &new.db_key(), new.home()).unwrap();
        let left: Vec<String> = files(&home).into_iter().filter(|n| n.ends_with(".renewed")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn a_new_counsellor_gets_the_key_with_the_own_password_and_may_change_it_before() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 45);
    started(&app);
    let teacher = with(&app, "苏晓梅", &["staff"]);
    let sealed = |app: &App| -> String {
        people::people_list(app).unwrap().accounts.into_iter().find(|a| a.account == teacher).unwrap().sealed
    };
    let posts = |posts: &[&str], password: Option<&str>| {
        let posts = posts.iter().map(|p| (*p).to_owned()).collect();
        let request = PostsRequest { account: teacher.clone(), posts, password: password.map(Into::into) };
        people::people_posts(&app, &request)
    };
    assert_eq!(sealed(&app), "none");
    assert_eq!(posts(&["counsellor"], Some(SECOND)).unwrap_err().code, Code::WrongPassword);
    assert_eq!(sealed(&app), "none", "a wrong password changes no post");
    posts(&["counsellor"], None).unwrap();
    assert_eq!(sealed(&app), "missing");

    // Before the key is handed over the person works, and chooses passwords, without it.
    let alarms = |session: SessionView| session.alarms.into_iter().map(|a| a.code).collect::<Vec<_>>();
    assert!(alarms(login(&app, &teacher, OWN).unwrap()).contains(&"sealed_missing".to_owned()));
    let change = ChangePasswordRequest { old: OWN.into(), password: THIRD.into() };
    people::password_change(&app, &change).unwrap();
    let draft = SaveDraftRequest { form: "sealed:counselling".into(), object_id: String::new(), content: "一".into() };
    assert_eq!(app::draft::draft_save(&app, &draft).unwrap_err().code, Code::SealedNotHeld);

    login(&app, "01", PASSWORD).unwrap();
    let hand_over = |password: &str| {
        people::people_hand_over(&app, &AccountPasswordRequest { account: teacher.clone(), password: password.into() })
    };
    assert_eq!(hand_over(OWN).unwrap_err().code, Code::WrongPassword);
    hand_over(THIRD).unwrap();
    assert_eq!(sealed(&app), "held");
    assert!(!alarms(login(&app, &teacher, THIRD).unwrap()).contains(&"sealed_missing".to_owned()));
    app::draft::draft_save(&app, &draft).unwrap();
    let change = ChangePasswordRequest { old: THIRD.into(), password: OWN.into() };
    people::password_change(&app, &change).unwrap();
    app::draft::draft_save(&app, &draft).unwrap();

    // Taken with the post, and given again with it in one step.
    login(&app, "01", PASSWORD).unwrap();
    posts(&["staff"], None).unwrap();
    assert_eq!(sealed(&app), "none");
    posts(&["counsellor"], Some(OWN)).unwrap();
    assert_eq!(sealed(&app), "held");
    login(&app, &teacher, OWN).unwrap();
    app::draft::draft_save(&app, &draft).unwrap();
}

#[test]
fn handing_the_key_over_is_no_place_to_guess_at_somebody_elses_password() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 46);
    started(&app);
    let teacher = with(&app, "苏晓梅", &["staff"]);
    let plain = AccountPasswordRequest { account: teacher.clone(), password: OWN.into() };
    assert_eq!(people::people_hand_over(&app, &plain).unwrap_err().code, Code::NotFound, "the post needs no key");
    let request =
        PostsRequest { account: teacher.clone(), posts: vec!["counsellor".into()], password: Some(SECOND.into()) };
    for _ in 0..3 {
        assert_eq!(people::people_posts(&app, &request).unwrap_err().code, Code::WrongPassword);
    }
    let right = PostsRequest { password: Some(OWN.into()), ..request };
    assert_eq!(people::people_posts(&app, &right).unwrap_err().code, Code::LoginDelayed);
    assert_eq!(login(&app, &teacher, OWN).unwrap_err().code, Code::LoginDelayed);
    login(&app, "01", PASSWORD).unwrap();
    let director = with(&app, "金墨白", &["discipline_director"]);
    people::people_posts(&app, &PostsRequest { password: None, ..right }).unwrap();
    login(&app, &director, OWN).unwrap();
    assert_eq!(people::people_hand_over(&app, &plain).unwrap_err().code, Code::OnlyPrincipal);
}

#[test]
fn the_rehearsals_of_the_code_are_told_and_one_is_due_each_year() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 47);
    let code = started(&app);
    let none = recovery::recovery_rehearsals(&app).unwrap();
    assert_eq!((none.rows.len(), none.last_ok, none.due), (0, None, true));
    let mut wrong = code.clone();
    wrong.swap(0, 1);
    assert!(!recovery::recovery_rehearse(&app, &GroupsRequest { groups: wrong }).unwrap().ok);
    assert!(recovery::recovery_rehearsals(&app).unwrap().due, "one that failed is none");
    recovery::recovery_rehearse(&app, &GroupsRequest { groups: code }).unwrap();
    let view = recovery::recovery_rehearsals(&app).unwrap();
    assert_eq!((view.rows.len(), view.rows[0].ok, view.rows[1].ok, view.due), (2, true, false, false));
    assert_eq!(view.rows[0].by, "白守信");
    assert_eq!(view.last_ok.unwrap(), "2026-06-20T09:30:00+08:00");
}

#[test]
fn a_backup_from_before_lets_nobody_in_again_who_was_disabled_since() {
    for locked in [false, true] {
        comes_back(locked);
    }
}

fn comes_back(locked: bool) {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 48);
    started(&app);
    let gone = with(&app, "金墨白", &["staff"]);
    let stays = with(&app, "苏晓梅", &["staff"]);
    app::care::backup_local(&app).unwrap();
    let backup = app::home::home_state(&app).backups[0].file_name.clone();
    people::people_disable(&app, &DisableRequest { account: gone.clone(), reason: "调离本校".into() }).unwrap();
    if locked {
        app::home::lock(&app);
    }
    let picked = app::care::restore_local(&app, &LocalBackupRequest { file_name: backup }).unwrap();
    let request =
        RestoreRequest { token: picked.token, account: "01".into(), password: PASSWORD.into(), groups: vec![] };
    app::care::restore_run(&app, &request).unwrap();
    assert_eq!(login(&app, &gone, OWN).unwrap_err().code, Code::NoRight, "the old slot opens, the database refuses");
    login(&app, &stays, OWN).unwrap();
    assert_eq!(login(&app, &gone, OWN).unwrap_err().code, Code::WrongPassword, "and the slot is gone");
    login(&app, "01", PASSWORD).unwrap();
    assert_eq!((state(&app, &gone).as_str(), state(&app, &stays).as_str()), ("disabled", "active"));
    people::people_enable(&app, &AccountPasswordRequest { account: gone.clone(), password: SECOND.into() }).unwrap();
    login(&app, &gone, SECOND).unwrap();
}

#[test]
fn a_removal_that_was_cut_off_is_ended_or_taken_back_with_its_older_copies_at_the_next_login() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let app = program(dir.path(), 49);
    started(&app);
    app::home::lock(&app);
    let copy = home.join("school.db.before-v10");
    let waiting = home.join("school.db.before-v10.renewed");
    let aside = home.join("aside-20260101-080000");
    let lay_out = |note: &str| {
        std::fs::create_dir_all(&aside).unwrap();
        for (path, text) in [(&copy, "old"), (&waiting, "new"), (&aside.join("school.db"), "old")] {
            app::files::put(path, text.as_bytes()).unwrap();
        }
        app::files::put(&home.join("removal.txt"), note.as_bytes()).unwrap();
    };
    // Before the commit: the old database is the one that the keys name.
    lay_out("school.db\nschool-2.db\naside-20260101-080000");
    login(&app, "01", PASSWORD).unwrap();
    assert_eq!(std::fs::read(&copy).unwrap(), b"old");
    assert!(!waiting.exists() && aside.exists() && !home.join("removal.txt").exists());
    app::home::lock(&app);
    // After it: what the note calls the new one is in force.
    lay_out("school-1.db\nschool.db\naside-20260101-080000");
    login(&app, "01", PASSWORD).unwrap();
    assert_eq!(std::fs::read(&copy).unwrap(), b"new");
    assert!(!waiting.exists() && !aside.exists() && !home.join("removal.txt").exists());
    assert!(home.join("school.db").exists());
}
