//! Every command declares its right, and asks for it: each is called by each post and by nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::{ACCESS, Access, App, Code, KdfCost, Right, Roots, StopFlag, may, posts_from_ids, view};
use domain::{FixedClock, Instant, Random};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::shared::{Seeded, root};

const PRINCIPAL: &str = "青山绿水常相伴2026";
const FIRST: &str = "井台边的槐树年年开白花";
const OWN: &str = "田埂上走过一群白鸭子";
const POSTS: [&str; 5] = ["deputy_principal", "discipline_director", "homeroom_teacher", "counsellor", "staff"];

struct Bytes(Seeded);

impl Random for Bytes {
    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            *byte = u8::try_from(self.0.below(256)).expect("a byte");
        }
    }
}

fn program(dir: &Path) -> App {
    App::new(Roots {
        clock: Arc::new(FixedClock(Instant::parse("2026-06-20T09:30:00+08:00").expect("an instant").at())),
        random: Mutex::new(Box::new(Bytes(Seeded::new(9)))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: dir.join("home"),
        assets: vec![root().join("assets/fonts")],
        runtime: dir.join("run"),
    })
}

/// A request of this shape.
fn ask<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"))
}

/// What a command answered: the code of its refusal, if it refused.
type Answer = Option<Code>;
type Call = fn(&App, &Path) -> Answer;

fn code<T>(answer: app::Result<T>) -> Answer {
    answer.err().map(|e| e.code)
}

