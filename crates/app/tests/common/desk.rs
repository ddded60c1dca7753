//! A school's desk: first start, people with accounts, logins.

use app::view::*;
use app::{App, Code, people};

/// The principal's password.
pub const PASSWORD: &str = "青山绿水常相伴2026";
/// What a principal gives somebody as the first password.
pub const SECOND: &str = "井台边的槐树年年开白花";
/// What that person chooses.
pub const OWN: &str = "田埂上走过一群白鸭子";

/// A home with its principal logged in, and the groups of its recovery code.
pub fn started(app: &App) -> Vec<String> {
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

/// Types the groups back that are asked for.
pub fn confirm<T>(view: &RecoveryView, send: impl FnOnce(Vec<String>) -> app::Result<T>) -> T {
    let groups = view.ask.iter().map(|i| view.groups.get(*i as usize).unwrap().clone()).collect();
    send(groups).unwrap()
}

/// Logs in to the real home.
pub fn login(app: &App, account: &str, password: &str) -> app::Result<SessionView> {
    let request =
        LoginRequest { account: account.into(), password: password.into(), practice: false, clock_accepted: false };
    app::home::login(app, &request)
}

/// A member of the staff with an account, who has chosen an own password; the principal is logged in again afterwards.
pub fn with(app: &App, name: &str, posts: &[&str]) -> String {
    let staff = app::roster::add_staff(app, &AddStaffRequest { name: name.into(), post: "教师".into() }).unwrap();
    let posts = posts.iter().map(|p| (*p).to_owned()).collect();
    let added =
        people::people_add(app, &AddAccountRequest { person_id: staff.id.clone(), posts, password: SECOND.into() });
    let account = added.unwrap().accounts.into_iter().find(|a| a.person_id == staff.id).unwrap();
    assert_eq!((account.state.as_str(), account.must_change), ("active", true));
    let session = login(app, &account.account, SECOND).unwrap();
    assert!(session.must_change_password);
    let blocked = app::concern::concern_list(app, &serde_json::from_str("{}").unwrap()).unwrap_err();
    assert_eq!(blocked.code, Code::MustChangePassword);
    let change = ChangePasswordRequest { old: SECOND.into(), password: OWN.into() };
    assert!(!people::password_change(app, &change).unwrap().must_change_password);
    login(app, "01", PASSWORD).unwrap();
    account.account
}
