//! The use cases of the window on a real home: first start, records, bureau, June packet, receipt, and what is refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use app::view::*;
use app::{App, Code};
use common::{Seeded, program};

const PASSWORD: &str = "山上种了七棵梨树和枣";

fn start_request() -> FirstStartRequest {
    FirstStartRequest {
        school_name: "青坪县柳树沟小学".into(),
        school_code: "2114999902".into(),
        person_name: "白守信".into(),
        posts: vec!["discipline_director".into()],
        password: PASSWORD.into(),
    }
}

/// A home past its first start.
fn started(app: &App) -> SessionView {
    let shown = app::home::first_start_begin(app, &start_request()).unwrap();
    let groups = shown.ask.iter().map(|i| shown.groups[*i as usize].clone()).collect();
    app::home::first_start_confirm(app, &ConfirmRequest { groups }).unwrap()
}

fn fields(e: &app::AppError) -> Vec<(String, String)> {
    assert_eq!(e.code, Code::InvalidFields);
    let all = e.args["fields"].as_array().unwrap();
    all.iter().map(|f| (f["field"].as_str().unwrap().into(), f["code"].as_str().unwrap().into())).collect()
}

#[test]
fn the_first_start_asks_the_code_back_before_anything_is_usable() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 1);
    assert_eq!(app::home::home_state(&app).kind, HomeKind::None);
    let shown = app::home::first_start_begin(&app, &start_request()).unwrap();
    assert_eq!(shown.groups.len(), 8);
    assert_eq!(app::home::home_state(&app).kind, HomeKind::Unfinished);
    assert_eq!(app::roster::staff_list(&app).unwrap_err().code, Code::NotLoggedIn);
    let wrong = ConfirmRequest { groups: vec!["000000".into(), "000011".into()] };
    assert_eq!(app::home::first_start_confirm(&app, &wrong).unwrap_err().code, Code::RecoveryMismatch);
    let groups = shown.ask.iter().map(|i| shown.groups[*i as usize].clone()).collect();
    let session = app::home::first_start_confirm(&app, &ConfirmRequest { groups }).unwrap();
    assert_eq!((session.person_name.as_str(), session.practice), ("白守信", false));
    assert_eq!(app::home::home_state(&app).kind, HomeKind::Open);
    app::home::lock(&app);
    let state = app::home::home_state(&app);
    assert_eq!((state.kind, state.accounts.len()), (HomeKind::Locked, 1));
}

#[test]
fn a_crash_before_the_confirmation_starts_again_and_keeps_what_was_there() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 2);
    app::home::first_start_begin(&app, &start_request()).unwrap();
    drop(app);
    let app = program(dir.path(), 3);
    assert_eq!(app::home::home_state(&app).kind, HomeKind::Unfinished);
    started(&app);
    let aside = std::fs::read_dir(dir.path().join("home")).unwrap().flatten();
    let aside = aside.filter(|e| e.file_name().to_string_lossy().starts_with("unfinished-")).count();
    assert_eq!(aside, 1, "the unfinished start is set aside, not deleted");
}

#[test]
fn every_fault_of_the_first_start_is_named_by_its_field() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 4);
    let bad = FirstStartRequest {
        school_name: "小".into(),
        school_code: "2199999902".into(),
        person_name: "A".into(),
        posts: vec!["king".into()],
        password: "short".into(),
    };
    let all = fields(&app::home::first_start_begin(&app, &bad).unwrap_err());
    for wanted in [
        ("schoolName", "school_name_4_50"),
        ("schoolCode", "school_code_province"),
        ("personName", "not_a_name"),
        ("posts", "required_choice"),
        ("password", "password_too_short"),
    ] {
        assert!(all.contains(&(wanted.0.into(), wanted.1.into())), "{wanted:?} in {all:?}");
    }
    assert_eq!(app::home::home_state(&app).kind, HomeKind::None, "a refused start leaves nothing");
}

