//! The papers of the cases of the practice school: each that is offered can be made and says what the case says, nobody
//! prints what their posts do not carry, and what leaves the window is logged and named without a pupil.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::io::Write as _;
use std::path::Path;

use app::papers::{case_paper_open, case_papers, missing_reports, opened_paper_print, school_paper_open};
use app::view::*;
use app::{App, Code};
use common::desk::{OWN, SECOND};
use common::program;
use domain::{Records, SchoolFile};
use paper::readback::{Place, squeezed, texts};

const PASSWORD: &str = "山上种了七棵梨树和枣";

fn opened(dir: &Path, seed: u64) -> App {
    let app = program(dir, seed);
    app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    app
}

fn sample() -> Records {
    SchoolFile::parse(include_bytes!("../../../assets/sample/school.json")).unwrap().records
}

fn list(app: &App, id: &str) -> Vec<CasePaperRow> {
    case_papers(app, &IdRequest { id: id.into() }).unwrap()
}

fn open(app: &App, id: &str, paper: &str) -> app::Result<PaperView> {
    case_paper_open(app, &CasePaperRequest { id: id.into(), paper: paper.into() })
}

/// The bytes as they lie in the runtime folder after printing, and the file's name.
fn printed(app: &App, view: &PaperView) -> (Vec<u8>, String) {
    let path = opened_paper_print(app, &TokenRequest { token: view.token.clone() }).unwrap().path;
    let name = Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(&path).unwrap();
    app::june::paper_close(app, &TokenRequest { token: view.token.clone() }).unwrap();
    (bytes, name)
}

fn made(app: &App, id: &str, paper: &str) -> Vec<u8> {
    printed(app, &open(app, id, paper).unwrap_or_else(|e| panic!("{id} {paper}: {e:?}"))).0
}

fn keep(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// Each part stands in the text behind the one before.
fn follow(text: &str, parts: &[&str]) {
    parts.iter().fold(text, |rest, part| {
        rest.split_once(part).map(|(_, behind)| behind).unwrap_or_else(|| panic!("{part} in {rest}"))
    });
}

/// The whole text in reading order, without white space.
fn reading(pdf: &[u8]) -> String {
    texts(pdf).unwrap().into_iter().find(|f| f.place == Place::Structure).unwrap().text
}

fn school(app: &App, paper: &str, from: Option<&str>, to: Option<&str>, coded: bool) -> app::Result<PaperView> {
    let text = |t: Option<&str>| t.map(str::to_owned);
    school_paper_open(app, &SchoolPaperRequest { paper: paper.into(), from: text(from), to: text(to), coded })
}

/// Papers of one kind that are made; more of them show nothing new.
const MANY: usize = 4;

#[test]
fn papers_of_every_kind_that_a_case_offers_are_made_and_hold_its_number() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 41);
    let records = sample();
    let names: Vec<String> = records.students.iter().map(|s| squeezed(&s.name)).collect();
    let mut kinds = std::collections::BTreeMap::<String, usize>::new();
    for c in &records.concerns {
        let rows = list(&app, &c.id);
        for row in rows.iter().filter(|r| r.blocked.is_empty()) {
            let kind = row.paper.split(':').next().unwrap();
            let count = kinds.entry(kind.to_owned()).or_default();
            *count += 1;
            let looked_at = ["GZ-2026-017", "GZ-2026-010"].contains(&c.id.as_str());
            if *count > MANY && !looked_at {
                continue;
            }
            let view = open(&app, &c.id, &row.paper).unwrap_or_else(|e| panic!("{} {}: {e:?}", c.id, row.paper));
            let (bytes, file) = printed(&app, &view);
            assert_eq!(view.sha256, packet::encoding::sha256_hex(&bytes), "what is printed is what was shown");
            assert!(file.is_ascii() && file.starts_with(&c.id), "{file}");
            let found = texts(&bytes).unwrap();
            let body = &found.iter().find(|f| f.place == Place::Structure).unwrap().text;
            assert!(
                body.contains(&c.id) || body.contains(row.paper.split_once(':').unwrap().1),
                "{} {}",
                c.id,
                row.paper
            );
            for place in [Place::Metadata, Place::Info] {
                let said = &found.iter().find(|f| f.place == place).unwrap().text;
                let named: Vec<_> = names.iter().filter(|n| n.chars().count() > 2 && said.contains(*n)).collect();
                assert!(named.is_empty(), "the title of {} {} names {named:?}", c.id, row.paper);
            }
            if looked_at || *count == 1 {
                keep(&format!("paper-{}-{}.pdf", c.id, row.paper.replace(':', "-")), &bytes);
            }
        }
        for row in rows.iter().filter(|r| !r.blocked.is_empty()) {
            assert_eq!(open(&app, &c.id, &row.paper).unwrap_err().code, Code::NotFound, "{} {}", c.id, row.paper);
        }
    }
    let every = [
        "phone_script",
        "incident",
        "mandatory",
        "talk",
        "determination",
        "notice",
        "not_bullying",
        "sanction",
        "counselling",
    ];
    assert_eq!(
        kinds.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(),
        every.into_iter().collect()
    );
}

