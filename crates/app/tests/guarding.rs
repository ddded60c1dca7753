//! Ways to come by somebody else's rights: setting their password, giving posts, guessing in parallel or in turns.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use app::view::*;
use app::{App, Code, people};
use common::desk::*;
use common::program;

const WRONG: &str = "错错错错错错错错错错";

fn reset(app: &App, account: &str) -> Option<Code> {
    let request = AccountPasswordRequest { account: account.into(), password: SECOND.into() };
    people::people_reset(app, &request).err().map(|e| e.code)
}

fn enable(app: &App, account: &str) -> Option<Code> {
    let request = AccountPasswordRequest { account: account.into(), password: SECOND.into() };
    people::people_enable(app, &request).err().map(|e| e.code)
}

fn posts(app: &App, account: &str, posts: &[&str]) -> Option<Code> {
    let posts = posts.iter().map(|p| (*p).to_owned()).collect();
    let request = PostsRequest { account: account.into(), posts, password: None };
    people::people_posts(app, &request).err().map(|e| e.code)
}

fn disable(app: &App, account: &str) -> Option<Code> {
    let request = DisableRequest { account: account.into(), reason: "调离本校".into() };
    people::people_disable(app, &request).err().map(|e| e.code)
}

#[test]
fn who_manages_people_comes_by_no_right_of_anybody_else() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 71);
    started(&app);
    let director = with(&app, "金墨白", &["discipline_director"]);
    let second = with(&app, "方远山", &["discipline_director"]);
    let deputy = with(&app, "苏晓梅", &["deputy_principal"]);
    let counsellor = with(&app, "柳听雨", &["staff", "counsellor"]);
    let teacher = with(&app, "林知夏", &["homeroom_teacher"]);
    let plain = with(&app, "田小满", &["staff"]);
    let signing = with(&app, "石破天", &["staff"]);
    let loan = DelegateRequest {
        account: signing.clone(),
        right: "sign_packets".into(),
        until: "2026-06-30".into(),
        reason: "校长外出学习".into(),
    };
    people::people_delegate(&app, &loan).unwrap();
    let none = app::roster::add_staff(&app, &AddStaffRequest { name: "白云飞".into(), post: "教师".into() }).unwrap();
    login(&app, &director, OWN).unwrap();
    let above = ["01", deputy.as_str(), counsellor.as_str(), signing.as_str()];
    for account in above {
        let only = Some(Code::OnlyPrincipal);
        assert_eq!(reset(&app, account), only, "reset {account}");
        assert_eq!(enable(&app, account), only, "enable {account}");
        assert_eq!(posts(&app, account, &["staff"]), only, "posts {account}");
        assert_eq!(disable(&app, account), only, "disable {account}");
        let request = AccountPasswordRequest { account: account.into(), password: OWN.into() };
        assert_eq!(people::people_hand_over(&app, &request).unwrap_err().code, Code::OnlyPrincipal, "{account}");
    }
    for post in ["principal", "deputy_principal", "counsellor"] {
        assert_eq!(posts(&app, &plain, &["staff", post]), Some(Code::OnlyPrincipal), "{post}");
        let add = AddAccountRequest { person_id: none.id.clone(), posts: vec![post.into()], password: SECOND.into() };
        assert_eq!(people::people_add(&app, &add).unwrap_err().code, Code::OnlyPrincipal, "{post}");
    }
    let view = people::people_list(&app).unwrap();
    assert_eq!(view.grantable, ["discipline_director", "homeroom_teacher", "staff"]);
    for account in view.accounts {
        let shown = !above.contains(&account.account.as_str());
        assert_eq!((account.may_edit, account.may_reset), (shown, shown && !account.is_me), "{}", account.account);
    }
    for account in [&second, &teacher, &plain] {
        assert_eq!(reset(&app, account), None, "{account}");
    }
    assert_eq!(posts(&app, &plain, &["homeroom_teacher"]), None);
    assert_eq!(disable(&app, &plain), None);
    assert_eq!(enable(&app, &plain), None);
}

#[test]
fn a_principals_password_is_set_with_the_recovery_code_and_by_nobody_else() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 72);
    started(&app);
    let second = with(&app, "金墨白", &["principal"]);
    assert_eq!(reset(&app, &second), Some(Code::OnlyRecovery));
    assert_eq!(disable(&app, &second), None, "an office is handed over");
    assert_eq!(enable(&app, &second), Some(Code::OnlyRecovery));
    assert_eq!(posts(&app, &second, &["staff"]), None);
    assert_eq!(enable(&app, &second), None, "as somebody without the office they come back");
}

#[test]
fn many_tries_at_once_are_no_more_than_one_after_the_other() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 73);
    started(&app);
    app::home::lock(&app);
    let codes: Vec<Code> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8).map(|_| scope.spawn(|| login(&app, "01", WRONG).unwrap_err().code)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let tried = codes.iter().filter(|code| **code == Code::WrongPassword).count();
    assert_eq!(tried, 3, "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, Code::WrongPassword | Code::LoginDelayed)), "{codes:?}");
}

#[test]
fn the_same_account_in_another_spelling_is_the_same_account() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 74);
    started(&app);
    app::home::lock(&app);
    let newest = app::home::home_state(&app).backups[0].file_name.clone();
    let picked = app::care::restore_local(&app, &LocalBackupRequest { file_name: newest }).unwrap();
    for account in ["1", "01", "001"] {
        let request = RestoreRequest {
            token: picked.token.clone(),
            account: account.into(),
            password: WRONG.into(),
            groups: vec![],
        };
        let refused = app::care::restore_run(&app, &request).unwrap_err();
        assert_eq!(refused.code, Code::WrongPassword, "{account}");
    }
    assert_eq!(login(&app, "01", PASSWORD).unwrap_err().code, Code::LoginDelayed);
}

#[test]
fn a_login_of_ones_own_gives_no_new_tries_at_others() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 75);
    started(&app);
    let insider = with(&app, "金墨白", &["staff"]);
    let others: Vec<String> =
        ["苏晓梅", "柳听雨", "林知夏", "田小满"].iter().map(|name| with(&app, name, &["staff"])).collect();
    let mut tried = 0;
    for _ in 0..5 {
        for account in &others {
            for _ in 0..2 {
                tried += usize::from(login(&app, account, WRONG).unwrap_err().code == Code::WrongPassword);
            }
        }
        let _ = login(&app, &insider, OWN);
    }
    assert!(tried <= 10, "{tried} tries without a wait");
}