#[test]
fn a_damaged_home_is_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 5);
    started(&app);
    app::home::lock(&app);
    let home = dir.path().join("home");
    for name in ["keys.json", "keys.json.bak"] {
        std::fs::rename(home.join(name), dir.path().join(name)).unwrap();
    }
    let before = std::fs::read(home.join("school.db")).unwrap();
    let state = app::home::home_state(&app);
    assert_eq!(state.kind, HomeKind::Damaged);
    assert!(state.found.contains(&"keys_missing".to_owned()));
    assert_eq!(app::home::first_start_begin(&app, &start_request()).unwrap_err().code, Code::HomeDamaged);
    assert_eq!(std::fs::read(home.join("school.db")).unwrap(), before);
}

#[test]
fn a_wrong_password_is_refused_without_touching_the_database() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 6);
    started(&app);
    app::home::lock(&app);
    let database = dir.path().join("home/school.db");
    let before = (std::fs::read(&database).unwrap(), std::fs::metadata(&database).unwrap().modified().unwrap());
    for password in ["", "not the password at all"] {
        let request =
            LoginRequest { account: "01".into(), password: password.into(), practice: false, clock_accepted: false };
        assert_eq!(app::home::login(&app, &request).unwrap_err().code, Code::WrongPassword);
    }
    let after = (std::fs::read(&database).unwrap(), std::fs::metadata(&database).unwrap().modified().unwrap());
    assert!(before == after, "the database was touched");
    let request =
        LoginRequest { account: "01".into(), password: PASSWORD.into(), practice: false, clock_accepted: false };
    assert_eq!(app::home::login(&app, &request).unwrap().person_name, "白守信");
}

#[test]
fn a_second_copy_of_the_program_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let first = program(dir.path(), 7);
    started(&first);
    let second = program(dir.path(), 8);
    let request =
        LoginRequest { account: "01".into(), password: PASSWORD.into(), practice: false, clock_accepted: false };
    assert_eq!(app::home::login(&second, &request).unwrap_err().code, Code::HomeBusy);
}

struct Filled {
    staff: String,
    pupil: String,
    class: String,
}

fn fill(app: &App) -> Filled {
    let staff = app::roster::add_staff(app, &AddStaffRequest { name: "武建平".into(), post: "班主任".into() }).unwrap();
    let class = AddClassRequest { name: "初一（2）班".into(), homeroom_teacher_id: Some(staff.id.clone()) };
    let class = app::roster::add_class(app, &class).unwrap();
    assert_eq!(class.name, "七年级2班");
    let pupil = AddPupilRequest {
        name: "吕䶮堃".into(),
        student_no: "20190203".into(),
        class_id: class.id.clone(),
        birth_month: "2012-11".into(),
    };
    let pupil = app::roster::add_pupil(app, &pupil).unwrap();
    Filled { staff: staff.id, pupil: pupil.id, class: class.id }
}

fn concern(f: &Filled) -> RecordConcernRequest {
    RecordConcernRequest {
        kind: "sign".into(),
        title: None,
        occurred_from: "2026-06-18".into(),
        occurred_to: None,
        learned_at: "2026-06-19T10:05:00+08:00".into(),
        place: "操场北侧".into(),
        place_type: "操场".into(),
        channel: "班主任观察".into(),
        forms: vec![],
        involved: vec![InvolvedRequest { student_id: f.pupil.clone(), role: "focus".into() }],
        narrative: "课间看到几名同学围着一名同学起哄，被围的同学低头不说话。".into(),
        immediate_action: "当场制止并分别谈话。".into(),
        owner_id: f.staff.clone(),
        class_id: Some(f.class.clone()),
        internal_reported_at: None,
        reporter_kind: None,
        reporter_staff_id: None,
        reporter_student_id: None,
        reporter_relation: None,
        outsiders: vec![],
        how: None,
    }
}