#[test]
fn the_phone_script_says_the_six_facts_from_the_intake_alone_and_names_no_pupil() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 42);
    let records = sample();
    let (victim, actor) = (&records.students[5], &records.students[40]);
    let me = app::home::session(&app).unwrap().person_id;
    let narrative =
        format!("课间{}在走廊上把{}推倒，嘴里说着脏话，旁边的同学叫老师过来才停下。", actor.name, victim.name);
    let request = serde_json::from_value(serde_json::json!({
        "kind": "suspected", "title": null, "occurredFrom": "2026-06-20T09:05:00+08:00", "occurredTo": null,
        "learnedAt": "2026-06-20T09:10:00+08:00", "place": "教学楼二层走廊", "placeType": "楼梯间",
        "channel": "班主任观察", "forms": ["physical"],
        "involved": [{"studentId": victim.id, "role": "victim"}, {"studentId": actor.id, "role": "actor"}],
        "narrative": narrative, "immediateAction": "当场制止，分开带到办公室。", "ownerId": me, "classId": null}))
    .unwrap();
    let id = app::concern::concern_record(&app, &request).unwrap().id;
    let row = list(&app, &id).into_iter().next().unwrap();
    assert_eq!((row.paper.as_str(), row.names, row.blocked.as_str()), ("phone_script", false, ""));
    let script = made(&app, &id, "phone_script");
    let sheets = paper::preview::Preview::open(script.as_slice().into()).unwrap().page_count();
    assert_eq!(sheets, 1, "what is known after the intake stands on one page");
    let text = reading(&script);
    for fact in [
        "2026年6月20日9时05分",
        "教学楼二层走廊（楼梯间）",
        "待核。",
        "把",
        "当场制止，分开带到办公室。",
        "青坪县教育科技局安全股",
        "应急值班（24小时）",
        "青坪县公安局石湾子派出所",
        "还没有报警。",
        "2人",
    ] {
        assert!(text.contains(&squeezed(fact)), "{fact}: {text}");
    }
    for name in [&victim.name, &actor.name] {
        assert!(!text.contains(&squeezed(name)), "{text}");
    }
    // In the order of the notice.
    follow(&text, &["1我是谁", "2时间", "3地点", "4起因", "5过程", "6涉及人员", "7已采取的措施", "8伤情"]);
    let first = made(&app, &id, "incident:new");
    let written = reading(&first);
    assert!(
        written.contains("初报") && !written.contains("待核"),
        "a written report leaves nothing 待核 (R10): {written}"
    );
    assert!(!written.contains(&squeezed(&victim.name)));
    let named = reading(&made(&app, &id, "incident:new+names"));
    assert!(named.contains(&squeezed(&victim.name)) && named.contains(&squeezed(&actor.name)));
}

