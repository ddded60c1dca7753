//! People come with rights of their own, forget passwords, leave, and are removed; the recovery code opens the way back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::path::Path;

use app::view::*;
use app::{App, Code, people, recovery};
use common::program;

const PASSWORD: &str = "青山绿水常相伴2026";
const SECOND: &str = "井台边的槐树年年开白花";
const OWN: &str = "田埂上走过一群白鸭子";

/// A home with its principal logged in, and the groups of its recovery code.
fn started(app: &App) -> Vec<String> {
    let request = FirstStartRequest {
        school_name: "石湾子乡九年一贯制学校".into(),
        school_code: "3114999901".into(),
        person_name: "白守信".into(),
        posts: vec![],
        password: PASSWORD.into(),
    };
    let view = app::home::first_start_begin(app, &request).unwrap();
    confirm(&view, |groups| app::home::first_start_confirm(app, &ConfirmRequest { groups }));
    view.groups
}

fn confirm<T>(view: &RecoveryView, send: impl FnOnce(Vec<String>) -> app::Result<T>) -> T {
    let groups = view.ask.iter().map(|i| view.groups[*i as usize].clone()).collect();
    send(groups).unwrap()
}

fn login(app: &App, account: &str, password: &str) -> app::Result<SessionView> {
    let request =
        LoginRequest { account: account.into(), password: password.into(), practice: false, clock_accepted: false };
    app::home::login(app, &request)
}

/// A member of the staff with an account, who has chosen an own password; the principal is logged in again afterwards.
fn with(app: &App, name: &str, posts: &[&str]) -> String {
    let staff = app::roster::add_staff(app, &AddStaffRequest { name: name.into(), post: "教师".into() }).unwrap();
    let posts = posts.iter().map(|p| (*p).to_owned()).collect();
    let added =
        people::people_add(app, &AddAccountRequest { person_id: staff.id.clone(), posts, password: SECOND.into() });
    let account = added.unwrap().accounts.into_iter().find(|a| a.person_id == staff.id).unwrap();
    assert_eq!((account.state.as_str(), account.must_change), ("active", true));
    let session = login(app, &account.account, SECOND).unwrap();
    assert!(session.must_change_password);
    let blocked = app::concern::concern_list(app, &ConcernListRequest { kind: None, text: None }).unwrap_err();
    assert_eq!(blocked.code, Code::MustChangePassword);
    let change = ChangePasswordRequest { old: SECOND.into(), password: OWN.into() };
    assert!(!people::password_change(app, &change).unwrap().must_change_password);
    login(app, "01", PASSWORD).unwrap();
    account.account
}

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
        let posts = PostsRequest { account: teacher.clone(), posts: vec![post.into()] };
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
    AuditPageRequest { actor: None, action: None, kind: None, id: None, from: None, to: None, before: None }
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
    let request = |password: &str| RemoveRequest {
        account: removed.clone(),
        reason: "抄走了学生材料".into(),
        password: password.into(),
    };
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
    login(&app, "01", PASSWORD).unwrap();
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
    assert_eq!(login(&app, &teacher, OWN).unwrap_err().code, Code::NoRight, "the database decides");
    let session = login(&app, "01", PASSWORD).unwrap();
    assert!(session.alarms.iter().any(|a| a.code == "keys_rolled_back"), "{:?}", session.alarms);
    assert_eq!(login(&app, &teacher, OWN).unwrap_err().code, Code::WrongPassword, "the slot is gone again");
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
    let posts =
        PostsRequest { account: director, posts: vec!["discipline_director".into(), "deputy_principal".into()] };
    assert_eq!(people::people_posts(&app, &posts).unwrap_err().code, Code::NotYourself);
}