fn ledger_item(f: &Filled, session: &SessionView) -> RecordLedgerRequest {
    RecordLedgerRequest {
        area: "resources".into(),
        problem: "操场北侧没有监控，课间无人值守。".into(),
        source: "自查".into(),
        level: "ordinary".into(),
        found_on: "2026-06-18".into(),
        measures: "课间安排教师值守，报请加装摄像头。".into(),
        owner_id: f.staff.clone(),
        leader_id: session.person_id.clone(),
        verifier_id: Some(session.person_id.clone()),
        deadline: "2026-06-30".into(),
    }
}

fn pact(f: &Filled) -> RecordPactRequest {
    RecordPactRequest {
        level: "class".into(),
        scope: String::new(),
        class_id: Some(f.class.clone()),
        title: "七年级2班反欺凌公约".into(),
        preamble: "我们共同约定：".into(),
        articles: (1..=6).map(|i| format!("第{i}条，好好说话，互相帮助。")).collect(),
        adopted_on: "2026-06-15".into(),
        adoption: "班会讨论表决".into(),
        effective_on: "2026-06-16".into(),
    }
}

#[test]
fn records_are_there_again_after_a_restart_and_their_numbers_have_no_gap() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 9);
    let session = started(&app);
    let f = fill(&app);
    let ids = [
        app::concern::concern_record(&app, &concern(&f)).unwrap().id,
        app::concern::concern_record(&app, &concern(&f)).unwrap().id,
        app::ledger::ledger_record(&app, &ledger_item(&f, &session)).unwrap().id,
        app::pact::pact_record(&app, &pact(&f)).unwrap().id,
    ];
    assert_eq!(ids, ["GZ-2026-001", "GZ-2026-002", "ZG-2026-001", "GY-01"]);
    drop(app);
    let app = program(dir.path(), 10);
    let login =
        LoginRequest { account: "01".into(), password: PASSWORD.into(), practice: false, clock_accepted: false };
    app::home::login(&app, &login).unwrap();
    let list = app::concern::concern_list(&app, &serde_json::from_str("{}").unwrap()).unwrap().rows;
    assert_eq!(list.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["GZ-2026-002", "GZ-2026-001"]);
    let one = app::concern::concern_get(&app, &IdRequest { id: "GZ-2026-001".into() }).unwrap();
    assert_eq!(one.involved[0].name, "吕䶮堃");
    assert!(!one.title.contains("吕䶮堃"), "a title never names a pupil");
    let item = app::ledger::ledger_get(&app, &IdRequest { id: "ZG-2026-001".into() }).unwrap();
    assert_eq!((item.status.as_str(), item.overdue), ("pending", false));
    assert_eq!(app::pact::pact_get(&app, &IdRequest { id: "GY-01".into() }).unwrap().articles.len(), 6);
    assert_eq!(app::roster::pupil_list(&app, &PupilListRequest { class_id: None, with_left: None }).unwrap().len(), 1);
}

/// What is spoiled, how, and the field and rule that must be named.
type Spoiled = (&'static str, fn(&mut RecordConcernRequest), &'static str, &'static str);

#[test]
fn a_concern_is_refused_field_by_field() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 11);
    started(&app);
    let f = fill(&app);
    let cases: Vec<Spoiled> = vec![
        ("R: narrative under 20 characters", |r| r.narrative = "太短".into(), "narrative", "narrative_20_4000"),
        ("suspected without forms", |r| r.kind = "suspected".into(), "forms", "forms_needed"),
        (
            "told before it was learned",
            |r| r.internal_reported_at = Some("2026-06-01T08:00:00+08:00".into()),
            "internalReportedAt",
            "reported_before_learned",
        ),
        ("a reporter who is nobody", |r| r.reporter_kind = Some("student".into()), "reporter", "unknown_person"),
        (
            "an outsider without a word",
            |r| r.outsiders = vec![OutsiderRequest { description: " ".into(), identity: "校外人员".into() }],
            "outsiders",
            "required_text_100",
        ),
        ("nobody involved", |r| r.involved.clear(), "involved", "person_needed"),
        (
            "learned before it happened",
            |r| r.learned_at = "2026-06-17T10:00:00+08:00".into(),
            "learnedAt",
            "learned_before_occurred",
        ),
        ("learned tomorrow", |r| r.learned_at = "2026-06-21T10:00:00+08:00".into(), "learnedAt", "in_the_future"),
        ("title names the pupil", |r| r.title = Some("吕䶮堃被围".into()), "title", "title_names_pupil"),
        ("unknown owner", |r| r.owner_id = "nobody".into(), "ownerId", "unknown_person"),
        ("unknown kind", |r| r.kind = "rumour".into(), "kind", "required_choice"),
    ];
    for (what, spoil, field, code) in cases {
        let mut request = concern(&f);
        spoil(&mut request);
        let all = fields(&app::concern::concern_record(&app, &request).unwrap_err());
        assert!(all.contains(&(field.into(), code.into())), "{what}: {all:?}");
    }
    let mut hazard = concern(&f);
    hazard.kind = "hazard".into();
    hazard.involved.clear();
    assert!(app::concern::concern_record(&app, &hazard).is_ok(), "a hazard needs nobody");
}