/// Calls that change nothing when they are allowed: of records and accounts that are not there.
const CALLS: &[(&str, Call)] = &[
    ("session", |a, _| code(app::home::session(a))),
    ("alarms_seen", |a, _| code(app::home::alarms_seen(a))),
    ("settings_get", |a, _| code(app::home::settings_get(a))),
    ("settings_set", |a, _| code(app::home::settings_set(a, &ask(json!({"lockAfterMinutes": 0}))))),
    ("password_change", |a, _| code(app::people::password_change(a, &ask(json!({"old": "x", "password": "y"}))))),
    ("recovery_code_confirm", |a, _| code(app::recovery::recovery_code_confirm(a, &ask(json!({"groups": []}))))),
    ("recovery_code_renew", |a, _| code(app::recovery::recovery_code_renew(a, &ask(json!({"password": "x"}))))),
    ("recovery_rehearsals", |a, _| code(app::recovery::recovery_rehearsals(a))),
    ("recovery_rehearse", |a, _| code(app::recovery::recovery_rehearse(a, &ask(json!({"groups": ["1"]}))))),
    ("today_board", |a, _| code(app::board::today_board(a))),
    ("choices", |a, _| code(app::roster::choices(a))),
    ("staff_list", |a, _| code(app::roster::staff_list(a))),
    ("staff_add", |a, _| code(app::roster::add_staff(a, &ask(json!({"name": "", "post": ""}))))),
    ("class_list", |a, _| code(app::roster::class_list(a))),
    ("class_add", |a, _| code(app::roster::add_class(a, &ask(json!({"name": "", "homeroomTeacherId": null}))))),
    ("pupil_list", |a, _| code(app::roster::pupil_list(a, &ask(json!({"classId": null}))))),
    ("pupil_add", |a, _| {
        code(app::roster::add_pupil(a, &ask(json!({"name": "", "studentNo": "", "classId": "", "birthMonth": ""}))))
    }),
    ("roster_pick", |a, p| code(app::roster::roster_pick(a, &p.join("nothing")))),
    ("roster_map", |a, _| {
        code(app::roster::roster_map(a, &ask(json!({"token": "", "sheet": 0, "kind": "", "columns": []}))))
    }),
    ("roster_plan", |a, _| code(app::roster::roster_plan(a, &ask(json!({"token": "", "show": null}))))),
    ("roster_apply", |a, _| {
        let request = json!({"token": "", "digest": "", "confirmed": [], "leaving": [], "leftOn": null,
            "leftReason": null});
        code(app::roster::roster_apply(a, &ask(request)))
    }),
    ("roster_batches", |a, _| code(app::roster::roster_batches(a))),
    ("roster_undo", |a, _| code(app::roster::roster_undo(a, &ask(json!({"batchId": NOBODY}))))),
    ("roster_template", |a, p| {
        code(app::roster::roster_template(a, &ask(json!({"kind": "students"})), &p.join("template.xlsx")))
    }),
    ("rollover_view", |a, _| code(app::roster::rollover_view(a))),
    ("rollover_apply", |a, _| code(app::roster::rollover_apply(a, &ask(json!({"digest": ""}))))),
    ("pupil_find", |a, _| code(app::roster::pupil_find(a, &ask(json!({"text": "zs"}))))),
    ("pupil_get", |a, _| code(app::roster::pupil_get(a, &ask(json!({"id": NOBODY}))))),
    ("pupil_move", |a, _| code(app::roster::pupil_move(a, &ask(json!({"id": NOBODY, "classId": ""}))))),
    ("pupil_leave", |a, _| code(app::roster::pupil_leave(a, &ask(json!({"id": NOBODY, "on": "", "reason": ""}))))),
    ("pupil_return", |a, _| code(app::roster::pupil_return(a, &ask(json!({"id": NOBODY, "on": "", "classId": ""}))))),
    ("concern_list", |a, _| code(app::concern::concern_list(a, &ask(json!({"kind": null, "text": null}))))),
    ("concern_check", |a, _| {
        code(app::concern::concern_check(
            a,
            &ask(json!({"kind": "sign", "title": null, "occurredFrom": "", "occurredTo": null, "learnedAt": "",
                "place": "", "placeType": "", "channel": "", "forms": [], "involved": [], "narrative": "",
                "immediateAction": "", "ownerId": "", "classId": null})),
        ))
    }),
    ("search", |a, _| code(app::search::search(a, &ask(json!({"text": "张"}))))),
    ("view_list", |a, _| code(app::search::view_list(a, &ask(json!({"page": "search"}))))),
    ("view_save", |a, _| code(app::search::view_save(a, &ask(json!({"page": "", "name": "", "query": ""}))))),
    ("view_drop", |a, _| code(app::search::view_drop(a, &ask(json!({"id": NOBODY}))))),
    ("calendar_get", |a, _| code(app::school::calendar_get(a))),
    ("calendar_set", |a, _| {
        let request = json!({"year": 1, "holidays": [], "makeupWorkdays": [], "note": ""});
        code(app::school::calendar_set(a, &ask(request)))
    }),
    ("handling_settings_get", |a, _| code(app::school::handling_settings_get(a))),
    ("handling_settings_set", |a, _| {
        code(app::school::handling_settings_set(a, &ask(json!({"values": {"noticeDays": 0}}))))
    }),
    ("concern_get", |a, _| code(app::concern::concern_get(a, &ask(json!({"id": "GZ-2026-999"}))))),
    ("case_get", |a, _| code(app::handling::case_get(a, &ask(json!({"id": "GZ-2026-999"}))))),
    ("case_form", |a, _| code(app::handling::case_form(a, &ask(json!({"id": "GZ-2026-999", "entry": "note"}))))),
    ("case_enter", |a, _| {
        code(app::handling::case_enter(a, &ask(json!({"id": "GZ-2026-999", "entry": "note", "values": {}}))))
    }),
    ("case_papers", |a, _| code(app::papers::case_papers(a, &ask(json!({"id": "GZ-2026-999"}))))),
    ("case_paper_open", |a, _| {
        code(app::papers::case_paper_open(a, &ask(json!({"id": "GZ-2026-999", "paper": "phone_script"}))))
    }),
    ("school_paper_open", |a, _| {
        let request = json!({"paper": "nothing", "from": null, "to": null, "coded": false});
        code(app::papers::school_paper_open(a, &ask(request)))
    }),
    ("opened_paper_print", |a, _| code(app::papers::opened_paper_print(a, &ask(json!({"token": ""}))))),
    ("missing_reports", |a, _| code(app::papers::missing_reports(a, &ask(json!({"week": null}))))),
    ("concern_record", |a, _| {
        code(app::concern::concern_record(
            a,
            &ask(json!({"kind": "sign", "title": null, "occurredFrom": "", "occurredTo": null, "learnedAt": "",
                "place": "", "placeType": "", "channel": "", "forms": [], "involved": [], "narrative": "",
                "immediateAction": "", "ownerId": "", "classId": null})),
        ))
    }),
    ("attachment_list", |a, _| {
        code(app::attachment::attachment_list(a, &ask(json!({"kind": "concern", "id": "GZ-2026-999"}))))
    }),
    ("attachment_pick", |a, p| {
        let request = json!({"kind": "concern", "id": "GZ-2026-999", "about": "", "source": "", "note": "",
            "keepOriginal": false, "secures": false});
        code(app::attachment::attachment_add(a, &ask(request), &[p.join("nothing")]))
    }),
    ("attachment_thumb", |a, _| code(app::attachment::attachment_thumb(a, &ask(json!({"id": NOBODY}))))),
    ("attachment_bytes", |a, _| code(app::attachment::attachment_bytes(a, &ask(json!({"id": NOBODY}))))),
    ("attachment_open", |a, _| code(app::attachment::attachment_open(a, &ask(json!({"id": NOBODY}))))),
    ("attachment_export", |a, p| {
        let request = ask(json!({"id": NOBODY, "original": false}));
        code(app::attachment::attachment_export(a, &request, &p.join("out.jpg")))
    }),
    ("attachment_void", |a, _| code(app::attachment::attachment_void(a, &ask(json!({"id": NOBODY, "reason": ""}))))),
    ("ledger_list", |a, _| code(app::ledger::ledger_list(a, &ask(json!({"status": null}))))),
    ("ledger_get", |a, _| code(app::ledger::ledger_get(a, &ask(json!({"id": "ZG-2026-999"}))))),
    ("ledger_record", |a, _| {
        code(app::ledger::ledger_record(
            a,
            &ask(json!({"area": "", "problem": "", "source": "", "level": "", "foundOn": "", "measures": "",
                "ownerId": "", "leaderId": "", "verifierId": null, "deadline": ""})),
        ))
    }),
    ("pact_list", |a, _| code(app::pact::pact_list(a))),
    ("pact_get", |a, _| code(app::pact::pact_get(a, &ask(json!({"id": "GY-99"}))))),
    ("pact_record", |a, _| {
        code(app::pact::pact_record(
            a,
            &ask(json!({"level": "", "scope": "", "classId": null, "title": "", "preamble": "", "articles": [],
                "adoptedOn": "", "adoption": "", "effectiveOn": ""})),
        ))
    }),
    ("pact_templates", |a, _| code(app::pact::pact_templates(a))),
    ("bureau_get", |a, _| code(app::bureau::bureau_get(a))),
    ("bureau_profile_pick", |a, _| code(app::bureau::profile_read(a, b"{}"))),
    ("bureau_profile_accept", |a, _| code(app::bureau::profile_accept(a, &ask(json!({"fingerprint": ""}))))),
    ("certificate_request_export", |a, _| code(app::bureau::certificate_request(a))),
    ("certificate_import", |a, _| code(app::bureau::certificate_import(a, ""))),
    ("june_check", |a, _| code(app::june::june_check(a))),
    ("june_make", |a, _| code(app::june::june_make(a))),
    ("june_names", |a, _| code(app::june::june_names(a))),
    ("june_name_confirm", |a, _| {
        code(app::june::june_name_confirm(a, &ask(json!({"word": "", "kind": "name", "digests": [], "reason": ""}))))
    }),
    ("paper_open", |a, _| code(app::june::paper_open(a, &ask(json!({"packetId": NOBODY, "paper": "report"}))))),
    ("paper_page", |a, _| code(app::june::paper_page(a, &ask(json!({"token": "", "page": 0, "dpi": 96}))))),
    ("paper_text", |a, _| code(app::june::paper_text(a, &ask(json!({"token": "", "page": 0}))))),
    ("paper_close", |a, _| code(app::june::paper_close(a, &ask(json!({"token": ""}))))),
    ("paper_print", |a, _| code(app::june::paper_print(a, &ask(json!({"packetId": NOBODY, "paper": "report"}))))),
    ("outbox_list", |a, _| code(app::outbox::outbox_list(a))),
    ("packet_save", |a, p| code(app::outbox::packet_save(a, &ask(json!({"packetId": NOBODY})), p))),
    ("packet_send", |a, _| code(app::outbox::packet_send(a, &ask(json!({"packetId": NOBODY})), &StopFlag::new()))),
    ("receipt_import", |a, _| code(app::outbox::receipt_import(a, b"{}"))),
    ("audit_page", |a, _| code(app::audit::audit_page(a, &ask(filter())))),
    ("audit_choices", |a, _| code(app::audit::audit_choices(a))),
    ("audit_verify", |a, _| code(app::audit::audit_verify(a))),
    ("audit_compare", |a, p| code(app::audit::audit_compare(a, &p.join("nothing")))),
    ("audit_export", |a, p| code(app::audit::audit_export(a, &ask(filter()), &p.join("out.xlsx")))),
    ("draft_save", |a, _| {
        code(app::draft::draft_save(a, &ask(json!({"form": "concern", "objectId": "", "content": "{}"}))))
    }),
    ("draft_list", |a, _| code(app::draft::draft_list(a))),
    ("draft_get", |a, _| code(app::draft::draft_get(a, &ask(json!({"form": "concern", "objectId": ""}))))),
    ("draft_drop", |a, _| code(app::draft::draft_drop(a, &ask(json!({"form": "concern", "objectId": ""}))))),
    ("sealed_list", |a, _| code(app::sealed::sealed_list(a, &ask(json!({"kind": "concern", "id": "GZ-2026-999"}))))),
    ("sealed_write", |a, _| {
        code(app::sealed::sealed_write(
            a,
            &ask(json!({"kind": "concern", "id": "GZ-2026-999", "label": "", "text": "", "supersedes": null})),
        ))
    }),
    ("sealed_open", |a, _| code(app::sealed::sealed_open(a, &ask(json!({"id": NOBODY, "reason": null}))))),
    ("correction_list", |a, _| {
        code(app::correction::correction_list(a, &ask(json!({"kind": "concern", "id": "GZ-2026-999"}))))
    }),
    ("correction_add", |a, _| {
        code(app::correction::correction_add(
            a,
            &ask(json!({"kind": "concern", "id": "GZ-2026-999", "field": "", "value": "", "reason": ""})),
        ))
    }),
    ("record_void", |a, _| {
        code(app::correction::record_void(a, &ask(json!({"kind": "concern", "id": "GZ-2026-999", "reason": ""}))))
    }),
    ("backup_view", |a, _| code(app::care::backup_view(a))),
    ("backup_local", |a, _| code(app::care::backup_local(a))),
    ("backup_usb", |a, p| code(app::care::backup_usb(a, &p.join("nothing")))),
    ("backup_stop", |a, _| code(app::care::backup_stop(a))),
    ("backup_drill", |a, p| code(app::care::backup_drill(a, &p.join("nothing")))),
    ("drill_open", |a, _| {
        code(app::care::drill_open(a, &ask(json!({"token": "", "account": "01", "password": "x", "groups": []}))))
    }),
    ("restore_pick", |a, p| code(app::care::restore_pick(a, &p.join("nothing")))),
    ("restore_local", |a, _| code(app::care::restore_local(a, &ask(json!({"fileName": "nothing"}))))),
    ("restore_run", |a, _| {
        code(app::care::restore_run(a, &ask(json!({"token": "", "account": "01", "password": "x", "groups": []}))))
    }),
    ("salvage_run", |a, _| {
        code(app::care::salvage_run(a, &ask(json!({"account": "98", "password": "x", "groups": []}))))
    }),
    ("sensitive_open", |a, _| {
        code(app::safeguard::sensitive_open(a, &ask(json!({"id": "GZ-2026-999", "reason": "看一看"}))))
    }),
    ("sensitive_mark", |a, _| {
        let request = json!({"id": "GZ-2026-999", "marked": true, "reason": "看一看"});
        code(app::safeguard::sensitive_mark(a, &ask(request)))
    }),
    ("privacy_get", |a, _| code(app::safeguard::privacy_get(a))),
    ("privacy_basis_set", |a, _| {
        code(app::safeguard::privacy_basis_set(a, &ask(json!({"purpose": "", "basis": "", "reason": ""}))))
    }),
    ("consent_add", |a, _| {
        let request =
            json!({"studentId": NOBODY, "purpose": null, "answer": "", "guardian": "", "way": "", "answeredOn": ""});
        code(app::safeguard::consent_add(a, &ask(request)))
    }),
    ("guardian_request_list", |a, _| code(app::safeguard::guardian_request_list(a))),
    ("guardian_request_add", |a, _| {
        let request = json!({"studentId": NOBODY, "kind": "", "askedBy": "", "askedOn": "", "detail": ""});
        code(app::safeguard::guardian_request_add(a, &ask(request)))
    }),
    ("guardian_request_answer", |a, _| {
        let request = json!({"id": NOBODY, "outcome": "", "text": "", "answeredOn": ""});
        code(app::safeguard::guardian_request_answer(a, &ask(request)))
    }),
    ("people_list", |a, _| code(app::people::people_list(a))),
    ("people_add", |a, _| {
        code(app::people::people_add(a, &ask(json!({"personId": NOBODY, "posts": [], "password": ""}))))
    }),
    ("people_posts", |a, _| code(app::people::people_posts(a, &ask(json!({"account": "98", "posts": []}))))),
    ("people_disable", |a, _| code(app::people::people_disable(a, &ask(json!({"account": "98", "reason": ""}))))),
    ("people_enable", |a, _| code(app::people::people_enable(a, &ask(json!({"account": "98", "password": ""}))))),
    ("people_reset", |a, _| code(app::people::people_reset(a, &ask(json!({"account": "98", "password": ""}))))),
    ("people_delegate", |a, _| {
        let request = json!({"account": "98", "right": "", "until": "", "reason": ""});
        code(app::people::people_delegate(a, &ask(request)))
    }),
    ("people_delegate_end", |a, _| code(app::people::people_delegate_end(a, &ask(json!({"id": NOBODY}))))),
    ("people_hand_over", |a, _| {
        code(app::people::people_hand_over(a, &ask(json!({"account": "98", "password": "x"}))))
    }),
    ("people_removal_view", |a, _| code(app::people::people_removal_view(a, &ask(json!({"account": "98"}))))),
    ("people_remove_for_cause", |a, _| {
        let request = json!({"account": "98", "reason": "", "password": "x"});
        code(app::people::people_remove_for_cause(a, &ask(request)))
    }),
];