#[test]
fn a_character_that_no_face_has_is_refused_with_record_field_and_character() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 50);
    let me = app::home::session(&app).unwrap().person_id;
    let pupil = &sample().students[5];
    let request = serde_json::from_value(serde_json::json!({
        "kind": "suspected", "title": null, "occurredFrom": "2026-06-20", "occurredTo": null,
        "learnedAt": "2026-06-20T09:10:00+08:00", "place": "操场东侧", "placeType": "操场", "channel": "班主任观察",
        "forms": ["verbal"], "involved": [{"studentId": pupil.id, "role": "victim"}],
        "narrative": "有人在操场上喊他“\u{E123}”，周围的同学都笑，喊了三次才停。",
        "immediateAction": "当场制止。", "ownerId": me, "classId": null}));
    let id = app::concern::concern_record(&app, &request.unwrap()).unwrap().id;
    let refused = open(&app, &id, "phone_script").unwrap_err();
    assert_eq!(refused.code, Code::MissingGlyph);
    assert_eq!(refused.args["codepoint"], "U+E123");
    assert_eq!(refused.args["record"], format!("{id} 过程"));
}

#[test]
fn letters_to_one_family_do_not_name_the_child_of_another() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 43);
    let records = sample();
    let c = records.concerns.iter().find(|c| c.id == "GZ-2026-010").unwrap();
    let letters: Vec<_> = list(&app, &c.id).into_iter().filter(|r| r.paper.starts_with("not_bullying:")).collect();
    assert_eq!(letters.len(), 2, "both families are told");
    for row in letters {
        let id = row.paper.split_once(':').unwrap().1;
        let text = reading(&made(&app, &c.id, &row.paper));
        for i in &c.involved {
            let name = squeezed(&records.student(&i.student_id).unwrap().name);
            assert_eq!(text.contains(&name), i.student_id == id, "{name} in the letter for {id}");
        }
        let reasons = c.determination.as_ref().unwrap().not_bullying_reasons.as_deref().unwrap();
        assert!(text.contains(&squeezed(reasons)) && text.contains("申请复查") && text.contains("15日"), "R6: {text}");
    }
}

#[test]
fn every_sanction_prints_its_notice_of_appeal() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 44);
    let mut tried = 0;
    for s in sample().sanctions {
        let paper = format!("sanction:{}", s.id);
        let Some(row) = list(&app, &s.concern_id).into_iter().find(|r| r.paper == paper) else { continue };
        assert_eq!(row.blocked, "");
        let text = reading(&made(&app, &s.concern_id, &paper));
        assert!(text.contains("15个工作日内") && text.contains("截止日期是2026年"), "R5: {text}");
        tried += 1;
    }
    assert!(tried >= 5, "{tried}");
}

#[test]
fn the_counselling_sheet_holds_number_count_degree_and_advice_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 45);
    let raw: serde_json::Value = serde_json::from_slice(include_bytes!("../../../assets/sample/school.json")).unwrap();
    let sessions = raw["counselling"].as_array().unwrap();
    for x in sessions.iter().take(12) {
        let (concern, student) = (x["concern_id"].as_str().unwrap(), x["student_id"].as_str().unwrap());
        let text = reading(&made(&app, concern, &format!("counselling:{student}")));
        assert!(
            text.contains(&squeezed(x["id"].as_str().unwrap())) && text.contains(x["risk_level"].as_str().unwrap())
        );
        for sealed in ["assessment", "process"] {
            let secret = squeezed(x["sealed"][sealed].as_str().unwrap());
            assert!(!text.contains(&secret), "sealed text in {text}");
        }
        let name = sample().student(student).unwrap().name.clone();
        assert!(!text.contains(&squeezed(&name)), "the sheet carries the pseudonym");
    }
}