#[test]
fn r8_the_verifier_of_a_ledger_item_is_not_its_owner() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 12);
    let session = started(&app);
    let f = fill(&app);
    let mut request = ledger_item(&f, &session);
    request.verifier_id = Some(f.staff.clone());
    let all = fields(&app::ledger::ledger_record(&app, &request).unwrap_err());
    assert!(all.contains(&("verifierId".into(), "verifier_is_owner".into())), "{all:?}");
}

#[test]
fn the_june_packet_waits_for_a_bureau_and_is_receipted_only_by_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 13);
    let session = started(&app);
    let f = fill(&app);
    app::concern::concern_record(&app, &concern(&f)).unwrap();
    app::ledger::ledger_record(&app, &ledger_item(&f, &session)).unwrap();
    app::pact::pact_record(&app, &pact(&f)).unwrap();

    let made = app::june::june_make(&app).unwrap();
    assert!(!made.addressed, "without a profile nobody is addressed");
    let packet = PacketRequest { packet_id: made.packet_id.clone() };
    let stick = dir.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    assert_eq!(app::outbox::packet_save(&app, &packet, &stick).unwrap_err().code, Code::NoProfile);

    let now = app.roots.clock.now();
    let bureau = packet::bureau::Bureau::make_demo("青坪县教育科技局", "DEMO", "", now, &mut Seeded(99)).unwrap();
    let read = app::bureau::profile_read(&app, bureau.profile_bytes()).unwrap();
    let wrong = AcceptProfileRequest { fingerprint: "00000 00000 00000 00000 00000 00000 00000 00000".into() };
    assert_eq!(app::bureau::profile_accept(&app, &wrong).unwrap_err().code, Code::FingerprintDiffers);
    app::bureau::profile_accept(&app, &AcceptProfileRequest { fingerprint: read.fingerprint }).unwrap();

    let saved = app::outbox::packet_save(&app, &packet, &stick).unwrap();
    assert_eq!(saved.state, "carried");
    let sealed = std::fs::read(stick.join(&made.file_name)).unwrap();
    let paper = PaperRequest { packet_id: made.packet_id.clone(), paper: "report".into() };
    let open = app::june::paper_open(&app, &paper).unwrap();
    let png = app::june::paper_page(&app, &PaperPageRequest { token: open.token.clone(), page: 0, dpi: 96 }).unwrap();
    assert_eq!(&png[1..4], b"PNG");
    let text = app::june::paper_text(&app, &PaperTextRequest { token: open.token, page: 0 }).unwrap();
    assert!(text.contains("柳树沟小学"), "the first page reads: {text}");

    let sheet = PaperRequest { packet_id: made.packet_id.clone(), paper: "pacts".into() };
    let sheet = app::june::paper_open(&app, &sheet).unwrap();
    let text = app::june::paper_text(&app, &PaperTextRequest { token: sheet.token, page: 0 }).unwrap();
    assert!(
        text.contains("吕䶮堃") && text.contains("已签0人，未签1人"),
        "the sheet waits for the pupil's pen: {text}"
    );

    let answered = packet::bureau::answer(&bureau, &sealed, now, None, false).unwrap();
    let (receipt, bytes) = answered.receipt.unwrap();
    assert_eq!(receipt.school, packet::receipt::School::Unconfirmed);
    let other = packet::bureau::Bureau::make_demo("另一个局", "DEMO", "", now, &mut Seeded(98)).unwrap();
    let forged = packet::receipt::issue(&receipt, other.desk()).unwrap();
    assert_eq!(app::outbox::receipt_import(&app, &forged).unwrap_err().code, Code::ReceiptFalse);
    assert_eq!(app::outbox::receipt_import(&app, b"no receipt").unwrap_err().code, Code::ReceiptUnreadable);
    assert_eq!(app::outbox::outbox_list(&app).unwrap()[0].state, "carried", "a false receipt proves nothing");
    assert_eq!(app::outbox::receipt_import(&app, &bytes).unwrap().state, "receipted");

    let second = app::june::june_make(&app).unwrap();
    let list = app::outbox::outbox_list(&app).unwrap();
    assert_eq!((list[0].seq, list[0].packet_id.as_str(), list[0].addressed), (2, second.packet_id.as_str(), true));
}