const NOBODY: &str = "019f0328-4a80-7000-8000-0000000000ff";

fn filter() -> Value {
    json!({"actor": null, "action": null, "kind": null, "id": null, "from": null, "to": null, "before": null})
}

/// The commands that the window may call.
fn commands() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("src-tauri/commands.txt")).expect("the list of commands");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_command_declares_what_it_needs_and_is_tried() {
    let declared: BTreeMap<&str, Access> = ACCESS.iter().copied().collect();
    assert_eq!(declared.len(), ACCESS.len(), "a command is declared once");
    assert_eq!(declared.keys().map(|c| (*c).to_owned()).collect::<BTreeSet<_>>(), commands());
    let tried: BTreeSet<&str> = CALLS.iter().map(|(command, _)| *command).collect();
    for (command, access) in &declared {
        assert!(*access == Access::Open || tried.contains(command), "{command} is not tried by any post");
    }
}

fn login(app: &App, account: &str, password: &str) -> view::SessionView {
    let request = json!({"account": account, "password": password, "practice": false, "clockAccepted": false});
    app::home::login(app, &ask(request)).expect("a login")
}

/// A home in which every post has an account; the numbers with their posts and passwords.
fn school(app: &App) -> Vec<(String, &'static str, &'static str)> {
    let request = json!({"schoolName": "石湾子乡九年一贯制学校", "schoolCode": "3114999901", "personName": "白守信",
        "posts": [], "password": PRINCIPAL});
    let code = app::home::first_start_begin(app, &ask(request)).expect("a first start");
    let groups: Vec<&String> = code.ask.iter().map(|i| &code.groups[*i as usize]).collect();
    app::home::first_start_confirm(app, &ask(json!({ "groups": groups }))).expect("a home");
    let mut accounts = vec![("01".to_owned(), "principal", PRINCIPAL)];
    for (name, post) in ["金墨白", "苏晓梅", "林知夏", "周见山", "吴越溪"].iter().zip(POSTS) {
        let staff = app::roster::add_staff(app, &ask(json!({"name": name, "post": "教师"}))).expect("a teacher");
        let request = json!({"personId": staff.id, "posts": [post], "password": FIRST});
        let people = app::people::people_add(app, &ask(request)).expect("an account");
        let number = people.accounts.into_iter().find(|a| a.person_id == staff.id).expect("the account").account;
        login(app, &number, FIRST);
        app::people::password_change(app, &ask(json!({"old": FIRST, "password": OWN}))).expect("a password");
        login(app, "01", PRINCIPAL);
        accounts.push((number, post, OWN));
    }
    accounts
}