#[test]
fn what_is_printed_is_logged_lies_in_the_runtime_folder_and_is_gone_after_the_lock() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 46);
    let view = open(&app, "GZ-2026-017", "talk:TH-2026-010").or_else(|_| {
        let talk = list(&app, "GZ-2026-017").into_iter().find(|r| r.paper.starts_with("talk:")).unwrap();
        open(&app, "GZ-2026-017", &talk.paper)
    });
    let view = view.unwrap();
    let path = opened_paper_print(&app, &TokenRequest { token: view.token.clone() }).unwrap().path;
    assert!(Path::new(&path).starts_with(dir.path().join("run")));
    let filter = serde_json::from_value(serde_json::json!({"actor": null, "action": "paper.print", "kind": null,
        "id": null, "from": null, "to": null, "before": null}));
    let log = app::audit::audit_page(&app, &filter.unwrap()).unwrap();
    let log = serde_json::to_value(&log).unwrap().to_string();
    assert!(log.contains("GZ-2026-017") && log.contains("打印或另开本件文书"), "{log}");
    let none = opened_paper_print(&app, &TokenRequest { token: "0".into() }).unwrap_err();
    assert_eq!(none.code, Code::NotFound);
    app::home::lock(&app);
    assert!(!Path::new(&path).exists(), "a plain paper does not outlive the session");
}

/// Somebody on the practice school's staff with an account and an own password, logged in.
fn become_one(app: &App, person: &str, posts: &[&str]) {
    let posts = posts.iter().map(|p| (*p).to_owned()).collect();
    let request = AddAccountRequest { person_id: person.into(), posts, password: SECOND.into() };
    let accounts = app::people::people_add(app, &request).unwrap().accounts;
    let account = accounts.into_iter().find(|a| a.person_id == person).unwrap().account;
    let login = |password: &str| {
        let request =
            LoginRequest { account: account.clone(), password: password.into(), practice: true, clock_accepted: false };
        app::home::login(app, &request).unwrap()
    };
    login(SECOND);
    let change = ChangePasswordRequest { old: SECOND.into(), password: OWN.into() };
    app::people::password_change(app, &change).unwrap();
}

#[test]
fn nobody_prints_what_their_posts_do_not_carry() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 47);
    become_one(&app, "t_c10", &["homeroom_teacher"]);
    let seen = list(&app, "GZ-2026-017");
    let kinds: std::collections::BTreeSet<_> = seen.iter().map(|r| r.paper.split(':').next().unwrap()).collect();
    assert_eq!(kinds, ["phone_script", "mandatory", "talk", "notice"].into_iter().collect(), "of the own class");
    for paper in ["incident:new", "determination", "sanction:CF-2026-003", "counselling:stu-c10-31"] {
        assert_eq!(open(&app, "GZ-2026-017", paper).unwrap_err().code, Code::NoRight, "{paper}");
    }
    assert_eq!(open(&app, "GZ-2026-010", "phone_script").unwrap_err().code, Code::NotFound, "another class");
    for (paper, refused) in
        [("intake_blank", None), ("concern_ledger", Some(Code::NoRight)), ("missing_reports", Some(Code::NoRight))]
    {
        let answer = school(&app, paper, Some("2026-02-01"), None, true).err().map(|e| e.code);
        assert_eq!(answer, refused, "{paper}");
    }
    assert_eq!(missing_reports(&app, &MissingReportsRequest { week: None }).unwrap_err().code, Code::NoRight);
}