#[test]
fn a_certificate_of_the_bureau_is_taken_only_for_the_schools_own_key() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 14);
    started(&app);
    let now = app.roots.clock.now();
    let bureau = packet::bureau::Bureau::make_demo("青坪县教育科技局", "DEMO", "", now, &mut Seeded(97)).unwrap();
    assert_eq!(app::bureau::certificate_import(&app, "x").unwrap_err().code, Code::NoProfile);
    let read = app::bureau::profile_read(&app, bureau.profile_bytes()).unwrap();
    app::bureau::profile_accept(&app, &AcceptProfileRequest { fingerprint: read.fingerprint }).unwrap();
    let request = app::bureau::certificate_request(&app).unwrap();
    let request = packet::identity::Request::from_pem(&request).unwrap();
    let term = packet::identity::Term::years(now, 3).unwrap();
    let issued = bureau.authority().unwrap().issue_school(&request, term, &mut Seeded(96)).unwrap();
    let stranger = packet::identity::Identity::self_signed("别的学校", "2114999902", term, &mut Seeded(95)).unwrap();
    let stranger = packet::identity::Request::from_pem(&stranger.request().unwrap()).unwrap();
    let stranger = bureau.authority().unwrap().issue_school(&stranger, term, &mut Seeded(94)).unwrap();
    let import = |pem: &str| app::bureau::certificate_import(&app, pem);
    assert_eq!(import(&stranger.to_pem().unwrap()).unwrap_err().code, Code::CertificateOtherKey);
    assert_eq!(import("-----BEGIN CERTIFICATE-----").unwrap_err().code, Code::CertificateInvalid);
    assert_eq!(import(&issued.to_pem().unwrap()).unwrap().certificate.kind, "bureau");
}

#[test]
fn the_practice_home_is_separate_and_marked() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 15);
    let open = |password: &str| app::home::practice_open(&app, &PasswordRequest { password: password.into() });
    assert_eq!(fields(&open("short").unwrap_err())[0].0, "password");
    let session = open(PASSWORD).unwrap();
    assert!(session.practice);
    assert_eq!(app::home::home_state(&app).kind, HomeKind::Open);
    app::home::lock(&app);
    let state = app::home::home_state(&app);
    assert_eq!((state.kind, state.practice_exists), (HomeKind::None, true), "the real home is untouched");
    assert_eq!(open("another password here").unwrap_err().code, Code::WrongPassword);
    assert!(open(PASSWORD).unwrap().practice);
    let board = app::board::today_board(&app).unwrap();
    assert_eq!((board.counts.concerns, board.counts.students), (30, 329));
}