fn is_allowed(access: Access, post: &str) -> bool {
    let posts = posts_from_ids([post]);
    let holds = |right: &Right| may(&posts, *right);
    match access {
        Access::Open | Access::Anyone => true,
        Access::Needs(right) | Access::OpenOr(right) => holds(&right),
        Access::NeedsAny(rights) => rights.iter().any(holds),
    }
}

#[test]
fn every_command_asks_every_post_for_its_right() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place: PathBuf = folder.path().join("place");
    std::fs::create_dir(&place).expect("a folder");
    let app = program(folder.path());
    let accounts = school(&app);
    let declared: BTreeMap<&str, Access> = ACCESS.iter().copied().collect();
    for (number, post, password) in &accounts {
        for (command, call) in CALLS {
            // Some calls close the home or ask for another login.
            if app::home::session(&app).map(|s| s.account).ok().as_ref() != Some(number) {
                let _ = std::fs::remove_file(folder.path().join("home/login.json"));
                login(&app, number, password);
            }
            let answer = call(&app, &place);
            let refused = matches!(answer, Some(Code::NoRight | Code::NotLoggedIn | Code::MustChangePassword));
            assert_eq!(!refused, is_allowed(declared[command], post), "{command} as {post}: {answer:?}");
        }
    }
    app::home::lock(&app);
    for (command, call) in CALLS {
        let answer = call(&app, &place);
        match declared[command] {
            Access::Open | Access::OpenOr(_) => assert_ne!(answer, Some(Code::NotLoggedIn), "{command} by nobody"),
            _ => assert_eq!(answer, Some(Code::NotLoggedIn), "{command} by nobody"),
        }
    }
}