#[test]
fn the_ledger_of_a_period_holds_its_concerns_with_names_or_without_any() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 48);
    let records = sample();
    let make = |coded| {
        printed(&app, &school(&app, "concern_ledger", Some("2026-03-01"), Some("2026-04-30"), coded).unwrap()).0
    };
    let (named, coded) = (make(false), make(true));
    keep("paper-ledger-named.pdf", &named);
    keep("paper-ledger-coded.pdf", &coded);
    let (named, coded) = (reading(&named), reading(&coded));
    let (from, to) = ("2026-03-01".parse().unwrap(), "2026-04-30".parse().unwrap());
    for c in &records.concerns {
        let inside = (from..=to).contains(&c.discovered_at.date());
        assert_eq!(named.contains(&squeezed(&c.narrative)), inside, "{}", c.id);
        assert_eq!(coded.contains(&c.id), inside, "{}", c.id);
        for i in c.involved.iter().filter(|_| inside) {
            let pupil = records.student(&i.student_id).unwrap();
            assert!(named.contains(&squeezed(&pupil.name)), "{}", c.id);
            assert!(coded.contains(&squeezed(&pupil.pseudonym)), "{}", c.id);
            assert!(!coded.contains(&squeezed(&pupil.name)), "{} in the edition without names: {}", pupil.name, c.id);
        }
    }
    for (from, to, field) in
        [(None, None, "from"), (Some("2026-13-01"), None, "from"), (Some("2026-04-02"), Some("2026-04-01"), "to")]
    {
        let wrong = school(&app, "concern_ledger", from, to, true).unwrap_err();
        assert_eq!((wrong.code, wrong.args["fields"][0]["field"].as_str().unwrap()), (Code::InvalidFields, field));
    }
}

#[test]
fn opening_a_paper_with_names_is_logged_once_and_one_without_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 51);
    let read = |app: &App| {
        let request = serde_json::from_value(serde_json::json!({ "action": "paper.read" })).unwrap();
        app::audit::audit_page(app, &request).unwrap().rows.len()
    };
    assert_eq!(read(&app), 0);
    let determination =
        list(&app, "GZ-2026-017").into_iter().find(|row| row.paper.split(':').next() == Some("determination")).unwrap();
    open(&app, "GZ-2026-017", &determination.paper).unwrap();
    assert_eq!(read(&app), 1, "{}", determination.paper);
    let ledger = |coded| school(&app, "concern_ledger", Some("2026-03-01"), Some("2026-04-30"), coded).unwrap();
    ledger(true);
    school(&app, "intake_blank", None, None, false).unwrap();
    assert_eq!(read(&app), 1);
    ledger(false);
    assert_eq!(read(&app), 2);
}

#[test]
fn the_weekly_list_and_the_blank_form_are_papers_too() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 49);
    let view = missing_reports(&app, &MissingReportsRequest { week: Some("2026-06-17".into()) }).unwrap();
    assert_eq!((view.first.as_str(), view.last.as_str()), ("2026-06-15", "2026-06-21"));
    let (weekly, name) = printed(&app, &school(&app, "missing_reports", Some("2026-06-17"), None, true).unwrap());
    keep("paper-missing.pdf", &weekly);
    assert_eq!(name, "missing-reports.pdf");
    let text = reading(&weekly);
    assert!(text.contains(&format!("共{}项", view.rows.len())) && text.contains("校长签名"), "{text}");
    for row in &view.rows {
        assert!(text.contains(&row.concern_id), "{}", row.concern_id);
    }
    let (blank, _) = printed(&app, &school(&app, "intake_blank", None, None, true).unwrap());
    keep("paper-blank.pdf", &blank);
    let text = reading(&blank);
    let order = [
        "类别",
        "欺凌形式",
        "发生时间",
        "知晓时间",
        "地点类型",
        "具体地点",
        "怎么知道的",
        "姓名或学号",
        "名册以外的人",
        "情况描述",
        "当场处理",
        "责任人",
    ];
    // In the order of the window's form.
    follow(&text, &order);
    for label in ["□上下学途中", "□宿管报告", "□网络", "□证人"] {
        assert!(text.contains(label), "{label}");
    }
    let pages = paper::preview::Preview::open(blank.into()).unwrap().page_count();
    assert_eq!(pages, 2, "one sheet of paper, both sides");
}
